"""Says in plain words whether figures can be right together, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportedly.attribution import amounts, wording
from reportedly.attribution.comparing import IMPOSSIBLE, POSSIBLE, UNKNOWN, Aspect, Figure, Pair
from reportedly.attribution.figures import Group
from reportedly.attribution.model import Ref
from reportedly.results import shorten

NOTHING_TO_COMPARE: Final = "nothing to compare"

_BOTH: Final = {
    POSSIBLE: "Both can be right",
    IMPOSSIBLE: "They cannot both be right",
    UNKNOWN: "Whether both can be right depends on what each counts",
}
_MANY: Final = {
    POSSIBLE: "Any two of them can be right together",
    IMPOSSIBLE: "Some of them cannot be right together",
    UNKNOWN: "For some of them it depends on what each counts",
}
_TALLY: Final = {
    IMPOSSIBLE: "{} cannot both be right",
    POSSIBLE: "{} can both be right",
    UNKNOWN: "for {} it depends on what each counts",
}
_ORDER: Final = (IMPOSSIBLE, UNKNOWN, POSSIBLE)


@dataclass(frozen=True)
class Difference:
    """One respect in which the scopes of two figures are not the same; `note` says how."""

    aspect: str
    first: str
    second: str
    note: str


@dataclass(frozen=True)
class Verdict:
    """What comes out of a comparison: one of the verdicts, in a few words, with its reasons."""

    verdict: str
    title: str
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Two figures and what comes out of comparing them."""

    pair: Pair
    verdict: Verdict


def of_group(group: Group) -> Verdict:
    """Return the verdict on the figures of a topic; parts count only if they contradict."""
    if not group.pairs:
        return Verdict(NOTHING_TO_COMPARE, _why_alone(group), ())
    leading = tuple(pair for pair in group.pairs if not _on_a_part(pair)) or group.pairs
    others = (pair for pair in group.pairs if pair is not leading[0])
    if len(leading) == 1 and not any(pair.verdict == IMPOSSIBLE for pair in others):
        return of_pair(leading[0])
    counts = Counter(pair.verdict for pair in group.pairs)
    worst = IMPOSSIBLE if counts[IMPOSSIBLE] else _worst(leading)
    told = (words.format(counts[each]) for each, words in _TALLY.items() if counts[each])
    return Verdict(worst, _MANY[worst], (f"Of {len(group.pairs)} pairs, {', '.join(told)}.",))


def compared(group: Group) -> tuple[Compared, ...]:
    """Return every pair with its verdict; what cannot be right together comes first."""
    pairs = sorted(group.pairs, key=lambda pair: (_on_a_part(pair), _ORDER.index(pair.verdict)))
    return tuple(Compared(pair, of_pair(pair)) for pair in pairs)


def of_pair(pair: Pair) -> Verdict:
    """Return the verdict on two figures."""
    about = (_about_numbers, _about_populations, _about_scope, _about_voices)
    reasons = tuple(filter(None, (say(pair) for say in about)))
    return Verdict(pair.verdict, _BOTH[pair.verdict], reasons, tuple(_differences(pair)))


def speakers(figure: Figure) -> str:
    """Return who gives a figure."""
    return _listed(figure.statement.sources)


def _on_a_part(pair: Pair) -> bool:
    return bool(pair.first.number.included_in or pair.second.number.included_in)


def _worst(pairs: Iterable[Pair]) -> str:
    return UNKNOWN if any(pair.verdict == UNKNOWN for pair in pairs) else POSSIBLE


def _why_alone(group: Group) -> str:
    if len({figure.statement.iri for figure in group.figures}) == 1:
        return "One statement gives a number: there is nothing to compare it with"
    return "Nothing to compare: at most one of the numbers is told as of something that happened"


def _about_numbers(pair: Pair) -> str:
    if pair.meet:
        return _about_meeting(pair)
    if pair.verdict == POSSIBLE:
        return "The smaller number is given for a part of what the larger one counts, as it may be."
    if pair.verdict == IMPOSSIBLE:
        return (
            "Both count the same, and no number fits both."
            if pair.scope == "same"
            else "The larger number is given for a part of what the smaller one counts."
        )
    if not (pair.first.bounded and pair.second.bounded):
        return "The numbers are not the same, but one that is only approximate excludes no other."
    return "No number fits both, which is a contradiction only if both count the same."


