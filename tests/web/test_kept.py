"""Answers that are kept: those of one revision, in bounded memory, the last asked for."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.web.kept import LONGEST, Answers, Kept, Question

FORMATS = ("application/sparql-results+json", "text/turtle")
ROOM = 10_000


def question(text: str, encoding: str = "") -> Question:
    return Question(text, (), (), "http://example.org/sparql", FORMATS, encoding)


def answer(body: bytes) -> Kept:
    return Kept("text/csv", "", body)


def test_an_answer_is_found_for_the_same_question_at_the_same_revision_only() -> None:
    answers = Answers(ROOM)
    answers.keep(3, question("ASK {}"), answer(b"yes"))
    assert answers.find(3, question("ASK {}")) == answer(b"yes")
    assert answers.find(4, question("ASK {}")) is None
    assert answers.find(2, question("ASK {}")) is None
    assert answers.find(3, question("ASK { }")) is None
    assert answers.find(3, question("ASK {}", "gzip")) is None


def test_a_new_revision_makes_room_and_an_old_answer_comes_too_late() -> None:
    answers = Answers(ROOM)
    answers.keep(1, question("a"), answer(b"old"))
    answers.keep(2, question("b"), answer(b"new"))
    answers.keep(1, question("c"), answer(b"late"))
    assert answers.find(2, question("b")) == answer(b"new")
    assert answers.find(1, question("a")) is None
    assert answers.find(1, question("c")) is None
    assert answers.find(2, question("c")) is None


def test_what_was_not_asked_for_longest_goes_first() -> None:
    answers = Answers(ROOM)
    for text in "ab":
        answers.keep(1, question(text), answer(bytes(3000)))
    assert answers.find(1, question("a"))
    answers.keep(1, question("c"), answer(bytes(3000)))
    assert answers.find(1, question("b")) is None
    assert answers.find(1, question("a"))
    assert answers.find(1, question("c"))


def test_what_is_too_long_is_not_kept() -> None:
    answers = Answers(LONGEST * 4)
    answers.keep(1, question("a"), answer(bytes(LONGEST + 1)))
    assert answers.find(1, question("a")) is None


def test_nothing_is_kept_without_memory() -> None:
    answers = Answers(0)
    answers.keep(1, question("a"), answer(b""))
    assert answers.find(1, question("a")) is None


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcdef"), st.integers(0, 9000))))
def test_memory_is_bounded(steps: list[tuple[int, str, int]]) -> None:
    answers, newest = Answers(ROOM), 0
    for revision, text, size in steps:
        answers.keep(revision, question(text), answer(bytes(size)))
        newest = max(newest, revision)
    found = [answers.find(newest, question(text)) for text in "abcdef"]
    assert sum(len(each.body) for each in found if each) <= ROOM
