"""What statements can be selected by, and what a name may mean."""

import pytest

from reportedly.attribution import choices
from reportedly.engine.embedded import Embedded


@pytest.mark.parametrize(
    ("what", "name", "meant"),
    [
        ("source", "WHITE HELMETS", ["White Helmets"]),
        ("source", "الخوذ البيضاء", ["White Helmets"]),
        ("source", "sohr", ["Syrian Observatory for Human Rights"]),
        ("source", "Hezbollah", []),
        ("about", "Hezbollah", ["Hezbollah"]),
        ("through", "Reuters", ["Reuters"]),
        ("place", "Aleppo", ["Aleppo"]),
        ("event", "gaza", ["War in Gaza"]),
        ("event", '") #', []),
    ],
)
def test_a_name_means_those_who_have_it(
    seeded: Embedded, what: str, name: str, meant: list[str]
) -> None:
    assert [ref.label for ref in choices.called(seeded, what, name)] == meant


def test_a_part_of_a_name_means_all_who_have_it(seeded: Embedded) -> None:
    found = choices.called(seeded, "place", "governorate")
    assert {ref.label for ref in found} >= {"Aleppo Governorate", "Idlib Governorate"}


def test_kinds_to_choose_from_have_the_wider_ones_of_those_that_are_used(seeded: Embedded) -> None:
    kinds = {ref.label for ref in choices.read(seeded).kinds}
    assert {"air strike", "violence"} <= kinds


def test_no_more_are_offered_than_wanted(large: Embedded) -> None:
    offered = choices.read(large, most=10)
    assert len(offered.sources) == len(offered.places) == 10
