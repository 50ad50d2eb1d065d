"""What names may mean, with what is known of it: scores by the rules, and certain matches."""

from typing import Any

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.reconciliation import asking, catalogue
from reportedly.reconciliation.answering import Candidate, answer
from reportedly.reconciliation.catalogue import Catalogue
from reportedly.terms import ID, RPT

MORE = f"""
PREFIX id: <{ID}> PREFIX rpt: <{RPT}>
PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
id:one a rpt:Place ; rdfs:label "Springfield" ; rpt:locatedIn id:other .
id:two a rpt:Place ; rdfs:label "Springfield" ; rpt:locatedIn id:two .
id:three a rpt:Person , rpt:Actor ; rdfs:label " " .
id:one owl:sameAs wd:Q7 . id:two owl:sameAs <https://www.wikidata.org/wiki/Q7> , wd:Q8 .
id:four a rpt:UnnamedSource ; rdfs:label "A source" .
<https://w3id.org/reportedly/report/x#a> a rpt:Person ; rdfs:label "Only here" .
id:five a rpt:Place ; rdfs:label "Endless" ;
  <http://www.w3.org/2003/01/geo/wgs84_pos#lat>
  "INF"^^<http://www.w3.org/2001/XMLSchema#double> .
"""


@pytest.fixture(scope="module")
def seed() -> Catalogue:
    return catalogue.read(open_engine(None))


@pytest.fixture(scope="module")
def more() -> Catalogue:
    engine = Embedded.in_memory()
    engine.replace("a:g", MORE.encode(), "text/turtle")
    return catalogue.read(engine)


def found(known: Catalogue, query: str = "", **more: Any) -> list[Candidate]:
    document = more | ({"query": query} if query else {})
    return list(answer(known, asking.read(document)))


def first(known: Catalogue, query: str = "", **more: Any) -> tuple[str, float, bool]:
    best = found(known, query, **more)[0]
    return best.entity.id, round(best.score, 1), best.match


def property_(name: str, value: Any) -> dict[str, Any]:
    return {"pid": name, "v": value}


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("Aleppo", ("aleppo", 100, True)),
        ("alep", ("aleppo", 100, True)),
        ("حلب", ("aleppo", 100, True)),
        ("HTS", ("hayat-tahrir-al-sham", 95, True)),
        ("Hayat Tahrir ash-Sham", ("hayat-tahrir-al-sham", 77.3, False)),
        ("بشار الاسد", ("bashar-al-assad", 90, False)),
        ("Alepo", ("aleppo", 68, False)),
        ("aleppo-governorate", ("aleppo-governorate", 100, True)),
        (f"{ID}aleppo", ("aleppo", 100, True)),
        ("id:aleppo", ("aleppo", 100, True)),
        ("Q41183", ("aleppo", 100, True)),
        ("https://www.wikidata.org/wiki/Q41183", ("aleppo", 100, True)),
        ("http://www.geonames.org/170063/aleppo.html", ("aleppo", 100, True)),
    ],
)
def test_names_and_identifiers(seed: Catalogue, query: str, best: tuple[str, float, bool]) -> None:
    assert first(seed, query) == best


@pytest.mark.parametrize("name", ["Syria", "Russia", "Iran", "Turkey"])
def test_a_name_of_a_country_and_its_state_is_not_certain(seed: Catalogue, name: str) -> None:
    certain = [each.entity.type for each in found(seed, name) if each.exact]
    assert sorted(certain) == ["Place", "State"]
    assert not any(each.match for each in found(seed, name))
    assert first(seed, name, type="Place")[1:] == (100, True)
    assert first(seed, name, type="State")[1:] == (95, True)
    assert first(seed, name, properties=[property_("class", "Place")])[1:] == (100, True)


def test_others_than_the_wished_for_type_get_half(seed: Catalogue) -> None:
    wished = found(seed, "Syria", type="State", type_strict="should")[:2]
    assert [(each.entity.id, each.score, each.match) for each in wished] == [
        ("state-of-syria", 95, True),
        ("syria", 50, False),
    ]
    strict = found(seed, "Syria", type=["State", "Group"], type_strict="any")
    assert {each.entity.type for each in strict} == {"State"}


@pytest.mark.parametrize("name", ["Actor", "rpt:Actor", str(RPT.Actor)])
def test_a_wider_type_has_the_members_of_narrower_ones(seed: Catalogue, name: str) -> None:
    assert first(seed, "Reuters", type=name) == ("reuters", 100, True)


