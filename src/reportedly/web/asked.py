"""A named question as a request asks it, and its answer in parts or as a whole."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from threading import Lock
from typing import Final
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from reportedly import media, results
from reportedly.engine.port import Caller, Engine, Query
from reportedly.errors import AnswerTooLarge, ParameterError, QueryError
from reportedly.questions import Parameter, Question, choices
from reportedly.results import Cell, Table
from reportedly.web import caching
from reportedly.web.tables import Value

_LONGEST: Final = 64 << 20
"""Bytes of the longest answer that is read here."""
_MOST_KEPT: Final = 100
_LONGEST_KEPT: Final = 100_000
"""Characters of the longest part of an answer that is kept."""
_WHOLE: Final = {"integer"}
_BROKEN: Final = {"decimal", "double", "float"}


@dataclass(frozen=True)
class Asked:
    """A question, and a value for each of its parameters by name."""

    question: Question
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        """The query."""
        return self.question.with_values(self.changed)

    @property
    def changed(self) -> Mapping[str, str]:
        """The values that are not the defaults."""
        defaults = {each.name: each.value for each in self.question.parameters}
        return {name: value for name, value in self.values.items() if value != defaults[name]}

    @property
    def changes(self) -> bool:
        """Whether the answer may be another one each time, as what other datasets answer is."""
        return caching.changes(self.text)

    def path(self, suffix: str = "") -> str:
        """Return where the answer is for good: as a page, or with `.csv` or `.json` as a file."""
        given = urlencode(self.values, quote_via=quote, safe="")
        return f"/queries/{self.question.slug}{suffix}{f'?{given}' if given else ''}"


def read(engine: Engine, question: Question, given: MultiDict[str, str]) -> Asked:
    """Return a question as it is asked with the values that a request has.

    Raises ParameterError for a parameter that is not there or has two values, for a value that is
    not of its type, and for an IRI of which nothing is said.
    """
    for name, values in given.lists():
        if len(values) > 1:
            raise ParameterError(f"{name} is given twice.", hint="Give it once.")
    question.with_values(given)
    for parameter in question.parameters:
        if parameter.name in given:
            choices.require_known(engine, parameter, given[parameter.name])
    return Asked(question, {each.name: _given(each, given) for each in question.parameters})


def answer(engine: Engine, asked: Asked, caller: Caller) -> Table:
    """Return all of the answer. Raises AnswerTooLarge, and what `Engine.evaluate` does."""
    return _solutions(engine, asked.text, caller)


def part(engine: Engine, asked: Asked, first: int, most: int, caller: Caller) -> Table:
    """Return at most so many rows of the answer, from the one of a number, which counts from 0."""
    return _solutions(engine, f"{asked.text}\nLIMIT {most} OFFSET {first}", caller)


class Parts:
    """Parts of answers, the last ones kept for whoever asks again while the graphs stay the same.

    Safe to share between threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[tuple[int, str, int, int], Table] = OrderedDict()
        self._lock = Lock()

    def find(self, asked: Asked, first: int, most: int, caller: Caller) -> Table:
        """Return what `part` does, which may be of a while ago. Raises what that does."""
        if asked.changes:
            return part(self._engine, asked, first, most, caller)
        key = (self._engine.revision, asked.text, first, most)
        found = self._kept.get(key) or part(self._engine, asked, first, most, caller)
        if _length(found) > _LONGEST_KEPT:
            return found
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found


def _length(table: Table) -> int:
    return sum(len(cell.text) for row in table.rows for cell in row if cell)


def plain(cell: Cell | None) -> Value:
    """Return what a cell holds as a value of Python, and all that is none as its text."""
    if cell is None:
        return None
    kind = cell.datatype.rpartition("#")[2]
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(cell.text, cell.text)
    return _number(cell.text, kind)


def _number(text: str, kind: str) -> Value:
    try:
        if kind in _WHOLE:
            return int(text)
        number = float(text) if kind in _BROKEN else None
    except ValueError:
        return text
    return text if number is None or not isfinite(number) else number


def _given(parameter: Parameter, given: Mapping[str, str]) -> str:
    return given.get(parameter.name, parameter.value)


def _solutions(engine: Engine, text: str, caller: Caller) -> Table:
    found = engine.evaluate(Query(text, media.JSON.media_type, guarded=True), caller)
    if found.size > _LONGEST:
        raise AnswerTooLarge(_LONGEST)
    table = results.read(found.read())
    if not isinstance(table, Table):
        raise QueryError("A named question must have solutions.", hint="Ask with SELECT.")
    return table
