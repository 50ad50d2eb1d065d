"""Looks in the data for the values that a question can be asked with."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from reportedly import lookup
from reportedly.engine.port import Engine
from reportedly.errors import ParameterError
from reportedly.questions import Parameter
from reportedly.results import Cell, shorten
from reportedly.terms import PREFIXES

MOST: Final = 300
"""How many choices are offered; whoever wants another value writes it."""
_SHOWN: Final = 5
_KINDS: Final = {"uri", "literal"}
_PROLOGUE: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@dataclass(frozen=True)
class Choice:
    """A value as it is given in a request, and what it is called."""

    value: str
    label: str


def find(engine: Engine, parameter: Parameter) -> tuple[Choice, ...]:
    """Return the values that a parameter can take, by name, at most `MOST`; none without a pattern.

    The default is not among them where the data don't have it.
    """
    if not parameter.choices:
        return ()
    text = (
        f"{_PROLOGUE}SELECT DISTINCT ?{parameter.name} WHERE {{ {parameter.choices} }} LIMIT {MOST}"
    )
    found = [
        cell for (cell,) in lookup.solutions(engine, text).rows if cell and cell.kind in _KINDS
    ]
    names = lookup.labels(engine, (cell.text for cell in found if cell.kind == "uri"))
    choices = (Choice(_value(cell), names.get(cell.text) or _value(cell)) for cell in found)
    return tuple(sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value)))


def require_known(engine: Engine, parameter: Parameter, value: str) -> None:
    """Make sure that the data have something under the IRI that a parameter is to be.

    Raises ParameterError.
    """
    if parameter.type != "iri":
        return
    iri = parameter.term(value)
    ask = f"SELECT * WHERE {{ {{ {iri} ?p ?o }} UNION {{ ?s ?p {iri} }} }} LIMIT 1"
    if not lookup.solutions(engine, ask).rows:
        raise ParameterError(
            f"Nothing is said here of “{value}”.",
            hint=f"Give {parameter.description}, such as {_like(engine, parameter, value)}.",
        )


def _like(engine: Engine, parameter: Parameter, value: str) -> str:
    """Return choices that read like a value, or else some choices, or the default."""
    values = [choice.value for choice in find(engine, parameter)] or [parameter.value]
    return " or ".join(get_close_matches(value, values) or values[:_SHOWN])


def _value(cell: Cell) -> str:
    """Return a term as it can be given: an IRI with a prefix, if one of ours fits."""
    short = shorten(cell.text)
    return short if cell.kind == "uri" and short.partition(":")[0] in PREFIXES else cell.text
