"""What a page is narrowed by."""

import pytest
from flask import Flask

from reportedly.errors import RequestError
from reportedly.terms import REPORTS
from reportedly.web import filtering

APP = Flask(__name__)
NAMES = ("report", "event", "words")


@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("", {}),
        ("words=+a+b+&other=c", {"words": "a b"}),
        ("words=&report=", {}),
        ("report=x", {"report": f"{REPORTS}x"}),
        ("event=x%23e-1", {"event": f"{REPORTS}x#e-1"}),
        ("event=https://example.org/e", {"event": "https://example.org/e"}),
        ("words=x", {"words": "x"}),
    ],
)
def test_short_names_are_read_in_full(query: str, given: dict[str, str]) -> None:
    with APP.test_request_context(f"/?{query}"):
        assert filtering.given(NAMES) == given


def test_one_thing_is_asked_for_once() -> None:
    with APP.test_request_context("/?words=a&words=b"), pytest.raises(RequestError):
        filtering.given(NAMES)


@pytest.mark.parametrize("words", ["a" * 501, "+".join("a" * 21)])
def test_no_more_is_looked_for_than_an_engine_can_find(words: str) -> None:
    with APP.test_request_context(f"/?words={words}"), pytest.raises(RequestError):
        filtering.given(NAMES)


@pytest.mark.parametrize(
    ("query", "again"),
    [("", ""), ("words=a+b&page=2&_scheme=x", "?words=a+b&page=2"), ("x=%22", "")],
)
def test_the_same_can_be_asked_elsewhere(query: str, again: str) -> None:
    with APP.test_request_context(f"/?{query}"):
        assert filtering.query(NAMES) == again
