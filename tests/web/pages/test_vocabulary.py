"""The terms and the concepts as tables."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient


def rows(client: FlaskClient, path: str) -> dict[str, dict[str, str]]:
    response = client.get(path)
    assert response.status_code == 200
    found = list(csv.DictReader(io.StringIO(response.text)))
    return {next(iter(row.values())).rpartition("/")[2]: row for row in found}


def test_a_term_is_a_row(client: FlaskClient) -> None:
    within = rows(client, "/ns.csv")["ns#within"]
    assert within["core"] == "true"
    assert within["fr"] == "rapporté dans"
    assert within["of"] == "rpt:Statement"
    assert within["values"] == "rpt:Report rpt:Statement"


def test_a_concept_is_a_row_with_its_matches(client: FlaskClient) -> None:
    airstrike = rows(client, "/kind.csv")["airstrike"]
    assert airstrike["scheme"] == "kind:kinds"
    assert airstrike["broader"] == "kind:armed-conflict"
    assert airstrike["broadMatch"] == "kind:acled-air-drone-strike kind:cameo-195"
    assert airstrike["uses"] == "5"


@pytest.mark.parametrize("path", ["/ns", "/kind"])
def test_the_same_is_there_as_json(client: FlaskClient, path: str) -> None:
    document = json.loads(client.get(f"{path}.json").data)
    assert len(document["rows"]) == len(rows(client, f"{path}.csv"))
    assert set(document["rows"][0]) == set(document["columns"])


def test_tables_and_rdf_share_a_path_and_nothing_else(client: FlaskClient) -> None:
    assert client.get("/ns.ttl").mimetype == "text/turtle"
    assert client.get("/kind.xyz").status_code == 404
