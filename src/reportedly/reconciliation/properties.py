"""What is known of actors and places, to be compared with a table or to be fetched for it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Self

from reportedly import outside
from reportedly.outside import GEONAMES, WIKIDATA, Dataset
from reportedly.reconciliation.catalogue import Catalogue
from reportedly.reconciliation.entities import ACTORS, TYPES, Entity
from reportedly.reconciliation.spelling import Spelling
from reportedly.terms import RPT

Value = str | float | Entity
Values = Callable[[Catalogue, Entity], Iterable[Value]]

_PLACES: Final = frozenset({"Place"})
_NEAR: Final = 0.1
"""How far apart, in degrees, coordinates may be that are of the same place."""


@dataclass(frozen=True)
class Property:
    """Something that is known of members of some types.

    Its values are identifiers in a `dataset` of others, or members of the type that it `leads` to,
    if there is one of these. `wider` has what is true as well, such as the country of a town.
    """

    id: str
    name: str
    values: Values
    types: frozenset[str] = frozenset(TYPES)
    dataset: Dataset | None = None
    wider: Values | None = None
    leads: str = ""


@dataclass(frozen=True)
class Condition:
    """What a property should be: one of some texts, and what these may mean."""

    property: Property
    words: frozenset[tuple[str, ...]]
    things: frozenset[Entity]
    numbers: tuple[float, ...]
    identifiers: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue, name: Property, texts: Iterable[str]) -> Self:
        """Return the condition that a property is what one of some texts says."""
        given = tuple(map(outside.normal, texts))
        return cls(
            property=name,
            words=frozenset(Spelling.of(text).words for text in given),
            things=frozenset(each for text in given for each in catalogue.named(text)),
            numbers=tuple(number for text in given for number in _numbers(text)),
            identifiers=frozenset(identifier(name, text) for text in given),
        )

    def agrees(self, catalogue: Catalogue, entity: Entity) -> bool | None:
        """Say whether it is true of an entity; None if nothing is known of that."""
        read = self.property.wider or self.property.values
        known = tuple(read(catalogue, entity))
        return any(map(self._fits, known)) if known else None

    def _fits(self, value: Value) -> bool:
        if isinstance(value, Entity):
            return value in self.things
        if isinstance(value, float):
            return any(abs(value - number) <= _NEAR for number in self.numbers)
        if self.property.dataset:
            return value in self.identifiers
        return Spelling.of(outside.normal(value)).words in self.words


def known(name: str) -> Property | None:
    """Return a property by its id, which may be written as an IRI of ours or `rpt:locatedIn`."""
    return PROPERTIES.get(name.removeprefix(RPT).removeprefix("rpt:"))


def identifier(name: Property, text: str) -> str:
    """Return the identifier that a text is for a property, also in an address that has it."""
    return (name.dataset.identifier(text) if name.dataset else "") or text.strip().upper()


def _numbers(text: str) -> Iterator[float]:
    try:
        yield float(text)
    except ValueError:
        return


def _linked(name: str) -> Values:
    return lambda catalogue, entity: catalogue.linked(entity, name)


def _measured(name: str) -> Values:
    return lambda _, entity: entity.numbers.get(name, ())


def _elsewhere(dataset: Dataset) -> Values:
    return lambda _, entity: entity.elsewhere(dataset)


PROPERTIES: Final = {
    each.id: each
    for each in (
        Property("iri", "IRI", lambda _, entity: [entity.iri]),
        Property("label", "Name, in every language", lambda _, entity: map(str, entity.labels)),
        Property("altLabel", "Other name", lambda _, entity: map(str, entity.others)),
        Property("class", "Class", lambda _, one: [one.type], wider=lambda _, one: one.types),
        Property("wikidata", "Wikidata item", _elsewhere(WIKIDATA), dataset=WIKIDATA),
        Property("geonames", "GeoNames feature", _elsewhere(GEONAMES), _PLACES, GEONAMES),
        Property("sameAs", "The same elsewhere", lambda _, entity: entity.same),
        Property("latitude", "Latitude", _measured("latitude"), _PLACES),
        Property("longitude", "Longitude", _measured("longitude"), _PLACES),
        Property(
            "locatedIn",
            "Located in",
            _linked("locatedIn"),
            _PLACES,
            leads="Place",
            wider=Catalogue.wider,
        ),
        Property("principal", "Speaks for", _linked("principal"), ACTORS, leads="Actor"),
        Property("memberOf", "Member of", _linked("memberOf"), ACTORS, leads="Actor"),
        Property("territory", "Territory", _linked("territory"), ACTORS, leads="Place"),
    )
}
"""What can be asked for, by its id: the local name of the term of ours, where there is one."""