@pytest.mark.parametrize(
    ("name", "value", "score", "match"),
    [
        ("locatedIn", "Syria", 100, True),
        ("locatedIn", "Aleppo Governorate", 100, True),
        ("locatedIn", {"id": "syria", "name": "Syria"}, 100, True),
        ("locatedIn", {"id": "Q858", "name": "Whatever"}, 100, True),
        ("locatedIn", ["Lebanon", "Syria"], 100, True),
        ("locatedIn", "Lebanon", 80, False),
        ("rpt:locatedIn", "Lebanon", 80, False),
        ("wikidata", "Q41183", 100, True),
        ("wikidata", "https://www.wikidata.org/wiki/Q41183", 100, True),
        ("wikidata", "Q1", 50, False),
        ("geonames", 170063, 100, True),
        ("geonames", 170063.5, 50, False),
        ("latitude", 36.2, 100, True),
        ("latitude", "36.25", 100, True),
        ("latitude", "north", 80, False),
        ("label", "حلب", 100, True),
        ("memberOf", "Reuters", 100, True),
        ("colour", "red", 100, True),
        ("sameAs", "https://www.wikidata.org/wiki/Q41183", 100, True),
        ("sameAs", "https://www.wikidata.org/wiki/Q1", 80, False),
    ],
)
def test_what_is_known_of_it(
    seed: Catalogue, name: str, value: Any, score: float, match: bool
) -> None:
    assert first(seed, "Aleppo", properties=[property_(name, value)]) == ("aleppo", score, match)


@pytest.mark.parametrize("value", ["", " ", [], [""], {}, {"id": "", "name": None}])
@pytest.mark.parametrize("name", ["wikidata", "locatedIn", "latitude"])
def test_an_empty_cell_says_nothing(seed: Catalogue, name: str, value: Any) -> None:
    assert first(seed, "Aleppo", properties=[property_(name, value)]) == ("aleppo", 100, True)


@pytest.mark.parametrize(("other", "score"), [("locatedIn", 80), ("geonames", 50)])
def test_the_order_of_properties_does_not_count(seed: Catalogue, other: str, score: float) -> None:
    known = [property_("wikidata", "Q41183"), property_(other, "Lebanon")]
    assert first(seed, "Alepo", properties=known) == ("aleppo", score, False)
    assert first(seed, "Alepo", properties=known[::-1]) == ("aleppo", score, False)


def test_an_identifier_is_enough_without_the_right_name(seed: Catalogue) -> None:
    known = [property_("geonames", "170063")]
    assert first(seed, properties=known) == ("aleppo", 100, True)
    assert first(seed, "Alepo", properties=known) == ("aleppo", 100, True)
    assert found(seed, properties=[property_("locatedIn", "Syria")]) == []


def test_namesakes_are_told_apart_by_what_is_known(more: Catalogue) -> None:
    both = found(more, "Springfield")
    assert [(each.entity.id, each.match) for each in both] == [("one", False), ("two", False)]
    assert first(more, "Springfield", limit=1) == ("one", 100, False)


def test_an_identifier_that_two_have_is_not_certain(more: Catalogue) -> None:
    assert [(each.entity.id, each.match) for each in found(more, "wd:Q7")] == [
        ("one", False),
        ("two", False),
    ]
    assert first(more, "Q8") == ("two", 100, True)


def test_only_what_reports_share_and_has_a_name_of_its_own_is_offered(more: Catalogue) -> None:
    assert {entity.id for entity in more.entities} == {"one", "two", "three", "five"}
    three = more.get("three")
    assert three is not None
    assert (three.name, three.type) == ("three", "Person")


def test_a_place_that_lies_in_itself_has_an_end(more: Catalogue) -> None:
    two = more.get("two")
    assert two is not None
    assert more.wider(two) == ()


def test_what_is_no_number_in_json_is_left_out(more: Catalogue) -> None:
    five = more.get("five")
    assert five is not None
    assert five.numbers["latitude"] == ()


def test_limits(seed: Catalogue) -> None:
    assert len(found(seed, "Governorate")) > 2
    assert len(found(seed, "Governorate", limit=2)) == 2
    assert len(found(seed, "Governorate", limit=10**9)) <= 50
