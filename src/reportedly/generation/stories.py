"""What the reports tell of: stories, each told by some reports of one day.

A story is no event that happened; it is what the sources of the corpus contradict each other
about. Its number is the one that most of them give.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from typing import Final

from reportedly.generation.dice import Dice
from reportedly.generation.world import Country, Resource, world

REPORTS_A_DAY: Final = 10
STORIES_A_DAY: Final = 24
STORIES_A_REPORT: Final = 8
_FIRST_DAY: Final = date(2100, 1, 1)


@dataclass(frozen=True)
class Tally:
    """What can be counted: measure, populations, and the words that follow the number."""

    measure: str
    populations: tuple[str, ...]
    verb: str


_KILLED = Tally("killed", ("people", "combatants", "civilians"), "killed")
_INJURED = Tally("injured", ("people", "civilians", "soldiers"), "injured")
_DISPLACED = Tally("displaced", ("people", "refugees"), "displaced")
_DETAINED = Tally("detained", ("people", "journalists"), "detained")
_PERSONNEL = Tally("personnel", ("soldiers", "militants", "militia-members"), "taking part")
_VEHICLES = Tally("count", ("vehicles",), "involved")
_BUILDINGS = Tally("count", ("buildings",), "destroyed")


@dataclass(frozen=True)
class Topic:
    """A sort of story: the kind of its event, and the words and roles that go with it.

    `loaded` are words that a side uses for it; `leads` stand before the two parties, of whom the
    second has the `role`; `sides` are forces, leaders or states. What is `lasting` just holds.
    """

    kind: str
    noun: str
    loaded: tuple[str, ...] = ()
    leads: tuple[str, str] = ("by", "against")
    role: str = "rpt:target"
    sides: str = "forces"
    tallies: tuple[Tally, ...] = ()
    moving: bool = False
    lasting: bool = False


_TOPICS: Final = (
    Topic("airstrike", "airstrike", ("massacre", "precision strike"), tallies=(_KILLED, _INJURED)),
    Topic("shelling", "shelling", ("barrage", "response"), tallies=(_KILLED, _BUILDINGS)),
    Topic("drone-strike", "drone strike", ("terror attack",), tallies=(_KILLED, _VEHICLES)),
    Topic("offensive", "offensive", ("aggression", "liberation"), tallies=(_KILLED, _DISPLACED)),
    Topic("clash", "clash", ("ambush", "provocation"), tallies=(_KILLED, _PERSONNEL)),
    Topic("arrest", "wave of arrests", ("purge", "security sweep"), tallies=(_DETAINED,)),
    Topic("advance", "advance", ("incursion",), tallies=(_PERSONNEL,), moving=True),
    Topic("border-crossing", "border crossing", ("invasion",), tallies=(_PERSONNEL,), moving=True),
    Topic("reinforcement", "reinforcement", ("build-up",), tallies=(_VEHICLES,), moving=True),
    Topic("phone-call", "phone call", (), ("of", "with"), "rpt:actor", "leaders"),
    Topic("meeting", "meeting", ("summit",), ("of", "with"), "rpt:actor", "leaders"),
    Topic("assistance", "delivery of aid", (), ("by", "to"), "rpt:beneficiary", "states"),
    Topic("backing", "alliance", (), ("of", "with"), "rpt:beneficiary", "states", lasting=True),
    Topic(
        "characterisation", "rivalry", ("feud",), ("of", "with"), "rpt:participant", lasting=True
    ),
)


@dataclass(frozen=True, eq=False)
class Story:
    """One story: its topic, its parties and scene, and the number that most sources give.

    `first` is the number of the first report that tells of it, `day` when it is mostly said to
    have been, `origin` and `gate` where those who move come from and pass.
    """

    number: int
    first: int
    topic: Topic
    country: Country
    actor: Resource
    other: Resource
    place: Resource
    origin: Resource
    gate: Resource
    day: date
    tally: Tally | None
    population: str
    count: int

    @cached_property
    def event(self) -> str:
        """The local name of its event, the same in every report."""
        return f"e-{self.topic.kind}-{self.number:02}"

    @cached_property
    def title(self) -> str:
        """What it is about, in a few words."""
        return f"{self.topic.noun} in {self.place.name}"


def days(seed: int) -> Iterator[tuple[int, date, tuple[Story, ...]]]:
    """Yield without end each report's number from 1, its day and its stories."""
    for past in count():
        day = _FIRST_DAY + timedelta(days=past)
        told = _told(Dice(seed, "day", past), 1 + past * REPORTS_A_DAY, day)
        for number, stories in told:
            yield number, day, stories


def _told(dice: Dice, number: int, day: date) -> Iterator[tuple[int, tuple[Story, ...]]]:
    """Yield the reports of a day, the first of which has that number, and their stories."""
    chosen = {
        number + place: dice.draw(range(STORIES_A_DAY), STORIES_A_REPORT)
        for place in range(REPORTS_A_DAY)
    }
    first: dict[int, int] = {}
    for teller, those in chosen.items():
        for each in those:
            first.setdefault(each, teller)
    stories = {each: _story(dice, each, first[each], day) for each in sorted(first)}
    for teller, those in chosen.items():
        yield teller, tuple(stories[each] for each in those)


def _story(dice: Dice, number: int, first: int, day: date) -> Story:
    topic = dice.pick(_TOPICS)
    country, neighbour = dice.draw(world().countries, 2)
    actor, other = _sides(dice, topic, country, neighbour)
    tally = dice.pick(topic.tallies) if topic.tallies else None
    place, origin = dice.draw(country.towns, 2)
    return Story(
        number=number,
        first=first,
        topic=topic,
        country=country,
        actor=actor,
        other=other,
        place=place,
        origin=origin,
        gate=country.crossing,
        day=day - timedelta(days=dice.between(1, 3)),
        tally=tally,
        population=dice.pick(tally.populations) if tally else "",
        count=dice.between(6, 400),
    )


def _sides(dice: Dice, topic: Topic, one: Country, two: Country) -> Sequence[Resource]:
    forces = (one.army, one.movement, two.army)
    parties = {
        "forces": forces,
        "leaders": (one.leader, two.leader),
        "states": (one.ministries[0], two.movement, two.ministries[0]),
    }
    return dice.draw(parties[topic.sides], 2)
