"""Comparing figures: cases that people can check."""

from functools import cache

import pytest

from reportedly.questions import load

from .engines import ENGINES, Row
from .figures import by_report, figure, iri, report
from .tables import rows

QUESTIONS = {question.slug: question.text for question in load()}

CASES = """
first                   | second                  | verdict                  | scope
30 people 1..2          | 30 people 1..2          | can both be right        | same
30 people 1..2          | 20 people 1..2          | cannot both be right     | same
0 people 1..2           | ≥1 people 1..2          | cannot both be right     | same
≥30 people 1..2         | 40 people 1..2          | can both be right        | same
≥30 people 1..2         | ≤20 people 1..2         | cannot both be right     | same
≥30 people 1..2         | ≥40 people 1..2         | can both be right        | same
≥10≤20 people 1..2      | ≥20≤30 people 1..2      | can both be right        | same
≥10≤20 people 1..2      | ≥21≤30 people 1..2      | cannot both be right     | same
30 people 1..2 ongoing  | 20 people 1..2          | scope differs or unknown | unknown
30 people 1..2 ongoing said=1 | 20 people 1..2 ongoing said=2 | scope differs or unknown | unknown
30 people 1..2 ongoing said=2 | 20 people 1..2 ongoing said=2 | cannot both be right | same
30 people 1..2 on=army  | 20 people 1..2 on=rebels | scope differs or unknown | unknown
30 people 1..2 by=army  | 20 people 1..2          | scope differs or unknown | unknown
30 people 1..2 by=army on=rebels | 20 people 1..2 on=rebels by=army | cannot both be right | same
30 people 1..2 airstrike | 20 people 1..2 shelling | scope differs or unknown | unknown
≥400 militants 1..2     | ≥25 people ..2          | can both be right        | unknown
≥400 militants 1..2     | 10 children ..2         | scope differs or unknown | unknown
30 children 1..2        | 20 people 1..2          | cannot both be right     | narrower
10 children 1..2        | 25 people 1..2          | can both be right        | narrower
10 children 1..2        | ≥25 people 1..2         | can both be right        | narrower
20 people 1..2          | ≥30 militants 1..2      | cannot both be right     | wider
30 people 1..2          | 20 militants 1..2       | can both be right        | wider
30 women 1..2           | 20 children 1..2        | scope differs or unknown | differs
30 people 2..2          | 20 people 1..3          | cannot both be right     | narrower
20 people 2..2          | 30 people 1..3          | can both be right        | narrower
30 people 1..2          | 20 people 2..3          | scope differs or unknown | differs
30 people 1..1          | 20 people 2..2          | scope differs or unknown | differs
30 children 1..3        | 20 people 2..2          | scope differs or unknown | differs
30 people               | 20 people               | scope differs or unknown | unknown
30 people 1..           | 20 people 1..2          | scope differs or unknown | unknown
30 people 1..2 @hama    | 20 people 1..2 @syria   | cannot both be right     | narrower
20 people 1..2 @hama    | 30 people 1..2 @syria   | can both be right        | narrower
30 people 1..2 @hama    | 20 people 1..2 @hama    | cannot both be right     | same
30 people 1..2 @hama    | 20 people 1..2          | scope differs or unknown | unknown
30 people 1..2 @hama    | 20 people 1..2 @idlib   | scope differs or unknown | differs
20 people 1..2 @hama @idlib | 30 people 1..2 @hama | cannot both be right    | wider
30 people 1..2 @hama @idlib | 20 people 1..2 @hama | can both be right       | wider
~200 people 1..2        | 200 people 1..2         | can both be right        | same
~200 people 1..2        | ≥150≤250 people 1..2    | can both be right        | same
~200 people 1..2        | ~200 people 1..2        | can both be right        | same
~200 people 1..2        | ~210 people 1..2        | scope differs or unknown | same
~200 people 1..2        | 100 people 1..2         | scope differs or unknown | same
100 people 1..2         | ~200 people 1..2        | scope differs or unknown | same
~200 people 1..2        | ≥201 people 1..2        | scope differs or unknown | same
~30 children 1..2       | 20 people 1..2          | scope differs or unknown | narrower
~10 children 1..2       | 20 people 1..2          | can both be right        | narrower
≥150~200 people 1..2    | 180 people 1..2         | can both be right        | same
≥150~200 people 1..2    | 100 people 1..2         | cannot both be right     | same
2 cities 1..2 rank      | 3 cities 1..2 rank      | cannot both be right     | same
2 cities 2..2 rank      | 3 cities 1..3 rank      | scope differs or unknown | narrower
2 cities 2..2 rank      | 2 cities 1..3 rank      | can both be right        | narrower
30 people 1..2          | 20 people 1..2 injured  |                          |
30 people 1..2          | 20 people 1..2 denied   |                          |
30 people 1..2 planned  | 20 people 1..2          |                          |
30 people 1..2          | 20 people 1..2 possible |                          |
"""
EACH = dict(enumerate(rows(CASES)))

each = pytest.mark.parametrize(
    "number", EACH, ids=lambda number: " ".join(EACH[number].values()).strip()
)


@cache
def answers(engine: str, slug: str) -> dict[str, list[Row]]:
    """The rows that a question has for each case, by the IRI of its report."""
    reports = {
        iri(name(number)): report(name(number), figure(case["first"]), figure(case["second"]))
        for number, case in EACH.items()
    }
    return by_report(ENGINES[engine], QUESTIONS[slug], reports)


def name(number: int) -> str:
    return f"case{number}"


@each
@pytest.mark.parametrize("engine", ENGINES)
def test_case(engine: str, number: int) -> None:
    case = EACH[number]
    found = answers(engine, "compare-figures")[iri(name(number))]
    expected = [(case["verdict"], case["scope"])] if case["verdict"] else []
    assert [(row["verdict"], row["scope"]) for row in found] == expected


@each
def test_figures_that_differ_get_the_same_verdict(number: int) -> None:
    case = EACH[number]
    found = answers("oxigraph", "figures-that-differ")[iri(name(number))]
    differ = case["first"].split()[:2] != case["second"].split()[:2]
    compared = differ and case["verdict"] and "rank" not in case["first"]
    assert [row["verdict"] for row in found] == ([case["verdict"]] * 2 if compared else [])
