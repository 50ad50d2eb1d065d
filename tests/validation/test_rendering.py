"""Findings as text, JSON, SARIF and RDF, with and without places in a document."""

import json
from dataclasses import replace
from typing import Any

import pytest
from rdflib import Graph
from rdflib.compare import to_isomorphic
from rdflib.namespace import SH

from reportedly import documents, validation
from reportedly.documents import Position
from reportedly.errors import DocumentSyntaxError, ReportError, SubmissionRefused
from reportedly.terms import PREFIXES
from reportedly.validation import Outcome, rendering
from reportedly.validation.rendering import graphs, objects, remarks, sarif, text

REPORT = "https://w3id.org/reportedly/report/x"
NAMES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
DOCUMENT = f"""
PREFIX : <{REPORT}#>
{NAMES}
:e a rpt:Event ;
  rdfs:label "A", "B"@en ;
  rpt:plce id:aleppo .
:p a rpt:Passage ;
  oa:start "one"^^xsd:integer ;
  oa:end 3 ;
  rpt:digest "{"0" * 64}" .
"""
TEXT = """\
violation: :e rdfs:label "A"
  rdfs:label is the name to show. Give at least one, with its language, and no more than one for
  each language; others are skos:altLabel.
  The text has no language: add it, such as @en in Turtle.
  shape:Label

x.ttl:7:3: violation: :e rpt:plce id:aleppo
  |   rpt:plce id:aleppo .
  |   ^
  An rpt:Event is only a meeting point and asserts nothing. Keep labels and links here, and put what
  a source says into an rpt:Account.
  Did you mean rpt:place?
  shape:Event
"""
PLACES = {
    f"{PREFIXES['rpt']}plce": Position(7, 3, "  rpt:plce id:aleppo ."),
    f"{PREFIXES['oa']}start": Position(9, 12, '\toa:start\t "one"^^xsd:integer ;'),
}


def checked(document: str) -> Outcome:
    return validation.validate(documents.parse_turtle(document.encode(), name="x.ttl"))


def placed(outcome: Outcome) -> Outcome:
    """The outcome with a place for the findings on two of its properties."""
    told = (replace(each, position=PLACES.get(str(each.path))) for each in outcome.findings)
    return replace(outcome, findings=tuple(told))


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return checked(DOCUMENT)


@pytest.fixture(scope="module")
def with_places(outcome: Outcome) -> Outcome:
    return placed(outcome)


def findings(outcome: Outcome, language: str = "en") -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(rendering.as_json(outcome, language))["findings"]
    return told


def test_text_says_what_is_wrong_and_how_to_mend_it(outcome: Outcome) -> None:
    blocks = rendering.as_text(outcome).split("\n\n")
    assert TEXT.split("\n\n")[0] in blocks
    assert blocks[-1] == "Does not conform: 4 violations, 1 warning.\n"


def test_text_points_at_the_place(with_places: Outcome) -> None:
    assert TEXT.split("\n\n")[1].rstrip() in rendering.as_text(with_places, document="x.ttl")


def test_the_caret_stands_below_its_column_where_the_line_has_tabs(with_places: Outcome) -> None:
    assert '\n  |  oa:start  "one"^^xsd:integer ;\n  |            ^\n' in rendering.as_text(
        with_places
    )


def test_findings_are_told_in_the_order_of_the_document(with_places: Outcome) -> None:
    places = [each.line for each in remarks.of_outcome(with_places)]
    assert places == [7, 9, 0, 0, 0]


