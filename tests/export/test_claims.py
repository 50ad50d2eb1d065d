"""What https://schema.org/Claim is for, and what the data says, in RDF."""

from pathlib import Path
from typing import Any, Final

import pytest

from reportedly.attribution import report, statements
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.errors import ResourceMissing
from reportedly.export import claims, edition
from reportedly.media import TURTLE
from reportedly.terms import PREFIXES, REPORTS, RPT
from tests.web.submitting import REPORT, document, make_site

from .conftest import SEED, read_as_rdf, texts

SCHEMA: Final = "https://schema.org/"
PROLOGUE: Final = f"PREFIX schema: <{SCHEMA}> PREFIX rpt: <{RPT}> PREFIX rdfs: <{PREFIXES['rdfs']}>"
DENIAL: Final = b"rpt:status kind:happened"


@pytest.fixture(scope="module")
def told(seeded: Embedded) -> dict[str, Any]:
    return claims.schema_org(seeded, SEED)


@pytest.fixture(scope="module")
def as_rdf(told: dict[str, Any]) -> Embedded:
    return read_as_rdf(told, {"@vocab": SCHEMA})


def node(document: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in document["@graph"] if each["@type"] == kind)
    return found


def test_in_rdf_each_account_is_a_claim_of_those_who_make_the_statement(
    as_rdf: Embedded, seeded: Embedded
) -> None:
    written = f"{PROLOGUE} SELECT ?claim ?who {{ ?claim a schema:Claim ; schema:author ?who }}"
    meant = f"""{PROLOGUE} SELECT ?claim ?who {{
      ?statement rpt:within+ <{SEED}> ; rpt:account ?claim ; rpt:source ?who }}"""
    assert texts(as_rdf, written) == texts(seeded, meant)


def test_each_claim_says_in_its_text_who_makes_it(as_rdf: Embedded) -> None:
    query = f"""{PROLOGUE} SELECT ?text ?name {{
      ?claim a schema:Claim ; schema:text ?text ; schema:author/schema:name ?name }}"""
    found = texts(as_rdf, query)
    assert len(found) > 40
    for text, name in found:
        head, _, said = text.partition(": ")
        assert head.startswith(("According to ", "Denied by "))
        assert name.partition(" ")[2] in head
        assert said


def test_nothing_is_told_as_an_event_that_takes_place_or_as_a_verdict(as_rdf: Embedded) -> None:
    kinds = {kind.removeprefix(SCHEMA) for (kind,) in texts(as_rdf, "SELECT ?c { ?s a ?c }")}
    allowed = {"Article", "Claim", "CreativeWork", "Dataset", "Organization", "Person", "Thing"}
    assert kinds == allowed


def test_what_carried_a_claim_is_where_it_appears(as_rdf: Embedded) -> None:
    query = f"{PROLOGUE} SELECT ?where {{ <{SEED}#s14-a> schema:appearance ?where }}"
    assert texts(as_rdf, query) == {(SEED,), (f"{SEED}#s-reuters",)}


def test_who_has_encoded_a_claim_is_its_interpreter_and_not_its_author(as_rdf: Embedded) -> None:
    query = f"{PROLOGUE} SELECT DISTINCT ?who {{ ?claim schema:claimInterpreter ?who }}"
    assert texts(as_rdf, query) == {("https://w3id.org/reportedly/id/reportedly",)}


def test_speakers_are_linked_to_what_others_call_them(as_rdf: Embedded) -> None:
    query = f"""{PROLOGUE} SELECT ?kind ?same {{
      <https://w3id.org/reportedly/id/reuters> a ?kind ; schema:sameAs ?same }}"""
    wikidata = "http://www.wikidata.org/entity/Q130879"
    assert texts(as_rdf, query) == {(f"{SCHEMA}Organization", wikidata)}


def test_whoever_is_not_named_is_neither_a_person_nor_an_organisation(as_rdf: Embedded) -> None:
    query = f"SELECT ?kind {{ <{SEED}#a-army-sources> a ?kind }}"
    assert texts(as_rdf, query) == {(f"{SCHEMA}Thing",)}


def test_an_assumed_day_is_not_told_as_that_of_the_report(told: dict[str, Any]) -> None:
    assert "datePublished" not in node(told, "Article")


def test_a_submitted_report_has_its_day_its_version_and_who_sent_it(tmp_path: Path) -> None:
    site = make_site(tmp_path / "store")
    site.submit(document())
    found = claims.schema_org(site.engine, REPORT)
    assert node(found, "Article")["datePublished"] == "2025-01-07"
    assert node(found, "Dataset")["version"] == "1"
    (creator,) = node(found, "Dataset")["creator"]
    assert {"@id": creator["@id"], "@type": "Thing", "name": "Alice"} in found["@graph"]


def test_a_denial_is_told_as_one() -> None:
    engine = open_engine(None)
    assert DENIAL in document()
    engine.replace(
        REPORT, document().replace(DENIAL, DENIAL + b" ; rpt:denied true"), TURTLE.media_type
    )
    claim = node(claims.schema_org(engine, REPORT), "Claim")
    assert claim["text"].startswith("Denied by the author: ")
    assert claim["keywords"][-1] == "denied"


def test_a_page_of_some_statements_has_the_claims_in_these(
    seeded: Embedded, told: dict[str, Any]
) -> None:
    some = statements.read(seeded, [f"{SEED}#s01"])
    page = claims.of(seeded, report.read(seeded, SEED), edition.read(seeded, SEED), some)
    assert [each["@id"] for each in page["@graph"] if each["@type"] == "Claim"] == [f"{SEED}#s01-a"]
    assert node(page, "Claim") in told["@graph"]


def test_there_are_none_of_a_report_that_is_not_there(seeded: Embedded) -> None:
    with pytest.raises(ResourceMissing):
        claims.schema_org(seeded, f"{REPORTS}none")
