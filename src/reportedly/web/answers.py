"""Prepares answers for pages: IRIs by what they are called, long answers in part."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from reportedly import lookup, media, results
from reportedly.engine.port import Answer, Engine
from reportedly.results import Cell, Table, shorten

_MOST_ROWS: Final = 500
_LONGEST: Final = 5_000_000
_TOO_LONG: Final = "The answer is too long for a page. Add a LIMIT, or ask for it as a file."
_BROAD: Final = 8
"""How many columns a table may have that is read row by row."""
_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS: Final = {
    "start": "from character",
    "end": "to character",
    "status": "told as",
    "lower": "at least",
    "upper": "at most",
    "point": "about",
}
"""What columns are called that would be misread without their question."""
_FIRST: Final = ("verdict", "sources", "source")
"""What stands first in a record: nothing is told there before who says it."""
_LABEL: Final = "Label"
_MIDNIGHT: Final = "T00:00:00"
_LEADING: Final = ("http://", "https://")
"""How the IRIs start that may lead somewhere: a stranger’s may be a script."""


@dataclass(frozen=True)
class Link:
    """What is shown of a term: its text and, for an IRI, where it leads."""

    text: str
    iri: str = ""
    language: str = ""
    type: str = ""
    is_number: bool = False

    @property
    def words(self) -> str:
        """The text as people write it: yes for true, a day without its midnight."""
        if self.type == "boolean":
            return {"true": "yes", "false": "no"}.get(self.text, self.text)
        if self.type == "dateTime":
            return self.text.removesuffix(_MIDNIGHT).replace("T", " ")
        return self.text


@dataclass(frozen=True)
class Column:
    """A column of a table, which may hold numbers only."""

    name: str
    is_number: bool = False

    @property
    def words(self) -> str:
        """The name as words: `ofWhom` is of whom, `eventLabel` and `eventLabel2` are the event."""
        words = _WORD.sub(" ", self.stem).lower().removesuffix(" label")
        return _WORDS.get(words, words)

    @property
    def stem(self) -> str:
        """The name without the number of the one of two things that it belongs to."""
        return self.name.rstrip("12")


@dataclass(frozen=True)
class Record:
    """A row that is too broad for a table: what there is in it, what it stands under first.

    `pairs` are what it has of each of two things that it compares, side by side.
    """

    facts: tuple[tuple[Column, Link], ...]
    pairs: tuple[tuple[Column, Link, Link], ...]

    @property
    def heading(self) -> Link:
        """What stands first in the row."""
        return self.facts[0][1] if self.facts else Link("")


@dataclass(frozen=True)
class Shown:
    """An answer as a page shows it: a table, a verdict or a document. `more` counts rows left."""

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Link, ...], ...] = ()
    more: int = 0
    verdict: str = ""
    document: str = ""

    @property
    def is_broad(self) -> bool:
        """Whether a row is easier to read by itself than in a table."""
        return len(self.columns) > _BROAD

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The rows, each by itself."""
        stems = [column.stem for column in self.columns]
        paired = {stem for stem in stems if stems.count(stem) == 2}
        return tuple(_record(self.columns, row, paired) for row in self.rows)


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


def tabulate(engine: Engine, table: Table, most: int = _MOST_ROWS) -> Shown:
    """Prepare so many solutions, naming each IRI by its label in the engine's graphs."""
    rows = table.rows[:most]
    names = lookup.labels(engine, _iris(rows))
    linked = tuple(tuple(_link(cell, names) for cell in row) for row in rows)
    columns = tuple(
        Column(name, is_number=all(row[place].is_number for row in linked))
        for place, name in enumerate(table.columns)
    )
    return Shown(columns, linked, more=len(table.rows) - len(rows))


def joined(shown: Shown) -> Shown:
    """Return an answer whose names lead to what they name, which then needs no column of its own.

    `sourceLabel` is the name of `source`.
    """
    names = [column.name for column in shown.columns]
    of = {names.index(name + _LABEL): names.index(name) for name in names if name + _LABEL in names}
    kept = [place for place in range(len(names)) if place not in of.values()]
    rows = tuple(
        tuple(_joined(row[place], row[of[place]]) if place in of else row[place] for place in kept)
        for row in shown.rows
    )
    return replace(shown, columns=tuple(shown.columns[place] for place in kept), rows=rows)


def _joined(name: Link, named: Link) -> Link:
    return replace(name, iri=named.iri) if name.text else named


def _record(columns: Iterable[Column], row: Iterable[Link], paired: set[str]) -> Record:
    known = list(zip(columns, row, strict=True))
    first = {column.stem: link for column, link in known if column.name.endswith("1")}
    pairs = [
        (column, first[column.stem], link)
        for column, link in known
        if column.stem in paired and column.name.endswith("2")
    ]
    facts = [each for each in known if each[1].text and each[0].stem not in paired]
    return Record(
        facts=(*facts[:1], *sorted(facts[1:], key=_place)),
        pairs=tuple(each for each in pairs if each[1].text or each[2].text),
    )


def _place(fact: tuple[Column, Link]) -> int:
    """Return the place of a fact in a record; those of the same place stay as they are."""
    name = fact[0].words
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _iris(rows: Iterable[Iterable[Cell | None]]) -> Iterator[str]:
    return (cell.text for row in rows for cell in row if cell and cell.kind == "uri")


def _link(cell: Cell | None, names: dict[str, str]) -> Link:
    if cell is None:
        return Link("")
    if cell.kind == "uri":
        iri = cell.text if cell.text.startswith(_LEADING) else ""
        return Link(names.get(cell.text) or shorten(cell.text), iri)
    kind = cell.datatype.rpartition("#")[2]
    return Link(cell.text, language=cell.language, type=kind, is_number=cell.is_number)
