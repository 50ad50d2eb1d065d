"""What is the same elsewhere is found by every spelling, and only what is linked is found."""

import pytest

from reportedly.attribution import counterparts
from reportedly.engine.embedded import Embedded
from reportedly.terms import BASE

LINKED = f"""
PREFIX owl: <http://www.w3.org/2002/07/owl#>
<{BASE}report/x#a> owl:sameAs <http://www.wikidata.org/entity/Q1> , "Q2" , [] .
<{BASE}id/b> owl:sameAs <https://www.wikidata.org/wiki/Q1> .
<http://sws.geonames.org/7/> owl:sameAs <{BASE}id/c> .
<http://e.org/a> owl:sameAs <http://e.org/b> .
"""


@pytest.fixture(scope="module")
def engine() -> Embedded:
    engine = Embedded.in_memory()
    engine.replace("a:g", LINKED.encode(), "text/turtle")
    return engine


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("http://www.wikidata.org/entity/Q1", ["id/b", "report/x#a"]),
        ("https://m.wikidata.org/wiki/Q1", ["id/b", "report/x#a"]),
        ("https://www.geonames.org/7/seven.html", ["id/c"]),
        ("http://www.wikidata.org/entity/Q2", []),
        ("http://e.org/b", []),
    ],
)
def test_counterparts(engine: Embedded, there: str, here: list[str]) -> None:
    assert counterparts.find(engine, there) == tuple(BASE + each for each in here)


def test_what_is_linked_later_is_found_too(engine: Embedded) -> None:
    link = f"<{BASE}id/d> <http://www.w3.org/2002/07/owl#sameAs> <urn:d> ."
    assert not counterparts.find(engine, "urn:d")
    engine.replace("a:h", link.encode(), "text/turtle")
    assert counterparts.find(engine, "urn:d") == (f"{BASE}id/d",)
