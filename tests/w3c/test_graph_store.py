"""How graphs are read and written. https://www.w3.org/TR/sparql11-http-rdf-update/"""

import pytest

from .client import Client
from .contents import fill
from .exchanges import Request, run
from .manifest import Entry, each

pytestmark = pytest.mark.slow

PLACE = "/gsp"


@each("graph store")
def test_graph_store(entry: Entry, client: Client) -> None:
    def address(request: Request) -> str:
        return client.endpoint.graphs + request.target.removeprefix(PLACE)

    fill(client, {})
    run(client, entry, address)
