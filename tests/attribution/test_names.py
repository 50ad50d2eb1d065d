"""What things are called: in English if they can be, and always in the same way."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution import names
from reportedly.attribution.model import Ref, Text
from reportedly.engine.embedded import Embedded
from reportedly.terms import ID

texts = st.builds(Text, st.text(max_size=3), st.sampled_from(["", "ar", "en", "en-gb", "fr"]))


def test_concepts_actors_and_reports_have_names_and_others_a_short_form(seeded: Embedded) -> None:
    base = "https://w3id.org/reportedly/"
    iris = [f"{base}kind/airstrike", str(ID.reuters), f"{base}report/none#x", "http://a.example/b"]
    found = names.read(seeded, iris)
    assert [found[iri].label for iri in iris] == ["air strike", "Reuters", "none#x", iris[3]]
    assert found[iris[0]] == Ref(iris[0], "air strike", "en")


def test_of_nothing_there_are_no_names(seeded: Embedded) -> None:
    assert names.read(seeded, []) == {}


@given(st.lists(texts, min_size=1))
def test_english_comes_first_then_no_language(found: list[Text]) -> None:
    languages = [text.language for text in sorted(found, key=names.preference)]
    ranks = [0 if each.startswith("en") else 2 if each else 1 for each in languages]
    assert ranks == sorted(ranks)
