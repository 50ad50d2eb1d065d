"""Links from the data to datasets of others, counted for those who look for data.

See https://www.w3.org/TR/void/#linkset.
"""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from reportedly import lookup, outside
from reportedly.engine.port import Engine
from reportedly.terms import BASE, PREFIXES

_LINKS: Final = f"""
PREFIX owl: <{PREFIXES["owl"]}>
SELECT ?start (COUNT(*) AS ?triples) WHERE {{
  {{ SELECT DISTINCT ?one ?other WHERE {{
    ?one owl:sameAs ?other
    FILTER(STRSTARTS(STR(?one), "{BASE}") && !STRSTARTS(STR(?other), "{BASE}"))
  }} }}
  BIND(REPLACE(STR(?other), "^(https?://[^/?#]+/).*$", "$1", "is") AS ?start)
  FILTER(isIRI(?other) && REGEX(?start, "^https?://[^/?#]+/$", "i"))
}} GROUP BY ?start ORDER BY ?start
"""
"""How often the data lead elsewhere, by what the IRIs there start with up to the first slash."""


@dataclass(frozen=True)
class Linkset:
    """How many links say that something here is the same as something in a dataset of others.

    `space` is what all IRIs there start with; `homepage` is empty if it is not known.
    """

    name: str
    title: str
    space: str
    homepage: str
    triples: int


def read(engine: Engine) -> tuple[Linkset, ...]:
    """Return the links to each dataset that the data lead to, in the order of their hosts."""
    found: dict[str, Linkset] = {}
    rows = [
        (start.text, int(count.text))
        for start, count in lookup.solutions(engine, _LINKS).rows
        if start and count
    ]
    for start, count in sorted(rows, key=lambda row: _host(row[0])):
        links = _linkset(start, count)
        before = found[links.name].triples if links.name in found else 0
        found[links.name] = replace(links, triples=links.triples + before)
    return tuple(found.values())


def describe(links: Linkset, root: str) -> str:
    """Describe links, below the URL of the server, in Turtle: https://www.w3.org/TR/void/#linkset."""
    name = quote(links.name, safe="")
    homepage = f"; foaf:homepage <{links.homepage}>" if links.homepage else ""
    return f"""
    <{root}> void:subset <#links-{name}> .
    <#links-{name}> a void:Linkset ; dcterms:title "Links to {links.title}"@en ;
      void:linkPredicate owl:sameAs ; void:subjectsTarget <{root}> ;
      void:objectsTarget <#{name}> ; void:triples {links.triples} .
    <#{name}> a void:Dataset ; dcterms:title "{links.title}" ;
      void:uriSpace "{links.space}" {homepage} .
    """


def _linkset(start: str, count: int) -> Linkset:
    host = _host(start)
    for data in outside.DATASETS:
        if host in (_host(data.space), _host(data.homepage)):
            return Linkset(data.name, data.title, data.space, data.homepage, count)
    return Linkset(host, host, start, "", count)


def _host(iri: str) -> str:
    return iri.split("/", 3)[2].lower()
