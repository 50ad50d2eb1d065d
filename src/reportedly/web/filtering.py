"""Reads what a page is narrowed by from the address of the request."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

from flask import request

from reportedly.errors import RequestError
from reportedly.terms import REPORTS

_NAMED_SHORT: Final = ("event", "report")
_LONGEST: Final = 500
_MOST_WORDS: Final = 20
"""Of more words, each to be looked for in every text, the engine gets no answer in time."""


def given(names: Iterable[str]) -> dict[str, str]:
    """Return the values that the request gives to these names, without those that are empty.

    A report may be named by its slug, and an event by that and its own name, `slug#e-strikes`.
    Raises what `only` does.
    """
    return {name: _in_full(name, value) for name in names if (value := only(name))}


def query(names: Iterable[str]) -> str:
    """Return what asks for the same elsewhere: `?report=x&page=2`, or nothing."""
    asked = {name: value for name in (*names, "page") if (value := request.args.get(name))}
    return f"?{urlencode(asked)}" if asked else ""


def only(name: str) -> str:
    """Return the one value that the request gives to a name, or nothing.

    Raises RequestError if it gives several, or one that is too long or has too many words.
    """
    values = request.args.getlist(name)
    if len(values) > 1:
        raise RequestError(f"There are {len(values)} values for {name}.", hint="Give one of them.")
    value = "".join(values).strip()
    if len(value) > _LONGEST or len(value.split()) > _MOST_WORDS:
        raise RequestError(
            f"The value for {name} is too long.",
            hint=f"Give {_MOST_WORDS} words at most, and {_LONGEST} characters.",
        )
    return value


def _in_full(name: str, value: str) -> str:
    return f"{REPORTS}{value}" if name in _NAMED_SHORT and ":" not in value else value
