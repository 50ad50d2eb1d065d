"""Prepares answers for pages: IRIs by what they are called, long answers in part."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from reportedly import lookup, media, results
from reportedly.engine.port import Answer, Engine
from reportedly.results import Cell, Table, shorten

_MOST_ROWS: Final = 500
_LONGEST: Final = 5_000_000
_TOO_LONG: Final = "The answer is too long for a page. Add a LIMIT, or ask for it as a file."


@dataclass(frozen=True)
class Link:
    """What is shown of a term: its text and, for an IRI, where a page tells more of it."""

    text: str
    iri: str = ""
    is_number: bool = False

    @property
    def url(self) -> str:
        """The path of a page that describes the IRI."""
        return f"/sparql?query={quote(f'DESCRIBE <{self.iri}>')}" if self.iri else ""


@dataclass(frozen=True)
class Column:
    """A column of a table, which may hold numbers only."""

    name: str
    is_number: bool = False

    @property
    def words(self) -> str:
        """The name as words: `ofWhom` is of whom, `eventLabel` is the event."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name).lower().removesuffix(" label")


@dataclass(frozen=True)
class Shown:
    """An answer as a page shows it: a table, a verdict or a document. `more` counts rows left."""

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Link, ...], ...] = ()
    more: int = 0
    verdict: str = ""
    document: str = ""


def page_of(graph: str) -> str:
    """Return the path of a page that shows what a graph holds."""
    content = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return f"/sparql?query={quote(content)}"


def show(engine: Engine, answer: Answer) -> Shown:
    """Prepare an answer, which is in JSON or in Turtle."""
    if answer.size > _LONGEST:
        return Shown(document=_TOO_LONG)
    body = answer.read()
    if answer.media_type != media.JSON.media_type:
        return Shown(document=body.decode())
    content = results.read(body)
    if not isinstance(content, Table):
        return Shown(verdict="yes" if content else "no")
    return tabulate(engine, content)


def tabulate(engine: Engine, table: Table) -> Shown:
    """Prepare solutions, naming each IRI by its label in the engine's graphs."""
    rows = table.rows[:_MOST_ROWS]
    names = lookup.labels(engine, _iris(rows))
    linked = tuple(tuple(_link(cell, names) for cell in row) for row in rows)
    columns = tuple(
        Column(name, is_number=all(row[place].is_number for row in linked))
        for place, name in enumerate(table.columns)
    )
    return Shown(columns, linked, more=len(table.rows) - len(rows))


def _iris(rows: Iterable[Iterable[Cell | None]]) -> Iterator[str]:
    return (cell.text for row in rows for cell in row if cell and cell.kind == "uri")


def _link(cell: Cell | None, names: dict[str, str]) -> Link:
    if cell is None:
        return Link("")
    if cell.kind == "uri":
        return Link(names.get(cell.text) or shorten(cell.text), iri=cell.text)
    return Link(cell.text, is_number=cell.is_number)
