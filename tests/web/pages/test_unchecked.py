"""Pages on data that nobody checked, as those who may write graphs can leave it."""

from urllib.parse import quote

import pytest

from reportedly.engine.opening import open_engine
from reportedly.media import TURTLE
from reportedly.settings import Settings
from reportedly.web import create_app

GRAPH = "https://w3id.org/reportedly/report/made"
MADE = """
PREFIX : <https://w3id.org/reportedly/report/made#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://w3id.org/reportedly/report/made> a rpt:Report .
:s1 a rpt:Statement ; rpt:within <https://w3id.org/reportedly/report/made> , "there" ;
  rpt:source "nobody", [] , :a ; rpt:act 7 ; rpt:passage :p ;
  rpt:account :x , 8 , [ rpt:ofEvent :e ] .
[] a rpt:Statement ; rpt:within <https://w3id.org/reportedly/report/made> ; rpt:source :a ;
  rpt:account :y ; rpt:designation [ rpt:designates :a ] .
:x rpt:ofEvent :e , "e" , [] ; rpt:status "so" ; rpt:kind [] ; rpt:actor :a , "me" ;
  rpt:place 9 ; rpt:figure :f , [ rpt:measure 1 ] ; rpt:passage :p .
:f rpt:measure :m , "people" , [] ; rpt:population "all" ; rpt:lower "some"^^xsd:decimal ;
  rpt:upper 1e300 .
:p oa:start "first"^^xsd:integer ; oa:end MANY .
:y rpt:ofEvent :e ; rpt:actor :a .
:a a rpt:Actor , rpt:UnnamedSource ; rpt:principal "x" , :a ; owl:sameAs 3 ; rpt:size "two" .
:e a rpt:Event ; owl:sameAs "e" , [ a rpt:Event ] .
""".replace("MANY", "9" * 5000)


@pytest.mark.parametrize(
    "path",
    [
        "/statements",
        "/statements.csv",
        f"/statements?event={quote('made#e')}",
        f"/statements?source={quote('made#a')}",
        "/sources",
        "/sources.csv",
        "/",
        "/reports",
        "/figures",
        "/figures.csv",
        "/figures/pairs.csv",
        "/timeline",
        "/report/made",
        "/report/made/a",
        "/report/made/e.html",
    ],
)
def test_a_page_shows_what_can_be_shown(path: str) -> None:
    engine = open_engine(None)
    engine.replace(GRAPH, MADE.encode(), TURTLE.media_type)
    client = create_app(engine, Settings(store=None)).test_client()
    response = client.get(path, headers={"Accept": "text/html, text/csv"})
    assert response.status_code == 200, response.text
