"""The reconciliation service over HTTP, as OpenRefine and other clients ask it."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.terms import ID, RPT
from reportedly.web import create_app
from tests.web.conftest import Served

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
STRANGE = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
<{ID}strange> a <{RPT}Place> ; rdfs:label "<script>alert(1)</script>" ;
  <http://www.w3.org/2002/07/owl#sameAs> <javascript:alert(1)> , <http://e.org/a> .
"""


def ask(client: FlaskClient, **form: object) -> Any:
    """What the service answers to a form."""
    response = send(client, **form)
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/json"
    return response.json


def send(client: FlaskClient, **form: object) -> TestResponse:
    return client.post("/reconcile", data={name: json.dumps(each) for name, each in form.items()})


def test_without_anything_asked_it_says_what_it_offers(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json
    assert manifest is not None
    assert manifest["versions"] == ["0.2"]
    assert (manifest["identifierSpace"], manifest["schemaSpace"]) == (str(ID), str(RPT))
    assert manifest["view"]["url"] == "http://localhost/id/{{id}}"


def test_everything_that_is_offered_is_there(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json
    assert manifest is not None
    paths = [each["service_path"] for each in manifest["suggest"].values()]
    paths += [manifest["extend"]["propose_properties"]["service_path"], manifest["documentation"]]
    paths += [manifest["logo"], manifest["preview"]["url"].replace("{{id}}", "aleppo")]
    for path in paths:
        with client.get(path.removeprefix("http://localhost")) as response:
            assert response.status_code == 200, path
    assert client.get(manifest["view"]["url"].replace("{{id}}", "aleppo")).status_code == 303


def test_the_columns_of_a_table_at_default_settings(client: FlaskClient) -> None:
    """What OpenRefine sends to guess the type of a column, and to match its cells with that."""
    guess = {f"q{number}": {"query": name, "limit": 3} for number, name in enumerate(NAMES)}
    guessed = ask(client, queries=guess)
    types = [result["result"][0]["type"][0]["id"] for result in guessed.values()]
    assert types == ["Place", "Place", "Place"]
    cells = {
        f"q{number}": {"query": name, "type": "Place", "type_strict": "should"}
        for number, name in enumerate(NAMES)
    }
    found = ask(client, queries=cells)
    first = [found[f"q{number}"]["result"][0] for number in range(len(NAMES))]
    assert [(each["id"], each["match"]) for each in first] == [
        ("aleppo", True),
        ("hama", True),
        ("syria", True),
    ]


NAMES = ("Alep", "حماة", "Syria")


def test_what_is_sent_by_get_is_answered_in_the_same_way(client: FlaskClient) -> None:
    queries = {"q0": {"query": "Aleppo"}}
    by_get = client.get("/reconcile", query_string={"queries": json.dumps(queries)})
    assert by_get.json == ask(client, queries=queries)


def test_a_fault_in_one_query_does_not_spoil_the_others(client: FlaskClient) -> None:
    found = ask(
        client,
        queries={
            "good": {"query": "Aleppo"},
            "empty": {"query": ""},
            "list": [],
            "long": {"query": "a" * 301},
            "type": {"query": "Aleppo", "type": "Town"},
            "limit": {"query": "Aleppo", "limit": 0},
            "strict": {"query": "Aleppo", "type_strict": []},
            "pid": {"query": "Aleppo", "properties": [{"pid": 1, "v": 1}]},
            "value": {"query": "Aleppo", "properties": [{"pid": "label", "v": None}]},
            "many": {"query": "Aleppo", "properties": [{"pid": "label", "v": "a"}] * 11},
        },
    )
    assert found.pop("good")["result"][0]["match"]
    assert len(found) == 9
    for name, answer in found.items():
        assert answer["result"] == [], name
        assert len(answer["error"]) > 20, name


@pytest.mark.parametrize("body", ["", "{", "[" * 50_000, '{"q0": NaN}', "\x00"])
@pytest.mark.parametrize("name", ["queries", "extend"])
def test_what_is_no_json_is_refused(client: FlaskClient, name: str, body: str) -> None:
    response = client.post("/reconcile", data={name: body})
    assert response.status_code == 400
    assert "no JSON" in response.text


@pytest.mark.parametrize(
    "form",
    [
        {"queries": []},
        {"queries": "Aleppo"},
        {"extend": {}},
        {"extend": {"ids": "aleppo", "properties": []}},
        {"extend": {"ids": ["aleppo"], "properties": [{"id": "colour"}]}},
        {"extend": {"ids": [1], "properties": []}},
        {},
    ],
)
def test_what_is_not_as_it_has_to_be_is_refused(client: FlaskClient, form: Any) -> None:
    response = send(client, **form)
    assert response.status_code == 400
    assert "Write" in response.text or "Send" in response.text


def test_too_much_at_once_is_refused(client: FlaskClient) -> None:
    queries = {f"q{number}": {"query": "a"} for number in range(51)}
    assert send(client, queries=queries).status_code == 413
    many = {"ids": ["aleppo"] * 501, "properties": [{"id": "label"}]}
    assert send(client, extend=many).status_code == 413
    assert client.post("/reconcile", data={"queries": "a" * 300_000}).status_code == 413


def test_a_lone_surrogate_is_no_reason_to_fail(client: FlaskClient) -> None:
    assert ask(client, queries={"\ud800": {"query": "Aleppo \ud800"}})["\ud800"]["result"]


def test_properties_are_fetched_for_a_table(client: FlaskClient) -> None:
    wanted = ("wikidata", "geonames", "latitude", "locatedIn", "label", "class", "principal")
    found = ask(
        client,
        extend={
            "ids": ["aleppo", "nowhere", "dmitry-peskov"],
            "properties": [{"id": each, "settings": {}} for each in wanted],
        },
    )
    assert [each["id"] for each in found["meta"]] == list(wanted)
    aleppo, nowhere, peskov = found["rows"].values()
    assert aleppo["wikidata"] == [{"str": "Q41183"}]
    assert aleppo["geonames"] == [{"str": "170063"}]
    assert aleppo["latitude"] == [{"float": 36.2037}]
    assert aleppo["locatedIn"] == [{"id": "aleppo-governorate", "name": "Aleppo Governorate"}]
    assert {"str": "حلب"} in aleppo["label"]
    assert peskov["class"] == [{"str": "Person"}]
    assert peskov["principal"] == [{"id": "kremlin", "name": "The Kremlin"}]
    assert not any(nowhere.values())


def test_properties_are_proposed_for_a_type(client: FlaskClient) -> None:
    def proposed(query: str) -> list[str]:
        found = client.get(f"/reconcile/properties?{query}").json
        assert found is not None
        return [each["id"] for each in found["properties"]]

    assert "latitude" in proposed("type=Place")
    assert "latitude" not in proposed("type=Person")
    assert "principal" in proposed(f"type={RPT.Person}".replace("#", "%23"))
    assert {"latitude", "principal"} < set(proposed("type=Town"))
    assert len(proposed("type=Place&limit=2")) == 2
    assert client.get("/reconcile/properties?type=Place&limit=x").status_code == 400


@pytest.mark.parametrize(
    ("kind", "prefix", "found"),
    [
        ("entity", "alep", ["aleppo", "aleppo-governorate"]),
        ("entity", "حل", ["aleppo", "aleppo-governorate"]),
        ("entity", "hama-governorate", ["hama-governorate"]),
        ("entity", "http://www.wikidata.org/entity/Q41183", ["aleppo"]),
        ("entity", "", []),
        ("type", "pla", ["Place"]),
        ("property", "feature", ["geonames"]),
        ("property", "loc", ["locatedIn"]),
    ],
)
def test_suggestions(client: FlaskClient, kind: str, prefix: str, found: list[str]) -> None:
    response = client.get(f"/reconcile/suggest/{kind}", query_string={"prefix": prefix})
    assert response.json is not None
    assert [each["id"] for each in response.json["result"]] == found


def test_suggestions_go_on(client: FlaskClient) -> None:
    first, second = (
        client.get(f"/reconcile/suggest/property?prefix=&cursor={cursor}").json
        for cursor in (0, 10)
    )
    assert first is not None
    assert second is not None
    assert len(first["result"]) == 10
    assert not [each for each in first["result"] if each in second["result"]]
    assert client.get("/reconcile/suggest/colour?prefix=a").status_code == 404
    assert client.get("/reconcile/suggest/entity?prefix=a&cursor=-1").status_code == 400


@pytest.mark.parametrize("path", ["suggest/entity?prefix=a&cursor=", "properties?limit="])
@pytest.mark.parametrize("number", ["1" + "0" * 30, "0000000019" + "9" * 30, "9" * 500])
def test_a_number_that_is_too_large_is_refused(client: FlaskClient, path: str, number: str) -> None:
    assert client.get(f"/reconcile/{path}{number}").status_code == 400


def test_only_previews_may_be_shown_within_pages_of_others(client: FlaskClient) -> None:
    preview = client.get("/reconcile/preview?id=aleppo", headers={"Accept": HTML})
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]
    assert "default-src 'none'" in preview.headers["Content-Security-Policy"]
    tag = {"If-None-Match": preview.headers["ETag"], "Accept": HTML}
    again = client.get("/reconcile/preview?id=aleppo", headers=tag)
    assert again.status_code == 304
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]
    for path in ("/", "/reconcile", "/id/aleppo.html"):
        other = client.get(path, headers={"Accept": HTML})
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]


