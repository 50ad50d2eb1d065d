"""Plans a report: which statements it makes, by whom and through whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from reportedly.generation import accounts, reviewing, speech
from reportedly.generation.dice import Dice
from reportedly.generation.plan import Account, Report, Source, Statement, Unnamed, Window
from reportedly.generation.speech import Act
from reportedly.generation.stories import Story
from reportedly.generation.world import Resource, world

_SIZES: Final = (53, 58)
_CARRIERS: Final = (0, 0, 0, 1, 1, 2, 3)
"""How many carriers stand between the report and a source; one of these at a time."""


def plan(seed: int, number: int, issued: date, stories: Sequence[Story]) -> Report:
    """Plan the report of a number and a day, which tells of some stories."""
    dice = Dice(seed, "report", number)
    author = dice.pick(world().newsrooms)
    statements = _Writer(dice, author, issued, stories).statements()
    return Report(
        number=number,
        author=author,
        issued=issued,
        dated=dice.chance(0.8),
        stories=tuple(stories),
        statements=statements,
        comparisons=tuple(reviewing.comparisons(dice, statements)),
    )


class _Writer:
    """Makes the statements of one report, and names them in reading order."""

    def __init__(
        self, dice: Dice, author: Resource, issued: date, stories: Sequence[Story]
    ) -> None:
        self.dice = dice
        self.author = author
        self.issued = issued
        self.stories = stories
        self.count = 0
        self.talks = [story for story in stories if story.topic.sides == "leaders"]
        armies = [story.country.army for story in stories]
        sizes = dice.draw((1, 2, 3), 2)
        self.unnamed = [Unnamed(number, sizes[number - 1], dice.pick(armies)) for number in (1, 2)]

    def statements(self) -> tuple[Statement, ...]:
        """Tell every story in the report's own voice, then let the sources speak."""
        told = [self._own(story) for story in self.stories]
        enough = self.dice.between(*_SIZES)
        while self.count < enough:
            told.append(self._next(self.dice.pick((*self.stories, *self.stories[:3]))))
        return tuple(told)

    def _next(self, story: Story) -> Statement:
        if self.dice.chance(0.12):
            return self._own(story)
        places = world().agencies, world().monitors, story.country.speakers
        carriers = [self.dice.pick(each) for each in places[: self.dice.pick(_CARRIERS)]]
        return self._passed_on(story, carriers)

    def _own(self, story: Story) -> Statement:
        name = self._name()
        act = self.dice.pick(speech.OWN_HOLDING if story.topic.lasting else speech.OWN)
        told = self._account(story, act)
        return Statement(name, (self.author,), act.slug, act.verb, "own-voice", (told,))

    def _passed_on(self, story: Story, carriers: Sequence[Resource]) -> Statement:
        """Let a source speak through carriers, the outermost first; the last may pass on two."""
        if not carriers:
            return self._attributed(story)
        name, relay = self._name(), self.dice.pick(speech.RELAYS)
        carried = [self._passed_on(story, carriers[1:])]
        if len(carriers) == 1 and self.dice.chance(0.3):
            carried.append(self._attributed(story))
        return Statement(
            name, (carriers[0],), relay.slug, relay.verb, "paraphrase", carried=tuple(carried)
        )

    def _attributed(self, story: Story) -> Statement:
        name = self._name()
        if not story.topic.lasting and self.dice.chance(0.06):
            return self._denial(name, story)
        dice, act = self.dice, self._act(story)
        rendering, aims = dice.pick(speech.RENDERINGS), act.slug == "pledge"
        more = [dice.pick(self.stories)] if aims or dice.chance(0.08) else []
        return Statement(
            name=name,
            sources=self._sources(story),
            act=act.slug,
            verb=act.verb,
            rendering=rendering,
            accounts=tuple(self._account(each, act) for each in (story, *more)),
            purpose=aims,
            remark=dice.pick(speech.REMARKS) if rendering == "verbatim-part" else None,
            said=self._said() if dice.chance(0.1) else None,
            said_in=dice.pick(self.talks) if self.talks and dice.chance(0.08) else None,
            addressee=world().reporters if dice.chance(0.08) else None,
        )

    def _denial(self, name: str, story: Story) -> Statement:
        """Let the side that is said to have done it deny it."""
        act = speech.DENIAL
        told = self._account(story, act, denied=True)
        return Statement(name, (story.actor,), act.slug, act.verb, "paraphrase", (told,))

    def _account(self, story: Story, act: Act, *, denied: bool = False) -> Account:
        status = "holds" if story.topic.lasting else self.dice.pick(act.statuses)
        return accounts.account(self.dice, story, status, self.stories, denied=denied)

    def _act(self, story: Story) -> Act:
        if story.topic.lasting:
            return self.dice.pick(speech.HOLDING)
        return self.dice.pick(speech.TELLING if self.dice.chance(0.7) else speech.FORESEEING)

    def _sources(self, story: Story) -> tuple[Source, ...]:
        dice, country = self.dice, story.country
        if dice.chance(0.06):
            return tuple(dice.draw([each.leader for each in world().countries], 2))
        ministry, council = dice.pick(country.ministries), dice.pick(world().councils)
        parties = (story.actor, story.other, country.leader, country.rescuers)
        voices: list[Source] = [*parties, ministry, council, *self.unnamed]
        return (dice.pick(voices),)

    def _said(self) -> Window:
        return accounts.on_day(self.issued - timedelta(days=self.dice.between(0, 2)))

    def _name(self) -> str:
        self.count += 1
        return f"s{self.count:02}"
