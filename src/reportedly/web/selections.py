"""Selections of statements in addresses: `?source=id:white-helmets&kind=kind:airstrike`."""

from dataclasses import fields, replace
from typing import Final
from urllib.parse import urlencode

from reportedly.attribution.model import Selection
from reportedly.results import shorten
from reportedly.terms import PREFIXES, REPORTS
from reportedly.web import filtering

FIELDS: Final = tuple(field.name for field in fields(Selection))
"""What a selection can be made by; each is a parameter of the address."""

NAMED: Final = ("source", "through", "about", "place", "event")
"""What may be given by a name instead of an IRI."""

_IRIS: Final = (*NAMED, "report", "kind", "status", "act")


def asked() -> Selection:
    """Return what the request selects; what is given by a name is there as that name.

    Raises what `filtering.only` does.
    """
    return Selection(**{name: _in_full(name, filtering.only(name)) for name in FIELDS})


def by_name(selection: Selection) -> dict[str, str]:
    """Return what a selection has by a name instead of an IRI."""
    values = ((name, getattr(selection, name)) for name in NAMED)
    return {name: value for name, value in values if value and not _is_iri(value)}


def given(selection: Selection) -> dict[str, str]:
    """Return the parts that a selection has, as addresses have them."""
    values = ((name, getattr(selection, name)) for name in FIELDS)
    return {name: shorten(value) if name in _IRIS else value for name, value in values if value}


def path(start: str, selection: Selection, **changes: str) -> str:
    """Return the address of a selection after changes, under a path."""
    parts = given(replace(selection, **changes))
    return f"{start}?{urlencode(parts)}" if parts else start


def _in_full(name: str, value: str) -> str:
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and name in _IRIS:
        return f"{PREFIXES[prefix]}{local}"
    is_part = "#" in value or name == "report"
    return f"{REPORTS}{value}" if value and is_part and name in _IRIS and not colon else value


def _is_iri(value: str) -> bool:
    return ":" in value and " " not in value
