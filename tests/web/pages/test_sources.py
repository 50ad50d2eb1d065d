"""The page of sources: who is one voice with whom, and through whom the unnamed come."""

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"


def page(client: FlaskClient, query: str = "") -> str:
    response = client.get(f"/sources{query}")
    assert response.status_code == 200, response.text
    return " ".join(unescape(response.text).split())


def plain(text: str, start: str, end: str) -> str:
    """The words of a page between two of its marks."""
    part = text[text.index(start) :]
    return " ".join(re.sub("<[^>]+>", " ", part[: part.index(end)]).split())


def test_a_spokesman_and_the_office_stand_in_one_group(client: FlaskClient) -> None:
    group = plain(page(client), ">Russia (state)</a></h3>", "</ul>")
    for name in ("Dmitry Peskov", "The Kremlin", "Vladimir Putin"):
        assert name in group
    assert "White Helmets" not in group


def test_accounts_of_an_event_part_into_independent_strands(client: FlaskClient) -> None:
    row = plain(page(client), "Syrian and Russian airstrikes</a><span", "</tr>")
    assert "2 independent strands" in row
    assert "Syrian Armed Forces C01 C03" in row
    assert "White Helmets C04" in row


def test_unnamed_sources_tell_through_whom_they_come(client: FlaskClient) -> None:
    unnamed = plain(page(client), 'id="unnamed"', "</section>")
    assert "Two Syrian army sources Syrian Arab Army Reuters 2" in unnamed


def test_actors_are_found_by_a_name_in_any_language(client: FlaskClient) -> None:
    text = page(client, "?words=الخوذ")
    assert ">White Helmets</a>" in text
    assert "1 actor," in text
    assert 'id="groups"' not in text


def test_actors_are_found_by_class(client: FlaskClient) -> None:
    text = page(client, "?class=UnnamedSource")
    assert "Two Syrian army sources" in text
    assert "1 actor," in text


def test_nobody_is_told_as_such(client: FlaskClient) -> None:
    assert "Nobody here is like that." in page(client, "?words=zzz")


@pytest.mark.parametrize("query", ["class=Place", "page=0"])
def test_what_can_t_be_understood_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/sources?{query}").status_code == 400


def test_the_list_is_there_as_a_file(client: FlaskClient) -> None:
    rows = csv.DictReader(io.StringIO(client.get("/sources.csv?class=UnnamedSource").text))
    (row,) = rows
    assert row["actor"] == f"{SEED}#a-army-sources"
    assert (row["statements"], row["through"]) == ("2", "Reuters")


@pytest.mark.parametrize("query", ["?words=" + "+".join("a" * 21), "?class=Person&class=State"])
def test_too_many_words_and_two_classes_are_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/sources{query}").status_code == 400
