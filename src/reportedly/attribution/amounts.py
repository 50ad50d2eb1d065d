"""Words numbers as their sources leave them open: “at least 400”, “about 200”, “10”."""

from decimal import Decimal
from typing import Final

from reportedly.attribution.model import Number

EXACT: Final = "exact"
RANGE: Final = "range"
AT_LEAST: Final = "at least"
AT_MOST: Final = "at most"
ABOUT: Final = "about"
NONE: Final = "no number"

_LONGEST: Final = 15
"""How many digits are written out before the point."""


def form(number: Number) -> str:
    """Return what the wording leaves open: one of the constants of this module."""
    if number.lower is not None and number.upper is not None:
        return EXACT if number.lower == number.upper else RANGE
    if number.lower is not None:
        return AT_LEAST
    if number.upper is not None:
        return AT_MOST
    return ABOUT if number.point is not None else NONE


def words(number: Number) -> str:
    """Return a number with what is left open in words: “between 20 and 40”."""
    lower, upper, point = map(_written, (number.lower, number.upper, number.point))
    told = {
        EXACT: lower,
        RANGE: f"between {lower} and {upper}",
        AT_LEAST: f"at least {lower}",
        AT_MOST: f"at most {upper}",
        ABOUT: f"about {point}",
        NONE: "no number",
    }[form(number)]
    return (
        f"{told}, about {point}" if point and form(number) in (RANGE, AT_LEAST, AT_MOST) else told
    )


def sign(number: Number) -> str:
    """Return a number as a label in a chart: “≥ 400”, “20–40”, “≈ 200”."""
    lower, upper, point = map(_written, (number.lower, number.upper, number.point))
    return {
        EXACT: lower,
        RANGE: f"{lower}–{upper}",
        AT_LEAST: f"≥ {lower}",
        AT_MOST: f"≤ {upper}",
        ABOUT: f"≈ {point}",
        NONE: "",
    }[form(number)]


def plain(number: Decimal) -> str:
    """Return a decimal with its thousands apart and no needless digits: 48,000 or 2.5.

    What has more digits than people read is rounded: 1.2E+18.
    """
    if number.adjusted() >= _LONGEST:
        return f"{number:.1E}"
    whole = number.to_integral_value()
    return f"{whole if whole == number else number.normalize():,f}"


def _written(number: Decimal | None) -> str:
    return "" if number is None else plain(number)
