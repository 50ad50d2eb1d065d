import json

import pytest
from rdflib import Graph
from rdflib.compare import to_isomorphic

from reportedly import documents, validation
from reportedly.terms import PREFIXES
from reportedly.validation import Outcome, rendering

SEED = "https://w3id.org/reportedly/report/x#"
NAMES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
DOCUMENT = f"""
PREFIX : <{SEED}>
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
:e
  violation: ^rpt:ofEvent|^rpt:saidIn|^rpt:after|^rpt:concurrentWith
    rpt:ofEvent: nothing tells of this event. Link it from an rpt:Account, or remove it.
    shape:Event-account
  violation: rdfs:label "A"
    rdfs:label is the name to show. Give at least one, with its language, and no more than one for
    each language; others are skos:altLabel.
    shape:Label
  violation: rpt:plce id:aleppo
    An rpt:Event is only a meeting point and asserts nothing. Keep labels and links here, and put
    what a source says into an rpt:Account.
    Did you mean rpt:place?
    shape:Event

:p
  violation: oa:start "one"^^xsd:integer
    oa:start is the position of the first character, counted in code points from 0. Give exactly one
    integer, below oa:end.
    shape:Passage-start
  warning: ^rpt:passage|^rpt:quotation|^rpt:insertion|^rpt:boilerplate
    rpt:passage: nothing points to this passage. Link it, or remove it.
    shape:Passage-use

Does not conform: 6 violations, 1 warning.
"""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return validation.validate(documents.parse_turtle(DOCUMENT.encode(), name="x.ttl"))


def test_text_is_grouped_by_node_and_short(outcome: Outcome) -> None:
    assert rendering.as_text(outcome) == TEXT


def test_text_in_french(outcome: Outcome) -> None:
    assert "rien ne parle de cet événement" in rendering.as_text(outcome, "fr")


def test_text_in_a_language_that_is_not_there_is_still_told(outcome: Outcome) -> None:
    assert rendering.as_text(outcome, "ar").count("shape:") == 5


def test_long_values_are_cut() -> None:
    document = f'PREFIX : <{SEED}>\n{NAMES}\n:e a rpt:Event ; rpt:gloss "{"x" * 500}" .'
    result = validation.validate(documents.parse_turtle(document.encode(), name="x.ttl"))
    assert max(map(len, rendering.as_text(result).splitlines())) <= 100


def test_text_of_a_conforming_graph() -> None:
    assert rendering.as_text(Outcome((), Graph())) == "Conforms.\n"


def test_json_holds_every_part(outcome: Outcome) -> None:
    told = json.loads(rendering.as_json(outcome))
    assert told["conforms"] is False
    assert len(told["findings"]) == len(outcome.findings)
    closed = next(each for each in told["findings"] if each["meant"])
    messages = closed.pop("messages")
    assert set(messages) == {"en", "fr"}
    assert closed == {
        "severity": "violation",
        "focus": {"type": "uri", "value": f"{SEED}e"},
        "path": f"<{PREFIXES['rpt']}plce>",
        "value": {"type": "uri", "value": f"{PREFIXES['id']}aleppo"},
        "component": f"{PREFIXES['sh']}ClosedConstraintComponent",
        "shape": "https://w3id.org/reportedly/shapes#Event",
        "meant": f"{PREFIXES['rpt']}place",
    }


def test_json_has_values_as_sparql_results_have_them(outcome: Outcome) -> None:
    values = [each["value"] for each in json.loads(rendering.as_json(outcome))["findings"]]
    assert {"type": "literal", "value": "A"} in values
    integer = f"{PREFIXES['xsd']}integer"
    assert {"type": "literal", "value": "one", "datatype": integer} in values
    assert None in values


def test_turtle_is_the_report(outcome: Outcome) -> None:
    written = Graph().parse(data=rendering.as_turtle(outcome), format="turtle")
    assert to_isomorphic(written) == to_isomorphic(outcome.report)
