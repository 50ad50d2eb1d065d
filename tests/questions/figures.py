"""Figures in one line of text, such as `≥30 militants 1..2 @hama`, and the reports that give them.

A number is `30`, `≥30`, `≤30`, `≥10≤20` or `~30`; `1..2` is a window in days, of which either end
may be missing; `@` names a place, `by=` and `on=` an actor and a target, `said=` the day of the
statement. Last come a measure, a status, a kind or `denied`, where they differ from killed,
happened, clash and not denied.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportedly import shipped
from reportedly.terms import BASE, CONCEPT_GRAPH, SHARED_GRAPH

from .engines import Ask, Documents, Row

MEASURES = ("rank", "injured")
KINDS = ("airstrike", "shelling")
STATUSES = ("ongoing", "planned", "expected", "possible", "holds")
PREFIXES = """
PREFIX id: <https://w3id.org/reportedly/id/>
PREFIX kind: <https://w3id.org/reportedly/kind/>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
GRAPHS = shipped.graphs()
VOCABULARY = {graph: GRAPHS[graph] for graph in (str(CONCEPT_GRAPH), str(SHARED_GRAPH))}


@dataclass(frozen=True)
class Figure:
    """A figure with the scope that its account gives it; days are those of one month."""

    lower: int | None = None
    upper: int | None = None
    point: int | None = None
    population: str = "people"
    start: int | None = None
    end: int | None = None
    places: tuple[str, ...] = ()
    measure: str = "killed"
    status: str = "happened"
    denied: bool = False
    kind: str = "clash"
    actor: str = ""
    target: str = ""
    said: str = ""


def figure(text: str) -> Figure:
    """Read a figure."""
    number, population, *rest = text.split()
    lower, upper, point = _bounds(number)
    window = next((word for word in rest if ".." in word), "..")
    start, end = (int(day) if day else None for day in window.split(".."))
    return Figure(
        lower,
        upper,
        point,
        population,
        start,
        end,
        tuple(word[1:] for word in rest if word.startswith("@")),
        next((word for word in rest if word in MEASURES), "killed"),
        next((word for word in rest if word in STATUSES), "happened"),
        "denied" in rest,
        next((word for word in rest if word in KINDS), "clash"),
        *(_named(name, rest) for name in ("by", "on", "said")),
    )


def _named(name: str, words: list[str]) -> str:
    return next((word.partition("=")[2] for word in words if word.startswith(f"{name}=")), "")


def _bounds(number: str) -> tuple[int | None, int | None, int | None]:
    found = {sign: int(digits) for sign, digits in re.findall(r"([≥≤~]?)(\d+)", number)}
    exact = found.get("")
    return found.get("≥", exact), found.get("≤", exact), found.get("~")


def report(name: str, first: Figure, second: Figure) -> str:
    """A report, named `name`, of one event on which two statements give a figure each."""
    return f"{PREFIXES}\nPREFIX : <{iri(name)}#>\n{_statement(1, first)}{_statement(2, second)}"


def iri(name: str) -> str:
    """The IRI of a report, and of its graph."""
    return f"{BASE}report/{name}"


def _statement(number: int, told: Figure) -> str:
    bounds = {"lower": told.lower, "upper": told.upper, "point": told.point}
    window = {"notBefore": (told.start, "00:00:00"), "notAfter": (told.end, "23:59:59")}
    return f"""
        :s{number} rpt:account :a{number} ; rpt:source :source{number} ; rpt:within :report .
        :a{number} rpt:ofEvent :event ; rpt:figure :f{number} ; rpt:status kind:{told.status} ;
            rpt:kind kind:{told.kind} .
        :f{number} rpt:measure kind:{told.measure} ; rpt:population kind:{told.population} .
        {"".join(f":f{number} rpt:{k} {v} ." for k, v in bounds.items() if v is not None)}
        {
        "".join(
            f':a{number} rpt:{k} "2024-12-{day:02}T{time}"^^xsd:dateTime .'
            for k, (day, time) in window.items()
            if day
        )
    }
        {"".join(f":a{number} rpt:place id:{place} ." for place in told.places)}
        {f":a{number} rpt:denied true ." if told.denied else ""}
        {f":a{number} rpt:actor :{told.actor} ." if told.actor else ""}
        {f":a{number} rpt:target :{told.target} ." if told.target else ""}
        {
        f':s{number} rpt:saidOn "2024-12-0{told.said}T00:00:00"^^xsd:dateTime .'
        if told.said
        else ""
    }
    """


def by_report(
    engine: Callable[[Documents], Ask], question: str, reports: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Ask a question over reports, and give the rows on each; both are keyed by IRI."""
    ask = engine(VOCABULARY | {name: text.encode() for name, text in reports.items()})
    found: dict[str, list[Row]] = {name: [] for name in reports}
    for row in ask(question):
        part = row.get("figure1") or row["statement"]
        found[part.partition("#")[0]].append(row)
    return found
