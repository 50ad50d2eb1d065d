"""Plans what one source says of one story: who, where, when, how many."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from reportedly.generation.dice import Dice
from reportedly.generation.plan import Account, Figure, Mention, Window
from reportedly.generation.speech import PLACE_WORDS, SIDE_WORDS, VAGUE_PLACES
from reportedly.generation.stories import Story, Tally
from reportedly.generation.world import Resource

PAST: Final = frozenset({"happened", "ongoing"})
"""The statuses of what is said to be real, which alone can be counted."""

_COUNTING: Final = 0.45
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS: Final = {
    "people": ("children", "women", "aid-workers"),
    "combatants": ("militants", "soldiers"),
}
_FORMS: Final = (
    ("{least} {who}", (("rpt:lower", "least"), ("rpt:upper", "least"))),
    ("exactly {least} {who}", (("rpt:lower", "least"), ("rpt:upper", "least"))),
    ("at least {least} {who}", (("rpt:lower", "least"),)),
    ("up to {most} {who}", (("rpt:upper", "most"),)),
    ("about {least} {who}", (("rpt:point", "least"),)),
    ("between {least} and {most} {who}", (("rpt:lower", "least"), ("rpt:upper", "most"))),
)


def account(
    dice: Dice, story: Story, status: str, others: Sequence[Story], *, denied: bool = False
) -> Account:
    """Plan an account of a story, which may be said to follow one of the others.

    Where it counts, it mostly says who, when and where: only then can counts be compared.
    """
    tally = story.tally if status in PAST and not denied and dice.chance(_COUNTING) else None
    return Account(
        story=story,
        status=status,
        denied=denied,
        mentions=tuple(_mentions(dice, story, counting=tally is not None)),
        window=_window(dice, story.day) if dice.chance(0.8 if tally else 0.12) else None,
        figure=_figure(dice, story, tally) if tally else None,
        vague=dice.pick(VAGUE_PLACES) if dice.chance(0.05) else "",
        order=_order(dice, story, others),
    )


def on_day(on: date) -> Window:
    """Return the window of one day, in the words of a text of that week."""
    return Window(on, on, f"on {_WEEKDAYS[on.weekday()]}")


def _mentions(dice: Dice, story: Story, *, counting: bool) -> Iterator[Mention]:
    """Yield the event, then those of its parties and places that the source names."""
    topic = story.topic
    word = dice.pick(topic.loaded) if topic.loaded and dice.chance(0.1) else topic.noun
    yield Mention("", "rpt:ofEvent", f":{story.event}", topic.noun, word)
    by, against = topic.leads
    if dice.chance(0.95 if counting else 0.6):
        yield _mention(by, "rpt:actor", story.actor)
    if dice.chance(0.95 if counting else 0.4):
        loaded = topic.sides == "forces" and dice.chance(0.2)
        yield _mention(against, topic.role, story.other, dice.pick(SIDE_WORDS) if loaded else "")
    if topic.moving:
        yield from _way(dice, story)
    elif dice.chance(0.9 if counting else 0.4):
        loaded = dice.chance(0.1)
        yield _mention("in", "rpt:place", story.place, dice.pick(PLACE_WORDS) if loaded else "")


def _way(dice: Dice, story: Story) -> Iterator[Mention]:
    yield _mention("to", "rpt:to", story.place)
    if dice.chance(0.4):
        yield _mention("from", "rpt:from", story.origin)
    if dice.chance(0.3):
        yield _mention("through", "rpt:through", story.gate)


def _mention(lead: str, role: str, resource: Resource, words: str = "") -> Mention:
    return Mention(lead, role, resource.term, resource.name, words or resource.name)


def _window(dice: Dice, on: date) -> Window:
    if dice.chance(0.7):
        return on_day(on)
    before = on - timedelta(days=1)
    return Window(before, on, f"from {_WEEKDAYS[before.weekday()]} to {_WEEKDAYS[on.weekday()]}")


def _figure(dice: Dice, story: Story, tally: Tally) -> Figure:
    """Plan a number: the one that most sources give, or more."""
    more = 0 if dice.chance(0.6) else dice.between(1, story.count)
    population = story.population if dice.chance(0.8) else dice.pick(tally.populations)
    part = None
    if population in _PARTS and dice.chance(0.3):
        who = dice.pick(_PARTS[population])
        part = _number(dice, tally.measure, who, dice.between(2, story.count // 3))
    return _number(dice, tally.measure, population, story.count + more, part)


def _number(
    dice: Dice, measure: str, population: str, least: int, part: Figure | None = None
) -> Figure:
    wording, bounds = dice.pick(_FORMS)
    numbers = {"least": least, "most": least + dice.between(1, least)}
    return Figure(
        measure=measure,
        population=population,
        wording=wording.format(who=population.replace("-", " "), **numbers),
        bounds=tuple((bound, numbers[each]) for bound, each in bounds),
        part=part,
    )


def _order(dice: Dice, story: Story, others: Sequence[Story]) -> tuple[str, Story] | None:
    other = dice.pick(others)
    if other is story or not dice.chance(0.06):
        return None
    return dice.pick(("rpt:after", "rpt:concurrentWith")), other
