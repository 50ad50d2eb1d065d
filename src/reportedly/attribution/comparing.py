"""Compares two figures, and says whether both can be right.

The rules are those of the question `compare-figures`, which has the same answers for every pair;
here they are values, so that a page can say what an answer rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from reportedly.attribution.model import Account, Number, Ref, Statement
from reportedly.terms import KIND

POSSIBLE: Final = "can both be right"
IMPOSSIBLE: Final = "cannot both be right"
UNKNOWN: Final = "scope differs or unknown"

_TOLD_AS_SO: Final = frozenset({str(KIND.happened), str(KIND.ongoing)})
_MOVEMENTS: Final = ("place", "from", "to", "through")


@dataclass(frozen=True)
class Figure:
    """A number with the account and the statement that give it."""

    number: Number
    account: Account
    statement: Statement

    @property
    def compared(self) -> bool:
        """Whether it can be set beside others: a plan, a fear or a denial gives no number."""
        return self.account.status.iri in _TOLD_AS_SO and not self.account.denied

    @property
    def places(self) -> frozenset[str]:
        """The IRIs of the places that the account names."""
        found = dict(self.account.places)
        return frozenset(ref.iri for name in _MOVEMENTS for ref in found.get(name, ()))

    def parties(self, role: str) -> frozenset[str]:
        """Return the IRIs of those who have a role, `actor` or `target`, in the account."""
        return frozenset(ref.iri for ref in dict(self.account.roles).get(role, ()))

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest number; a number without bounds stands for both."""
        number = self.number
        if number.lower is None and number.upper is None:
            return number.point, number.point
        return number.lower, number.upper

    @property
    def bounded(self) -> bool:
        """Whether the wording sets a bound, as “about 200” does not."""
        return self.number.lower is not None or self.number.upper is not None


@dataclass(frozen=True)
class Surroundings:
    """What figures are compared within.

    `wider` has for a population or a place all that it is part of, itself among them. `tallies`
    are the measures of which a part never exceeds the whole. `bodies` has for a statement those
    through whom it came and for whom they speak, by IRI.
    """

    wider: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tallies: frozenset[str] = frozenset()
    bodies: Mapping[str, Mapping[str, Ref]] = field(default_factory=dict)

    def lies_in(self, part: str, whole: str) -> bool:
        """Return whether a population or a place is part of another, or the same."""
        return part == whole or whole in self.wider.get(part, ())


class Aspect(NamedTuple):
    """How the scopes of two figures lie in one respect: the first within the second, around it."""

    known: bool
    within: bool
    around: bool

    @property
    def same(self) -> bool:
        """Whether both have the same scope in this respect."""
        return self.within and self.around


@dataclass(frozen=True)
class Pair:
    """Two figures compared.

    `scope` is how the first lies to the second: same, narrower, wider, differs or unknown. `meet`
    says whether one number fits both; `alike` whether kind, parties and day of the count agree.
    `shared` are those through whom, or for whom, both speak.
    """

    first: Figure
    second: Figure
    verdict: str
    scope: str
    meet: bool
    alike: bool
    who: Aspect
    when: Aspect
    where: Aspect
    shared: tuple[Ref, ...] = ()

    @property
    def independent(self) -> bool:
        """Whether the two come from different voices, none of them the report’s own."""
        own = str(KIND["own-voice"])
        voices = (self.first.statement.rendering.iri, self.second.statement.rendering.iri)
        return not self.shared and own not in voices


def compare(one: Figure, other: Figure, around: Surroundings) -> Pair | None:
    """Compare two figures on one event; nothing if there is no sense in it."""
    if one.number.measure.iri != other.number.measure.iri:
        return None
    if one.statement.iri == other.statement.iri or not (one.compared and other.compared):
        return None
    first, second = sorted((one, other), key=lambda figure: figure.statement.iri)
    who, when, where = (
        _who(first, second, around),
        _when(first, second),
        _where(first, second, around),
    )
    alike = _alike(first, second)
    scope = _scope(alike, who, when, where)
    return Pair(
        first,
        second,
        verdict=_verdict(first, second, scope, first.number.measure.iri in around.tallies),
        scope=scope,
        meet=not (_above(first, second) or _above(second, first)),
        alike=alike,
        who=who,
        when=when,
        where=where,
        shared=_shared(first, second, around),
    )


def _verdict(first: Figure, second: Figure, scope: str, tally: bool) -> str:
    """Say it from the bounds: a tally of a part can’t exceed that of the whole."""
    not_above = scope == "same" or (tally and scope == "narrower")
    not_below = scope == "same" or (tally and scope == "wider")
    above, below = _above(first, second), _above(second, first)
    if (not_above and above) or (not_below and below):
        return IMPOSSIBLE if first.bounded and second.bounded else UNKNOWN
    return POSSIBLE if not_above or not_below or not (above or below) else UNKNOWN


def _above(first: Figure, second: Figure) -> bool:
    least, most = first.bounds[0], second.bounds[1]
    return least is not None and most is not None and least > most


def _scope(alike: bool, who: Aspect, when: Aspect, where: Aspect) -> str:
    within = alike and who.within and when.within and where.within
    around = alike and who.around and when.around and where.around
    if within and around:
        return "same"
    if within or around:
        return "narrower" if within else "wider"
    return "differs" if alike and when.known and where.known else "unknown"


def _who(first: Figure, second: Figure, around: Surroundings) -> Aspect:
    one, two = first.number.population.iri, second.number.population.iri
    return Aspect(True, around.lies_in(one, two), around.lies_in(two, one))


def _when(first: Figure, second: Figure) -> Aspect:
    one, two = _window(first.account), _window(second.account)
    if one is None or two is None:
        return Aspect(False, False, False)
    return Aspect(
        True,
        within=two[0] <= one[0] and one[1] <= two[1],
        around=one[0] <= two[0] and two[1] <= one[1],
    )


def _window(account: Account) -> tuple[str, str] | None:
    window = account.not_before, account.not_after
    return window if all(window) and window[0] <= window[1] else None


def _where(first: Figure, second: Figure, around: Surroundings) -> Aspect:
    one, two = first.places, second.places
    if bool(one) != bool(two):
        return Aspect(False, False, False)
    return Aspect(True, _inside(one, two, around), _inside(two, one, around))


def _inside(parts: frozenset[str], wholes: frozenset[str], around: Surroundings) -> bool:
    return all(any(around.lies_in(part, whole) for whole in wholes) for part in parts)


def _alike(first: Figure, second: Figure) -> bool:
    """Say whether kind and parties are the same, and the count is over or of one day."""
    one, two = first.account, second.account
    over = one.status.iri == two.status.iri == str(KIND.happened)
    said = first.statement.said_on, second.statement.said_on
    return (
        one.kind.iri == two.kind.iri
        and (over or (bool(said[0]) and said[0] == said[1]))
        and all(first.parties(role) == second.parties(role) for role in ("actor", "target"))
    )


def _shared(first: Figure, second: Figure, around: Surroundings) -> tuple[Ref, ...]:
    one = around.bodies.get(first.statement.iri, {})
    two = around.bodies.get(second.statement.iri, {})
    return tuple(sorted((one[iri] for iri in one.keys() & two.keys()), key=lambda ref: ref.label))
