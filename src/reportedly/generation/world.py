"""The made-up world in which every synthetic report is set: its actors and places.

It is the same for every seed. Names are a sort and a number, and so nobody's; the countries lie
in the open South Atlantic.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportedly.generation.turtle import Triple, text
from reportedly.terms import BASE

GRAPH: Final = BASE + "id/synthetic"
"""The IRI of the graph that holds the world."""


@dataclass(frozen=True)
class Sort:
    """A sort of actors or places: its class, and its noun in three languages."""

    type: str
    en: str
    fr: str
    ar: str


_SORTS: Final = {
    "country": Sort("Place", "Country", "Pays", "البلد"),
    "region": Sort("Place", "Region", "Région", "المنطقة"),
    "town": Sort("Place", "Town", "Ville", "المدينة"),
    "crossing": Sort("Place", "Crossing", "Poste-frontière", "المعبر"),
    "state": Sort("State", "State", "État", "الدولة"),
    "ministry": Sort("Organization", "Ministry", "Ministère", "الوزارة"),
    "army": Sort("Organization", "Army", "Armée", "الجيش"),
    "movement": Sort("Organization", "Movement", "Mouvement", "الحركة"),
    "rescuers": Sort("Organization", "Rescue Service", "Service de secours", "خدمة الإنقاذ"),
    "council": Sort("Organization", "Council", "Conseil", "المجلس"),
    "monitor": Sort("Organization", "Monitor", "Observatoire", "المرصد"),
    "agency": Sort("Organization", "Agency", "Agence", "الوكالة"),
    "newsroom": Sort("Organization", "Newsroom", "Rédaction", "هيئة التحرير"),
    "leader": Sort("Person", "Leader", "Dirigeant", "القائد"),
    "speaker": Sort("Person", "Speaker", "Porte-parole", "المتحدث"),
    "reviewer": Sort("Person", "Reviewer", "Relecteur", "المراجع"),
    "reporters": Sort("Group", "Reporters", "Journalistes", "الصحفيون"),
}


@dataclass(frozen=True, eq=False)
class Resource:
    """An actor or a place: its Turtle term, its name in a text, its sort and number.

    `principal` is the actor for whom this one speaks; `links` are predicates and objects.
    """

    sort: str
    number: int
    principal: "Resource | None"
    links: tuple[tuple[str, str], ...]
    term: str
    name: str

    @property
    def body(self) -> "Resource":
        """The actor on whose behalf this one speaks in the end."""
        return self.principal.body if self.principal else self


@dataclass(frozen=True)
class Country:
    """A country with those who act in it; `ministries` and `speakers` go together."""

    place: Resource
    towns: tuple[Resource, ...]
    crossing: Resource
    leader: Resource
    army: Resource
    movement: Resource
    rescuers: Resource
    ministries: tuple[Resource, ...]
    speakers: tuple[Resource, ...]


@dataclass(frozen=True)
class World:
    """All actors and places, and among them those whom a report calls on by their part."""

    resources: tuple[Resource, ...]
    countries: tuple[Country, ...]
    councils: tuple[Resource, ...]
    monitors: tuple[Resource, ...]
    agencies: tuple[Resource, ...]
    newsrooms: tuple[Resource, ...]
    reviewers: tuple[Resource, ...]
    reporters: Resource


@cache
def world() -> World:
    """Return the world: 6 countries, about 220 actors and places."""
    register = _Register()
    return World(
        countries=tuple(_country(register, number) for number in range(6)),
        councils=register.several("council", 3),
        monitors=register.several("monitor", 5),
        agencies=register.several("agency", 8),
        newsrooms=register.several("newsroom", 12),
        reviewers=register.several("reviewer", 2),
        reporters=register.add("reporters"),
        resources=tuple(register.resources),
    )


def triples() -> Iterator[Triple]:
    """Yield what is said of the world: classes, names, who speaks for whom, what lies where."""
    for each in world().resources:
        sort = _SORTS[each.sort]
        yield each.term, "a", f"rpt:{sort.type}"
        yield each.term, "rdfs:label", text(f"{sort.en} {each.number} (synthetic)", "en")
        yield each.term, "rdfs:label", text(f"{sort.fr} {each.number} (synthétique)", "fr")
        yield each.term, "rdfs:label", text(f"{sort.ar} {each.number} (بيانات اصطناعية)", "ar")
        for predicate, value in each.links:
            yield each.term, predicate, value


class _Register:
    """Gives each actor and place the next number of its sort."""

    def __init__(self) -> None:
        self.resources: list[Resource] = []
        self._numbers: Counter[str] = Counter()

    def add(
        self, sort: str, *links: tuple[str, str], principal: Resource | None = None
    ) -> Resource:
        self._numbers[sort] += 1
        number = self._numbers[sort]
        if principal:
            links += (("rpt:principal", principal.term),)
        term, name = f"id:synthetic-{sort}-{number}", f"{_SORTS[sort].en} {number}"
        self.resources.append(Resource(sort, number, principal, links, term, name))
        return self.resources[-1]

    def several(self, sort: str, count: int) -> tuple[Resource, ...]:
        return tuple(self.add(sort) for _ in range(count))


def _country(register: _Register, number: int) -> Country:
    south, west = -22 - 6 * (number // 3), -24 + 6 * (number % 3)
    place = register.add("country", *_at(south, west))
    state = register.add("state", ("rpt:territory", place.term))
    ministries = tuple(register.add("ministry", principal=state) for _ in range(4))
    inside = ("rpt:locatedIn", place.term)
    return Country(
        place=place,
        towns=tuple(_towns(register, inside, south, west)),
        crossing=register.add("crossing", inside, *_at(south, west + 3)),
        leader=register.add("leader", principal=state),
        army=register.add("army", principal=state),
        movement=register.add("movement"),
        rescuers=register.add("rescuers"),
        ministries=ministries,
        speakers=tuple(register.add("speaker", principal=each) for each in ministries),
    )


def _towns(
    register: _Register, inside: tuple[str, str], south: float, west: float
) -> Iterator[Resource]:
    for column in range(3):
        region = register.add("region", inside)
        for row in range(4):
            at = _at(south + row, west + column)
            yield register.add("town", ("rpt:locatedIn", region.term), *at)


def _at(latitude: float, longitude: float) -> tuple[tuple[str, str], ...]:
    return ("geo:lat", f"{latitude:.1f}"), ("geo:long", f"{longitude:.1f}")
