"""The tree of errors: drawn as it is, complete, and able to travel between processes."""

import pickle
import re

import pytest

from reportedly import errors
from reportedly.errors import (
    DocumentSyntaxError,
    NotAcceptable,
    QuerySyntaxError,
    ReportedlyError,
    StoreLocked,
    SubmissionRefused,
)


def family(kind: type[ReportedlyError]) -> list[type[ReportedlyError]]:
    """The class and everything below it."""
    return [kind, *(below for child in kind.__subclasses__() for below in family(child))]


EVERY = [kind for kind in family(ReportedlyError) if kind.__module__ == errors.__name__]


def test_the_drawing_shows_every_class() -> None:
    assert errors.__doc__ is not None
    drawn = re.findall(r"^ +[│├└─ ]*(\w+)$", errors.__doc__, re.MULTILINE)
    assert sorted(drawn) == sorted(kind.__name__ for kind in EVERY)


def test_each_class_has_a_code_and_a_title_of_its_own() -> None:
    assert len({kind.code for kind in EVERY}) == len(EVERY)
    assert len({kind.title for kind in EVERY}) == len(EVERY)


@pytest.mark.parametrize(
    "error",
    [
        StoreLocked("what", hint="how"),
        NotAcceptable(available=("text/turtle",)),
        QuerySyntaxError(reason="what", line=2, column=3, source="abc", hint="how"),
        DocumentSyntaxError(name="x.ttl", reason="what", line=2, column=3, source="abc"),
        SubmissionRefused("what", hint="how", line=2, column=3, source="abc"),
    ],
    ids=lambda error: error.code,
)
def test_an_error_survives_pickling(error: ReportedlyError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (vars(copy), str(copy)) == (vars(error), str(error))


def test_a_query_syntax_error_points_at_the_place() -> None:
    error = QuerySyntaxError(reason="no", line=2, column=3, source="abc", hint="Write d.")
    assert error.detail == "Line 2, column 3: no."
    assert error.hint.splitlines() == ["  abc", "    ^", "Write d."]
