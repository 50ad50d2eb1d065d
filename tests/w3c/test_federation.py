"""Queries that call other services: understood, and refused before anything is called."""

import pytest

from .client import Client
from .contents import contents, fill
from .manifest import Entry, each

pytestmark = pytest.mark.slow


@each("federation")
def test_a_service_call_is_refused(entry: Entry, client: Client) -> None:
    """Neither answered nor called a syntax error; the refusal names what is refused."""
    action = entry.node.one("mf:action")
    fill(client, contents(action, "qt"))
    query = (action.find("qt:query") or action).path
    response = client.query(query.read_text(encoding="utf-8"), "*/*")
    assert 400 < response.status < 500, response.summary
    assert "SERVICE" in response.text
