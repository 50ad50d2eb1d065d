"""Actors: whom they bind, who tells of them, and words for them."""

import pytest

from reportedly.attribution import actor
from reportedly.attribution.model import Text
from reportedly.engine.embedded import Embedded
from reportedly.errors import ResourceMissing
from reportedly.terms import ID

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"


def test_bonds_lead_on_to_those_who_are_bound_in_the_end(seeded: Embedded) -> None:
    found = actor.read(seeded, f"{SEED}#a-army-sources")
    assert [(bond.one.label, bond.how, bond.other.label) for bond in found.bonds] == [
        ("Two Syrian army sources", "memberOf", "Syrian Arab Army"),
        ("Syrian Arab Army", "memberOf", "Syrian Armed Forces"),
        ("Syrian Armed Forces", "principal", "Syrian government"),
        ("Syrian government", "principal", "Syria (state)"),
    ]
    assert (found.unnamed, found.size) == (True, 2)


def test_who_speaks_for_an_actor_and_who_belongs_to_it_are_told_apart(seeded: Embedded) -> None:
    army = actor.read(seeded, str(ID["syrian-arab-army"]))
    kremlin = actor.read(seeded, str(ID.kremlin))
    assert [ref.label for ref in army.members] == ["Two Syrian army sources"]
    assert not army.speak_for_it
    assert "Dmitry Peskov" in [ref.label for ref in kremlin.speak_for_it]


def test_names_come_in_all_languages_english_first(seeded: Embedded) -> None:
    found = actor.read(seeded, str(ID["white-helmets"]))
    assert found.names[0] == Text("White Helmets", "en")
    assert {name.language for name in found.names} == {"en", "fr", "ar"}


def test_tellers_are_those_who_give_it_a_role(seeded: Embedded) -> None:
    found = actor.tellers(seeded, str(ID["syrian-arab-army"]))
    assert [(teller.source.label, teller.accounts) for teller in found] == [
        ("Two Syrian army sources", 2),
        ("Syrian Observatory for Human Rights", 1),
    ]


def test_words_tell_whose_they_are(seeded: Embedded) -> None:
    (named,) = actor.words(seeded, str(ID["hayat-tahrir-al-sham"]))
    assert (named.word.wording.text, named.word.whose) == ("jihadist organization", "own")


def test_who_is_not_described_is_missing(seeded: Embedded) -> None:
    with pytest.raises(ResourceMissing):
        actor.read(seeded, str(ID.nobody))
