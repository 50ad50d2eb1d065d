"""Which requests are syntax errors. https://www.w3.org/TR/sparql11-query/#sparqlGrammar"""

import pytest

from .client import Client
from .contents import fill
from .manifest import Entry, each

pytestmark = pytest.mark.slow


@each("syntax")
def test_syntax(entry: Entry, client: Client) -> None:
    """A syntax error is 400; nothing else is, not even what is refused for another reason."""
    fill(client, {})
    path = entry.node.one("mf:action").path
    text = path.read_text(encoding="utf-8")
    response = client.update(text) if path.suffix == ".ru" else client.query(text, "*/*")
    assert response.status < 500, response.summary
    assert (response.status == 400) == entry.kind.startswith("Negative"), response.summary
