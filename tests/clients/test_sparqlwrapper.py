"""SPARQLWrapper, at its default settings, and in each format and manner that it has."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any, Final
from xml.dom.minidom import Document

import pytest
from rdflib import Graph
from rdflib.plugins.sparql.results.jsonresults import parseJsonTerm
from rdflib.term import Identifier
from rdflib.util import from_n3

from tests.clients import values
from tests.web.conftest import Served

wrapper = pytest.importorskip("SPARQLWrapper", reason="needs SPARQLWrapper")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
REPORT: Final = "https://w3id.org/reportedly/report/syria-2024-12-02"
MANNERS: Final = (("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly"))

manners = pytest.mark.parametrize("manner", MANNERS, ids=" ".join)


def ask(
    server: Served, query: str, form: str | None = None, manner: tuple[str, str] = MANNERS[0]
) -> Any:
    """The answer, as SPARQLWrapper converts it."""
    client = wrapper.SPARQLWrapper(f"{server.url}sparql", returnFormat=form)
    client.setMethod(manner[0])
    client.setRequestMethod(manner[1])
    client.setQuery(query)
    return client.query().convert()


def of_json(answer: dict[str, Any]) -> dict[str, object]:
    rows = answer["results"]["bindings"]
    return values.told(
        (row["name"]["value"], parseJsonTerm(row["value"]) if "value" in row else None)
        for row in rows
    )


def of_xml(answer: Document) -> dict[str, object]:
    rows = [
        {each.getAttribute("name"): each.firstChild for each in row.getElementsByTagName("binding")}
        for row in answer.getElementsByTagName("result")
    ]
    return values.told((text(row["name"]), term(row.get("value"))) for row in rows)


def text(element: Any) -> str:
    return "".join(node.data for node in element.childNodes)


def term(element: Any) -> Identifier | None:
    if element is None:
        return None
    given = dict(element.attributes.items())
    return parseJsonTerm({"type": element.tagName, "value": text(element), **given})


def of_tsv(answer: bytes) -> dict[str, object]:
    rows = [line.split("\t") for line in answer.decode().splitlines()[1:]]
    found = ((from_n3(name), from_n3(value) if value else None) for name, value in rows)
    return values.told((str(name), value) for name, value in found)  # type: ignore[misc]


READ: Final[dict[str | None, Callable[[Any], dict[str, object]]]] = {
    None: of_xml,
    "xml": of_xml,
    "json": of_json,
    "tsv": of_tsv,
}


@manners
@pytest.mark.parametrize("form", READ)
def test_no_value_is_lost(lossless: Served, form: str | None, manner: tuple[str, str]) -> None:
    assert READ[form](ask(lossless, values.SELECT, form, manner)) == values.KEPT


@manners
def test_no_text_is_lost_in_csv(lossless: Served, manner: tuple[str, str]) -> None:
    answer = ask(lossless, values.SELECT, "csv", manner).decode()
    rows = csv.DictReader(StringIO(answer, newline=""))
    found = {row["name"]: row["value"] for row in rows}
    assert found.pop("blank").startswith("_:")
    assert found == values.CSV


@manners
@pytest.mark.parametrize(
    "query", [values.CONSTRUCT, values.DESCRIBE], ids=["CONSTRUCT", "DESCRIBE"]
)
@pytest.mark.parametrize("form", [None, "xml", "n3", "turtle", "rdf+xml", "json-ld"])
def test_no_value_is_lost_in_graphs(
    lossless: Served, query: str, form: str | None, manner: tuple[str, str]
) -> None:
    answer = ask(lossless, query, form, manner)
    graph = Graph().parse(data=answer, format="turtle") if isinstance(answer, bytes) else answer
    assert values.told_of(graph) == values.KEPT


@manners
@pytest.mark.parametrize(("pattern", "expected"), [("?s ?p 0", True), ("?s ?p 77777", False)])
def test_a_verdict_is_true_or_false(
    lossless: Served, pattern: str, expected: bool, manner: tuple[str, str]
) -> None:
    query = f"ASK {{ {pattern} }}"
    assert ask(lossless, query, "json", manner)["boolean"] is expected
    (verdict,) = ask(lossless, query, None, manner).getElementsByTagName("boolean")
    assert text(verdict) == str(expected).lower()
    for form in ("csv", "tsv"):
        assert ask(lossless, query, form, manner) == str(expected).lower().encode()


@manners
@pytest.mark.parametrize("form", ["n3", "turtle", "rdf", "rdf+xml", "json-ld"])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_format_for_graphs_asks_for_no_other_than_json_of_solutions(
    lossless: Served, form: str, manner: tuple[str, str]
) -> None:
    assert of_json(ask(lossless, values.SELECT, form, manner)) == values.KEPT


def test_a_graph_of_the_dataset_is_asked_alone(site: Served) -> None:
    client = wrapper.SPARQLWrapper(f"{site.url}sparql", defaultGraph=REPORT, returnFormat="json")
    client.setQuery("SELECT DISTINCT ?graph { ?s ?p ?o OPTIONAL { GRAPH ?graph { ?s ?p ?o } } }")
    assert client.queryAndConvert()["results"]["bindings"] == [{}]


def test_a_mistake_is_told_with_its_place(site: Served) -> None:
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="Line 1, column 18"):
        ask(site, "SELECT * { ?s ?p }")
