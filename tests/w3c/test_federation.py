"""Queries that call other services: https://www.w3.org/TR/sparql11-federated-query/."""

import os
from collections.abc import Iterator

import pytest

from .client import Client
from .comparison import difference
from .conftest import ENDPOINT
from .contents import contents, fill
from .federation import Federation, federation
from .manifest import Entry, each
from .results import RESULT_TYPES, read_file, read_results

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Federation]:
    if ENDPOINT in os.environ:
        pytest.skip("needs servers that know of each other")
    with federation(tmp_path_factory.mktemp("federation")) as started:
        yield started


@each("federation")
def test_query(entry: Entry, servers: Federation) -> None:
    action, result = entry.node.one("mf:action"), entry.node.one("mf:result").path
    servers.fill(action)
    query = action.one("qt:query").path.read_text(encoding="utf-8")
    response = servers.front.query(query, RESULT_TYPES[result.suffix])
    assert response.status == 200, response.summary
    answer = read_results(response.body, response.media_type)
    assert difference(read_file(result), answer) == ""


@each("syntax of federation")
def test_a_call_is_understood(entry: Entry, servers: Federation) -> None:
    """The endpoint is nobody's, so that only a SILENT call is answered; none is a syntax error."""
    query = entry.node.one("mf:action").path.read_text(encoding="utf-8")
    response = servers.front.query(query, "*/*")
    assert response.status == (200 if "SILENT" in query else 403), response.summary


@each("federation", "syntax of federation")
def test_where_no_endpoint_is_allowed_a_call_is_refused(entry: Entry, client: Client) -> None:
    """Neither answered nor called a syntax error; the refusal names what is refused."""
    action = entry.node.one("mf:action")
    fill(client, contents(action, "qt"))
    query = (action.find("qt:query") or action).path
    response = client.query(query.read_text(encoding="utf-8"), "*/*")
    assert response.status == 403, response.summary
    assert "SERVICE" in response.text
