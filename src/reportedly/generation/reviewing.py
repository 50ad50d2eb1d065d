"""Plans the comparisons that a reviewer makes within a report."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from reportedly.generation.accounts import PAST
from reportedly.generation.dice import Dice
from reportedly.generation.plan import Account, Comparison, Statement
from reportedly.generation.world import world

_REASONS: Final = {
    "contradicts": "One source says what the other denies.",
    "reframes": "The sources use different words for the same event.",
    "scope-differs": "The sources count different people.",
    "dates-differ": "The sources name different days.",
    "corroborates": "Neither source speaks for the other, and both tell of it.",
}


def comparisons(dice: Dice, statements: Sequence[Statement]) -> Iterator[Comparison]:
    """Yield up to two comparisons of what independent sources say of one story."""
    told = [each for each in statements if _comparable(each)]
    pairs = [(one, two) for one, two in combinations(told, 2) if _independent(one, two)]
    for one, two in dice.draw(pairs, 2):
        finding = _finding(one.accounts[0], two.accounts[0])
        reviewer = dice.pick(world().reviewers)
        yield Comparison(f"{one.name}-a", f"{two.name}-a", finding, _REASONS[finding], reviewer)


def _comparable(statement: Statement) -> bool:
    """Whether the report itself has it from a source, and as something real."""
    own = statement.rendering == "own-voice"
    return not own and any(account.status in PAST for account in statement.accounts[:1])


def _independent(one: Statement, two: Statement) -> bool:
    """Whether two statements are on one story and in nobody's common name."""
    bodies = {source.body for source in one.sources}
    common = bodies.intersection(source.body for source in two.sources)
    return one.accounts[0].story is two.accounts[0].story and not common


def _finding(one: Account, two: Account) -> str:
    if one.denied != two.denied:
        return "contradicts"
    if one.mentions[0].words != two.mentions[0].words:
        return "reframes"
    if one.figure and two.figure and one.figure.population != two.figure.population:
        return "scope-differs"
    if one.window and two.window and one.window != two.window:
        return "dates-differ"
    return "corroborates"
