"""How queries and updates are sent. https://www.w3.org/TR/sparql11-protocol/"""

import pytest

from .client import Client
from .contents import contents, fill
from .exchanges import Request, run
from .manifest import Entry, each

pytestmark = pytest.mark.slow

PLACE = "/sparql/"


@each("protocol")
def test_protocol(entry: Entry, client: Client) -> None:
    """The tests of updates send updates, except where they say that they ask."""

    def address(request: Request) -> str:
        asks = "sparql-query" in request.headers.get("content-type", "")
        updates = "update" in entry.node.local_name and not asks
        url = client.endpoint.update if updates else client.endpoint.query
        return url + request.target.removeprefix(PLACE)

    fill(client, contents(entry.node, "ut"))
    run(client, entry, address)
