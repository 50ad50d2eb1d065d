"""Which literals mean the same to Oxigraph and to rdflib, so that either may judge them.

Oxigraph keeps numbers and times by value (`01` as `1`), and the two read unusual ones differently.
"""

import re
from enum import IntEnum
from typing import Final

import pyoxigraph as ox

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_BOOLEAN: Final = f"{_XSD}boolean"
_TEXT: Final = {f"{_XSD}string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
_KEPT: Final = {
    f"{_XSD}integer": re.compile(r"0|-?[1-9][0-9]{0,14}"),
    f"{_XSD}decimal": re.compile(r"0|-?[1-9][0-9]{0,14}|-?(0|[1-9][0-9]{0,14})\.[0-9]{0,14}[1-9]"),
    f"{_XSD}dateTime": re.compile(
        r"[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
        r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
        r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    ),
}
_EQUAL: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]{1,15}"),
    f"{_XSD}decimal": re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})"),
}


class Trust(IntEnum):
    """How far Oxigraph's view of a literal can be trusted."""

    FULL = 0
    """It is kept as it is, and both compare it alike."""
    ORDER = 1
    """It is kept as it is, but not everybody agrees on what is less and more than it."""
    VALUE = 2
    """It is compared alike, but kept in another lexical form."""
    NONE = 3
    """It is ill-typed, of another datatype, or so large that the two may differ."""


def trust(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Trust:
    """Return how far Oxigraph's view of the object of a triple can be trusted."""
    if not isinstance(term, ox.Literal):
        return Trust.NONE if isinstance(term, ox.Triple) else Trust.FULL
    datatype = term.datatype.value
    if datatype in _TEXT:
        return Trust.FULL
    if datatype == _BOOLEAN and term.value in ("true", "false"):
        return Trust.ORDER
    if datatype in _KEPT and _KEPT[datatype].fullmatch(term.value):
        return Trust.FULL
    if datatype in _EQUAL and _EQUAL[datatype].fullmatch(term.value):
        return Trust.VALUE
    return Trust.NONE
