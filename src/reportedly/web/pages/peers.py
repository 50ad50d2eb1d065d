"""The datasets that queries may call from here, by which IRIs, and examples of that."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, render_template, url_for

from reportedly import questions
from reportedly.errors import ResourceMissing
from reportedly.federation.calling.peers import CALLED, Peer, Peers
from reportedly.federation.calling.urls import endpoint
from reportedly.questions import Question
from reportedly.web import tables
from reportedly.web.responses import done
from reportedly.web.tables import Value

_COLUMNS: Final = ("name", "iri", "otherIris", "keptSeconds", "example")
_ANY: Final = """\
SELECT * WHERE {
  SERVICE <%s> { SELECT * WHERE { ?s ?p ?o } LIMIT 10 }
}"""
_POPULATION: Final = """\
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT ?place ?population WHERE {
  ?place a rpt:Place ; owl:sameAs ?there FILTER(STRSTARTS(STR(?there), STR(wd:)))
  SERVICE <%s> { ?there wdt:P1082 ?population }
}"""
_ABSTRACT: Final = """\
PREFIX dbr: <http://dbpedia.org/resource/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?comment WHERE {
  SERVICE <%s> { dbr:Aleppo rdfs:comment ?comment FILTER(LANG(?comment) = "en") }
}"""
_EXAMPLES: Final[Mapping[str, str]] = {"wikidata": _POPULATION, "dbpedia": _ABSTRACT}
"""Queries for peers whose vocabulary is known; any other is asked for any triples."""


@dataclass(frozen=True)
class Shown:
    """A peer as it is shown: `iri` is what to call it by, `others` do as well.

    `kept` is for how many seconds its answers are kept; 0 for never. `asked` are the questions
    that call it.
    """

    name: str
    iri: str
    others: tuple[str, ...]
    kept: float
    example: str
    asked: tuple[Question, ...]


def blueprint(peers: Peers) -> Blueprint:
    """Return the routes of the peers."""
    routes = Blueprint("peers", __name__)
    known = questions.load()
    shown = {peer.name: _shown(peer, known) for peer in peers.all}

    @routes.get("/peers")
    def index() -> str:
        return render_template("peers.html", shown=shown.values())

    @routes.get("/peers.csv", defaults={"form": "csv"})
    @routes.get("/peers.json", defaults={"form": "json"})
    def file(form: str) -> Response:
        return tables.response(_COLUMNS, _rows(shown.values()), form)

    @routes.get("/peer/<name>")
    def peer(name: str) -> Response:
        """Lead to what is told of a peer, whose IRI is no document."""
        if name not in shown:
            detail = f"No dataset is called “{name}” from here."
            raise ResourceMissing(detail, hint="/peers lists those that are.")
        return done(303, location=url_for("peers.index", _anchor=name))

    return routes


def _shown(peer: Peer, known: tuple[Question, ...]) -> Shown:
    iri = f"{CALLED}{peer.name}"
    public = sorted(each for each in peer.iris - {iri} if each != peer.url or _is_public(each))
    example = _EXAMPLES.get(peer.name, _ANY) % iri
    asked = tuple(each for each in known if any(f"<{one}>" in each.text for one in peer.iris))
    return Shown(peer.name, iri, tuple(public), peer.fresh, example, asked)


def _is_public(url: str) -> bool:
    """Say whether a URL tells nothing of the network that the server is in."""
    address = endpoint(url).address
    return address is None or address.is_global


def _rows(shown: Iterable[Shown]) -> Iterator[tuple[Value, ...]]:
    for each in shown:
        yield each.name, each.iri, " ".join(each.others), each.kept, each.example
