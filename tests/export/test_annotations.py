"""What https://www.w3.org/TR/annotation-model/ asks for, and what the data says, in RDF."""

from typing import Any, Final

import pytest

from reportedly import generation
from reportedly.engine.embedded import Embedded
from reportedly.errors import ResourceMissing
from reportedly.export import annotations
from reportedly.media import TURTLE
from reportedly.terms import OA, PREFIXES, REPORTS, RPT

from .conftest import SEED, read_as_rdf, texts

LINK: Final = {"@type": "@id"}
CONTEXT: Final = {
    "@vocab": str(OA),
    "as": "https://www.w3.org/ns/activitystreams#",
    "dcterms": PREFIXES["dcterms"],
    "rdf": PREFIXES["rdf"],
    "rpt": str(RPT),
    "id": "@id",
    "type": "@type",
    "body": {"@id": "hasBody", **LINK},
    "target": {"@id": "hasTarget", **LINK},
    "source": {"@id": "hasSource", **LINK},
    "selector": {"@id": "hasSelector", **LINK},
    "motivation": {"@id": "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "hasPurpose", "@type": "@vocab"},
    "value": "rdf:value",
    "first": {"@id": "as:first", **LINK},
    "items": {"@id": "as:items", "@container": "@list", **LINK},
}
"""What the terms that are used here mean, as the model has it."""

PROLOGUE: Final = f"PREFIX oa: <{OA}> PREFIX rpt: <{RPT}> PREFIX rdf: <{PREFIXES['rdf']}>"
PASSAGES: Final = f"""{PROLOGUE}
SELECT DISTINCT ?passage ?start ?end ?digest WHERE {{
  ?passage oa:start ?start ; oa:end ?end ; rpt:digest ?digest
  FILTER(STRSTARTS(STR(?passage), "{SEED}#"))
  FILTER NOT EXISTS {{ ?report rpt:boilerplate ?passage }}
  FILTER NOT EXISTS {{ ?statement rpt:account/rpt:ofEvent ?event ; rpt:passage ?passage
    FILTER NOT EXISTS {{ ?statement rpt:account ?account
      FILTER NOT EXISTS {{ ?account rpt:passage ?own }} }} }}
}}
"""


@pytest.fixture(scope="module")
def collection(seeded: Embedded) -> dict[str, Any]:
    return annotations.collection(seeded, SEED)


@pytest.fixture(scope="module")
def items(collection: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = collection["first"]["items"]
    return found


def pair(row: tuple[str, ...]) -> tuple[str, str]:
    first, second = row
    return first, second


def selectors(item: dict[str, Any]) -> list[dict[str, Any]]:
    found = [target["selector"] for target in item["target"]]
    return [each for one in found for each in (one if isinstance(one, list) else [one])]


def test_it_is_a_collection_with_all_annotations_on_its_one_page(
    collection: dict[str, Any], items: list[dict[str, Any]]
) -> None:
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(items)
    assert collection["first"]["type"] == "AnnotationPage"
    assert (
        collection["first"]["partOf"] == {"id": collection["id"]} == {"id": f"{SEED}/annotations"}
    )


def test_each_annotation_has_what_the_model_asks_for(items: list[dict[str, Any]]) -> None:
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] in {"describing", "identifying"}
        assert [body["type"] for body in item["body"]].count("TextualBody") == 1
        for target in item["target"]:
            assert target["source"] == SEED
        for selector in selectors(item):
            assert selector["type"] in {"TextPositionSelector", "TextQuoteSelector"}
            assert "exact" in selector or 0 <= selector["start"] < selector["end"]


def test_in_rdf_all_passages_are_where_the_data_says(
    collection: dict[str, Any], seeded: Embedded
) -> None:
    told = f"""{PROLOGUE} SELECT ?passage ?start ?end ?digest WHERE {{
      ?annotation a oa:Annotation ; oa:hasTarget [ oa:hasSource <{SEED}> ; oa:hasSelector ?passage ]
      . ?passage a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ; rpt:digest ?digest
    }}"""
    found = texts(read_as_rdf(collection, CONTEXT), told)
    assert found == texts(seeded, PASSAGES)
    assert len(found) > 60


def test_no_body_tells_a_claim_without_its_speaker(
    collection: dict[str, Any], seeded: Embedded
) -> None:
    told = f"""{PROLOGUE} SELECT ?account ?value WHERE {{
      ?annotation oa:hasBody [ rdf:value ?value ] ;
        oa:hasBody [ oa:hasPurpose oa:linking ; oa:hasSource ?account ]
    }}"""
    source = f"""{PROLOGUE} PREFIX rdfs: <{PREFIXES["rdfs"]}>
    SELECT ?account ?name WHERE {{
      <{SEED}> ^rpt:within+ ?statement .
      ?statement rpt:account ?account ; rpt:source/rdfs:label ?name FILTER(LANG(?name) = "en")
    }}"""
    bodies = dict(map(pair, texts(read_as_rdf(collection, CONTEXT), told)))
    speakers = texts(seeded, source)
    assert len(speakers) > 40
    for account, name in speakers:
        head, _, gloss = bodies[account].partition(": ")
        assert name.partition(" ")[2] in head
        assert gloss


def test_only_words_in_quotation_marks_are_given(
    items: list[dict[str, Any]], seeded: Embedded
) -> None:
    given = {each["exact"] for item in items for each in selectors(item) if "exact" in each}
    quoted = f"{PROLOGUE} SELECT ?exact {{ ?statement rpt:quotation/oa:exact ?exact }}"
    assert {(each,) for each in given} == texts(seeded, quoted)
    assert len(given) == 6


def test_with_the_text_all_quotations_stand_where_they_are_selected(
    items: list[dict[str, Any]], seed_text: str
) -> None:
    quotations = [found for item in items if len(found := selectors(item)) == 2]
    assert len(quotations) == 6
    for place, quote in quotations:
        assert seed_text[place["start"] : place["end"]] == quote["exact"]


def test_words_that_were_put_into_a_quotation_are_told_apart(items: list[dict[str, Any]]) -> None:
    inserted = next(item for item in items if item["id"].endswith("#s10-i1"))
    assert "not words of Dmitry Peskov" in inserted["body"][0]["value"]


def test_who_carried_a_statement_is_told(items: list[dict[str, Any]]) -> None:
    found = next(item for item in items if item["id"].endswith("#s14-a"))
    assert found["body"][0]["value"].startswith(
        "According to two Syrian army sources, through Reuters: "
    )


def test_the_text_is_named_by_its_digest(collection: dict[str, Any]) -> None:
    text = collection["dcterms:source"]
    assert (text["id"], text["language"]) == (SEED, "en")
    assert text["rpt:digest"].startswith("c01b5ab6")


def test_any_report_has_an_annotation_for_each_account() -> None:
    (report,) = generation.corpus(reports=1, seed=3)
    engine = Embedded.in_memory()
    engine.replace(report.iri, report.turtle.encode(), TURTLE.media_type)
    accounts = texts(engine, f"{PROLOGUE} SELECT ?account {{ ?statement rpt:account ?account }}")
    found = annotations.collection(engine, report.iri)["first"]["items"]
    linked = {(item["body"][-1]["source"],) for item in found}
    assert accounts <= linked


def test_there_is_none_of_a_report_that_is_not_there(seeded: Embedded) -> None:
    with pytest.raises(ResourceMissing):
        annotations.collection(seeded, f"{REPORTS}none")