def test_as_many_are_counted_as_are_told(outcome: Outcome) -> None:
    told = remarks.of_outcome(outcome)
    assert len(outcome.findings) > len(told)
    assert sum(len(each.components) for each in told) == len(outcome.findings)
    assert text.verdict(told) == "Does not conform: 4 violations, 1 warning."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "rien ne parle de cet événement"),
        ("fr", "Vouliez-vous dire rpt:place ?"),
        ("fr", "\nNon conforme : 4 violations, 1 avertissement.\n"),
        ("ar", "هل تقصد rpt:place؟"),
        ("ar", "\nغير مطابق: عدد المخالفات 4، تحذير واحد.\n"),
        ("ar", "لا شيء يحكي عن هذا الحدث"),
        ("tlh", "nothing tells of this event"),
        ("tlh", "\nDoes not conform: 4 violations, 1 warning.\n"),
    ],
)
def test_text_in_other_languages(outcome: Outcome, language: str, words: str) -> None:
    assert words in rendering.as_text(outcome, language)


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("rpt:source id:zorglub", "id:zorglub is not among the shared actors and places."),
        ("rpt:source :a-zorglub", "Nothing here describes :a-zorglub: describe it, or correct"),
        ("rpt:act kind:zorglub", "There is no kind:zorglub."),
        ('rpt:source :a . :a rdfs:label "A"@en', "Nothing says what :a is: give it a class"),
    ],
)
def test_a_name_that_leads_nowhere_is_said_to(link: str, hint: str) -> None:
    result = checked(f"PREFIX : <{REPORT}#>\n{NAMES}\n:s a rpt:Statement ; {link} .")
    assert hint in rendering.as_text(result)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_new_actor_is_given_an_iri_that_can_be_copied(language: str) -> None:
    document = f"PREFIX : <{REPORT}#>\n{NAMES}\n:s a rpt:Statement ; rpt:source id:mayor-of-x ."
    (hint,) = {each.hint for each in remarks.of_outcome(checked(document), language)} - {""}
    assert f"<{REPORT}#name>" in hint


def test_a_value_that_is_described_is_not_said_to_be_missing() -> None:
    result = checked(f"PREFIX : <{REPORT}#>\n{NAMES}\n:s a rpt:Statement ; rpt:source :s .")
    assert not any(each.lack for each in result.findings)


def test_of_very_many_findings_the_rest_is_counted(with_places: Outcome) -> None:
    first = with_places.findings[0]
    places = (Position(line, 1, "x") for line in range(1, remarks.MOST + 11))
    many = replace(with_places, findings=tuple(replace(first, position=each) for each in places))
    told = remarks.of_outcome(many)
    assert len(told) == remarks.MOST + 1
    assert (told[-1].severity, told[-1].message) == (
        first.severity,
        "Not told here: 10 more findings.",
    )


def test_long_values_and_long_lines_are_cut() -> None:
    result = checked(f'PREFIX : <{REPORT}#>\n{NAMES}\n:e a rpt:Event ; rpt:gloss "{"x" * 500}" .')
    place = Position(1, 4000, "y" * 10_000)
    far = replace(result, findings=tuple(replace(e, position=place) for e in result.findings))
    assert max(map(len, rendering.as_text(far).splitlines())) <= 125
    assert max(len(each["source"]) for each in findings(far)) <= 120


def test_text_has_nothing_that_steers_a_terminal() -> None:
    result = checked(f'PREFIX : <{REPORT}#>\n{NAMES}\n:e a rpt:Event ; rpt:gloss "\x1b[2J\u202e" .')
    place = Position(2, 1, "\x1b[2J \u202e\x07")
    told = replace(result, findings=tuple(replace(e, position=place) for e in result.findings))
    written = rendering.as_text(told, document="\x1b]x.ttl")
    assert all(each.isprintable() or each == "\n" for each in written)


@pytest.mark.parametrize("language", rendering.LANGUAGES)
def test_a_conforming_outcome_has_a_verdict_only(language: str) -> None:
    conforming = Outcome((), Graph())
    assert rendering.as_text(conforming, language).count("\n") == 1
    assert json.loads(rendering.as_json(conforming)) == {"conforms": True, "findings": []}
    assert rendering.as_text(conforming) == "Conforms.\n"


def test_json_holds_every_part(with_places: Outcome) -> None:
    assert json.loads(rendering.as_json(with_places))["conforms"] is False
    closed = next(each for each in findings(with_places) if each["meant"])
    assert closed == {
        "severity": "violation",
        "message": "An rpt:Event is only a meeting point and asserts nothing. Keep labels and "
        "links here, and put what a source says into an rpt:Account.",
        "hint": "Did you mean rpt:place?",
        "about": ":e rpt:plce id:aleppo",
        "rule": "https://w3id.org/reportedly/shapes#Event",
        "line": 7,
        "column": 3,
        "source": "  rpt:plce id:aleppo .",
        "caret": 2,
        "focus": {"type": "uri", "value": f"{REPORT}#e"},
        "path": f"<{PREFIXES['rpt']}plce>",
        "value": {"type": "uri", "value": f"{PREFIXES['id']}aleppo"},
        "components": [f"{PREFIXES['sh']}ClosedConstraintComponent"],
        "meant": f"{PREFIXES['rpt']}place",
    }


