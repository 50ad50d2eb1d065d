"""Every document of the service is as version 0.2 of the specification has it.

The schemas are ours, in `schemas.json`; where the folder ../shared has those of the specification
(https://reconciliation-api.github.io/specs/0.2/schemas/), they are held to, as well.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

OURS = json.loads((Path(__file__).parent / "schemas.json").read_text("utf-8"))
QUERIES = {
    "name": {"query": "Aleppo"},
    "parts": {"query": "Assad"},
    "nothing": {"query": "Zzz"},
    "fault": {"query": ""},
    "known": {
        "query": "Syria",
        "type": "State",
        "type_strict": "should",
        "properties": [{"pid": "territory", "v": {"id": "syria", "name": "Syria"}}],
    },
}
PROPERTIES = (
    *("iri", "label", "altLabel", "class", "wikidata", "geonames", "sameAs"),
    *("latitude", "longitude", "locatedIn", "principal", "memberOf", "territory"),
)
EXTEND = {
    "ids": ["aleppo", "syrian-arab-army", "state-of-syria", "dmitry-peskov", "nowhere"],
    "properties": [{"id": each} for each in PROPERTIES],
}
DOCUMENTS = {
    "manifest": "",
    "reconciliation-result-batch": f"?queries={json.dumps(QUERIES)}",
    "data-extension-response": f"?extend={json.dumps(EXTEND)}",
    "data-extension-property-proposal": "/properties?type=Place&limit=3",
    "suggest-entities-response": "/suggest/entity?prefix=s",
    "suggest-properties-response": "/suggest/property?prefix=l",
    "suggest-types-response": "/suggest/type?prefix=",
}
"""Where each document is, by the name of its schema."""

each = pytest.mark.parametrize("name", DOCUMENTS)
Faults = Callable[[str, Any], list[str]]


def document(client: FlaskClient, name: str) -> Any:
    response = client.get(f"/reconcile{DOCUMENTS[name]}")
    assert response.status_code == 200
    return response.json


@pytest.fixture(scope="session")
def ours() -> Faults:
    """Tells what is wrong with a document by our schema with a name."""
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(OURS)
    validator = Draft202012Validator(OURS)
    return lambda name, found: list(
        _told(validator.evolve(schema={"$ref": f"#/$defs/{name}", "$defs": OURS["$defs"]}), found)
    )


@pytest.fixture(scope="session")
def theirs(shared: Path) -> Faults:
    """Tells what is wrong with a document by the specification’s schema with a name."""
    from jsonschema import Draft7Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT7

    folder = shared / "reconciliation" / "0.2" / "schemas"
    if not folder.is_dir():
        pytest.skip("the specification’s schemas are not in ../shared/reconciliation/0.2/schemas")
    schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    registry = Registry[Any]().with_resources(
        (schema["$id"], DRAFT7.create_resource(schema)) for schema in schemas.values()
    )
    return lambda name, found: list(_told(Draft7Validator(schemas[name], registry=registry), found))


def _told(validator: Any, found: Any) -> Iterator[str]:
    return (f"{error.json_path}: {error.message}" for error in validator.iter_errors(found))


@each
def test_documents_are_as_we_say(client: FlaskClient, ours: Faults, name: str) -> None:
    assert ours(name, document(client, name)) == []


@each
def test_documents_are_as_the_specification_says(
    client: FlaskClient, theirs: Faults, name: str
) -> None:
    assert theirs(name, document(client, name)) == []


@each
def test_the_schemas_find_faults(ours: Faults, name: str) -> None:
    assert ours(name, {"result": 1, "meta": 1, "properties": 1, "versions": 1})
