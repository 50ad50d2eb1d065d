"""Selections in addresses: short to write, and the same again when they are read."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution.model import Selection
from reportedly.errors import RequestError
from reportedly.terms import BASE
from reportedly.web import selections

APP = Flask(__name__)
words = st.text("abc ñع+&#%", max_size=8).map(str.strip)
actors = st.sampled_from(["", f"{BASE}id/white-helmets", "http://other.example/x?y#z"])
events = st.sampled_from(["", f"{BASE}report/syria#e-strikes"])
kinds = st.sampled_from(["", f"{BASE}kind/airstrike"])


def asked(address: str) -> Selection:
    with APP.test_request_context(address):
        return selections.asked()


@given(st.builds(Selection, words=words, source=actors, event=events, kind=kinds))
def test_an_address_is_read_as_it_was_written(selection: Selection) -> None:
    assert asked(selections.path("/statements", selection)) == selection


def test_addresses_are_short() -> None:
    selection = Selection(source=f"{BASE}id/reuters", report=f"{BASE}report/syria")
    query = urlsplit(selections.path("/statements", selection)).query
    assert query == "report=syria&source=id%3Areuters"


def test_names_are_told_from_iris() -> None:
    selection = asked("/?source=White+Helmets&place=id:aleppo&event=x%23e-1")
    assert selections.by_name(selection) == {"source": "White Helmets"}


@pytest.mark.parametrize("query", ["kind=a&kind=b", f"words={'a' * 501}"])
def test_two_values_and_long_ones_are_refused(query: str) -> None:
    with pytest.raises(RequestError):
        asked(f"/?{query}")
