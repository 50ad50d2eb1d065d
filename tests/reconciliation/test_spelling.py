"""Which names are the same, and which words look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reconciliation.spelling import LONGEST, Spelling, alike, gaps, shared

LETTERS = st.text("abcde", min_size=5, max_size=9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "DEIR EZ ZOR"),
        ("Hamā", "Hama"),
        ("Gouvernorat d’Alep", "gouvernorat d'alep"),
        ("Ma’arrat", "Maarrat"),
        ("ʿAzaz", "Azaz"),
        ("The Kremlin", "Kremlin"),
        ("Al-Bukamal", "Bukamal"),
        ("Hamah", "Hama"),
        ("İstanbul", "Istanbul"),
        ("Łódź", "Lodz"),
        ("بشار الأسد", "بشار الاسد"),
        ("حماة", "حماه"),
        ("مُوسكو", "موسكو"),
        ("ســـوريا", "سوريا"),
        ("سوريا", "سوریا"),
        ("البوكمال", "بوكمال"),
        ("ﺳﻮﺭﻳﺎ", "سوريا"),
    ],
)
def test_the_words_are_the_same(one: str, other: str) -> None:
    assert Spelling.of(one).words == Spelling.of(other).words


@pytest.mark.parametrize(
    ("one", "other"), [("Aleppo", "  ALEPPO "), ("Ale\u0301p", "Alép"), ("a\tb", "A  b")]
)
def test_the_spelling_is_exactly_the_same(one: str, other: str) -> None:
    assert Spelling.of(one).exact == Spelling.of(other).exact


@pytest.mark.parametrize(("one", "other"), [("Hama", "Homs"), ("حماة", "حماس"), ("Hama", "Hamas")])
def test_other_names_stay_other(one: str, other: str) -> None:
    assert Spelling.of(one).words != Spelling.of(other).words
    assert not shared(Spelling.of(one).words, Spelling.of(other).words)


def test_small_words_count_where_there_are_no_others() -> None:
    assert Spelling.of("El").words == ("el",)
    assert Spelling.of("…").words == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("aleppo", "alepo"), ("alepo", "aleppo"), ("idlib", "edlib"), ("putin", "puitn")],
)
def test_one_wrong_letter_in_a_long_word(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("hama", "hamas"), ("aleppo", "alexxo"), ("idlib", "dlibi"), ("ab", "ba")]
)
def test_what_is_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


@given(LETTERS, LETTERS)
def test_words_that_are_alike_have_a_gap_in_common(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    if alike(one, other):
        assert set(gaps(one)) & set(gaps(other))


@given(st.lists(LETTERS, max_size=4), st.lists(LETTERS, max_size=4))
def test_shares_are_between_nothing_and_all(ours: list[str], theirs: list[str]) -> None:
    assert 0 <= shared(ours, theirs) <= 1
    assert shared(ours, ours) == (1 if ours else 0)


@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    spelling = Spelling.of(text)
    assert Spelling.of(spelling.plain).words == Spelling.of(spelling.plain).words
    assert all(word == word.strip() for word in spelling.words)


def test_a_long_name_is_compared_in_part() -> None:
    assert Spelling.of("a" * 10_000).exact == "a" * LONGEST
