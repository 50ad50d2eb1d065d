"""Whatever is sent is answered, or refused with a reason."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engine.opening import open_engine
from reportedly.errors import RequestError, RequestTooLarge
from reportedly.reconciliation import catalogue, service
from reportedly.reconciliation.catalogue import Catalogue
from reportedly.reconciliation.entities import Entity
from reportedly.reconciliation.offering import BATCH

SEED = catalogue.read(open_engine(None))
NAMES = ("query", "type", "type_strict", "limit", "properties", "pid", "v", "id", "ids", "name")
VALUES = ("Aleppo", "aleppo", "Place", "should", "locatedIn", "wikidata", "latitude", "label")
PLAIN = (
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers()
) | (st.text(max_size=8) | st.sampled_from(VALUES))
DOCUMENTS = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(DOCUMENTS)
def test_any_query_is_answered(document: Any) -> None:
    answers = service.batch(SEED, {"q0": document, "q1": {"query": "Aleppo"}})
    assert answers["q1"]["result"][0]["match"]
    assert set(answers["q0"]) <= {"result", "error"}
    json.dumps(answers, allow_nan=False)


@given(DOCUMENTS)
def test_any_other_document_is_answered_or_refused(document: Any) -> None:
    for answer in (service.batch, service.extend):
        with suppress(RequestError):
            json.dumps(answer(SEED, document), allow_nan=False)


@given(st.lists(st.sampled_from([entity.id for entity in SEED.entities]), max_size=5))
def test_each_thing_that_is_asked_for_has_a_row(ids: list[str]) -> None:
    told = service.extend(SEED, {"ids": ids, "properties": [{"id": "iri"}, {"id": "iri"}]})
    assert set(told["rows"]) == set(ids)
    assert [each["id"] for each in told["meta"]] == ["iri"]


@pytest.mark.parametrize("entity", SEED.entities, ids=lambda each: each.id)
def test_everything_is_found_by_each_of_its_names(entity: Entity) -> None:
    for name in (*entity.labels, *entity.others):
        found = service.batch(SEED, {"q0": {"query": str(name), "type": entity.type}})
        assert entity.id in {each["id"] for each in found["q0"]["result"]}


def test_an_answer_does_not_depend_on_the_others() -> None:
    queries = {name: {"query": name} for name in ("Aleppo", "Syria", "Alepo", "Putin")}
    alone = {name: service.batch(SEED, {name: query})[name] for name, query in queries.items()}
    assert service.batch(SEED, queries) == alone


def test_a_batch_has_an_end() -> None:
    with pytest.raises(RequestTooLarge):
        service.batch(SEED, {str(number): {} for number in range(BATCH + 1)})


def test_nothing_is_found_where_there_is_nothing() -> None:
    empty = Catalogue(())
    assert service.batch(empty, {"q0": {"query": "Aleppo"}}) == {"q0": {"result": []}}
    assert service.extend(empty, {"ids": ["a"], "properties": [{"id": "label"}]})["rows"] == {
        "a": {"label": []}
    }
