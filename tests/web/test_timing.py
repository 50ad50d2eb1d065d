"""How long an answer took is told in a header that is always valid."""

import re

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engine.port import Spent
from reportedly.web.timing import Spending

from .conftest import Served

TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
ENTRY = rf'{TOKEN};dur=\d+(\.\d+)?(;desc="[ -!#-\[\]-~]*")?'
HEADER = re.compile(rf"{ENTRY}(, {ENTRY})*")


def test_each_peer_is_told_with_its_calls() -> None:
    spending = Spending(0.5, (Spent("wikidata", 0.3401, 2), Spent("two", 0.0, 1, kept=1)))
    assert spending.headers["Server-Timing"] == (
        'total;dur=500.0, peer-wikidata;dur=340.1;desc="2 calls", '
        'peer-two;dur=0.0;desc="1 call, 1 kept"'
    )
    assert spending.on_peers == 0.3401


@given(st.text(), st.floats(0, 1000), st.integers(0), st.integers(0))
def test_whatever_a_peer_is_called_the_header_is_valid(
    name: str, seconds: float, calls: int, kept: int
) -> None:
    header = Spending(1, (Spent(name, seconds, calls, kept),)).headers["Server-Timing"]
    assert HEADER.fullmatch(header)


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/queries/chains.csv", "/queries/chains"])
def test_answers_tell_their_time(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": "text/html, text/csv;q=0.1"}).headers
    assert HEADER.fullmatch(headers["Server-Timing"])
    assert headers["Timing-Allow-Origin"] == "*"
    assert "Server-Timing" in headers["Access-Control-Expose-Headers"]


def test_an_answer_that_was_kept_tells_that(server: Served) -> None:
    told = [server.send("GET", "/sparql?query=ASK{?kept+?a+?b}").headers for _ in range(2)]
    assert HEADER.fullmatch(told[0]["server-timing"])
    assert "kept" not in told[0]["server-timing"]
    assert told[1]["server-timing"] == 'total;dur=0;desc="kept"'
