"""The addresses that people write for what others have IRIs for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import outside
from reportedly.errors import RequestError
from reportedly.outside import DATASETS

ITEM = "http://www.wikidata.org/entity/Q41183"
PLACE = "https://sws.geonames.org/170063/"


@pytest.mark.parametrize(
    "spelled",
    [
        ITEM,
        "https://www.wikidata.org/entity/Q41183",
        "https://www.wikidata.org/wiki/Q41183",
        "http://wikidata.org/wiki/Q41183",
        "https://m.wikidata.org/wiki/Q41183",
        "https://www.wikidata.org/wiki/q41183",
        "https://www.wikidata.org/wiki/Q41183#P625",
        "https://www.wikidata.org/wiki/Q41183?uselang=fr",
        "https://www.wikidata.org/wiki/Special:EntityData/Q41183.ttl",
        "https://www.wikidata.org/wiki/Special:EntityPage/Q41183",
        "HTTPS://WWW.WIKIDATA.ORG/wiki/Q41183",
        "wd:Q41183",
        f"<{ITEM}>",
        f"  {ITEM}\n",
    ],
)
def test_an_item_of_wikidata(spelled: str) -> None:
    assert outside.asked(spelled) == ITEM


@pytest.mark.parametrize(
    "spelled",
    [
        PLACE,
        "https://sws.geonames.org/170063",
        "http://sws.geonames.org/170063/",
        "https://www.geonames.org/170063/aleppo.html",
        "http://www.geonames.org/170063",
        "https://geonames.org/170063/",
        "https://sws.geonames.org/170063/about.rdf",
    ],
)
def test_a_feature_of_geonames(spelled: str) -> None:
    assert outside.asked(spelled) == PLACE


@pytest.mark.parametrize(
    "other",
    [
        "https://www.wikidata.org/wiki/Property:P31",
        "https://www.wikidata.org/wiki/Q41183x",
        "https://www.wikidata.org/wiki/Q0",
        "https://example.org/www.wikidata.org/wiki/Q41183",
        "https://www.wikidata.org.example.org/wiki/Q41183",
        "https://www.geonames.org/countries/",
        "http://dbpedia.org/resource/Aleppo",
        "urn:isbn:0451450523",
    ],
)
def test_what_is_of_others_stays_as_it_is(other: str) -> None:
    assert outside.asked(other) == other


@pytest.mark.parametrize(
    "text", ["", " ", "Q41183", "Aleppo", "a b", "http://a b", "<>", "http://a<b", "//x"]
)
def test_what_is_no_iri_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(RequestError) as caught:
        outside.asked(text)
    assert ITEM in caught.value.hint


@given(st.sampled_from(DATASETS), st.integers(min_value=1, max_value=10**12))
def test_the_normal_iri_is_its_own(dataset: outside.Dataset, number: int) -> None:
    identifier = f"Q{number}" if dataset is outside.WIKIDATA else str(number)
    iri = dataset.iri(identifier)
    assert outside.normal(iri) == iri
    assert dataset.identifier(iri) == identifier
    assert iri.startswith(dataset.space)


def test_names_for_people() -> None:
    assert outside.called(ITEM) == "Wikidata Q41183"
    assert outside.called(PLACE) == "GeoNames 170063"
    assert (
        outside.called("http://dbpedia.org/resource/Aleppo") == "http://dbpedia.org/resource/Aleppo"
    )
