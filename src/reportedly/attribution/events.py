"""All events that are told of, those of which most sources tell first.

Events that are linked as the same are one; it goes by the first of their IRIs.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import PROLOGUE
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.keeping import for_a_revision
from reportedly.results import Cell

_TOLD: Final = f"""{PROLOGUE}
SELECT ?event (COUNT(DISTINCT ?statement) AS ?count)
  (GROUP_CONCAT(DISTINCT STR(?source)) AS ?sources)
  (GROUP_CONCAT(DISTINCT STR(?kind)) AS ?kinds)
  (GROUP_CONCAT(DISTINCT ?report) AS ?reports) WHERE {{
  ?account rpt:ofEvent ?event ; rpt:kind ?kind .
  ?statement rpt:account ?account ; rpt:source ?source .
  BIND(STRBEFORE(STR(?statement), "#") AS ?report)
}} GROUP BY ?event
"""
_SAME: Final = f"""{PROLOGUE}
SELECT ?one ?other WHERE {{
  ?one owl:sameAs|skos:exactMatch ?other . ?one a rpt:Event . ?other a rpt:Event
}}
"""


@dataclass(frozen=True)
class Listed:
    """An event, and how many statements and sources of how many reports tell of it, as what."""

    event: Ref
    same: tuple[str, ...]
    statements: int
    sources: int
    reports: int
    kinds: tuple[Ref, ...]


@dataclass(frozen=True)
class _Told:
    """What is known of an event: how many statements, and IRIs of sources, kinds and reports."""

    statements: int
    sources: frozenset[str]
    kinds: frozenset[str]
    reports: frozenset[str]


@for_a_revision
def read(engine: Engine) -> tuple[Listed, ...]:
    """Return all events that statements tell of, in three queries, once for each revision.

    That takes most of a second for a thousand reports.
    """
    told = dict(_told(engine))
    groups = _groups(told, lookup.solutions(engine, _SAME).rows)
    kinds = {kind for each in told.values() for kind in each.kinds}
    named = names.read(engine, {*groups, *kinds})
    listed = (_listed(group, [told[each] for each in group], named) for group in groups.values())
    return tuple(
        sorted(listed, key=lambda each: (-each.sources, -each.statements, each.event.label))
    )


def select(
    events: Iterable[Listed], words: str = "", kind: str = "", report: str = ""
) -> tuple[Listed, ...]:
    """Return the events with all of some words in their names, told as a kind, in a report."""
    wanted = words.casefold().split()
    return tuple(
        each
        for each in events
        if all(word in each.event.label.casefold() for word in wanted)
        and (not kind or any(ref.iri == kind for ref in each.kinds))
        and (not report or any(iri.partition("#")[0] == report for iri in each.same))
    )


def kinds(events: Iterable[Listed]) -> tuple[Ref, ...]:
    """Return the kinds as which some events are told, by name."""
    found = {ref for each in events for ref in each.kinds}
    return tuple(sorted(found, key=lambda ref: (ref.label, ref.iri)))


def _told(engine: Engine) -> Iterator[tuple[str, _Told]]:
    for event, count, *lists in lookup.solutions(engine, _TOLD).rows:
        if event and count and event.kind == "uri":
            yield event.text, _Told(int(count.text), *map(_split, lists))


def _split(cell: Cell | None) -> frozenset[str]:
    return frozenset(cell.text.split()) if cell else frozenset()


def _groups(
    events: Iterable[str], pairs: Iterable[tuple[Cell | None, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the events that are linked as the same, by the first of each group."""
    groups = {event: {event} for event in events}
    for one, other in pairs:
        if one and other and one.text in groups and other.text in groups:
            joined = groups[one.text] | groups[other.text]
            groups.update(dict.fromkeys(joined, joined))
    return {min(group): tuple(sorted(group)) for group in groups.values()}


def _listed(group: tuple[str, ...], told: list[_Told], named: Mapping[str, Ref]) -> Listed:
    return Listed(
        event=named[group[0]],
        same=group,
        statements=sum(each.statements for each in told),
        sources=len(_union(each.sources for each in told)),
        reports=len(_union(each.reports for each in told)),
        kinds=tuple(
            sorted((named[iri] for iri in _union(each.kinds for each in told)), key=_by_label)
        ),
    )


def _union(sets: Iterable[Set[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _by_label(ref: Ref) -> str:
    return ref.label
