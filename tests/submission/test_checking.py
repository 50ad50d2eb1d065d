"""The one check: a report that conforms, one that does not, and the text beside it."""

from hashlib import sha256
from pathlib import Path

import pytest
from rdflib.namespace import DCTERMS

from reportedly import resources
from reportedly.engine.port import Document
from reportedly.submission import check
from reportedly.submission.checking import Summary
from reportedly.terms import RPT, SHAPE
from reportedly.validation import Severity
from reportedly.validation.rendering import as_text

CASES = Path(__file__).parents[1] / "cases"
SMALLEST = (CASES / "valid" / "smallest.ttl").read_bytes()
RAIN = "It rained in Damascus."
SEED = (resources.data() / "reports" / "syria-2024-12-02.ttl").read_bytes()


def turtle(body: bytes) -> Document:
    return Document(body, "text/turtle")


def test_a_report_that_conforms() -> None:
    checked = check(turtle(SEED))
    assert checked.accepted
    assert checked.report == "https://w3id.org/reportedly/report/syria-2024-12-02"
    assert checked.slug == "syria-2024-12-02"
    assert checked.summary == Summary(statements=33, sources=10, events=34, triples=1372)
    assert len(checked.triples.splitlines()) == 1372
    assert not checked.text_checked


def test_a_finding_has_the_place_of_the_triple() -> None:
    mistaken = SEED.replace(b"rpt:saidOn ", b"rpt:saidAt ", 1)
    checked = check(turtle(mistaken))
    assert not checked.accepted
    (position,) = {f.position for f in checked.outcome.findings if f.path == RPT.saidAt}
    line = mistaken[: mistaken.index(b"rpt:saidAt")].count(b"\n") + 1
    assert position is not None
    assert (position.line, position.column) == (line, position.source.index('"') + 1)


def test_a_missing_triple_has_the_place_of_its_subject() -> None:
    checked = check(turtle(SEED.replace(b"    rpt:rendering kind:paraphrase ;\n", b"", 1)))
    (finding,) = checked.outcome.findings
    assert finding.path == RPT.rendering
    assert finding.position is not None
    assert finding.position.column == 1
    assert finding.position.source == f":{str(finding.focus).partition('#')[2]}"


def test_of_many_faults_some_of_each_kind_are_explained() -> None:
    many = b"".join(b":x%d a rpt:Statement .\n" % number for number in range(500))
    other = SEED.replace(b"rpt:rendering kind:paraphrase ;\n", b"", 1)
    checked = check(turtle(other + many))
    assert not checked.accepted
    assert len(checked.outcome.findings) < 100 < checked.outcome.more
    assert {RPT.rendering, RPT.source} <= {each.path for each in checked.outcome.findings}
    assert f"{checked.outcome.more} more" in as_text(checked.outcome)


def test_a_value_at_fault_may_have_a_backslash() -> None:
    faulty = SEED.replace(b'rpt:wording "', rb'rpt:wording "\\e\\1', 1)
    findings = check(turtle(faulty)).outcome.findings
    assert any(each.position and r"\\e" in each.position.source for each in findings)


def test_the_text_agrees(seed_text: str) -> None:
    checked = check(turtle(SEED), text=seed_text)
    assert checked.accepted
    assert checked.text_checked
    assert not checked.outcome.findings


def test_a_text_that_differs_is_found_where_the_passage_is(seed_text: str) -> None:
    checked = check(turtle(SEED), text=" " + seed_text)
    assert not checked.accepted
    assert {str(finding.shape) for finding in checked.outcome.findings} >= {
        str(SHAPE["Text-passage"])
    }
    assert all(finding.position and finding.messages for finding in checked.outcome.findings)


def test_a_text_with_something_more_at_its_end_is_only_warned_of(seed_text: str) -> None:
    checked = check(turtle(SEED), text=seed_text + "\n")
    assert checked.accepted
    (finding,) = checked.outcome.findings
    assert (finding.severity, finding.path) == (Severity.WARNING, RPT.digest)


def test_a_length_in_bytes_is_a_violation() -> None:
    checked = check(turtle(SMALLEST.replace(b"rpt:length 22", b"rpt:length 268")), text=RAIN)
    assert not checked.accepted
    (finding,) = (each for each in checked.outcome.findings if each.path == RPT.length)
    assert finding.severity is Severity.VIOLATION
    assert "rpt:length is 268, the text has 22 characters." in finding.messages["en"]


def test_what_stands_at_the_place_of_a_passage_is_told_by_its_digest() -> None:
    moved = SMALLEST.replace(b"oa:start 0 ; oa:end 22", b"oa:start 3 ; oa:end 9")
    findings = check(turtle(moved), text=RAIN).outcome.findings
    (finding,) = (each for each in findings if each.shape == SHAPE["Text-passage"])
    for message in finding.messages.values():
        assert sha256(b"rained").hexdigest() in message
        assert "rpt:digest" in message


def test_a_passage_beyond_the_end_of_the_text_is_said_to_be() -> None:
    (finding,) = check(turtle(SMALLEST), text=RAIN[:10]).outcome.findings
    assert "oa:end is 22, the text has 10 characters" in finding.messages["en"]


def test_the_name_of_a_language_is_no_tag() -> None:
    named = SMALLEST.replace(b'dcterms:language "en"', b'dcterms:language "English"')
    assert {each.path for each in check(turtle(named)).outcome.findings} == {DCTERMS.language}


@pytest.mark.parametrize("media_type", ["text/turtle", "Text/Turtle; charset=utf-8"])
def test_parameters_of_the_media_type_do_not_matter(media_type: str) -> None:
    assert check(Document(SEED, media_type)).accepted
