"""What the server says of itself. https://www.w3.org/TR/sparql11-service-description/"""

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, parse

from .client import Client
from .manifest import Entry, each
from .nodes import Index, indexed, typed
from .service_schema import faults

pytestmark = pytest.mark.slow

FORMATS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def description(client: Client, accept: str = "") -> Index:
    """Read what a query's address says without a query; relative IRIs are those beside it."""
    headers = {"Accept": accept} if accept else {}
    response = client.send("GET", client.endpoint.query, headers)
    assert response.status == 200, response.summary
    assert response.media_type.startswith(accept)
    form = RdfFormat.from_media_type(response.media_type)
    assert form is not None, response.media_type
    return indexed(parse(response.body, form, base_iri=client.endpoint.query))


def returns_rdf(client: Client) -> None:
    assert description(client)


def names_its_endpoint(client: Client) -> None:
    services = typed(description(client), "sd:Service")
    endpoints = [each.text for service in services for each in service.all("sd:endpoint")]
    assert endpoints == [client.endpoint.query]


def conforms(client: Client) -> None:
    assert faults(description(client)) == []


CHECKS: dict[str, Callable[[Client], None]] = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": names_its_endpoint,
    "conforms-to-schema": conforms,
}
"""The suite names its tests, and leaves it to us how to check them."""


@each("service description")
def test_service_description(entry: Entry, client: Client) -> None:
    CHECKS[entry.node.local_name](client)


@pytest.mark.parametrize("media_type", FORMATS)
def test_in_each_format(media_type: str, client: Client) -> None:
    assert faults(description(client, media_type)) == []
