"""Reads an actor: who it is, for whom it speaks, what it says, and what others say of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import OWL, RDF, RDFS, SKOS

from reportedly import lookup
from reportedly.attribution import framing, names, statements
from reportedly.attribution.conditions import PROLOGUE, ROLES
from reportedly.attribution.facts import Facts
from reportedly.attribution.framing import Word
from reportedly.attribution.model import Ref, Statement, Text
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.results import Cell
from reportedly.terms import REPORTS, RPT

_ABOUT: Final = f"""{PROLOGUE}
SELECT ?actor ?property ?value WHERE {{ VALUES ?actor {{ <%s> }} ?actor ?property ?value }}
"""
_BONDS: Final = f"""{PROLOGUE}
SELECT DISTINCT ?one ?how ?other WHERE {{
  VALUES ?how {{ rpt:principal rpt:memberOf }}
  <%s> (rpt:principal|rpt:memberOf)* ?one .
  ?one ?how ?other .
}}
"""
_BOUND: Final = f"""{PROLOGUE}
SELECT ?how ?one WHERE {{
  VALUES ?how {{ rpt:principal rpt:memberOf rpt:author }}
  ?one ?how <%s> .
}}
"""
_TELLERS: Final = f"""{PROLOGUE}
SELECT ?source (COUNT(DISTINCT ?account) AS ?count) WHERE {{
  ?account {ROLES} <%s> .
  ?statement rpt:account ?account ; rpt:source ?source .
  FILTER(isIRI(?source))
}} GROUP BY ?source ORDER BY DESC(?count) ?source
"""
_NAMING: Final = f"""{PROLOGUE}
SELECT DISTINCT ?statement WHERE {{
  ?designation rpt:designates <%s> .
  ?statement rpt:designation ?designation .
  FILTER(isIRI(?statement))
}} ORDER BY ?statement LIMIT %d
"""
_MOST_NAMING: Final = 40
"""How many statements are read for the words that they use."""


@dataclass(frozen=True)
class Bond:
    """That one actor speaks for another (`principal`), or is part of it (`memberOf`)."""

    one: Ref
    how: str
    other: Ref


@dataclass(frozen=True)
class Teller:
    """Who tells of the actor, in how many accounts."""

    source: Ref
    accounts: int


@dataclass(frozen=True)
class Named:
    """Words for the actor, whose they are, and the statements that use them."""

    word: Word
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Actor:
    """An actor as the data describe it.

    `kind` is the label of its class. `bonds` lead from it to those for whom it speaks in the end;
    `speak_for_it` and `members` are bound by it. `reports` are those it is the author of; `size` is
    how many people speak as an unnamed source, or nothing.
    """

    ref: Ref
    kind: Ref
    unnamed: bool
    names: tuple[Text, ...]
    other_names: tuple[Text, ...]
    same: tuple[str, ...]
    size: int | None
    territory: tuple[Ref, ...]
    assumptions: tuple[Text, ...]
    bonds: tuple[Bond, ...]
    speak_for_it: tuple[Ref, ...]
    members: tuple[Ref, ...]
    reports: tuple[Ref, ...]


def read(engine: Engine, iri: str) -> Actor:
    """Return an actor, in four queries. Raises ResourceMissing if the data describe none."""
    about = lookup.solutions(engine, _ABOUT % iri).rows
    if not about:
        raise ResourceMissing(f"<{iri}> is no actor here.", hint="/sources lists those there are.")
    bonds = lookup.solutions(engine, _BONDS % iri).rows
    bound = lookup.solutions(engine, _BOUND % iri).rows
    cells = (cell for row in (*about, *bonds, *bound) for cell in row)
    mentioned = {cell.text for cell in cells if cell and cell.kind == "uri"}
    known = Facts(_values(about), names.read(engine, mentioned | {iri}), frozenset())
    size = known.number(iri, RPT["size"])
    return Actor(
        ref=known.names[iri],
        kind=known.ref(iri, RDF.type),
        unnamed=str(RPT.UnnamedSource) in known.iris(iri, RDF.type),
        names=known.texts(iri, RDFS.label),
        other_names=known.texts(iri, SKOS.altLabel),
        same=known.iris(iri, OWL.sameAs),
        size=None if size is None else int(size),
        territory=known.refs(iri, RPT.territory),
        assumptions=known.texts(iri, RPT.assumption),
        bonds=_bonds(known, iri, bonds),
        speak_for_it=_bound(known, bound, "principal"),
        members=_bound(known, bound, "memberOf"),
        reports=_bound(known, bound, "author"),
    )


def tellers(engine: Engine, iri: str) -> tuple[Teller, ...]:
    """Return who tells of an actor, those who do so most first."""
    rows = lookup.solutions(engine, _TELLERS % iri).rows
    counts = {source.text: int(count.text) for source, count in rows if source and count}
    called = names.read(engine, counts)
    return tuple(Teller(called[source], count) for source, count in counts.items())


def words(engine: Engine, iri: str) -> tuple[Named, ...]:
    """Return the words for an actor in the first forty statements that have any, most used first.

    The same words are there twice if the report uses them as well as a speaker.
    """
    rows = lookup.solutions(engine, _NAMING % (iri, _MOST_NAMING)).rows
    found = defaultdict[tuple[str, str], list[tuple[Word, Statement]]](list)
    for statement in statements.read(engine, (row[0].text for row in rows if row[0])):
        for word in framing.words_for(statement, [iri]):
            found[word.wording.text.casefold(), word.whose].append((word, statement))
    named = (
        Named(uses[0][0], tuple(dict.fromkeys(statement for _, statement in uses)))
        for uses in found.values()
    )
    return tuple(sorted(named, key=lambda each: (-len(each.statements), each.word.wording.text)))


def _values(rows: Iterable[tuple[Cell | None, ...]]) -> dict[str, dict[str, list[Cell]]]:
    values: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for actor, property_, value in rows:
        if actor and property_ and value:
            values[actor.text][property_.text].append(value)
    return values


def _bonds(known: Facts, iri: str, rows: Iterable[tuple[Cell | None, ...]]) -> tuple[Bond, ...]:
    """Return the bonds from an actor onwards, its own first, then those of whom they lead to."""
    left = [
        Bond(known.names[one.text], how.text.rpartition("#")[2], known.names[other.text])
        for one, how, other in rows
        if one and how and other and other.kind == "uri"
    ]
    found: list[Bond] = []
    reached = [iri]
    for each in reached:
        near = sorted(
            (bond for bond in left if bond.one.iri == each), key=lambda bond: bond.other.label
        )
        found += near
        reached += [bond.other.iri for bond in near if bond.other.iri not in reached]
    return tuple(found)


def _bound(known: Facts, rows: Iterable[tuple[Cell | None, ...]], how: str) -> tuple[Ref, ...]:
    """Return those who are bound in one way; those whom reports share come first."""
    found = {
        known.names[one.text]
        for each, one in rows
        if each and one and one.kind == "uri" and each.text == str(RPT[how])
    }
    return tuple(sorted(found, key=lambda ref: (ref.iri.startswith(REPORTS), ref.label, ref.iri)))
