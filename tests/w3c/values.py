"""Terms by value, so that it makes no difference how a number, say, is written."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal

from .nodes import Term

XSD = "http://www.w3.org/2001/XMLSchema#"
INTEGERS = (
    *("integer", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger"),
    *("long", "int", "short", "byte"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)


def _decimal(written: str) -> str:
    return f"{Decimal(written).normalize():f}"


def _double(written: str) -> str:
    return str(float(written))


def _boolean(written: str) -> str:
    return {"1": "true", "0": "false"}.get(written, written)


WRITERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys((XSD + name for name in INTEGERS), lambda written: str(int(written))),
    XSD + "decimal": _decimal,
    XSD + "double": _double,
    XSD + "float": _double,
    XSD + "boolean": _boolean,
}
"""For each datatype that has several ways to write a value, a function that returns one of them."""


def by_value(term: Term) -> Term:
    """Return the term that stands for all those of the same value; terms without one stay."""
    if not isinstance(term, Literal):
        return term
    if term.language:
        return Literal(term.value, language=term.language.lower())
    writer = WRITERS.get(term.datatype.value, str)
    try:
        return Literal(writer(term.value), datatype=term.datatype)
    except (ValueError, InvalidOperation):
        return term
