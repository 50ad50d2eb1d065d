"""Where the triples of a Turtle document stand: every one of the parser's, at its own terms."""

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import generation, resources
from reportedly.errors import SubmissionRefused
from reportedly.submission import turtle

PREFIXES = "@prefix : <https://e.org/r#> .\nPREFIX e.x-1: <https://e.org/e/>\n"

GAPS = st.sampled_from(
    [" ", "\n", "\r\n", "\t", "  ", ' # [ ( { "<_:\n', "#'''\n", ' # """ . ;\r\n', "\n\n"]
)
DIRECTIVES = st.sampled_from(
    [
        "@prefix e.x-1: <https://e.org/e/> .",
        "prefix e.x-1: <https://e.org/e/>",
        "BASE <https://e.org/b/>",
        "@base <https://e.org/b/> .",
        "@prefix prefix: <https://e.org/> .",
        'VERSION "1.2"',
    ]
)
IRIS = st.sampled_from(
    [
        *("<https://e.org/(a)'_:b>", ":s01", ":", ":a.b", ":a.b-", "e.x-1:é", r":\(x\)_:y"),
        *(r":a\~b", "e.x-1:%41", ":1a", r"<https://e.org/\u00E9#x>", ":_", ":a_:b", ":base", ":a"),
    ]
)
INNARDS = st.sampled_from(
    ["", "x", "[", "(", "{", "_:b", "<<", "é", "#", "\\n", "\\\\", "\\u00e9", "\\'", '\\"', ". ;"]
)
TEXTS = st.one_of(
    INNARDS.map(lambda text: f"'{text}'"),
    INNARDS.map(lambda text: f'"{text}"'),
    INNARDS.map(lambda text: f"'''{text}\n'' {text}'''"),
    INNARDS.map(lambda text: f'"""{text}\n"" {text}"""'),
)
SUFFIXES = st.sampled_from(["", "@en", "@ar-SY", "^^e.x-1:d", "^^<https://e.org/(d)>", "^^:prefix"])
BARE = st.sampled_from(["1", "-1", "+1.5", ".5", "1e5", "1.E5", "-.5E-3", "true", "false"])


class Term(NamedTuple):
    """A term as it is written, and as the parser reads it."""

    text: str

    def read(self, place: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
        terms = {"subject": ":s", "predicate": ":p", "object": ":o"} | {place: self.text}
        document = f"{PREFIXES}{' '.join(terms.values())} ."
        (quad,) = ox.parse(document, format=ox.RdfFormat.TURTLE)
        term: ox.NamedNode | ox.Literal = getattr(quad, place)
        return term


class Document(NamedTuple):
    """A document in its terminals, and the terms of each triple that is in it."""

    parts: list[str]
    triples: list[tuple[Term, Term, Term]]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    parts, triples = [PREFIXES], []
    for _ in range(draw(st.integers(0, 4))):
        parts += draw(st.lists(DIRECTIVES, max_size=2))
        subject = draw(IRIS)
        parts.append(subject)
        for predicate, *others in draw(st.lists(VERBS, min_size=1, max_size=3)):
            parts += [predicate, *others, ";"]
            triples += [
                (Term(subject), Term(predicate), Term(value)) for value in others if value != ","
            ]
        parts = [*parts[:-1], *draw(st.sampled_from([["."], [";", "."], [";", ";", "."]]))]
    return Document(parts, triples)


def with_commas(values: list[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield from (",", value) if number else (value,)


OBJECTS = st.one_of(IRIS, BARE, st.builds(str.__add__, TEXTS, SUFFIXES))
VERBS = st.builds(
    lambda verb, values: (verb, *with_commas(values)),
    st.one_of(st.just("a"), IRIS),
    st.lists(OBJECTS, min_size=1, max_size=3),
)


@settings(max_examples=40, deadline=None)
@given(documents(), st.data())
def test_every_triple_has_the_place_of_its_terms(document: Document, data: st.DataObject) -> None:
    text = "".join(part + data.draw(GAPS) for part in document.parts)
    source = turtle.read(text)
    spots = list(source.spots())
    assert len(spots) == len(source.triples) == len(document.triples)
    for terms, triple, spot in zip(document.triples, source.triples, spots, strict=True):
        for place, term in zip(("subject", "predicate", "object"), terms, strict=True):
            assert text.startswith(term.text, getattr(spot, place))
            assert getattr(triple, place) == term.read(place)


@settings(max_examples=40, deadline=None)
@given(documents(), st.data())
def test_what_nests_is_found_wherever_it_stands(document: Document, data: st.DataObject) -> None:
    sign = data.draw(st.sampled_from(["[", "(", "{", "<<", "_:b"]))
    number = data.draw(st.integers(1, len(document.parts)))
    parts = [*document.parts[:number], sign, *document.parts[number:]]
    gaps = [data.draw(GAPS) for _ in parts]
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    start = sum(map(len, parts[:number])) + sum(map(len, gaps[:number]))
    with pytest.raises(SubmissionRefused) as caught:
        turtle.read(text)
    assert caught.value.line == text.count("\n", 0, start) + 1
    assert caught.value.column == start - text.rfind("\n", 0, start)


def test_every_triple_of_a_real_report_is_found() -> None:
    paths = resources.turtle_files(resources.data() / "reports")
    made = [report.turtle for report in generation.corpus(reports=2, seed=5)]
    for text in [*(path.read_text(encoding="utf-8") for path in paths), *made]:
        source = turtle.read(text)
        assert len(list(source.spots())) == len(source.triples)


def test_n_triples_are_turtle() -> None:
    text = '<https://e.org/a> <https://e.org/b> "x"@en .\n<https://e.org/a> <https://e.org/c> "y" .'
    assert [text[spot.object :][:3] for spot in turtle.read(text).spots()] == ['"x"', '"y"']


def test_places_are_not_looked_for_very_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turtle, "MOST_TERMINALS", 7)
    assert len(list(turtle.spots("<a:s> <a:p> 1, 2, 3, 4, 5 ."))) == 3
    assert list(turtle.spots("<a:s> <a:p> \\")) == []


@pytest.mark.parametrize("prefix", ["p" * 101, "é." * 60 + "x"])
def test_a_prefix_that_would_be_taken_for_something_else(prefix: str) -> None:
    with pytest.raises(SubmissionRefused, match="prefix"):
        turtle.read(f"@prefix {prefix}: <a:> .")


@pytest.mark.parametrize(
    "directive", ["@prefix p{}: <a:> .", "PREFIX p{}: <a:>", "prefix p{}:<a:>"]
)
def test_too_many_prefixes(directive: str) -> None:
    lines = [directive.format(number) for number in range(1_001)]
    with pytest.raises(SubmissionRefused, match="too many prefixes") as caught:
        turtle.read("\n".join(lines))
    assert caught.value.line == 1_001
    turtle.read("\n".join(lines[1:]))


def test_words_are_no_prefixes() -> None:
    words = ", ".join(["'prefix @prefix'"] * 1_001)
    assert len(turtle.read(f"<a:s> <a:p> {words} .").triples) == 1_001
