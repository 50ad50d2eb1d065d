"""Where a finding is shown: at the triple, or at what is nearest to it in the document."""

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from reportedly.engine.port import Document
from reportedly.submission import check, turtle
from reportedly.submission.source import Positions
from reportedly.terms import BASE, RPT

R = f"{BASE}report/a-b"
TEXT = f"""\
PREFIX : <{R}#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
<{R}> a rpt:Report .
:s a rpt:Statement ;
  rpt:account :one , :two ;
  rpt:lower 01 , "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
:e rdfs:label "é" , "é"@en-GB .
"""
S, E = URIRef(f"{R}#s"), URIRef(f"{R}#e")
ONE, TWO, THREE = (URIRef(f"{R}#{name}") for name in ("one", "two", "three"))


@pytest.fixture
def positions() -> Positions:
    return turtle.read(TEXT).positions()


@pytest.mark.parametrize(
    ("triple", "place"),
    [
        ((S, RDF.type, RPT.Statement), (5, 6)),
        ((S, RPT.account, ONE), (6, 15)),
        ((S, RPT.account, TWO), (6, 22)),
        ((S, RPT.account, THREE), (6, 3)),
        ((S, RPT.account), (6, 3)),
        ((S, RPT.gloss), (5, 1)),
        ((S, RPT.gloss, ONE), (5, 1)),
        ((S,), (5, 1)),
        ((TWO, RPT.gloss), (6, 22)),
        ((RPT.Report,), (4, len(R) + 6)),
        ((S, RPT["lower"], Literal("01", datatype=XSD.integer, normalize=False)), (7, 13)),
        ((S, RPT["lower"], Literal("1.50", datatype=XSD.decimal, normalize=False)), (7, 18)),
        ((E, RDFS.label, Literal("é")), (8, 15)),
        ((E, RDFS.label, Literal("é", lang="en-gb")), (8, 21)),
        ((THREE, RPT.gloss), None),
    ],
)
def test_the_nearest_place(
    positions: Positions, triple: tuple[URIRef, ...], place: tuple[int, int] | None
) -> None:
    position = positions.of(*triple)
    assert (position and (position.line, position.column)) == place
    assert position is None or position.source == TEXT.split("\n")[position.line - 1]


def test_a_finding_over_an_inverse_path_is_where_the_triple_stands() -> None:
    text = TEXT + ":s2 rpt:account :one .\n:one a rpt:Account .\n"
    found = check(Document(text.encode(), "text/turtle")).outcome.findings
    assert found
    assert all(finding.position for finding in found)
