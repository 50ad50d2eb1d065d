"""All actors: who speaks and how often, for whom, through whom; and which of them are one voice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import PROLOGUE, ROLES
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.terms import RPT

CLASSES: Final = ("Person", "Organization", "State", "Group", "UnnamedSource", "Actor")
"""The local names of the classes of actors; the first that fits counts."""

_ACTORS: Final = f"""{PROLOGUE}
SELECT DISTINCT ?actor ?class ?name WHERE {{
  VALUES ?class {{ {" ".join(f"rpt:{each}" for each in CLASSES)} }}
  ?actor a ?class
  FILTER(isIRI(?actor))
  OPTIONAL {{ ?actor rdfs:label|skos:altLabel ?name }}
}}
"""
_SAID: Final = f"""{PROLOGUE}
SELECT ?actor (COUNT(DISTINCT ?statement) AS ?count) WHERE {{ ?statement rpt:source ?actor }}
GROUP BY ?actor
"""
_TOLD: Final = f"""{PROLOGUE}
SELECT ?actor (COUNT(DISTINCT ?account) AS ?count) WHERE {{ ?account {ROLES} ?actor }}
GROUP BY ?actor
"""
_BONDS: Final = f"""{PROLOGUE}
SELECT DISTINCT ?actor ?body WHERE {{
  ?actor rpt:principal|rpt:memberOf ?body FILTER(isIRI(?body))
}}
"""
_SAME: Final = f"""{PROLOGUE}
SELECT DISTINCT ?actor ?same WHERE {{ [] rpt:source ?actor . ?actor owl:sameAs ?same }}
"""
_CARRIERS: Final = f"""{PROLOGUE}
SELECT DISTINCT ?actor ?carrier WHERE {{
  ?statement rpt:source ?actor ; rpt:within+ ?carrying .
  ?carrying rpt:source ?carrier .
}}
"""
_JOINT: Final = f"""{PROLOGUE}
SELECT ?one ?other (COUNT(DISTINCT ?statement) AS ?count) WHERE {{
  ?statement rpt:source ?one, ?other FILTER(isIRI(?one) && isIRI(?other) && STR(?one) < STR(?other))
}} GROUP BY ?one ?other ORDER BY DESC(?count) ?one ?other
"""


@dataclass(frozen=True)
class Listed:
    """An actor: in how many statements it speaks, and in how many accounts it has a role.

    `kind` is the local name of its class, `bound` has those for whom it speaks or to whom it
    belongs, `carriers` those who pass its words on, `called` its names, to be searched.
    """

    ref: Ref
    kind: str
    said: int
    told: int
    bound: tuple[Ref, ...] = ()
    carriers: tuple[Ref, ...] = ()
    called: str = ""

    @property
    def unnamed(self) -> bool:
        """Whether it is a source without a name."""
        return self.kind == "UnnamedSource"


@dataclass(frozen=True)
class Group:
    """Speakers who are one voice, because they speak for, or belong to, the same bodies.

    `bodies` are those that bind them all in the end. Those with names who speak most come first.
    """

    bodies: tuple[Ref, ...]
    speakers: tuple[Listed, ...]

    @property
    def named(self) -> tuple[Listed, ...]:
        """The speakers who have names."""
        return tuple(each for each in self.speakers if not each.unnamed)

    @property
    def unnamed(self) -> tuple[Listed, ...]:
        """The unnamed sources among them."""
        return tuple(each for each in self.speakers if each.unnamed)


@dataclass(frozen=True)
class Joint:
    """Two who speak jointly, and in how many statements: there they are one voice, too."""

    one: Ref
    other: Ref
    statements: int


@dataclass(frozen=True)
class Sources:
    """All actors, those who speak most first; the groups of those who speak; who speaks jointly."""

    actors: tuple[Listed, ...]
    groups: tuple[Group, ...]
    joint: tuple[Joint, ...]

    @property
    def unnamed(self) -> tuple[Listed, ...]:
        """The unnamed sources who speak."""
        return tuple(each for each in self.actors if each.unnamed and each.said)

    def matching(self, words: str, kind: str) -> tuple[Listed, ...]:
        """Return the actors of a class, or of any, with all of the words in one of their names."""
        wanted = words.casefold().split()
        return tuple(
            each
            for each in self.actors
            if kind in ("", each.kind) and all(word in each.called for word in wanted)
        )


def read(engine: Engine) -> Sources:
    """Return all sources, in ten queries.

    Takes half a second for a thousand reports: keep it while the data stay as they are.
    """
    bonds, same = _pairs(engine, _BONDS), _pairs(engine, _SAME)
    listed = _listed(engine, bonds)
    speakers = {each.ref.iri: each for each in listed if each.said}
    bodies = {iri: _behind(iri, bonds, same) for iri in speakers}
    parts = _connected(bodies)
    heads = {iri for part in parts for iri in _heads(part, bodies, bonds)}
    called = names.read(engine, heads)
    groups = (
        Group(
            tuple(sorted((called[iri] for iri in _heads(part, bodies, bonds)), key=_name)),
            tuple(each for each in listed if each.ref.iri in part),
        )
        for part in parts
    )
    return Sources(listed, tuple(sorted(groups, key=_weight)), _joint(engine))


def _listed(engine: Engine, bonds: Mapping[str, set[str]]) -> tuple[Listed, ...]:
    kinds, called = _actors(engine)
    said, told = _counts(engine, _SAID), _counts(engine, _TOLD)
    carriers = _pairs(engine, _CARRIERS)
    mentioned = {iri for pairs in (bonds, carriers) for found in pairs.values() for iri in found}
    refs = names.read(engine, mentioned | kinds.keys())
    found = (
        Listed(
            ref=refs[iri],
            kind=kind,
            said=said.get(iri, 0),
            told=told.get(iri, 0),
            bound=tuple(sorted((refs[each] for each in bonds.get(iri, ())), key=_name)),
            carriers=tuple(sorted((refs[each] for each in carriers.get(iri, ())), key=_name)),
            called=called[iri],
        )
        for iri, kind in kinds.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.said, -each.told, *_name(each.ref))))


def _actors(engine: Engine) -> tuple[dict[str, str], dict[str, str]]:
    """Return the class of each actor, and its names."""
    kinds: dict[str, str] = {}
    called = defaultdict[str, list[str]](list)
    for actor, kind, name in lookup.solutions(engine, _ACTORS).rows:
        if actor and kind:
            kinds[actor.text] = min(
                kinds.get(actor.text, CLASSES[-1]), kind.text.removeprefix(RPT), key=CLASSES.index
            )
            called[actor.text].append(name.text.casefold() if name else "")
    return kinds, {actor: "\n".join(sorted(found)) for actor, found in called.items()}


def _counts(engine: Engine, query: str) -> dict[str, int]:
    rows = lookup.solutions(engine, query).rows
    return {actor.text: int(count.text) for actor, count in rows if actor and count}


def _pairs(engine: Engine, query: str) -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for one, other in lookup.solutions(engine, query).rows:
        if one and other and other.kind == "uri":
            found[one.text].add(other.text)
    return found


def _joint(engine: Engine) -> tuple[Joint, ...]:
    rows = [
        (one.text, other.text, int(count.text))
        for one, other, count in lookup.solutions(engine, _JOINT).rows
        if one and other and count
    ]
    refs = names.read(engine, {iri for row in rows for iri in row[:2]})
    return tuple(Joint(refs[one], refs[other], count) for one, other, count in rows)


def _behind(iri: str, bonds: Mapping[str, set[str]], same: Mapping[str, set[str]]) -> set[str]:
    """Return an actor, all that bind it in the end, and what it is linked to as the same."""
    reached = [iri]
    for each in reached:
        near = bonds.get(each, set()) | same.get(each, set())
        reached += [body for body in sorted(near) if body not in reached]
    return set(reached)


def _connected(bodies: Mapping[str, set[str]]) -> list[frozenset[str]]:
    """Part speakers so that those of two different parts have no body in common."""
    parts: list[tuple[frozenset[str], frozenset[str]]] = []
    for speaker, behind in bodies.items():
        near = [part for part in parts if part[1] & behind]
        parts = [part for part in parts if not part[1] & behind]
        speakers, reached = frozenset({speaker}), frozenset(behind)
        for part in near:
            speakers, reached = speakers | part[0], reached | part[1]
        parts.append((speakers, reached))
    return [speakers for speakers, _ in parts]


def _heads(
    part: Iterable[str], bodies: Mapping[str, set[str]], bonds: Mapping[str, set[str]]
) -> set[str]:
    """Return the bodies of a part that nobody binds further."""
    behind = set().union(*(bodies[speaker] for speaker in part))
    bound = {body for each in behind for body in bonds.get(each, ())}
    return {body for body in bound if body not in bonds}


def _weight(group: Group) -> tuple[int, int, tuple[str, str]]:
    """Return what puts first the groups of most speakers, and of those who speak most."""
    said = sum(each.said for each in group.speakers)
    return -len(group.speakers), -said, _name(group.speakers[0].ref)


def _name(ref: Ref) -> tuple[str, str]:
    return ref.label, ref.iri
