"""The documents in which a service answers: what names may mean, and what is known of things.

See https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from collections.abc import Iterator
from typing import Any, Final

from reportedly.errors import RequestError, RequestTooLarge
from reportedly.reconciliation import answering, asking, properties
from reportedly.reconciliation.answering import Candidate
from reportedly.reconciliation.catalogue import Catalogue
from reportedly.reconciliation.entities import TYPES, Entity
from reportedly.reconciliation.offering import BATCH, type_
from reportedly.reconciliation.properties import PROPERTIES, Property, Value

ROWS: Final = 500
"""Of how many things something may be fetched at once."""


def batch(catalogue: Catalogue, queries: Any) -> dict[str, Any]:
    """Return the answers to queries by their names. Raises RequestError, RequestTooLarge.

    What is wrong with one of them is told in its place, and the others are answered.
    """
    if not isinstance(queries, dict):
        raise RequestError("The queries are no object.", hint='Write {"q0": {"query": "Aleppo"}}.')
    if len(queries) > BATCH:
        raise RequestTooLarge(f"There are {len(queries)} queries.", hint=f"Send {BATCH} at most.")
    return {name: _answer(catalogue, query) for name, query in queries.items()}


def extend(catalogue: Catalogue, asked: Any) -> dict[str, Any]:
    """Return properties of things by their ids. Raises RequestError, RequestTooLarge.

    Of what is not known here, nothing is known.
    """
    if not isinstance(asked, dict):
        raise RequestError(
            "What is asked is no object.",
            hint='Write {"ids": ["aleppo"], "properties": [{"id": "wikidata"}]}.',
        )
    ids, wanted = _ids(asked.get("ids")), _wanted(asked.get("properties"))
    rows = {
        each: {name.id: list(_values(catalogue, each, name)) for name in wanted} for each in ids
    }
    return {"meta": [_column(each) for each in wanted], "rows": rows}


def _answer(catalogue: Catalogue, query: Any) -> dict[str, Any]:
    try:
        found = answering.answer(catalogue, asking.read(query))
    except RequestError as error:
        return {"result": [], "error": f"{error.detail} {error.hint}"}
    return {"result": [_candidate(catalogue, each) for each in found]}


def _candidate(catalogue: Catalogue, candidate: Candidate) -> dict[str, Any]:
    entity, agreeing = candidate.entity, candidate.agreeing
    features: dict[str, float | bool] = {"name": round(candidate.name, 1), "type": candidate.typed}
    if agreeing is not None:
        features["properties"] = round(agreeing, 3)
    return {
        "id": entity.id,
        "name": entity.name,
        "description": catalogue.described(entity),
        "type": [{"id": each, "name": TYPES[each]} for each in entity.types],
        "score": round(candidate.score, 1),
        "features": [{"id": name, "value": value} for name, value in features.items()],
        "match": candidate.match,
    }


def _ids(given: Any) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise RequestError("The ids are no list of texts.", hint='Write {"ids": ["aleppo"], …}.')
    if len(given) > ROWS:
        raise RequestTooLarge(f"There are {len(given)} ids.", hint=f"Send {ROWS} at most.")
    return given


def _wanted(given: Any) -> list[Property]:
    """Return properties by their ids, each once."""
    listed = given if isinstance(given, list) else [None]
    names = [each.get("id") if isinstance(each, dict) else None for each in listed]
    found = [properties.known(name) if isinstance(name, str) else None for name in names]
    if None in found:
        raise RequestError(
            "The properties are no list of those that there are.",
            hint=f'Write {{"properties": [{{"id": …}}]}} with {", ".join(PROPERTIES)}.',
        )
    return list(dict.fromkeys(filter(None, found)))


def _column(name: Property) -> dict[str, Any]:
    kind = {"type": type_(name.leads)} if name.leads else {}
    return {"id": name.id, "name": name.name} | kind


def _values(catalogue: Catalogue, identifier: str, name: Property) -> Iterator[dict[str, Any]]:
    entity = catalogue.get(identifier)
    for value in name.values(catalogue, entity) if entity else ():
        yield _value(value)


def _value(value: Value) -> dict[str, Any]:
    if isinstance(value, Entity):
        return {"id": value.id, "name": value.name}
    return {"float": value} if isinstance(value, float) else {"str": value}
