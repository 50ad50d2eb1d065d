"""The home page: what is here, figures that differ, and where to go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template, request

from reportedly import lookup
from reportedly.attribution.figures import Index, Wanted, read
from reportedly.engine.port import Engine
from reportedly.keeping import for_a_revision
from reportedly.submission import listing
from reportedly.submission.listing import Entry
from reportedly.terms import RPT
from reportedly.web.pages import figures

_COUNTS: Final = f"""
PREFIX rpt: <{RPT}>
SELECT ?what (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
  {{ ?thing a rpt:Report BIND("reports" AS ?what) }}
  UNION {{ ?thing a rpt:Statement BIND("statements" AS ?what) }}
  UNION {{ ?statement a rpt:Statement ; rpt:source ?thing BIND("sources" AS ?what) }}
  UNION {{ ?thing a rpt:Event BIND("events" AS ?what) }}
}} GROUP BY ?what
"""
_NEWEST: Final = 5
DOORS: Final[Mapping[str, tuple[str, str]]] = {
    "/reports": ("Reports", "Each in the order of its text, with the chain of every statement."),
    "/statements": ("Statements", "Who said what: search by speaker, place, kind and time."),
    "/events": ("Events", "One event, voice by voice: whose words, which status, which time."),
    "/figures": ("Figures", "Every event’s numbers side by side, as far as their wording goes."),
    "/timeline": ("Timeline", "When it was said, beside when it is said to have happened."),
    "/places": ("Places", "What is said to have happened where, and by whom, on a map."),
    "/sources": ("Sources", "Who is independent of whom, and who stays without a name."),
    "/queries": ("Questions", "Asked in SPARQL, answered as a table, a file or a link."),
}
"""The paths of the pages that lead to all others: what they are called, and what they show."""


@dataclass(frozen=True)
class Contents:
    """What the page shows of the engine’s graphs; `topic` has the figures that are told most."""

    counts: dict[str, str]
    topic: figures.Shown | None
    newest: list[Entry]


def blueprint(engine: Engine) -> Blueprint:
    """Return the route of the home page; its content is made once for each revision."""
    routes = Blueprint("home", __name__)

    @routes.get("/")
    def home() -> str:
        return render_template(
            "home.html",
            contents=_contents(engine),
            doors=DOORS,
            endpoint=f"{request.url_root}sparql",
        )

    return routes


@for_a_revision
def _contents(engine: Engine) -> Contents:
    return Contents(_counts(engine), _topic(engine), listing.entries(engine, _NEWEST))


def _counts(engine: Engine) -> dict[str, str]:
    found = lookup.solutions(engine, _COUNTS).rows
    return {what.text: count.text for what, count in found if what and count}


def _topic(engine: Engine) -> figures.Shown | None:
    topics = Index(engine).find(Wanted())
    return next(map(figures.show, read(engine, topics[:1])), None)
