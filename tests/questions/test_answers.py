"""What the seed report answers to each question, on every engine.

A file in `answers` has the columns of an answer that matter, and all its rows in their order.
"""

from pathlib import Path

import pytest

from reportedly.questions import Question, load

from .across import LOCAL
from .engines import ENGINES, seed
from .tables import narrowed, rows

FOLDER = Path(__file__).parent / "answers"

each = pytest.mark.parametrize("question", LOCAL.values(), ids=lambda question: question.slug)


def test_every_question_has_an_expected_answer() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {question.slug for question in load()}


@each
@pytest.mark.parametrize("engine", ENGINES)
def test_answer(engine: str, question: Question) -> None:
    table = (FOLDER / f"{question.slug}.txt").read_text("utf-8")
    assert narrowed(seed(engine)(question.text), to=table) == rows(table)


@each
def test_engines_agree_on_every_column(question: Question) -> None:
    expected, *others = (seed(engine)(question.text) for engine in ENGINES)
    assert all(answer == expected for answer in others)
