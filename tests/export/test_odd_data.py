"""Reports that came as graphs, which nobody has checked: every export tells what there is."""

from collections.abc import Callable
from typing import Final

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.engine.port import Engine
from reportedly.export import annotations, citation, claims, provenance, table
from reportedly.media import TURTLE
from reportedly.terms import PREFIXES, REPORTS

REPORT: Final = f"{REPORTS}odd"
PROLOGUE: Final = f"PREFIX : <{REPORT}#>\nPREFIX r: <{REPORTS}>\n" + "".join(
    f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()
)
ODD: Final = {
    "nothing is said of it": "",
    "carriers in a ring": ":s1 rpt:within :s2 . :s2 rpt:within :s1 , r:odd .",
    "no source": ":s rpt:within r:odd ; rpt:account :a . :a rpt:gloss 'نص'@ar .",
    "blank nodes": "[] rpt:within r:odd ; rpt:source [] . r:odd rpt:author [] .",
    "no day": "r:odd dcterms:issued 'soon' ; dcterms:title 'a' , 'b'@fr ; rpt:digest 5 .",
    "numbers that are none": (
        ":s rpt:within r:odd ; rpt:account :a ; rpt:passage :p ; rpt:quotation :p . "
        ":a rpt:figure :f . :f rpt:lower 'x'^^xsd:decimal ; rpt:upper 'INF'^^xsd:double . "
        ":p oa:start 5.5 ; oa:end 'NaN'^^xsd:double ."
    ),
    "a version that is none": (
        ":v prov:specializationOf r:odd ; prov:generatedAtTime 'then' ; prov:wasAttributedTo :w . "
        ":w rdfs:label '{A', 'B' ."
    ),
}
EXPORTS: Final[dict[str, Callable[[Engine, str], object]]] = {
    "annotations": annotations.collection,
    "claims": claims.schema_org,
    "provenance": provenance.answer,
    "bibtex": lambda engine, report: citation.cite(engine, report).bibtex,
    "csl": lambda engine, report: citation.cite(engine, report).csl,
    "table": table.rows,
}


@pytest.fixture(scope="module")
def engine() -> Embedded:
    return open_engine(None)


@pytest.mark.parametrize("form", EXPORTS)
@pytest.mark.parametrize("oddity", ODD)
def test_odd_data_are_exported_as_far_as_they_go(engine: Embedded, oddity: str, form: str) -> None:
    turtle = f"{PROLOGUE} r:odd a rpt:Report . {ODD[oddity]}"
    engine.replace(REPORT, turtle.encode(), TURTLE.media_type)
    assert EXPORTS[form](engine, REPORT) is not None


def test_whoever_has_no_name_is_told_as_such(engine: Embedded) -> None:
    turtle = f"{PROLOGUE} r:odd a rpt:Report . {ODD['no source']}"
    engine.replace(REPORT, turtle.encode(), TURTLE.media_type)
    texts = [each.get("text") for each in claims.schema_org(engine, REPORT)["@graph"]]
    assert "According to somebody who is not named: نص" in texts
