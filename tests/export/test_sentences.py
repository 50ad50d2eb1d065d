import pytest

from reportedly.attribution.model import Account, Ref, Statement, Text
from reportedly.export import sentences

EVENT = Ref("e", "Strikes on a town", "en")
ACT = Ref("k", "state", "en")
REPORT = Ref("r", "A report", "en")
AUTHOR = Ref("a", "The report’s author", "en")


def people(*names: str) -> tuple[Ref, ...]:
    return tuple(Ref(name, name, "en") for name in names)


def statement(*sources: str, carriers: tuple[tuple[Ref, ...], ...] = ()) -> Statement:
    voices = (*carriers, (AUTHOR,))
    chain = (*(REPORT for _ in carriers), REPORT)
    return Statement("s", "C01", REPORT, people(*sources), ACT, ACT, chain=chain, voices=voices)


def account(gloss: str = "It rained.", language: str = "en", *, denied: bool = False) -> Account:
    return Account("s-a", EVENT, ACT, ACT, denied, (Text(gloss, language),))


def test_a_sentence_begins_with_its_speaker() -> None:
    told = sentences.account(statement("Reuters"), account())
    assert told == Text("According to Reuters: It rained.", "en")


def test_a_denial_is_told_as_one() -> None:
    told = sentences.account(statement("The Kremlin"), account(denied=True))
    assert told.text == "Denied by the Kremlin: It rained."


def test_the_carriers_are_named_but_not_the_report() -> None:
    carried = statement("Two sources", carriers=(people("Reuters"), people("X", "Y", "Z")))
    assert sentences.speakers(carried) == "two sources, through Reuters, through X, Y and Z"


def test_a_sentence_with_a_gloss_in_another_language_is_in_no_one_language() -> None:
    assert sentences.account(statement("Reuters"), account("Il pleut.", "fr")).language == ""


def test_without_a_gloss_the_event_is_named_and_not_told() -> None:
    told = sentences.account(statement("Reuters"), Account("s-a", EVENT, ACT, ACT))
    assert told.text == "According to Reuters: an account of “Strikes on a town”"


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ((), "somebody who is not named"),
        (("The Kremlin",), "the Kremlin"),
        (("Al", "The B"), "Al and the B"),
        (("The",), "the"),
        (("Al", "Two men", "Theodor"), "Al, two men and Theodor"),
    ],
)
def test_names_are_listed_as_within_a_sentence(names: tuple[str, ...], listed: str) -> None:
    assert sentences.listed(people(*names)) == listed
