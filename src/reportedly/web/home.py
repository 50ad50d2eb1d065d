"""The home page: what is here, what can be asked, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flask import Blueprint, render_template, request

from reportedly import description, lookup, questions
from reportedly.engine.port import Engine
from reportedly.questions import Question
from reportedly.results import shorten
from reportedly.submission.history import SUBMITTERS, graph_of
from reportedly.terms import CONCEPT_GRAPH, ONTOLOGY_GRAPH, RPT, SHARED_GRAPH
from reportedly.web.answers import Shown, asking, page_of, tabulate

_EXAMPLES: Final = ("figures-that-differ", "unnamed-sources", "who-speaks-most")
_COUNTS: Final = f"""
PREFIX rpt: <{RPT}>
SELECT ?what (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
  {{ ?thing a rpt:Report BIND("reports" AS ?what) }}
  UNION {{ ?thing a rpt:Statement BIND("statements" AS ?what) }}
  UNION {{ ?statement a rpt:Statement ; rpt:source ?thing BIND("sources" AS ?what) }}
  UNION {{ ?thing a rpt:Event BIND("events" AS ?what) }}
}} GROUP BY ?what
"""
_HISTORY: Final = graph_of("")
"""What the graphs end in that tell of the versions of reports, which are found beside these."""
_NAMES: Final = {
    str(ONTOLOGY_GRAPH): "The terms: ontology and alignments",
    str(CONCEPT_GRAPH): "The concepts: kinds, acts, statuses and other schemes",
    str(SHARED_GRAPH): "Actors and places that reports share",
    SUBMITTERS: "Those who submitted reports",
}


@dataclass(frozen=True)
class Graph:
    """A named graph: its IRI, what it is called, how many triples it has."""

    iri: str
    name: str
    triples: str

    @property
    def url(self) -> str:
        """The path that gives its content."""
        return page_of(self.iri)


@dataclass(frozen=True)
class Example:
    """A named question, and its answer."""

    question: Question
    answer: Shown

    @property
    def url(self) -> str:
        """The path that asks it again."""
        return asking(self.question.text)


@dataclass(frozen=True)
class Contents:
    """What the page shows of the engine's graphs."""

    counts: dict[str, str]
    graphs: tuple[Graph, ...]
    examples: tuple[Example, ...]


def blueprint(engine: Engine) -> Blueprint:
    """Return the route of the home page; its content is made once for each revision."""
    routes = Blueprint("home", __name__)
    contents = _by_revision(engine)

    @routes.get("/")
    def home() -> str:
        endpoint = f"{request.url_root}sparql"
        return render_template("home.html", contents=contents(engine.revision), endpoint=endpoint)

    return routes


def _by_revision(engine: Engine) -> Callable[[int], Contents]:
    @lru_cache(maxsize=1)
    def contents(_: int) -> Contents:
        return Contents(_counts(engine), _graphs(engine), _examples(engine))

    return contents


def _counts(engine: Engine) -> dict[str, str]:
    found = lookup.solutions(engine, _COUNTS).rows
    return {what.text: count.text for what, count in found if what and count}


def _graphs(engine: Engine) -> tuple[Graph, ...]:
    sizes = description.graph_sizes(engine)
    found = {iri: size for iri, size in sizes.items() if not iri.endswith(_HISTORY)}
    names = lookup.labels(engine, found) | _NAMES
    return tuple(
        Graph(iri, names.get(iri) or shorten(iri), str(count)) for iri, count in found.items()
    )


def _examples(engine: Engine) -> tuple[Example, ...]:
    by_slug = {question.slug: question for question in questions.load()}
    return tuple(
        Example(by_slug[slug], tabulate(engine, lookup.solutions(engine, by_slug[slug].text)))
        for slug in _EXAMPLES
    )
