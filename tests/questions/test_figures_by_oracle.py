"""Comparing figures: what the query says is what one finds by trying all numbers.

The oracle knows no rule for bounds. It lists the true numbers that each source leaves open, and
looks for a pair that both scopes allow.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.questions import load

from .engines import ENGINES
from .figures import Figure, by_report, figure, iri, report

COMPARE = next(question.text for question in load() if question.slug == "compare-figures")
HIGHEST = 3
WIDER = {
    "militants": "combatants",
    "combatants": "people",
    "children": "people",
    "hama": "hama-governorate",
    "hama-governorate": "syria",
    "idlib": "idlib-governorate",
    "idlib-governorate": "syria",
}

NUMBERS = ["1", "2", "3", "≥1", "≥2", "≤1", "≤2", "≥1≤2", "≥2≤3", "~1", "~2", "~3", "≥2~3"]
scopes: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(["killed", "rank"]),
        "population": st.sampled_from(["people", "militants", "children"]),
        "start": st.sampled_from([1, 2, None]),
        "end": st.sampled_from([3, 2, None]),
        "places": st.sampled_from([(), ("hama",), ("hama", "idlib"), ("syria",)]),
    }
)


@st.composite
def scope_pairs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two scopes that differ in some respects."""
    first, other = draw(scopes), draw(scopes)
    changed = draw(st.sets(st.sampled_from(sorted(other))))
    return first, first | {respect: other[respect] for respect in changed}


def oracle(first: Figure, second: Figure) -> list[tuple[str, str]]:
    """The verdict and the relation of the scopes, or nothing if the measures differ."""
    if first.measure != second.measure:
        return []
    relation = scope(first, second)
    allowed = sorted((a, b) for a in numbers(first) for b in numbers(second))
    fits = {
        "same": any(a == b for a, b in allowed),
        "narrower": any(a <= b for a, b in allowed),
        "wider": any(a >= b for a, b in allowed),
    }
    known = relation == "same" or (relation in fits and first.measure != "rank")
    if fits["same"] or (known and fits[relation]):
        return [("can both be right", relation)]
    about = any(each.lower is None and each.upper is None for each in (first, second))
    if known and not about:
        return [("cannot both be right", relation)]
    return [("scope differs or unknown", relation)]


def numbers(told: Figure) -> list[int]:
    """The numbers that a source leaves open."""
    if told.lower is None and told.upper is None:
        return [told.point] if told.point is not None else []
    lower = 0 if told.lower is None else told.lower
    upper = HIGHEST + 1 if told.upper is None else told.upper
    return list(range(lower, upper + 1))


def scope(first: Figure, second: Figure) -> str:
    """How the scope of the first lies to that of the second."""
    windows = [list(days(each)) for each in (first, second)]
    if not all(windows) or bool(first.places) != bool(second.places):
        return "unknown"
    within, around = inside(first, second), inside(second, first)
    if within and around:
        return "same"
    return "narrower" if within else "wider" if around else "differs"


def inside(part: Figure, whole: Figure) -> bool:
    return (
        whole.population in upwards(part.population)
        and set(days(part)) <= set(days(whole))
        and all(set(upwards(place)) & set(whole.places) for place in part.places)
    )


def days(told: Figure) -> range:
    return range(told.start, told.end + 1) if told.start and told.end else range(0)


def upwards(name: str) -> Iterator[str]:
    """A population or a place, and all that it lies in."""
    yield name
    if name in WIDER:
        yield from upwards(WIDER[name])


@pytest.mark.parametrize(("engine", "step", "examples"), [("oxigraph", 1, 25), ("rdflib", 11, 1)])
def test_query_finds_what_the_oracle_finds(engine: str, step: int, examples: int) -> None:
    @given(scope_pairs())
    @settings(max_examples=examples, deadline=None)
    def check(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
        pairs = [
            (replace(figure(f"{a} people"), **both[0]), replace(figure(f"{b} people"), **both[1]))
            for a, b in list(product(NUMBERS, NUMBERS))[::step]
        ]
        reports = {iri(f"r{n}"): report(f"r{n}", *pair) for n, pair in enumerate(pairs)}
        found = by_report(ENGINES[engine], COMPARE, reports)
        for pair, rows in zip(pairs, found.values(), strict=True):
            verdicts = [(row["verdict"], row["scope"]) for row in rows]
            assert verdicts == oracle(*pair), pair

    check()