def test_a_preview_says_which_one_it_is(client: FlaskClient) -> None:
    text = client.get("/reconcile/preview?id=aleppo").text
    for told in ("Place in Aleppo Governorate", "حلب", "36.2037", "Wikidata Q41183"):
        assert told in text
    assert 'target="_blank"' in text
    assert client.get("/reconcile/preview?id=nowhere").status_code == 404
    assert client.get("/reconcile/preview").status_code == 404


def test_a_preview_runs_nothing_that_the_data_have() -> None:
    engine = Embedded.in_memory()
    engine.replace("a:g", STRANGE.encode(), "text/turtle")
    client = create_app(engine, Settings(store=None)).test_client()
    text = client.get("/reconcile/preview?id=strange").text
    assert "<script" not in text
    assert "javascript:" not in text
    assert 'href="http://e.org/a"' in text


@pytest.mark.parametrize(
    "path",
    ["", "/properties?type=Place", "/suggest/entity?prefix=a", "/preview?id=aleppo"],
)
def test_pages_of_other_sites_may_ask(client: FlaskClient, path: str) -> None:
    response = client.get(f"/reconcile{path}", headers={"Origin": "http://127.0.0.1:3333"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_no_script_is_made_of_an_answer(client: FlaskClient) -> None:
    response = client.get("/reconcile?callback=alert")
    assert response.mimetype == "application/json"
    assert "alert" not in response.text
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_real_server_answers_forms(server: Served) -> None:
    form = urlencode({"queries": json.dumps({"q0": {"query": "حلب"}})}).encode()
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    reply = server.send("POST", "/reconcile", form, Content_Type=kind)
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (200, "*")
    assert json.loads(reply.body)["q0"]["result"][0]["id"] == "aleppo"
    long = server.send("POST", "/reconcile", b"queries=" + b"a" * 300_000, Content_Type=kind)
    assert long.status == 413


def test_what_is_published_later_is_found() -> None:
    engine = Embedded.in_memory()
    client = create_app(engine, Settings(store=None)).test_client()
    queries = {"q0": {"query": "<script>alert(1)</script>"}}
    assert ask(client, queries=queries)["q0"]["result"] == []
    engine.replace("a:g", STRANGE.encode(), "text/turtle")
    assert ask(client, queries=queries)["q0"]["result"][0]["id"] == "strange"
