"""The named questions as pages and as files."""

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.errors import QueryTakesTime
from reportedly.questions import THEMES, Question, called, load
from reportedly.settings import Settings
from reportedly.web import create_app

QUESTIONS = load()
HTML = {"Accept": "text/html"}

each = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
answered = pytest.mark.parametrize(
    "question",
    [each for each in QUESTIONS if not called(each.text)],
    ids=lambda question: question.slug,
)


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client for all that only read."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


def page(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, response.text
    return unescape(response.text)


def test_the_index_leads_to_every_question_by_theme(client: FlaskClient) -> None:
    text = page(client, "/queries")
    for question in QUESTIONS:
        assert f'href="/queries/{question.slug}">{question.question}</a>' in text
    places = [text.index(f">{theme}</h2>") for theme in THEMES]
    assert places == sorted(places)


@each
def test_a_question_is_a_page_with_its_answer(client: FlaskClient, question: Question) -> None:
    text = page(client, f"/queries/{question.slug}")
    assert f"<h1>{question.title}</h1>" in text
    assert question.question in text
    assert len(text.encode()) < 100_000
    for parameter in question.parameters:
        assert f'name="{parameter.name}"' in text
        assert f'value="{parameter.value}"' in text


@answered
def test_both_files_have_what_the_page_has(client: FlaskClient, question: Question) -> None:
    told = client.get(f"/queries/{question.slug}.json").json
    assert told is not None
    columns, *rows = csv.reader(io.StringIO(client.get(f"/queries/{question.slug}.csv").text))
    assert columns == told["columns"]
    assert len(rows) == len(told["rows"])
    shown = page(client, f"/queries/{question.slug}")
    assert re.search(rf"\b{len(rows)} rows?<", shown)


@pytest.mark.parametrize(
    ("address", "setting"),
    [
        ("population-of-strike-places", "wikidata"),
        ("same-event-elsewhere", "other=https://…"),
        ("conflict-events-nearby?place=id:idlib&days=9", "conflict-events=https://…"),
        (
            "same-event-elsewhere?endpoint=https://example.org/sparql",
            "https://example.org/sparql=https://…",
        ),
    ],
)
def test_who_runs_the_server_is_told_how_to_let_a_question_call_others(
    client: FlaskClient, address: str, setting: str
) -> None:
    text = page(client, f"/queries/{address}")
    assert "This server calls no such dataset" in text
    assert f"reportedly serve --federate {setting} – " in text
    assert "<details open>\n    <summary>How the answer is found" in text
    assert "Use this in" not in text


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_there_is_no_file_of_what_can_not_be_called(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/queries/population-of-strike-places{suffix}")
    assert answer.status_code == 403
    assert "SERVICE" in answer.text


def test_the_query_can_be_had_with_its_values(client: FlaskClient) -> None:
    response = client.get("/queries/status-by-place.rq?area=id:hama-governorate")
    assert response.headers["Content-Type"] == "application/sparql-query; charset=utf-8"
    assert "VALUES ?area { <https://w3id.org/reportedly/id/hama-governorate> }" in response.text
    answer = client.post("/sparql", data=response.data, content_type="application/sparql-query")
    assert answer.status_code == 200
    assert client.get("/queries/no-question.rq").status_code == 404
    assert client.get("/queries/status-by-place.rq?area=nowhere").status_code == 400


def test_a_file_can_be_had_by_asking_for_its_type(client: FlaskClient) -> None:
    response = client.get("/queries/who-speaks-most", headers={"Accept": "text/csv"})
    assert response.mimetype == "text/csv"
    assert "Accept" in response.headers["Vary"]
    refused = client.get("/queries/who-speaks-most", headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_numbers_and_verdicts_keep_their_types(client: FlaskClient) -> None:
    told = client.get("/queries/all-figures.json").json
    assert told is not None
    row = next(each for each in told["rows"] if each["wording"] == "at least 400")
    assert (row["lower"], row["upper"]) == (400, None)
    compared = client.get("/queries/compare-figures.json").json
    assert compared is not None
    assert compared["rows"][0]["independent"] is True


def test_values_change_the_answer_and_stay_in_every_link(client: FlaskClient) -> None:
    text = page(client, "/queries/children-killed?population=kind:militants")
    assert "at least 400" in text
    told = " ".join(re.sub("<[^>]*>", " ", text).split())
    assert "Asked here of militants in place of children (who is counted)." in told
    assert '<option value="kind:militants" dir="auto" selected>militants</option>' in text
    given = "measure=kind%3Akilled&population=kind%3Amilitants"
    for suffix in ("", ".csv", ".json", ".rq"):
        assert f'href="/queries/children-killed{suffix}?{given}"' in text


def test_an_iri_may_be_given_in_full(client: FlaskClient) -> None:
    place = "https://w3id.org/reportedly/id/hama-governorate"
    full = client.get("/queries/status-by-place.csv", query_string={"area": place})
    short = client.get("/queries/status-by-place.csv?area=id:hama-governorate")
    assert full.data == short.data
    assert full.data != client.get("/queries/status-by-place.csv").data


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("no-question", 404, "no question “no-question”"),
        ("no-question.csv", 404, "no question “no-question”"),
        ("who-speaks-most?area=id:hama", 400, "no parameter area"),
        ("status-by-place?area=hama", 400, "“hama” is not a value for area"),
        ("status-by-place?area=", 400, "“” is not a value for area"),
        ("status-by-place?area=id:hama-governorat", 400, "id:hama-governorate"),
        ("status-by-place?area=id:a>}%20DROP%20ALL%23", 400, "is not a value for area"),
        ("status-by-place?area=id:hama&area=id:aleppo", 400, "area is given twice"),
        ("said-on-a-day?day=Monday", 400, "no day or moment"),
        ("conflict-events-nearby?days=-1", 400, "it is no number"),
        ("conflict-events-nearby?kilometres=5e9", 400, "it is no number"),
        ("same-event-elsewhere?endpoint=peer", 400, "“peer” is not a value for endpoint"),
        ("same-event-elsewhere?endpoint=http://a>{}}", 400, "is not a value for endpoint"),
        ("status-by-place?page=0", 400, "no such page"),
        ("status-by-place?page=two", 400, "no such page"),
        ("status-by-place.csv?page=2", 400, "no parameter page"),
    ],
)
def test_what_can_not_be_asked_is_told(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    response = client.get(f"/queries/{address}", headers=HTML)
    assert response.status_code == status
    assert words in unescape(response.text)
    assert "<h1>" in response.text


def test_a_broad_row_is_read_by_itself_with_its_verdict_first(client: FlaskClient) -> None:
    text = page(client, "/queries/compare-figures")
    record = text.partition('<li class="record">')[2].partition("</li>")[0]
    facts = re.findall(r"<dt>(.*?)</dt>", record)
    assert facts[0] == "verdict"
    assert "can both be right" in record
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', record, re.DOTALL))
    assert "at least 400" in rows["wording"]
    assert "at least 25" in rows["wording"]
    assert "not given" in rows["not before"]


def test_nothing_is_told_before_who_says_it(client: FlaskClient) -> None:
    text = page(client, "/queries/timeline")
    for record in text.split('<li class="record">')[1:]:
        facts = re.findall(r"<dt>(.*?)</dt>", record)
        assert facts[0] == "sources"
        assert {"told as", "gloss"} < set(facts)


def test_a_name_leads_to_what_it_names_in_one_column(client: FlaskClient) -> None:
    text = page(client, "/queries/who-speaks-most")
    assert text.count('scope="col" role="columnheader">source<') == 1
    assert re.search(r'<a href="/id/vladimir-putin"[^>]*>Vladimir Putin</a>', text)


def test_a_cell_of_a_table_says_what_it_is_where_columns_are_stacked(client: FlaskClient) -> None:
    text = page(client, "/queries/who-speaks-most")
    assert '<td role="cell" data-label="source">' in text
    assert 'data-label="statements" class="number"' in text


def test_long_answers_are_shown_in_parts_and_filed_as_a_whole() -> None:
    client = create_app(_many(120), Settings(store=None)).test_client()
    pages = [page(client, f"/queries/unlinked-actors?page={number}") for number in (1, 2, 3, 4)]
    assert ["Rows 1 to 50" in pages[0], "Rows 101 to 120" in pages[2]] == [True, True]
    assert ["page=2" in pages[0], "page=4" in pages[2], "page=2" in pages[2]] == [True, False, True]
    assert "Nobody says anything here" in pages[3]
    assert len(client.get("/queries/unlinked-actors.csv").text.splitlines()) == 121


def test_a_question_that_takes_too_long_can_still_be_asked_of_something_else(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.web.asked.part", _late)
    response = client.get("/queries/children-killed?page=9", headers=HTML)
    assert response.status_code == 504
    assert "stopped after 10 seconds" in response.text
    assert "<select" in response.text


def test_a_stranger_s_iri_is_no_script_and_its_label_no_markup() -> None:
    engine = Embedded.in_memory()
    engine.replace("http://e.org/g", _actor("javascript:alert(1)", "<i>A</i>"), "text/turtle")
    client = create_app(engine, Settings(store=None)).test_client()
    text = client.get("/queries/unlinked-actors", headers=HTML).text
    assert "&lt;i&gt;A" in text
    assert 'href="javascript' not in text


def test_the_page_is_not_sent_again_while_nothing_changes(client: FlaskClient) -> None:
    tag = client.get("/queries/chains", headers=HTML).headers["ETag"]
    again = client.get("/queries/chains", headers=HTML | {"If-None-Match": tag})
    assert again.status_code == 304


def _late(*_: object) -> None:
    raise QueryTakesTime(10)


def _many(count: int) -> Embedded:
    engine = Embedded.in_memory()
    actors = (_actor(f"http://e.org/{number}", f"Actor {number}") for number in range(count))
    engine.replace("http://e.org/g", b"\n".join(actors), "text/turtle")
    return engine


def _actor(iri: str, label: str) -> bytes:
    kind = "https://w3id.org/reportedly/ns#Actor"
    said = "[] <https://w3id.org/reportedly/ns#source>"
    named = f'<{iri}> a <{kind}> ; <http://www.w3.org/2000/01/rdf-schema#label> "{label}"@en .'
    return f"{named} {said} <{iri}> .".encode()
