"""What queries answer. https://www.w3.org/TR/sparql11-query/"""

import re

import pytest

from .client import Client
from .comparison import difference
from .contents import contents, fill
from .manifest import Entry, each
from .results import RESULT_TYPES, read_file, read_results

pytestmark = pytest.mark.slow

SORTED = re.compile(r"ORDER\s+BY[^{}]*$", re.IGNORECASE)
OTHERS = "application/sparql-results+json, application/n-triples"


@each("query")
def test_query(entry: Entry, client: Client) -> None:
    action, result = entry.node.one("mf:action"), entry.node.one("mf:result").path
    fill(client, contents(action, "qt"))
    query = action.one("qt:query").path
    text = query.read_text(encoding="utf-8")
    accept = RESULT_TYPES.get(result.suffix, OTHERS)
    response = client.query(f"BASE <{query.as_uri()}>\n{text}", accept)
    assert response.status == 200, response.summary
    assert response.media_type.partition(";")[0] in accept
    answer = read_results(response.body, response.media_type)
    found = difference(read_file(result), answer, ordered=bool(SORTED.search(text)))
    assert found == ""
