"""JSON with places: the same values as any other reader's, each where it starts."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import DocumentSyntaxError, SubmissionRefused
from reportedly.submission import json_text
from reportedly.submission.json_text import Value

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers(-(10**14) + 1, 10**14 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def plain(value: Value) -> Any:
    match value.content:
        case dict(members):
            return {key: plain(member.value) for key, member in members.items()}
        case list(items):
            return [plain(item) for item in items]
        case scalar:
            return scalar


def every(value: Value) -> list[Value]:
    match value.content:
        case dict(members):
            inner = [member.value for member in members.values()]
        case list(items):
            inner = items
        case _:
            inner = []
    return [value, *(each for item in inner for each in every(item))]


@given(VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_values_are_read_as_others_read_them(
    value: Any, indent: int | str | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert plain(json_text.read(text)) == value


@given(VALUES)
def test_every_value_starts_where_it_says(value: Any) -> None:
    text = json.dumps(value, indent=1)
    for each in every(json_text.read(text)):
        assert json.JSONDecoder().raw_decode(text, each.start)[0] == plain(each)


@given(st.text(alphabet='{}[]",:\\ 1-.eEtrufalsn\n\x00é', max_size=12))
def test_what_is_not_json_is_an_error_with_a_place(text: str) -> None:
    try:
        expected = json.loads(text)
    except ValueError:
        with pytest.raises((DocumentSyntaxError, SubmissionRefused)) as caught:
            json_text.read(text)
        error = caught.value
        assert isinstance(error, DocumentSyntaxError | SubmissionRefused)
        assert error.line
        assert error.column
    else:
        try:
            assert plain(json_text.read(text)) == expected
        except SubmissionRefused:
            assert any(sign in text for sign in ("null", ".", "e", "E", '"'))


def test_an_open_text_is_called_so() -> None:
    with pytest.raises(DocumentSyntaxError, match="never ends"):
        json_text.read('{"a": "b\n"}')
