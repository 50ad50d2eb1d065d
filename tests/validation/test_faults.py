"""What is said of a value at fault, beside the rule that it breaks."""

import pytest

from reportedly import documents, validation
from reportedly.terms import PREFIXES
from reportedly.validation.rendering import remarks

REPORT = "https://w3id.org/reportedly/report/x"
NAMES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def hints(turtle: str, language: str = "en") -> set[str]:
    document = f"PREFIX : <{REPORT}#>\n{NAMES}\n{turtle}"
    graph = documents.parse_turtle(document.encode(), name="x.ttl")
    return {each.hint for each in remarks.of_outcome(validation.validate(graph), language)} - {""}


@pytest.mark.parametrize(
    ("turtle", "hint"),
    [
        (':a a rpt:Account ; rpt:denied "true" .', "write true without quotation marks"),
        (':f a rpt:Figure ; rpt:lower "12" .', "write 12 without quotation marks"),
        (':p a rpt:Passage ; oa:start "184" .', "write 184 without quotation marks"),
        (':s a rpt:Statement ; rpt:source "spokesman" .', "This is a text; the IRI of a resource"),
        (f':p a rpt:Passage ; rpt:digest "{"0F" * 32}" .', "There are capital letters"),
        (':a a rpt:Account ; rpt:gloss "Rain." .', "The text has no language"),
        (":a a rpt:Account ; rpt:denied true, false .", "There is more than one."),
    ],
)
def test_the_fault_is_named(turtle: str, hint: str) -> None:
    assert any(hint in each for each in hints(turtle))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_fault_is_named_in_other_languages(language: str) -> None:
    (hint,) = hints(':p a rpt:Passage ; oa:start "184" .', language)
    assert "184" in hint


def test_where_the_rule_says_enough_nothing_is_added() -> None:
    assert not hints(":p a rpt:Passage ; oa:start -1 .")