def test_json_has_null_for_a_place_that_is_not_known(outcome: Outcome) -> None:
    assert {each["line"] for each in findings(outcome)} == {None}


def test_json_has_values_as_sparql_results_have_them(outcome: Outcome) -> None:
    values = [each["value"] for each in findings(outcome)]
    assert {"type": "literal", "value": "A"} in values
    integer = f"{PREFIXES['xsd']}integer"
    assert {"type": "literal", "value": "one", "datatype": integer} in values
    assert None in values


def test_json_is_read_back_as_it_was(with_places: Outcome) -> None:
    told = remarks.of_outcome(with_places)
    assert tuple(map(objects.from_object, findings(with_places))) == told


def test_turtle_is_the_report(outcome: Outcome) -> None:
    written = Graph().parse(data=rendering.as_turtle(outcome), format="turtle")
    assert to_isomorphic(written) == to_isomorphic(outcome.report)


def test_turtle_has_a_pointer_for_each_result_whose_place_is_known(with_places: Outcome) -> None:
    written = Graph().parse(data=rendering.as_turtle(with_places), format="turtle")
    places = {
        str(written.value(result, SH.resultPath)): int(str(written.value(pointer, line)))
        for result, pointer in written.subject_objects(graphs.EARL.pointer)
        for line in [graphs.PTR.lineNumber]
    }
    assert places == {f"{PREFIXES['rpt']}plce": 7, f"{PREFIXES['oa']}start": 9}


def run_of(log: str) -> dict[str, Any]:
    runs: list[dict[str, Any]] = json.loads(log)["runs"]
    assert len(runs) == 1
    return runs[0]


def test_sarif_names_a_rule_a_level_and_a_place_for_each_result(with_places: Outcome) -> None:
    run = run_of(rendering.as_sarif(with_places, document="a folder/x.ttl"))
    first = run["results"][0]
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert (first["ruleId"], first["level"], rule["name"]) == (rule["id"], "error", "Event")
    place = first["locations"][0]["physicalLocation"]
    assert run["artifacts"][place["artifactLocation"]["index"]] == {
        "location": {"uri": "a%20folder/x.ttl"}
    }
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (7, 3)


def test_sarif_explains_each_rule_in_the_language(with_places: Outcome) -> None:
    rules = run_of(rendering.as_sarif(with_places, "fr"))["tool"]["driver"]["rules"]
    texts = {rule["name"]: rule["fullDescription"]["text"] for rule in rules}
    assert texts["Event-account"].startswith("rpt:ofEvent : rien ne parle de cet événement")


def test_sarif_without_findings_still_names_what_was_checked() -> None:
    run = run_of(sarif.write({"x.ttl": ()}))
    assert (run["results"], len(run["artifacts"])) == ([], 1)


def test_an_error_with_a_place_is_told_like_a_finding() -> None:
    error = DocumentSyntaxError(
        name="x.ttl", reason="a dot is missing", line=2, column=3, source="a b c"
    )
    assert text.told(remarks.of_error(error), document="x.ttl") == (
        "x.ttl:2:3: violation: Not well-formed RDF\n  | a b c\n  |   ^\n  A dot is missing."
    )


def test_an_error_without_a_place_keeps_its_hint() -> None:
    told = remarks.of_error(ReportError("There are two.", hint="Send one."))
    assert (told.line, told.message, told.hint) == (0, "There are two.", "Send one.")
    assert told.rule.endswith("/problem/not-a-report")


def test_what_is_refused_is_told_with_its_place_once() -> None:
    error = SubmissionRefused("It is odd.", hint="Mend it.", line=1, column=1, source="odd")
    told = text.told(remarks.of_error(error))
    assert told.splitlines() == [
        "1:1: violation: The submission is refused",
        "  | odd",
        "  | ^",
        "  It is odd.",
        "  Mend it.",
    ]


def test_a_line_that_is_too_long_to_tell_has_only_its_place(with_places: Outcome) -> None:
    place = Position(3, 10_000, "")
    first = replace(with_places.findings[0], position=place)
    told = rendering.as_text(replace(with_places, findings=(first,)), document="x.ttl")
    assert told.startswith("x.ttl:3:10000: ")
    assert "^\n" not in told
