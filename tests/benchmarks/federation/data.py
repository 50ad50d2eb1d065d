"""A peer that knows many places in Wikidata’s vocabulary, and local places that link to some."""

from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Final

TRIPLES: Final = 5
"""How many triples the peer has of each place."""

_LOCAL: Final = "https://example.org/place/"
_ENTITY: Final = "http://www.wikidata.org/entity/Q"
_DIRECT: Final = "http://www.wikidata.org/prop/direct/P"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_ITEM: Final = "https://example.org/item"
"""What links a local place with one of the peer; nothing else has it."""
_POINT: Final = "http://www.opengis.net/ont/geosparql#wktLiteral"
_DECIMAL: Final = "http://www.w3.org/2001/XMLSchema#decimal"

_PATTERN: Final = Template("?item wdt:P1082 ?population ; wdt:P625 ?point ; wdt:P31 ?kind$number .")
_PREFIX: Final = f"PREFIX wdt: <{_DIRECT[:-1]}>\n"


def joined(url: str, number: int) -> str:
    """Return the query that joins local places to a peer; each number gives one never asked."""
    call = f"SERVICE <{url}> {{ {_PATTERN.substitute(number=number)} }}"
    return f"{_PREFIX}SELECT ?place ?population ?point {{ ?place <{_ITEM}> ?item . {call} }}"


def unbound(number: int) -> str:
    """Return what a peer is asked that is sent no bindings."""
    pattern = _PATTERN.substitute(number=number)
    return f"{_PREFIX}SELECT ?item ?population ?point {{ {pattern} }}"


def write_peer(path: Path, places: int) -> None:
    """Write what the peer knows, as N-Quads in one graph."""
    with path.open("w", encoding="ascii") as file:
        file.writelines(f"{line} <urn:peer> .\n" for each in range(places) for line in _facts(each))


def write_local(path: Path, places: int, known: int) -> None:
    """Write local places, whose links lie evenly among the places that the peer knows."""
    with path.open("w", encoding="ascii") as file:
        for number in range(places):
            item = f"<{_ENTITY}{number * known // places}>"
            file.write(f"<{_LOCAL}{number}> <{_ITEM}> {item} <urn:local> .\n")


def _facts(number: int) -> Iterator[str]:
    item = f"<{_ENTITY}{number}>"
    point = f"Point({number % 360 - 180}.25 {number % 180 - 90}.5)"
    yield f'{item} <{_LABEL}> "Place {number}"@en'
    yield f"{item} <{_DIRECT}31> <{_ENTITY}486972>"
    yield f"{item} <{_DIRECT}17> <{_ENTITY}{number % 200}>"
    yield f'{item} <{_DIRECT}1082> "{number * 7 + 1}"^^<{_DECIMAL}>'
    yield f'{item} <{_DIRECT}625> "{point}"^^<{_POINT}>'
