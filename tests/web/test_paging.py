"""Long lists in parts."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import RequestError
from reportedly.web.paging import Pager, page_number


@given(st.integers(1, 50), st.lists(st.integers(), max_size=200))
def test_all_pages_together_are_the_whole(size: int, things: list[int]) -> None:
    total = len(things)
    pagers = [Pager(number, size, total) for number in range(1, Pager(1, size, total).pages + 1)]
    assert [thing for pager in pagers for thing in pager.part(things)] == things
    assert all(pager.last - pager.first + 1 == len(pager.part(things)) for pager in pagers if total)


def test_the_pages_beside_it_keep_what_is_asked() -> None:
    with Flask(__name__).test_request_context("/events?words=a%20b&page=2&kind=x"):
        pager = Pager(page_number(), 10, 30)
        assert pager.before == "/events?words=a+b&kind=x&page=1"
        assert pager.after == "/events?words=a+b&kind=x&page=3"


def test_the_first_and_the_last_page_end_there() -> None:
    with Flask(__name__).test_request_context("/events"):
        assert (Pager(1, 10, 10).before, Pager(1, 10, 10).after) == ("", "")
        assert (Pager(1, 10, 0).first, Pager(1, 10, 0).last, Pager(1, 10, 0).pages) == (0, 0, 1)


@pytest.mark.parametrize(
    "asked", ["0", "-1", "", "1.5", "x", "1" * 30, f"000000001{'9' * 5000}", "²"]
)
def test_what_is_no_number_of_a_page_is_refused(asked: str) -> None:
    with (
        Flask(__name__).test_request_context("/events", query_string={"page": asked}),
        pytest.raises(RequestError),
    ):
        page_number()
