"""Who uses a concept: the sources of the statements in which it stands."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.terms import RPT
from reportedly.vocabulary.description import PREFIX
from reportedly.vocabulary.usage import MOST

_OF_STATEMENT: Final = "?statement <%s> ?concept ."
_OF_ACCOUNT: Final = "?account <%s> ?concept . ?statement rpt:account ?account ."
_OF_FIGURE: Final = (
    "?figure <%s> ?concept . ?account rpt:figure ?figure . ?statement rpt:account ?account ."
)
_WAYS: Final = {
    str(RPT.act): _OF_STATEMENT,
    str(RPT.rendering): _OF_STATEMENT,
    str(RPT.kind): _OF_ACCOUNT,
    str(RPT.status): _OF_ACCOUNT,
    str(RPT.measure): _OF_FIGURE,
    str(RPT.population): _OF_FIGURE,
}
"""How a statement leads to a concept, by the property that has it as a value."""
_STATEMENTS: Final = f"""{PREFIX}
SELECT ?statement ?source WHERE {{
  {{ SELECT DISTINCT ?statement WHERE {{ VALUES ?concept {{ %s }} %s }} LIMIT %d }}
  ?statement rpt:source ?source
}}
"""


@dataclass(frozen=True)
class Speaker:
    """A source, and how many of its statements use a concept."""

    source: Ref
    statements: int


@dataclass(frozen=True)
class Speakers:
    """The sources of the statements that use a concept, and the IRIs of these statements.

    If these are `more` than can be looked at, they are some of them, and no source is told.
    """

    statements: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    more: bool = False


def read(engine: Engine, concepts: Iterable[str], property_: str) -> Speakers:
    """Return who uses one of some concepts as a value of a property: the most frequent first."""
    if property_ not in _WAYS:
        return Speakers()
    query = _STATEMENTS % (names.values(concepts), _WAYS[property_] % property_, MOST + 1)
    pairs = {(a.text, b.text) for a, b in lookup.solutions(engine, query).rows if a and b}
    statements = tuple(sorted({statement for statement, _ in pairs}))
    if len(statements) > MOST:
        return Speakers(statements[:MOST], more=True)
    return Speakers(statements, _speakers(engine, Counter(source for _, source in pairs)))


def _speakers(engine: Engine, counts: Mapping[str, int]) -> tuple[Speaker, ...]:
    called = names.read(engine, counts)
    found = (Speaker(called[iri], count) for iri, count in counts.items())
    return tuple(sorted(found, key=lambda each: (-each.statements, each.source.label)))