def _about_meeting(pair: Pair) -> str:
    if amounts.NONE in map(amounts.form, (pair.first.number, pair.second.number)):
        return "One of them names no number that could exclude another."
    (least, most), (low, high) = pair.first.bounds, pair.second.bounds
    if most is None and high is None:
        return "Both set only a lower limit: a larger “at least” does not contradict a smaller one."
    if least is None and low is None:
        return "Both set only an upper limit: a smaller “at most” does not contradict a larger one."
    return f"The numbers do not exclude each other: {_common(pair)} fits both."


def _common(pair: Pair) -> str:
    ends = tuple(zip(pair.first.bounds, pair.second.bounds, strict=True))
    lowest = max((each for each in ends[0] if each is not None), default=Decimal())
    highest = min((each for each in ends[1] if each is not None), default=None)
    if highest is None:
        return f"any number from {amounts.plain(lowest)} up"
    if lowest == highest:
        return amounts.plain(lowest)
    return f"any number from {amounts.plain(lowest)} to {amounts.plain(highest)}"


def _about_populations(pair: Pair) -> str:
    if pair.who.same or pair.scope in ("narrower", "wider"):
        return ""
    one, two = pair.first.number.population.label, pair.second.number.population.label
    return f"They count different populations: {one} and {two}."


def _about_scope(pair: Pair) -> str:
    if pair.scope == "same":
        return "Both count the same." if pair.verdict != IMPOSSIBLE else ""
    if pair.scope in ("narrower", "wider"):
        part, whole = (
            (pair.first, pair.second) if pair.scope == "narrower" else (pair.second, pair.first)
        )
        return (
            f"The figure from {speakers(part)} is for a part of what the figure from "
            f"{speakers(whole)} is for."
        )
    if pair.scope == "differs":
        return "" if not pair.who.same else "They are not of the same time or place."
    return "Nothing shows that they are of the same time, place and parties."


def _about_voices(pair: Pair) -> str:
    if pair.independent:
        return "As far as these data tell, the two voices are independent of each other."
    if pair.shared:
        called = [ref for ref in pair.shared if ref.label != shorten(ref.iri)] or pair.shared
        return f"The two voices are not independent: both lead to {_listed(called)}."
    return "One of the two is the report’s own voice, which is no independent source."


def _differences(pair: Pair) -> Iterator[Difference]:
    first, second = pair.first, pair.second
    if not pair.who.same:
        yield _of_whom(pair)
    yield from _unless_same(pair.when, "When", _time(first), _time(second))
    yield from _unless_same(pair.where, "Where", _place(first), _place(second))
    for role, aspect in (("actor", "By whom"), ("target", "Against whom")):
        one, two = first.parties(role), second.parties(role)
        if one != two:
            note = "not the same" if one and two else "not given in full"
            yield Difference(aspect, _party(first, role), _party(second, role), note)
    if first.account.kind.iri != second.account.kind.iri:
        kinds = first.account.kind.label, second.account.kind.label
        yield Difference("What happened, as told", *kinds, "not the same")


def _of_whom(pair: Pair) -> Difference:
    one, two = pair.first.number.population.label, pair.second.number.population.label
    note = "not the same"
    if pair.who.within or pair.who.around:
        part, whole = (one, two) if pair.who.within else (two, one)
        note = f"{part} are part of {whole}"
    return Difference("Who is counted", one, two, note)


def _unless_same(aspect: Aspect, name: str, first: str, second: str) -> Iterator[Difference]:
    if aspect.same:
        return
    note = "not the same" if aspect.known else "not given in full"
    if aspect.within or aspect.around:
        note = (
            "the first is within the second" if aspect.within else "the second is within the first"
        )
    yield Difference(name, first, second, note)


def _time(figure: Figure) -> str:
    period = wording.period(figure.account)
    return f"{period} (assumed)" if period and figure.account.assumptions else period or "not given"


def _place(figure: Figure) -> str:
    found = [ref for _, refs in figure.account.places for ref in refs]
    return _listed(found) if found else "not given"


def _party(figure: Figure, role: str) -> str:
    found = dict(figure.account.roles).get(role, ())
    return _listed(found) if found else "not given"


def _listed(refs: Iterable[Ref]) -> str:
    return ", ".join(ref.label for ref in refs)
