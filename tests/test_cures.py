"""What is said beside the words of a parser, for what people leave out or misspell."""

import pytest

from reportedly import documents
from reportedly.errors import DocumentSyntaxError

NAMES = """\
PREFIX : <https://w3id.org/reportedly/report/x#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
"""


def refusal(document: str) -> DocumentSyntaxError:
    with pytest.raises(DocumentSyntaxError) as caught:
        documents.parse_turtle(document.encode(), name="x")
    return caught.value


@pytest.mark.parametrize(
    ("document", "cure"),
    [
        (":s rpt:account :a\n\n  rpt:source :b .", "End line 3 with a full stop; or with a semi"),
        (":s a rpt:Statement", "Is a full stop missing after line 3?"),
        (":s a rpt:Statement ;\n\n", "Is a full stop missing after line 3?"),
        (':s rpt:gloss "abc .\n:t a rpt:X .', "Is a closing quotation mark missing?"),
        ("<#mayor> a rpt:Person .", "It is a relative IRI: write it in full, such as <https://w3"),
        (":s rpt:lower zero .", "Write a number, a text in quotation marks, or a name with"),
        (":s rpt:lower ; rpt:upper 2 .", "A value is missing before it."),
        (":s rpt:gloss “abc” .", 'Write texts in straight quotation marks: "…".'),
        (':s rpt:gloss "a" "b" .', "Is a comma or a semicolon missing before it?"),
        (":s :p <", "Is a closing > missing?"),
    ],
)
def test_the_cure_is_guessed(document: str, cure: str) -> None:
    error = refusal(NAMES + document)
    assert error.cure.startswith(cure)
    assert error.hint.endswith(error.cure)


def test_all_known_prefixes_that_are_missing_are_written_out_at_once() -> None:
    error = refusal(NAMES + ':s dcterms:title "owl:x" ; skos:note <geo:x> . # xsd:x\n')
    assert error.cure.splitlines() == [
        "Add at the top:",
        "PREFIX dcterms: <http://purl.org/dc/terms/>",
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
    ]


def test_a_prefix_that_nobody_knows_is_named() -> None:
    assert refusal(NAMES + ":s foo:bar 1 .").cure == "Add at the top:\nPREFIX foo: <…>"


def test_what_is_cited_keeps_its_small_letters() -> None:
    assert refusal(NAMES + ":s rpt:lower zero .").reason == "“zero” is not a valid RDF object"


@pytest.mark.parametrize("document", ["}", "<", "\ufeff\n", "e:a", '"', "@", "PREFIX", ".\n;"])
def test_a_cure_is_looked_for_wherever_a_parser_stops(document: str) -> None:
    assert isinstance(refusal(f"{document}\n!").cure, str)
