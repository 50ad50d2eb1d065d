"""Reads SPARQL results for display: https://www.w3.org/TR/sparql11-results-json/."""

import json
from dataclasses import dataclass
from typing import Any

from reportedly.terms import PREFIXES, REPORTS


@dataclass(frozen=True)
class Cell:
    """A term in a solution; `kind` is uri, literal, bnode or triple."""

    kind: str
    text: str
    language: str = ""
    datatype: str = ""

    @property
    def is_number(self) -> bool:
        """Whether this is a number, to be written flush right."""
        return self.datatype.rpartition("#")[2] in ("integer", "decimal", "double", "float")


@dataclass(frozen=True)
class Table:
    """Solutions: the variables, and for each solution a cell, or nothing, for each variable."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


def read(body: bytes) -> Table | bool:
    """Return the solutions, or the verdict of ASK, in results in JSON."""
    document = json.loads(body)
    if "boolean" in document:
        return bool(document["boolean"])
    columns = tuple(document["head"]["vars"])
    bindings = document["results"]["bindings"]
    rows = (tuple(_cell(row.get(column)) for column in columns) for row in bindings)
    return Table(columns, tuple(rows))


def shorten(iri: str) -> str:
    """Return an IRI as people like to read it: with a prefix, or without what all have."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local and not set(local) & set("/#"):
            return f"{prefix}:{local}"
    return iri.removeprefix(REPORTS)


def _cell(term: dict[str, Any] | None) -> Cell | None:
    if term is None:
        return None
    if term["type"] == "triple":
        parts = (_cell(term["value"][part]) for part in ("subject", "predicate", "object"))
        return Cell("triple", " ".join(part.text for part in parts if part))
    return Cell(term["type"], term["value"], term.get("xml:lang", ""), term.get("datatype", ""))
