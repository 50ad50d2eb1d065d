"""All that can be found, ready to be searched; read once for each revision of the data."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from reportedly import outside
from reportedly.engine.port import Engine
from reportedly.keeping import for_a_revision
from reportedly.reconciliation import entities, matching
from reportedly.reconciliation.entities import TYPES, Entity
from reportedly.reconciliation.matching import LABEL, Index
from reportedly.reconciliation.spelling import Spelling
from reportedly.terms import ID

_FAR: Final = 20
"""How many wider places are gone through."""


class Catalogue:
    """Actors and places, found by name or by identifier."""

    def __init__(self, found: tuple[Entity, ...]) -> None:
        self.entities = found
        self._by_id = {entity.id: entity for entity in found}
        self._same = defaultdict[str, list[Entity]](list)
        for entity in found:
            elsewhere = (*map(outside.normal, entity.same), *entity.elsewhere(outside.WIKIDATA))
            for name in dict.fromkeys(elsewhere):
                self._same[name].append(entity)
        self._index = Index(
            name
            for number, entity in enumerate(found)
            for name in matching.names(number, map(str, entity.labels), map(str, entity.others))
        )

    def get(self, identifier: str) -> Entity | None:
        """Return the first that has an identifier."""
        return next(iter(self.identified(identifier)), None)

    def identified(self, text: str) -> Sequence[Entity]:
        """Return those that have an id, an IRI here or elsewhere, or an item of Wikidata: `Q1`."""
        name = text.strip()
        here = self._by_id.get(name.removeprefix(ID).removeprefix("id:"))
        there = self._same.get(outside.normal(name)) or self._same.get(name.upper())
        return (here,) if here else there or ()

    def scores(self, text: str) -> dict[Entity, float]:
        """Return how well each that may be meant fits a name or an identifier, 0 to 100."""
        scores = self._index.scores(Spelling.of(text))
        found = {self.entities[number]: score for number, score in scores.items()}
        return found | dict.fromkeys(self.identified(text), LABEL)

    def named(self, text: str) -> Iterator[Entity]:
        """Yield those that an identifier names, or a name with just these words."""
        yield from self.identified(text)
        yield from (self.entities[number] for number in self._index.named(Spelling.of(text)))

    def starting(self, text: str) -> Iterator[Entity]:
        """Yield what an identifier names, then those of which a name or a word starts like it."""
        known = self.identified(text)
        yield from known
        for number in self._index.starting(text):
            if self.entities[number] not in known:
                yield self.entities[number]

    def linked(self, entity: Entity, name: str) -> tuple[Entity, ...]:
        """Return the others to which a property leads, if they can be found here."""
        return tuple(filter(None, map(self._by_id.get, entity.links.get(name, ()))))

    def wider(self, entity: Entity) -> tuple[Entity, ...]:
        """Return the places in which a place lies, the next one first, and never one twice."""
        chain = [entity]
        while (around := self.linked(chain[-1], "locatedIn")) and len(chain) <= _FAR:
            if around[0] in chain:
                break
            chain.append(around[0])
        return tuple(chain[1:])

    def described(self, entity: Entity) -> str:
        """Say in a few words which one this is: Place in Aleppo Governorate, Syria."""
        around = ", ".join(each.name for each in self.wider(entity))
        bound = self.linked(entity, "principal") or self.linked(entity, "memberOf")
        place = f" in {around}" if around else ""
        return f"{TYPES[entity.type]}{place}{f', bound to {bound[0].name}' if bound else ''}"


@for_a_revision
def read(engine: Engine) -> Catalogue:
    """Return all that can be found now."""
    return Catalogue(entities.read(engine))
