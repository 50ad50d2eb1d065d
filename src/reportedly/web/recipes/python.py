"""For Python; each recipe leaves the answer in a variable."""

from reportedly.web.recipes.recipe import Offer, Recipe, quoted


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for packages of Python."""
    return (
        Recipe("httpx", _httpx(offer.json), "pip install httpx"),
        Recipe("pandas", _pandas(offer.csv), "pip install pandas"),
        Recipe("SPARQLWrapper", _wrapper(offer), "pip install SPARQLWrapper"),
        Recipe("rdflib", _rdflib(offer), "pip install rdflib"),
    )


def _httpx(url: str) -> str:
    return f'import httpx\n\nrows = httpx.get({quoted(url)}).raise_for_status().json()["rows"]'


def _pandas(url: str) -> str:
    return f"import pandas\n\ntable = pandas.read_csv({quoted(url)})"


def _wrapper(offer: Offer) -> str:
    return (
        "from urllib.request import urlopen\n\n"
        "from SPARQLWrapper import JSON, SPARQLWrapper\n\n"
        f"{_query(offer)}"
        f"endpoint = SPARQLWrapper({quoted(offer.endpoint)}, returnFormat=JSON)\n"
        "endpoint.setQuery(query)\n"
        'answer = endpoint.queryAndConvert()["results"]["bindings"]\n'
        'rows = [{name: term["value"] for name, term in row.items()} for row in answer]'
    )


def _rdflib(offer: Offer) -> str:
    return (
        "from urllib.request import urlopen\n\n"
        "from rdflib import Graph\n"
        "from rdflib.plugins.stores.sparqlstore import SPARQLStore\n\n"
        f"{_query(offer)}"
        f"graph = Graph(SPARQLStore({quoted(offer.endpoint)}))\n"
        "rows = [row.asdict() for row in graph.query(query)]"
    )


def _query(offer: Offer) -> str:
    return f"query = urlopen({quoted(offer.rq)}).read().decode()\n"
