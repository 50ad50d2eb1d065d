"""Places of the data: which lies in which, and what is placed there."""

import pytest

from reportedly.attribution import places
from reportedly.attribution.model import Ref, Text
from reportedly.attribution.places import Gazetteer, Place
from reportedly.engine.embedded import Embedded
from reportedly.errors import ResourceMissing
from reportedly.terms import ID


@pytest.fixture(scope="module")
def gazetteer(seeded: Embedded) -> Gazetteer:
    return places.read(seeded)


def slugs(found: tuple[Place, ...]) -> list[str]:
    return [place.ref.iri.removeprefix(str(ID)) for place in found]


def test_a_place_has_its_coordinates_and_its_accounts(gazetteer: Gazetteer) -> None:
    aleppo = gazetteer.find(str(ID.aleppo))
    assert (aleppo.latitude, aleppo.longitude, aleppo.located) == (36.2037, 37.1726, True)
    assert (aleppo.accounts, aleppo.area) == (3, False)
    assert gazetteer.find(str(ID["aleppo-governorate"])).area


def test_without_coordinates_a_place_has_none(gazetteer: Gazetteer) -> None:
    assert not gazetteer.find(str(ID["bou-kamal-crossing"])).located


def test_those_with_most_accounts_come_first(gazetteer: Gazetteer) -> None:
    counts = [place.accounts for place in gazetteer.places]
    assert counts == sorted(counts, reverse=True)


def test_wider_places_follow_from_the_next_to_the_widest(gazetteer: Gazetteer) -> None:
    aleppo = gazetteer.find(str(ID.aleppo))
    assert slugs(gazetteer.wider(aleppo)) == ["aleppo-governorate", "syria", "middle-east"]


def test_a_place_holds_itself_and_the_places_in_it(gazetteer: Gazetteer) -> None:
    governorate = gazetteer.find(str(ID["deir-ez-zor-governorate"]))
    inside = tuple(gazetteer.inside(governorate).values())
    expected = ["deir-ez-zor-governorate", "abu-kamal", "bou-kamal-crossing"]
    assert slugs(inside) == expected


def test_what_lies_around_is_of_the_next_area_that_has_enough(gazetteer: Gazetteer) -> None:
    aleppo = gazetteer.find(str(ID.aleppo))
    assert sorted(slugs(gazetteer.around(aleppo, 2))) == ["aleppo", "aleppo-governorate"]
    assert len(gazetteer.around(aleppo, 6)) == 10


def test_places_that_lie_in_each_other_end_somewhere() -> None:
    one = Place(Ref("x:one", "One"), within="x:two")
    two = Place(Ref("x:two", "Two"), within="x:one")
    ring = Gazetteer([one, two])
    assert ring.wider(one) == (two,)
    assert set(ring.inside(one)) == {"x:one", "x:two"}


def test_a_place_is_found_by_all_words_of_its_name(gazetteer: Gazetteer) -> None:
    assert slugs(gazetteer.matching("GOVERNORATE ham")) == ["hama-governorate"]
    assert len(gazetteer.matching(" ")) == len(gazetteer.places)


def test_a_place_that_is_not_there_is_missing(gazetteer: Gazetteer) -> None:
    with pytest.raises(ResourceMissing):
        gazetteer.find(str(ID.atlantis))


def test_a_place_goes_by_several_names(seeded: Embedded, gazetteer: Gazetteer) -> None:
    known = places.details(seeded, gazetteer.find(str(ID["abu-kamal"])))
    assert {name.language for name in known.names} == {"en", "fr", "ar"}
    assert known.other_names == (Text("Al-Bukamal", "en"), Text("Bou Kamal", "en"))
    assert "http://www.wikidata.org/entity/Q152828" in known.same


def test_a_country_is_the_territory_of_a_state(seeded: Embedded, gazetteer: Gazetteer) -> None:
    known = places.details(seeded, gazetteer.find(str(ID.syria)))
    assert [state.iri for state in known.territory_of] == [str(ID["state-of-syria"])]


def test_accounts_are_counted_by_status(seeded: Embedded, gazetteer: Gazetteer) -> None:
    inside = gazetteer.inside(gazetteer.find(str(ID["aleppo-governorate"])))
    counted = places.statuses(seeded, inside)
    assert {each.status.label: each.accounts for each in counted} == {
        "expected": 1,
        "happened": 1,
        "holds": 1,
        "planned": 1,
    }
    assert not any(each.denied for each in counted)
