"""For Python; each recipe leaves the answer in a variable."""

from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe, quoted
from reportedly.web.recipes.stores import service

_HERE: Final = "pip install rdflib. Joins what is here with a graph of yours."


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for packages of Python."""
    return (
        Recipe("httpx", _httpx(offer.json), "pip install httpx"),
        Recipe("pandas", _pandas(offer.csv), "pip install pandas"),
        Recipe("SPARQLWrapper", _wrapper(offer), "pip install SPARQLWrapper"),
        Recipe("rdflib", _rdflib(offer), "pip install rdflib"),
        Recipe("rdflib and a graph of yours", _joined(offer), _HERE),
    )


def _httpx(url: str) -> str:
    return f'import httpx\n\nrows = httpx.get({quoted(url)}).raise_for_status().json()["rows"]'


def _pandas(url: str) -> str:
    return f"import pandas\n\ntable = pandas.read_csv({quoted(url)})"


def _wrapper(offer: Offer) -> str:
    return (
        "from SPARQLWrapper import JSON, SPARQLWrapper\n\n"
        f"endpoint = SPARQLWrapper({quoted(offer.endpoint)}, returnFormat=JSON)\n"
        f"endpoint.setQuery({_text(offer.plain)})\n"
        'answer = endpoint.queryAndConvert()["results"]["bindings"]\n'
        'rows = [{name: term["value"] for name, term in row.items()} for row in answer]'
    )


def _rdflib(offer: Offer) -> str:
    return (
        "from rdflib import Graph\n"
        "from rdflib.plugins.stores.sparqlstore import SPARQLStore\n\n"
        f"graph = Graph(SPARQLStore({quoted(offer.endpoint)}))\n"
        f"answer = graph.query({_text(offer.plain)})\n"
        "rows = [row.asdict() for row in answer]"
    )


def _joined(offer: Offer) -> str:
    return (
        "from rdflib import Graph\n\n"
        'graph = Graph()  # graph.parse("yours.ttl")\n'
        f"answer = graph.query({_text(service(offer))})\n"
        "rows = [row.asdict() for row in answer]"
    )


def _text(query: str) -> str:
    """Return a query as a string of several lines."""
    escaped = query.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""\n{escaped}\n"""'
