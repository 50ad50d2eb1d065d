"""Reads one query of a batch, as programs send it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportedly.errors import RequestError
from reportedly.reconciliation import properties
from reportedly.reconciliation.entities import TYPES, known_type
from reportedly.reconciliation.properties import Property
from reportedly.reconciliation.spelling import LONGEST

_USUAL, _MANY = 10, 50
"""How many candidates a query gets that does not say how many, and how many it gets at most."""
_MOST: Final = 10
"""How many types, properties, or values of one of these may be given."""
_STRICT: Final = ("should", "all", "any")


@dataclass(frozen=True)
class Asked:
    """What may be meant: by a name, or only by what is known of it; and of which types it may be.

    If the types are only a wish, others are told, too. `known` has texts for some properties.
    """

    text: str = ""
    types: frozenset[str] = frozenset()
    wish: bool = False
    limit: int = _USUAL
    known: tuple[tuple[Property, tuple[str, ...]], ...] = ()


def read(document: Any) -> Asked:
    """Return the query that a document is. Raises RequestError.

    Properties that are not known here are left out, as are those of which nothing is said.
    """
    if not isinstance(document, dict):
        raise RequestError("A query is no object.", hint='Write {"query": "Aleppo"}.')
    text, known = document.get("query", ""), tuple(_known(document.get("properties", [])))
    if not isinstance(text, str) or not (text.strip() or document.get("properties")):
        raise RequestError("A query has no name to look for.", hint='Write {"query": "Aleppo"}.')
    if len(text) > LONGEST:
        raise RequestError("A name is too long.", hint=f"Give {LONGEST} characters at most.")
    strict = document.get("type_strict", "any")
    if strict not in _STRICT:
        raise RequestError(
            "What type_strict is, can’t be understood.", hint=f"Write {', '.join(_STRICT)}."
        )
    types = frozenset(_type(each) for each in _listed(document.get("type", []), "types"))
    return Asked(text, types, strict == "should", _limit(document.get("limit", _USUAL)), known)


def _known(given: Any) -> Iterator[tuple[Property, tuple[str, ...]]]:
    for each in _listed(given, "properties"):
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            raise RequestError(
                "A property is not given as it has to be.",
                hint='Write {"pid": "locatedIn", "v": "Syria"}.',
            )
        values = tuple(text for value in _listed(each["v"], "values") for text in _texts(value))
        if values and (name := properties.known(each["pid"])):
            yield name, values


def _listed(given: Any, what: str) -> list[Any]:
    """Return what may be given alone or as a list."""
    listed = given if isinstance(given, list) else [given]
    if len(listed) > _MOST:
        raise RequestError(f"A query has too many {what}.", hint=f"Give {_MOST} at most.")
    return listed


def _texts(value: Any) -> Iterable[str]:
    """Return the texts of a value: itself, or the id and the name of something that was found.

    An empty cell has none.
    """
    if not isinstance(value, dict | str | int | float):
        raise RequestError(
            "A value is none.", hint="Give a text, a number or an object with an id."
        )
    given = (value.get("id"), value.get("name")) if isinstance(value, dict) else (value,)
    texts = (str(each)[:LONGEST] for each in given if isinstance(each, str | int | float))
    return [text for text in texts if text.strip()]


def _type(name: Any) -> str:
    if isinstance(name, str) and (found := known_type(name)):
        return found
    raise RequestError("There is no such type.", hint=f"Use {', '.join(TYPES)}.")


def _limit(given: Any) -> int:
    if not isinstance(given, int | float) or not given >= 1:
        raise RequestError("The limit is no number from 1 on.", hint='Write {"limit": 5}.')
    return int(min(given, _MANY))
