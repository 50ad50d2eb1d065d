"""Reading a submission: whatever comes, it is read or refused, and nothing else happens."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.engine.port import Document
from reportedly.errors import DocumentSyntaxError, ReportedlyError, SubmissionRefused
from reportedly.submission import context, reading
from reportedly.submission.reading import Reading
from reportedly.terms import BASE, PREFIXES

REPORT = f"{BASE}report/a-b"
TURTLE = f"""\
@prefix : <{REPORT}#> .
PREFIX rpt: <{PREFIXES["rpt"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
<{REPORT}> a rpt:Report ; rpt:length 100 . # the report
:s01 a rpt:Statement ;
    rpt:source :a, <{BASE}id/reuters> ; rpt:within <{REPORT}> .
:e1 rdfs:label "one"@en, 'deux'@fr, \"\"\"le
trois\"\"\"@fr .
"""
JSON_LD = json.dumps(
    {
        "@context": context.IRI,
        "@graph": [
            {"@id": "report:a-b", "@type": "Report", "length": 100},
            {"@id": "report:a-b#s01", "source": ["id:reuters", {"@id": "report:a-b#a"}]},
            {"@id": "report:a-b#e1", "label": {"en": "one", "fr": ["deux", "trois"]}},
        ],
    },
    indent=1,
)
PIECES = st.sampled_from(
    [
        *('"', "'", '"""', "<", ">", "[", "(", "{", "_:", "#", "\\", ".", ";", ",", "@", "^^", ":"),
        *(
            " ",
            "\n",
            "\r",
            "\ufeff",
            "\u202e",
            "\x00",
            "é",
            "𝒳",
            "a",
            "<<",
            "~",
            "null",
            "1.5",
            "-",
        ),
        *("PREFIX x: <y:>", "@base <http://e/> .", '"@id"', "true", "}", "]", "e:", "\\u0041"),
    ]
)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), PIECES | st.just("")), max_size=3)
DOCUMENTS = st.sampled_from([("text/turtle", TURTLE), ("application/ld+json", JSON_LD)])


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, CHANGES)
def test_a_damaged_report_is_read_or_refused(
    document: tuple[str, str], changes: list[tuple[float, int, str]]
) -> None:
    media_type, text = document
    for place, removed, added in changes:
        start = int(place * len(text))
        text = text[:start] + added + text[start + removed :]
    outcome = read_or_error(Document(text.encode(), media_type))
    if isinstance(outcome, ReportedlyError):
        assert in_document(outcome, text.removeprefix("\ufeff"))
    else:
        assert len(list(outcome.source.spots())) == len(outcome.triples)


def read_or_error(document: Document) -> Reading | ReportedlyError:
    try:
        return reading.read(document)
    except ReportedlyError as error:
        return error


def in_document(error: ReportedlyError, text: str) -> bool:
    """Whether the place of an error is in the text; the end of its last line is."""
    if not isinstance(error, DocumentSyntaxError | SubmissionRefused) or not error.line:
        return True
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return 0 < (error.column or 0) <= len(lines[error.line - 1]) + 1


def test_a_report_is_read() -> None:
    by_turtle = reading.read(Document(TURTLE.encode(), "text/turtle"))
    by_json = reading.read(Document(JSON_LD.encode(), "application/ld+json"))
    assert (by_turtle.report, by_turtle.slug) == (by_json.report, by_json.slug) == (REPORT, "a-b")
    assert len(by_turtle.triples) == 9


def test_a_byte_order_mark_is_passed_over() -> None:
    for media_type, text in (("text/turtle", TURTLE), ("application/ld+json", JSON_LD)):
        assert reading.read(Document(b"\xef\xbb\xbf" + text.encode(), media_type)).slug == "a-b"


def test_n_triples() -> None:
    body = (
        f"<{REPORT}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{PREFIXES['rpt']}Report> ."
    )
    assert reading.read(Document(body.encode(), "application/n-triples")).report == REPORT
