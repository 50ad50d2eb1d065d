"""How numbers are worded."""

from decimal import Decimal

import pytest

from reportedly.attribution import amounts
from reportedly.attribution.model import NOTHING, Number, Text


def number(lower: str = "", upper: str = "", point: str = "") -> Number:
    least, most, about = (Decimal(each) if each else None for each in (lower, upper, point))
    return Number("#f", NOTHING, NOTHING, least, most, about, Text())


@pytest.mark.parametrize(
    ("given", "words", "sign"),
    [
        (number("400"), "at least 400", "≥ 400"),
        (number("", "30"), "at most 30", "≤ 30"),
        (number("20", "40"), "between 20 and 40", "20–40"),
        (number("10", "10"), "10", "10"),
        (number(point="200"), "about 200", "≈ 200"),
        (number("150", "", "200"), "at least 150, about 200", "≥ 150"),
        (number(), "no number", ""),
        (number("48000"), "at least 48,000", "≥ 48,000"),
    ],
)
def test_a_number_is_worded_as_its_source_leaves_it_open(
    given: Number, words: str, sign: str
) -> None:
    assert (amounts.words(given), amounts.sign(given)) == (words, sign)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2.50", "2.5"),
        ("100", "100"),
        ("1E+3", "1,000"),
        ("0", "0"),
        ("1234E+300", "1.2E+303"),
        ("1234567.5", "1,234,567.5"),
    ],
)
def test_a_decimal_has_no_needless_digits(given: str, written: str) -> None:
    assert amounts.plain(Decimal(given)) == written
