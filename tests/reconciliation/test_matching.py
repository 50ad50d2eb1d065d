"""How well names fit, by the rules that the package states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reconciliation.matching import LABEL, OTHER, Index, names
from reportedly.reconciliation.spelling import Spelling

THINGS = {
    0: (("Aleppo", "Alep", "حلب"), ()),
    1: (("Aleppo Governorate",), ()),
    2: (("Syria",), ()),
    3: (("Syria (state)",), ("Syrian Arab Republic",)),
    4: (("Deir ez-Zor",), ()),
    5: (("Bashar al-Assad", "بشار الأسد"), ()),
}
INDEX = Index(
    name for thing, (labels, others) in THINGS.items() for name in names(thing, labels, others)
)


def scores(text: str) -> dict[int, float]:
    found = INDEX.scores(Spelling.of(text))
    return {thing: round(score, 1) for thing, score in found.items()}


@pytest.mark.parametrize(
    ("text", "thing", "score"),
    [
        ("Aleppo", 0, LABEL),
        ("ALEP", 0, LABEL),
        ("حلب", 0, LABEL),
        ("Syria", 2, LABEL),
        ("Syria", 3, OTHER),
        ("Syria (state)", 3, LABEL),
        ("syrian arab republic", 3, OTHER),
        ("Deir ez Zor", 4, LABEL - 10),
        ("بشار الاسد", 5, LABEL - 10),
        ("Syrian-Arab Republic", 3, OTHER - 10),
        ("Assad Bashar", 5, LABEL - 15),
        ("Alepo", 0, 0.8 * (LABEL - 15)),
        ("Aleppo", 1, 85 * 12 / 23),
        ("Bashar", 5, 85 * 12 / 17),
    ],
)
def test_scores(text: str, thing: int, score: float) -> None:
    assert scores(text)[thing] == round(score, 1)


@pytest.mark.parametrize("text", ["", "   ", "…", "Paris", "\u0301"])
def test_what_has_no_word_in_common_is_not_found(text: str) -> None:
    assert scores(text) == {}


def test_starts_of_names_and_of_words_in_them() -> None:
    assert tuple(INDEX.starting("ale")) == (0, 1)
    assert tuple(INDEX.starting("gov")) == (1,)
    assert tuple(INDEX.starting("Ez-Z")) == (4,)
    assert tuple(INDEX.starting("assad")) == (5,)
    assert tuple(INDEX.starting("")) == ()
    assert tuple(INDEX.starting("xyz")) == ()


def test_a_common_word_does_not_make_everything_compared() -> None:
    many = Index(name for thing in range(2_000) for name in names(thing, [f"Town {thing}"], []))
    found = many.scores(Spelling.of("Town 1999"))
    assert found[1999] == LABEL
    assert len(found) <= 150


@given(st.text(), st.sampled_from(sorted(THINGS)))
def test_scores_lie_between_nothing_and_the_best(text: str, thing: int) -> None:
    assert 0 <= scores(text).get(thing, 0) <= LABEL


@given(st.sampled_from([(thing, each) for thing, (labels, _) in THINGS.items() for each in labels]))
def test_every_label_finds_what_it_names(pair: tuple[int, str]) -> None:
    thing, label = pair
    assert scores(label)[thing] == LABEL
    assert thing in INDEX.starting(label[:3])
