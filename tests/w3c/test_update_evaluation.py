"""What updates leave in the store. https://www.w3.org/TR/sparql11-update/"""

import pytest

from .client import Client
from .comparison import difference
from .contents import contents, expected, fill, stored
from .manifest import Entry, each

pytestmark = pytest.mark.slow


@each("update")
def test_update(entry: Entry, client: Client) -> None:
    action = entry.node.one("mf:action")
    fill(client, contents(action, "ut"))
    request = action.one("ut:request").path
    response = client.update(f"BASE <{request.as_uri()}>\n{request.read_text(encoding='utf-8')}")
    assert 200 <= response.status < 300, response.summary
    after = contents(entry.node.one("mf:result"), "ut")
    found = difference(expected(after), stored(client))
    assert found == ""
