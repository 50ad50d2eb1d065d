"""Who said what: selections in the address, the matrix, and files of what is found."""

import csv
import io
import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"


def text_of(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return unescape(response.text)


def cards(text: str) -> list[str]:
    return re.findall(r'<a class="notation" href="[^"]*#(\w[\w-]*)"', text)


def test_without_a_selection_all_statements_are_there_by_page(client: FlaskClient) -> None:
    first, last = text_of(client, "/statements"), text_of(client, "/statements?page=3")
    assert "33 statements" in first
    assert len(cards(first)) == 15
    assert len(cards(last)) == 3


def test_a_mark_in_the_matrix_leads_to_the_statement_and_tells_its_status(
    client: FlaskClient,
) -> None:
    text = text_of(client, "/statements?event=syria-2024-12-02%23e-strikes")
    path = "/report/syria-2024-12-02#s04"
    assert f'<a class="pin happened" href="{path}" title="told as happened">C04</a>' in text


def test_a_name_that_only_one_has_leads_to_its_selection(client: FlaskClient) -> None:
    response = client.get("/statements?source=white+helmets&page=1")
    assert response.status_code == 302
    assert response.location == "/statements?source=id%3Awhite-helmets"
    assert cards(text_of(client, response.location)) == ["s04"]


def test_a_name_that_several_have_is_asked_about(client: FlaskClient) -> None:
    text = text_of(client, "/statements?source=syria")
    assert "Which <q" in text
    assert "/statements?source=id%3Asyrian-armed-forces" in text
    assert not cards(text)


def test_a_name_that_nobody_has_is_told(client: FlaskClient) -> None:
    assert "Nothing here has <q" in text_of(client, "/statements?place=Atlantis")


def test_what_was_chosen_can_be_removed_again(client: FlaskClient) -> None:
    text = text_of(client, "/statements?source=id:white-helmets&kind=kind:airstrike")
    assert 'href="/statements?kind=kind%3Aairstrike"' in text


def test_what_is_told_of_somebody_can_be_selected(client: FlaskClient) -> None:
    found = cards(text_of(client, "/statements?about=id:white-helmets"))
    assert found == ["r05"]


@pytest.mark.parametrize(
    "query",
    [
        "source=id:a&source=id:b",
        "kind=airstrike",
        "since=yesterday",
        "source=http:<>",
        "place=Atlantis&source=a:b>}{?s?p?o",
        "page=0",
        f"words={'x' * 501}",
    ],
)
def test_what_can_t_be_understood_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/statements?{query}").status_code == 400


def test_files_have_a_row_for_each_account(client: FlaskClient) -> None:
    path = "?source=id:white-helmets"
    rows = list(csv.DictReader(io.StringIO(client.get(f"/statements.csv{path}").text)))
    same = json.loads(client.get(f"/statements.json{path}").text)["rows"]
    assert [row["account"] for row in rows] == [f"{SEED}#s04-a", f"{SEED}#s04-b"]
    assert [row["account"] for row in same] == [row["account"] for row in rows]


def test_words_of_strangers_stay_words(client: FlaskClient) -> None:
    hostile = "%22%7D%20%3Cscript%3E"
    response = client.get(f"/statements?words={hostile}")
    assert response.status_code == 200
    assert "<script>" not in response.text
