"""Describes what a server holds and how to ask it, for programs that look for data.

A service description for SPARQL clients, VoID and DCAT for catalogues.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from reportedly import linksets, lookup, media, shipped
from reportedly.engine.port import Answer, Engine
from reportedly.errors import RequestError
from reportedly.linksets import Linkset
from reportedly.terms import BASE, PREFIXES, RPT

_SIZES: Final = """
SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph ORDER BY ?graph
"""
_COUNTS: Final = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?p) AS ?properties) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }
"""
_CLASSES: Final = f"""
SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
  ?thing a ?class FILTER(STRSTARTS(STR(?class), "{RPT}"))
}} GROUP BY ?class ORDER BY ?class
"""
_PREFIXES: Final = PREFIXES | {
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "format": "http://www.w3.org/ns/formats/",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
_RESULTS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG"),
)
"""The names of the formats of answers: https://www.w3.org/ns/formats/."""
_FUNCTIONS: Final = (
    *("asGeoJSON", "centroid", "convexHull", "coordinateDimension", "dimension", "distance"),
    *("envelope", "getSRID", "isEmpty", "isSimple", "length", "perimeter", "relate"),
    *("sfContains", "sfCrosses", "sfDisjoint", "sfEquals", "sfIntersects", "sfOverlaps"),
    *("sfTouches", "sfWithin", "spatialDimension"),
)
"""The names of functions of GeoSPARQL that queries can call."""

_ABOUT: Final = (
    "Statements of news and conflict reports, each with its source, what it says and its place in "
    "the text; nothing that a source says is told as a fact."
)
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Contents:
    """What an engine holds: the triples of each graph, members of classes, links, counts of all."""

    graphs: dict[str, int]
    classes: dict[str, int]
    counts: dict[str, int]
    links: tuple[Linkset, ...] = ()


def graph_sizes(engine: Engine) -> dict[str, int]:
    """Return the number of triples of each named graph that has any, by its IRI."""
    return _numbers(engine, _SIZES)


def look(engine: Engine) -> Contents:
    """Return what an engine holds now."""
    table = lookup.solutions(engine, _COUNTS)
    counts = {
        name: int(cell.text)
        for name, cell in zip(table.columns, table.rows[0], strict=True)
        if cell
    }
    classes = _numbers(engine, _CLASSES)
    return Contents(graph_sizes(engine), classes, counts, linksets.read(engine))


def service(contents: Contents, endpoint: str, *, calls: bool = False) -> str:
    """Describe the SPARQL endpoint at a URL, in Turtle; `calls` says whether it calls others.

    The service is named as the endpoint is, as clients pass over what is said of anything else.
    See https://www.w3.org/TR/sparql11-service-description/.
    """
    graphs = "".join(
        f"""
    <#dataset> sd:namedGraph <#named-{number}> .
    <#named-{number}> a sd:NamedGraph ; sd:name <{graph}> ; sd:graph <#graph-{number}> .
    <#graph-{number}> a sd:Graph ; void:triples {size} .
    """
        for number, (graph, size) in enumerate(contents.graphs.items(), start=1)
    )
    features = ("UnionDefaultGraph", "EmptyGraphs", *(("BasicFederatedQuery",) if calls else ()))
    return f"""
    BASE <{endpoint}>
    <{endpoint}> a sd:Service ; sd:endpoint <{endpoint}> ;
      sd:supportedLanguage sd:SPARQL10Query , sd:SPARQL11Query ;
      sd:feature {" , ".join(f"sd:{name}" for name in features)} ;
      sd:resultFormat {" , ".join(f"format:{name}" for name in _RESULTS)} ;
      sd:extensionFunction {" , ".join(f"geof:{name}" for name in _FUNCTIONS)} ;
      sd:defaultDataset <#dataset> .
    <#dataset> a sd:Dataset ; sd:defaultGraph <#union> .
    <#union> a sd:Graph ; void:triples {contents.counts["triples"]} .
    {graphs}
    """


def dataset(contents: Contents, root: str) -> str:
    """Describe all that is served below a URL, which ends in a slash, in Turtle.

    See https://www.w3.org/TR/void/ and https://www.w3.org/TR/vocab-dcat-3/.
    """
    counts = contents.counts
    subsets = "".join(_subset(graph, size, root) for graph, size in contents.graphs.items())
    links = "".join(linksets.describe(each, root) for each in contents.links)
    classes = "".join(
        f"<{root}> void:classPartition <#{number}> . "
        f"<#{number}> void:class <{kind}> ; void:entities {count} .\n"
        for number, (kind, count) in enumerate(contents.classes.items(), start=1)
    )
    return f"""
    BASE <{root}.well-known/void>
    <> a void:DatasetDescription ; dcterms:subject <{root}> .
    <{root}> a void:Dataset , dcat:Dataset ;
      dcterms:title "reportedly: who said what happened"@en ;
      dcterms:description "{_ABOUT}"@en ;
      dcat:keyword "attribution"@en , "conflict"@en , "fact-checking"@en , "news"@en ;
      void:sparqlEndpoint <{root}sparql> ; void:vocabulary <{RPT}> , <{PREFIXES["skos"]}> ;
      void:uriSpace "{BASE}" ; void:triples {counts["triples"]} ;
      void:distinctSubjects {counts["subjects"]} ; void:properties {counts["properties"]} ;
      void:distinctObjects {counts["objects"]} ;
      dcat:distribution <#sparql> .
    <#sparql> a dcat:Distribution ; dcat:accessURL <{root}sparql> ;
      dcat:accessService <{root}sparql> .
    <{root}sparql> a dcat:DataService ; dcterms:title "SPARQL endpoint"@en ;
      dcat:endpointURL <{root}sparql> ; dcat:endpointDescription <{root}sparql> ;
      dcat:servesDataset <{root}> ; dcterms:conformsTo <https://www.w3.org/TR/sparql11-protocol/> .
    {classes} {subsets} {links}
    """


def write(turtle: str, accept: str) -> Answer:
    """Return a description, which is in Turtle, in the format that an Accept header likes best.

    Raises NotAcceptable, and RequestError if the server is asked under an impossible address.
    """
    form, media_type = media.negotiate(accept, media.GRAPH_FORMATS)
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in _PREFIXES.items())
    try:
        quads = list(ox.parse(declared + turtle, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise RequestError(
            "The address under which this server is asked is not a URL.",
            hint="Check the header Host.",
        ) from error
    writer = ox.RdfFormat.from_media_type(form.media_type)
    body = ox.serialize((quad.triple for quad in quads), format=writer, prefixes=_PREFIXES)
    return Answer(body or b"", media_type)


def _numbers(engine: Engine, query: str) -> dict[str, int]:
    rows = lookup.solutions(engine, query).rows
    return {what.text: int(count.text) for what, count in rows if what and count}


def _subset(graph: str, size: int, root: str) -> str:
    """Describe a graph as a part of the data; what comes with the package has its licence."""
    url = f"{root}graphs?graph={quote(graph, safe='')}"
    licence = f"; dcterms:license <{_LICENCE}>" if graph in shipped.names() else ""
    return f"""
    <{root}> void:subset <{url}> . <{url}> a void:Dataset , dcat:Dataset ;
      dcterms:identifier "{graph}" ; void:triples {size} ; void:dataDump <{url}> ;
      dcat:distribution <{url}#file> {licence} .
    <{url}#file> a dcat:Distribution ; dcat:downloadURL <{url}> .
    """
