"""The named questions: SPARQL queries whose header says what they ask.

The header is the comment at the top of a file such as `data/queries/status-by-place.rq`:

    # title: Status by place
    # question: Which accounts are placed in an area, and with which status?
    # id: Q26
    # theme: Places
    # parameter: ?area iri (a place) = id:aleppo-governorate
    # choices: ?area = [] rpt:place/rpt:locatedIn* ?area

A parameter, of which there may be none or several, is a variable that the query binds in exactly
one place, as in `VALUES ?area { id:aleppo-governorate }`. One of type `endpoint` is no variable
there, but who is called, wherever that is, as in `SERVICE <https://example.org/sparql> {`. The
choices of a parameter, if it has any, are what a pattern of SPARQL finds; `choices` looks for them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import XSD

from reportedly import resources
from reportedly.documents import read_text
from reportedly.errors import FileError, ParameterError
from reportedly.terms import PREFIXES

_ENTRY: Final = re.compile(r"# (title|question|id|theme|parameter|choices): (\S.*)")
_PARAMETER: Final = re.compile(r"\?(\w+) (\w+) \((.+)\) = (\S.*)")
_CHOICES: Final = re.compile(r"\?(\w+) = (\S.*)")
_LITERAL: Final = re.compile(r"""(["'])(.*)\1(?:\^\^\S+)?""")
_CALL: Final = re.compile(r"^ *SERVICE <(.*)> \{$", re.MULTILINE)
_NUMBER: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_ENDPOINT: Final = "endpoint"

THEMES: Final = {
    "Figures": "How many, of whom, and according to whom.",
    "Events": "What is told of an event, and what is only planned, feared or denied.",
    "Times": "When something was said, and when it is said to have happened.",
    "Places": "Where something is said to have happened, or to be going.",
    "Speakers": "Who speaks, for whom, to whom, and how far from each other.",
    "Channels": "Through whom a statement came to the reader.",
    "Sides": "Who is with whom, and what they call each other.",
    "Words": "What is quoted, and by which words things go.",
    "Across datasets": "What other datasets hold of the same, asked where they are.",
    "The report itself": "What it says in its own voice, and what its encoder assumed or judged.",
}
"""What questions are about, in the order in which they are shown, with a sentence on each."""


@dataclass(frozen=True)
class Parameter:
    """A value that a question can be asked with.

    `name` is the variable without its question mark; `type` is `iri`, `string`, `dateTime`,
    `number` or `endpoint`; `default` is a term as the query has it, such as `id:aleppo` or `"C01"`.
    `choices` is a pattern that binds the variable to each value with which an answer can be hoped
    for, or empty.
    """

    name: str
    type: str
    description: str
    default: str
    choices: str = ""

    @property
    def value(self) -> str:
        """The default as it is given: an IRI with its prefix, the text of a literal."""
        literal = _LITERAL.fullmatch(self.default)
        return literal[2] if literal else self.default.strip("<>")

    def clause(self, term: str) -> str:
        """Return the part of the query that binds the variable to a term, or calls an endpoint."""
        if self.type == _ENDPOINT:
            return f"SERVICE {term} {{"
        return f"VALUES ?{self.name} {{ {term} }}"

    def term(self, value: str) -> str:
        """Write a value as a term of SPARQL.

        An IRI may be given in full or with one of `terms.PREFIXES`, a dateTime as in ISO 8601, a
        number in digits, with a point.
        Raises ParameterError for what is not of the parameter's type.
        """
        try:
            return _TERMS[self.type](value)
        except ValueError as error:
            raise ParameterError(
                f"“{value}” is not a value for {self.name}: {error}.",
                hint=f"Give {self.description}, such as {self.value}.",
            ) from error


@dataclass(frozen=True)
class Question:
    """A named query, with its header read; `text` is the whole file."""

    slug: str
    id: str
    title: str
    question: str
    theme: str
    text: str
    parameters: tuple[Parameter, ...]

    def with_values(self, values: Mapping[str, str]) -> str:
        """Return the query that asks with these values, by name of parameter, for the defaults.

        Raises ParameterError for a parameter that the question has not, or a value not of its type.
        """
        if unknown := sorted(values.keys() - {each.name for each in self.parameters}):
            raise ParameterError(
                f"The question “{self.slug}” has no parameter {', '.join(unknown)}.",
                hint=f"It has: {', '.join(each.name for each in self.parameters) or 'none'}.",
            )
        clauses = {
            each.clause(each.default): each.clause(each.term(values[each.name]))
            for each in self.parameters
            if each.name in values
        }
        return _replace(self.text, clauses)


def load() -> tuple[Question, ...]:
    """Return the questions that are shipped, in the order of their ids.

    Raises FileError if a header is malformed.
    """
    paths = (resources.data() / "queries").glob("*.rq")
    return tuple(sorted(map(read, paths), key=lambda question: question.id))


def called(text: str) -> str:
    """Return the IRI of the dataset that the query of a question calls; empty if it calls none."""
    call = _CALL.search(text)
    return call[1] if call else ""


def read(path: Path) -> Question:
    """Read one question; the name of the file is its slug.

    Raises FileError if the file can't be read or its header is malformed.
    """
    text = read_text(path)
    entries = list(_entries(path.name, text))
    choices = dict(_choices(value, path.name) for key, value in entries if key == "choices")
    parameters = tuple(
        _parameter(value, choices, text, path.name) for key, value in entries if key == "parameter"
    )
    _require_parameters(choices, parameters, path.name)
    return Question(
        slug=path.stem,
        id=_only("id", entries, path.name),
        title=_only("title", entries, path.name),
        question=_only("question", entries, path.name),
        theme=_theme(entries, path.name),
        text=text,
        parameters=parameters,
    )


def _entries(name: str, text: str) -> Iterator[tuple[str, str]]:
    header = takewhile(lambda line: line.startswith("#"), text.splitlines())
    for number, line in enumerate(header, 1):
        entry = _ENTRY.fullmatch(line)
        if not entry:
            raise FileError(
                f"{name}, line {number}, is no line of a question’s header.",
                hint="Write `# title: …`, or question, id, theme, parameter or choices.",
            )
        yield entry[1], entry[2]


def _only(key: str, entries: list[tuple[str, str]], name: str) -> str:
    values = [value for each, value in entries if each == key]
    if len(values) != 1:
        raise FileError(
            f"The header of {name} has {len(values)} lines for {key}.",
            hint=f"Write one line `# {key}: …` at the top of the file.",
        )
    return values[0]


def _theme(entries: list[tuple[str, str]], name: str) -> str:
    theme = _only("theme", entries, name)
    if theme not in THEMES:
        raise FileError(
            f"{name} has a theme that there is not: {theme}.",
            hint=f"Write one of: {', '.join(THEMES)}.",
        )
    return theme


def _choices(entry: str, name: str) -> tuple[str, str]:
    """Return the name of a parameter, and the pattern that finds its choices."""
    parts = _CHOICES.fullmatch(entry)
    if not parts or f"?{parts[1]}" not in parts[2]:
        raise FileError(
            f"{name} has choices that can’t be read: {entry}.",
            hint="Write `?name = pattern`, with ?name in the pattern.",
        )
    return parts[1], parts[2]


def _require_parameters(
    choices: Mapping[str, str], parameters: Iterable[Parameter], name: str
) -> None:
    if unknown := sorted(choices.keys() - {each.name for each in parameters}):
        raise FileError(
            f"{name} has choices of {', '.join(unknown)}, which is no parameter.",
            hint="Write them below a line `# parameter: …`.",
        )


def _parameter(entry: str, choices: Mapping[str, str], text: str, name: str) -> Parameter:
    parts = _PARAMETER.fullmatch(entry)
    if not parts or parts[2] not in _TERMS:
        raise FileError(
            f"{name} declares a parameter that can’t be read: {entry}.",
            hint=f"Write `?name type (what it is) = default`; types are {', '.join(_TERMS)}.",
        )
    parameter = Parameter(parts[1], parts[2], parts[3], parts[4], choices.get(parts[1], ""))
    clause = parameter.clause(parameter.default)
    if text.count(clause) != 1 and (parameter.type != _ENDPOINT or clause not in text):
        raise FileError(
            f"{name} does not use its parameter {parameter.name} exactly once.",
            hint=f"Write `{clause}` in the query.",
        )
    return parameter


def _replace(text: str, replacements: Mapping[str, str]) -> str:
    """Replace in one pass, so that nothing is replaced inside a replacement."""
    if not replacements:
        return text
    pattern = "|".join(map(re.escape, replacements))
    return re.sub(pattern, lambda found: replacements[found[0]], text)


def _iri(value: str) -> str:
    prefix, _, local = value.partition(":")
    return str(ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else value))


def _string(value: str) -> str:
    return str(ox.Literal(value))


def _date_time(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError("it is no day or moment") from error
    return str(ox.Literal(moment.isoformat(), datatype=ox.NamedNode(XSD.dateTime)))


def _number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise ValueError("it is no number")
    return value


_TERMS: Final[dict[str, Callable[[str], str]]] = {
    "iri": _iri,
    "string": _string,
    "dateTime": _date_time,
    "number": _number,
    _ENDPOINT: _iri,
}
