"""The seed's passages against its text, and made-up reports against texts that differ."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from reportedly import documents, resources
from reportedly.errors import ReportError
from reportedly.terms import OA
from reportedly.verification import find_elsewhere, places_alike, places_of, verify

REPORT = "https://w3id.org/reportedly/report/test"
SEED = resources.data() / "reports" / "syria-2024-12-02.ttl"


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def describe(text: str, *spans: tuple[int, int], exact: str | None = None) -> Graph:
    """A report of `text` with a passage for each span; `exact` goes to the last one."""
    lines = [
        "PREFIX rpt: <https://w3id.org/reportedly/ns#>",
        "PREFIX oa: <http://www.w3.org/ns/oa#>",
        f'<{REPORT}> a rpt:Report ; rpt:digest "{sha(text)}" .',
    ]
    for number, (start, end) in enumerate(spans):
        digest = sha(text[start:end])
        lines.append(
            f"<{REPORT}#p{number}> oa:start {start} ; oa:end {end} ; rpt:digest '{digest}' ."
        )
    if exact is not None:
        lines.append(f'<{REPORT}#p{len(spans) - 1}> oa:exact "{exact}" .')
    return documents.parse_turtle("\n".join(lines).encode(), name="test")


def test_every_passage_of_the_seed_agrees_with_its_text(seed_text: str) -> None:
    outcome = verify(documents.read_turtle(SEED), seed_text)
    assert outcome.same_text
    assert outcome.agrees, outcome.differing[0]
    assert outcome.checked > 70


@pytest.mark.parametrize("place", [0, 1000, 1700, 3654])
def test_one_changed_character_of_the_seed_is_found(seed_text: str, place: int) -> None:
    changed = seed_text[:place] + "¤" + seed_text[place + 1 :]
    outcome = verify(documents.read_turtle(SEED), changed)
    assert not outcome.same_text
    assert outcome.differing
    assert all(p.start <= place < p.end for p in outcome.differing)


def test_normalised_quotation_marks_are_found(seed_text: str) -> None:
    outcome = verify(documents.read_turtle(SEED), seed_text.replace("’", "'"))
    assert not outcome.agrees


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_text_agrees_with_its_own_description(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert verify(describe(text, (start, end)), text).agrees


@given(st.text("ab", min_size=4, max_size=20), st.integers(0, 3))
def test_a_passage_before_the_change_still_agrees(text: str, end: int) -> None:
    assert verify(describe(text, (0, end + 1)), text + "more").agrees


def test_the_first_passage_that_differs_comes_first() -> None:
    graph = describe("one two three", (8, 13), (0, 3), (4, 7))
    outcome = verify(graph, "one TWO THREE")
    assert [p.start for p in outcome.differing] == [4, 8]


def test_quoted_words_must_be_those_of_the_text() -> None:
    assert not verify(describe("one two", (4, 7), exact="twa"), "one two").agrees


def test_a_passage_beyond_the_end_differs() -> None:
    graph = describe("one two", (4, 7))
    assert not verify(graph, "one").agrees


def test_a_moved_passage_is_found_again() -> None:
    outcome = verify(describe("one two", (4, 7)), "and one two")
    assert find_elsewhere(outcome.differing[0], "and one two") == 8


def test_changed_words_are_nowhere_else() -> None:
    outcome = verify(describe("one two", (4, 7)), "one tow")
    assert find_elsewhere(outcome.differing[0], "one tow") is None


def test_a_file_without_a_report_is_refused() -> None:
    with pytest.raises(ReportError, match="describes no reports"):
        verify(Graph(), "text")


def test_a_passage_without_a_position_is_refused() -> None:
    graph = describe("one", (0, 3))
    graph.update(
        "PREFIX oa: <http://www.w3.org/ns/oa#>"
        "DELETE { ?p oa:end ?end } INSERT { ?p oa:end 'x' } WHERE { ?p oa:end ?end }"
    )
    with pytest.raises(ReportError, match="no whole number as oa:end"):
        verify(graph, "one")


def test_no_passage_of_the_seed_overlaps_its_boilerplate(seed_text: str) -> None:
    start = seed_text.index("Read more:")
    end = seed_text.index("\n", seed_text.index("Analysis:"))
    graph = documents.read_turtle(SEED)
    outcome = verify(graph, "")
    touching = [p.iri for p in outcome.differing if p.start < end and start < p.end]
    assert [iri.partition("#")[2] for iri in touching] == ["b1"]


def test_the_seed_repeats_no_running_text(seed_text: str) -> None:
    quoted = seed_text.split("“")
    running = [quoted[0], *(part.partition("”")[2] for part in quoted[1:])]
    written = Path(SEED).read_text(encoding="utf-8")
    windows = (part[i : i + 40] for part in running for i in range(len(part) - 40))
    assert not [window for window in windows if window in written]


def test_a_report_without_passages_is_refused() -> None:
    with pytest.raises(ReportError, match="No passage in the file"):
        verify(describe("one"), "one")


def test_a_number_that_the_text_does_not_give_is_found(seed_text: str) -> None:
    graph = documents.read_turtle(SEED)
    graph.update(
        "PREFIX rpt: <https://w3id.org/reportedly/ns#>"
        "DELETE { ?figure rpt:wording ?wording } INSERT { ?figure rpt:wording 'at least 250'@en }"
        "WHERE { ?figure rpt:wording ?wording FILTER(STR(?wording) = 'at least 25') }"
    )
    outcome = verify(graph, seed_text)
    assert [words for _, words in outcome.strange] == ["at least 250"]
    assert not outcome.agrees


@pytest.mark.parametrize("bound", ["start", "end"])
def test_a_passage_of_the_seed_can_not_lose_its_position_unseen(seed_text: str, bound: str) -> None:
    graph = documents.read_turtle(SEED)
    graph.remove(
        (URIRef("https://w3id.org/reportedly/report/syria-2024-12-02#s07-p"), OA[bound], None)
    )
    with pytest.raises(ReportError, match="s07-p has no whole number"):
        verify(graph, seed_text)


@given(st.text("ab", min_size=1, max_size=3), st.text("abc", max_size=30))
def test_words_are_found_wherever_they_stand(words: str, text: str) -> None:
    starts = [start for start in range(len(text)) if text.startswith(words, start)]
    assert [*places_of(words, text)] == [(start, start + len(words)) for start in starts]


def test_no_words_have_no_place() -> None:
    assert [*places_of("", "some")] == [*places_alike(" \u200f", "some")] == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_words_may_be_looked_for(words: str) -> None:
    assert all(0 <= start < end <= len(words) for start, end in places_alike(words, words))


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ('"it\'s"', "“it’s”"),
        ("twenty-one", "twenty–one"),
        ("at least 30", "at\u00a0least\r\n30"),
        ("café", "cafe\u0301"),
        ("cafe\u0301", "café"),
        ("أن", "ا\u0654ن"),
        ("co\u00adoperate", "Cooperate"),
        ("قال", "\u200fقا\u200dل"),
    ],
)
def test_words_that_read_alike_are_found(words: str, written: str) -> None:
    text = f"So: {written}."
    assert [*places_of(words, text)] == []
    (found,) = places_alike(words, text)
    assert text[slice(*found)] == written.lstrip("\u200f")
