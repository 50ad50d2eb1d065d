"""What https://www.w3.org/TR/prov-o/ and https://www.w3.org/TR/prov-constraints/ ask for."""

from pathlib import Path
from typing import Final

import pytest

from reportedly import media
from reportedly.engine.embedded import Embedded
from reportedly.errors import NotAcceptable, ResourceMissing
from reportedly.export import provenance
from reportedly.media import Format
from reportedly.terms import PREFIXES, REPORTS, RPT
from tests.web.submitting import REPORT, document, make_site

from .conftest import SEED, texts

PROLOGUE: Final = (
    f"PREFIX prov: <{PREFIXES['prov']}> PREFIX rpt: <{RPT}> PREFIX rdfs: <{PREFIXES['rdfs']}>"
)


def read(engine: Embedded, report: str, form: Format = media.TURTLE) -> Embedded:
    answer = provenance.answer(engine, report, form.media_type)
    found = Embedded.in_memory()
    found.add(None, answer.body, answer.media_type)
    return found


@pytest.fixture(scope="module")
def told(seeded: Embedded) -> Embedded:
    return read(seeded, SEED)


def found(engine: Embedded, pattern: str) -> set[tuple[str, ...]]:
    return texts(engine, f"{PROLOGUE} SELECT * {{ {pattern} }}")


def test_statements_and_accounts_are_attributed_to_their_sources(
    told: Embedded, seeded: Embedded
) -> None:
    meant = f"""?statement rpt:within+ <{SEED}> ; rpt:source ?who .
      ?statement rpt:account?|rpt:quotation ?thing"""
    chosen = f"{PROLOGUE} SELECT ?thing ?who"
    attributed = texts(told, f"{chosen} {{ ?thing prov:wasAttributedTo ?who }}")
    assert attributed >= texts(seeded, f"{chosen} {{ {meant} }}")


def test_a_statement_comes_from_its_carrier_and_so_from_the_report(told: Embedded) -> None:
    path = f"<{SEED}#s14-a> prov:wasDerivedFrom+ ?from"
    assert found(told, path) == {(f"{SEED}#s14",), (f"{SEED}#s-reuters",), (SEED,)}


def test_nothing_comes_from_itself(told: Embedded) -> None:
    assert not found(told, "?thing (prov:wasDerivedFrom|prov:wasQuotedFrom)+ ?thing")


def test_all_that_is_told_is_an_entity_or_an_agent_and_never_both(told: Embedded) -> None:
    assert not found(told, "?thing a prov:Entity , prov:Agent")
    assert not found(
        told, "?thing prov:wasAttributedTo ?who FILTER NOT EXISTS { ?who a prov:Agent }"
    )
    assert not found(
        told, "?thing prov:wasDerivedFrom ?other FILTER NOT EXISTS { ?other a prov:Entity }"
    )


def test_nothing_that_is_only_told_is_an_activity(told: Embedded) -> None:
    assert not found(told, "?thing a prov:Activity")


def test_labels_of_accounts_begin_with_their_speaker(told: Embedded) -> None:
    labels = found(told, "[] rdfs:label ?label FILTER(CONTAINS(?label, ': '))")
    assert len(labels) > 40
    assert all(label.startswith(("According to ", "Denied by ")) for (label,) in labels)


def test_quotations_are_words_from_the_report(told: Embedded) -> None:
    quoted = found(told, f"?quotation prov:wasQuotedFrom <{SEED}> ; prov:value ?words")
    assert len(quoted) == 6


def test_a_comparison_is_a_judgement_of_somebody(told: Embedded) -> None:
    judged = f"<{SEED}#x-strikes-actors> prov:wasDerivedFrom ?account"
    assert found(told, judged) == {(f"{SEED}#s01-a",), (f"{SEED}#s04-a",)}
    whose = f"<{SEED}#x-strikes-actors> prov:wasAttributedTo ?who"
    assert found(told, whose) == {("https://w3id.org/reportedly/id/reportedly",)}


def test_for_whom_a_source_speaks_is_told(told: Embedded) -> None:
    state = "https://w3id.org/reportedly/id/state-of-russia"
    peskov = "<https://w3id.org/reportedly/id/dmitry-peskov> prov:actedOnBehalfOf+ ?body"
    assert (state,) in found(told, peskov)


def test_the_whole_is_a_bundle_of_whoever_encoded_it(told: Embedded) -> None:
    pattern = f"<{SEED}/provenance> a prov:Bundle ; prov:wasAttributedTo/rdfs:label ?name"
    assert ("The reportedly project",) in texts(told, f"{PROLOGUE} SELECT ?name {{ {pattern} }}")


def test_the_versions_of_a_submitted_report_are_told(tmp_path: Path) -> None:
    site = make_site(tmp_path / "store")
    site.submit(document())
    told = read(site.engine, REPORT)
    assert found(told, f"?version prov:specializationOf <{REPORT}>") == {(f"{REPORT}/versions/1",)}
    submitter = f"<{REPORT}/provenance> prov:wasAttributedTo ?who . ?who a prov:Agent"
    assert found(told, submitter) == {("https://w3id.org/reportedly/submitter/Alice",)}


@pytest.mark.parametrize("form", media.GRAPH_FORMATS, ids=lambda form: str(form.name))
def test_it_says_the_same_in_every_format(form: Format, seeded: Embedded, told: Embedded) -> None:
    same = "?s ?p ?o"
    assert found(read(seeded, SEED, form), same) == found(told, same)


def test_it_says_everything_once(seeded: Embedded) -> None:
    lines = provenance.answer(seeded, SEED, media.N_TRIPLES.media_type).body.splitlines()
    assert len(set(lines)) == len(lines)


def test_what_is_not_there_is_refused(seeded: Embedded) -> None:
    with pytest.raises(ResourceMissing):
        provenance.answer(seeded, f"{REPORTS}none")
    with pytest.raises(NotAcceptable):
        provenance.answer(seeded, SEED, "image/png")
