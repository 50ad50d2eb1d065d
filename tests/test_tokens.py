"""The terminals of SPARQL, on its own test suite and on what a stranger may send."""

import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import QuerySyntaxError
from reportedly.tokens import Kind, scan


def texts(query: str) -> list[str]:
    return [token.text for token in scan(query).tokens]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT*{?s ?p 1}", ["SELECT", "*", "{", "?s", "?p", "1", "}"]),
        ("ex:a.b. _:a.b. true.", ["ex:a.b", ".", "_:a.b", ".", "true", "."]),
        ("true.OPTIONAL", ["true", ".", "OPTIONAL"]),
        ("1.e5 1. .5 -3 ?a-1", ["1.e5", "1", ".", ".5", "-3", "?a", "-1"]),
        ("?a<?b&&?c>?d", ["?a", "<?b&&?c>", "?d"]),
        ("?a < ?b&&?c", ["?a", "<", "?b", "&&", "?c"]),
        ("<a#b> # c\nd", ["<a#b>", "d"]),
        ("# c\rd", ["d"]),
        ('\'a#b\' """it\'s\n"x" """', ["'a#b'", '"""it\'s\n"x" """']),
        (r"'''a''b\''' c''' d", [r"'''a''b\''' c'''", "d"]),
        ("'x'@en-GB '1'^^xsd:int", ["'x'", "@en-GB", "'1'", "^^", "xsd:int"]),
        ("og:a%3Ab ex:a\\(b\\) :", ["og:a%3Ab", "ex:a\\(b\\)", ":"]),
        ("<<( ?a )>> {| |}", ["<<(", "?a", ")>>", "{|", "|}"]),
        ("été:é ?naïve", ["été:é", "?naïve"]),
    ],
)
def test_terminals(query: str, expected: list[str]) -> None:
    assert texts(query) == expected


def test_escapes_make_words_but_not_in_strings_or_iris() -> None:
    assert texts(r"\u0053ELECT") == ["SELECT"]
    assert texts(r"'\u0027' <\u0061>") == [r"'\u0027'", r"<\u0061>"]
    assert texts("# \\u000A SELECT") == []


def test_escapes_are_resolved_once() -> None:
    with pytest.raises(QuerySyntaxError):
        scan(r"?s ?p \u005cU00000031")


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("SELECT *\n{ é'abc\n }", 2, 3, "“é” can’t stand here"),
        ("{ ?é 'abc\n }", 1, 6, "this string is never closed"),
        ("{ ?s @ }", 1, 6, "“@” can’t stand here"),
        ("a\0b", 1, 2, "“\0” can’t stand here"),
    ],
)
def test_what_is_no_terminal_is_pointed_at(query: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        scan(query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.detail.endswith(f": {reason}.")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_every_terminal_stands_where_it_says(query: str) -> None:
    try:
        text, tokens = scan(query)
    except QuerySyntaxError:
        return
    for token in tokens:
        assert text.startswith(token.text, token.start)
    assert all(a.start + len(a.text) <= b.start for a, b in pairwise(tokens))


@given(st.lists(st.sampled_from(["'", '"', "\\", "<", ">", "#", "\n", "a", ":", ".", "é", "{"])))
def test_what_is_between_terminals_is_space_or_comment(parts: list[str]) -> None:
    try:
        text, tokens = scan("".join(parts))
    except QuerySyntaxError:
        return
    for token in reversed(tokens):
        text = text[: token.start] + text[token.start + len(token.text) :]
    assert all(not gap.strip() or "#" in gap for gap in text.splitlines())


@pytest.mark.parametrize(
    "part", ["a.", "a" + "." * 999, "'", "<a", "'''\\'", ":%", "1", "1.", "+1.1", "'\\"]
)
def test_time_grows_with_length(part: str) -> None:
    started = time.process_time()
    with suppress(QuerySyntaxError):
        scan(part * (100_000 // len(part)))
    assert time.process_time() - started < 5, "of processor time, where it takes 0.1"


def test_the_w3c_syntax_tests_have_terminals_unless_they_are_bad_ones(shared: Path) -> None:
    refused = set()
    for path in (shared / "w3c" / "sparql11").rglob("*.r[qu]"):
        try:
            scan(path.read_bytes().decode())
        except QuerySyntaxError:
            refused.add(path.stem)
    assert refused == {
        "syn-bad-pname-06",
        "syn-codepoint-escape-bad-04",
        "syn-codepoint-escape-bad-05",
    }


def test_words_are_read_in_capitals() -> None:
    first, second = scan("select ex:select").tokens
    assert (first.kind, first.word, second.word) == (Kind.WORD, "SELECT", "")
