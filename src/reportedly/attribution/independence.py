"""Whose voices count as one: statements that come through, or from, or for the same body.

Two statements are independent if no speaker, no carrier and no body that one of these speaks for or
belongs to is common to both; see the question `independent-sources`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import PROLOGUE
from reportedly.attribution.model import Ref, Statement
from reportedly.engine.port import Engine
from reportedly.results import shorten

_BODIES: Final = f"""{PROLOGUE}
SELECT DISTINCT ?statement ?body WHERE {{
  VALUES ?statement {{ %s }}
  ?statement (rpt:within|rpt:source|rpt:principal|rpt:memberOf
    |owl:sameAs/(^owl:sameAs)?)* ?body .
  FILTER(isIRI(?body) && ?body != ?statement)
  FILTER NOT EXISTS {{ ?body a rpt:Report }}
}}
"""


@dataclass(frozen=True)
class Strand:
    """Statements that hang together, and by which bodies that several voices have in common.

    It is `loose` if two of them have nothing in common but are linked through others.
    """

    statements: tuple[Statement, ...]
    shared: tuple[Ref, ...] = ()
    loose: bool = False

    @property
    def voices(self) -> int:
        """How many speak in it; those who speak jointly are one."""
        return len({each.sources for each in self.statements})

    @property
    def speakers(self) -> tuple[Ref, ...]:
        """Return who speaks in it, each once."""
        return tuple(dict.fromkeys(ref for each in self.statements for ref in each.sources))


def strands(engine: Engine, statements: Sequence[Statement]) -> tuple[Strand, ...]:
    """Part statements so that those of two different strands are independent of each other.

    What a report says in its own voice, and what only denies, is left out.
    """
    counted = [each for each in statements if not each.own_voice and _tells(each)]
    bodies = bodies_of(engine, counted)
    parts = _connected(counted, bodies)
    called = names.read(engine, {iri for part in parts for iri in _shared(part, bodies)})
    return tuple(
        Strand(tuple(part), _named(called, _shared(part, bodies)), _loose(part, bodies))
        for part in parts
    )


def bodies_of(engine: Engine, statements: Iterable[Statement]) -> dict[str, set[str]]:
    """Return the bodies behind each statement by its IRI."""
    found = defaultdict[str, set[str]](set)
    wanted = names.values({each.iri for each in statements})
    for statement, body in lookup.solutions(engine, _BODIES % wanted).rows:
        if statement and body:
            found[statement.text].add(body.text)
    return found


def _tells(statement: Statement) -> bool:
    return any(not account.denied for account in statement.accounts)


def _connected(
    statements: Iterable[Statement], bodies: Mapping[str, set[str]]
) -> list[list[Statement]]:
    parts: list[tuple[list[Statement], set[str]]] = []
    for statement in statements:
        behind = set(bodies[statement.iri])
        near = [part for part in parts if part[1] & behind]
        parts = [part for part in parts if not part[1] & behind]
        joined = [each for part in near for each in part[0]]
        parts.append(([*joined, statement], behind.union(*(part[1] for part in near))))
    return [part for part, _ in parts]


def _shared(part: Sequence[Statement], bodies: Mapping[str, set[str]]) -> set[str]:
    """Return the bodies behind at least two of some statements."""
    return {
        body
        for body in set().union(*(bodies[each.iri] for each in part))
        if sum(body in bodies[each.iri] for each in part) > 1
    }


def _loose(part: Sequence[Statement], bodies: Mapping[str, set[str]]) -> bool:
    pairs = combinations((bodies[each.iri] for each in part), 2)
    return any(one.isdisjoint(other) for one, other in pairs)


def _named(called: Mapping[str, Ref], iris: Iterable[str]) -> tuple[Ref, ...]:
    """Return those that have a name, which what is linked as the same elsewhere has not."""
    found = (called[iri] for iri in iris if called[iri].label != shorten(iri))
    return tuple(sorted(found, key=lambda ref: (ref.label, ref.iri)))
