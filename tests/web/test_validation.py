"""Reports that are checked: in which forms they come, and how findings are told."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from .submitting import (
    BROKEN,
    TEXT,
    TURTLE,
    Site,
    document,
    form,
    make_site,
)


def test_what_does_not_conform_is_explained_and_changes_nothing(site: Site) -> None:
    before = site.state()
    reply = site.submit(BROKEN)
    assert reply.status_code == 422
    assert reply.json is not None
    finding = next(each for each in reply.json["findings"] if "own-voise" in each["source"])
    assert finding["line"] == BROKEN.decode().split("own-voise")[0].count("\n") + 1
    assert finding["meant"].endswith("kind/own-voice")
    assert site.state() == before


def test_what_is_no_turtle_is_a_problem_with_its_place(site: Site) -> None:
    before = site.state()
    reply = site.submit(b"<a:a>\n  oops", Accept="application/json")
    assert reply.status_code == 400
    assert reply.json is not None
    assert (reply.json["line"], reply.json["source"]) == (2, "  oops")
    assert site.state() == before


@pytest.mark.parametrize(
    ("accept", "words"),
    [
        ("text/plain", "Did you mean kind:own-voice?"),
        ("application/json", '"severity": "violation"'),
        ("text/html", '<div class="remark violation">'),
        ("text/turtle", "sh:resultMessage"),
        ("application/n-triples", "<http://www.w3.org/2009/pointers#lineNumber>"),
        ("application/ld+json", "http://www.w3.org/ns/shacl#ValidationReport"),
    ],
)
def test_findings_come_in_the_form_that_is_liked_best(site: Site, accept: str, words: str) -> None:
    reply = site.send("POST", "/validate", BROKEN, Accept=accept)
    assert reply.status_code == 422
    assert reply.mimetype == accept
    assert words in reply.text
    assert "Accept-Language" in reply.headers["Vary"]


@pytest.mark.parametrize(
    ("languages", "language", "words"),
    [
        ("fr-CA, en;q=0.5", "fr", "Non conforme"),
        ("ar", "ar", "غير مطابق"),
        ("de", "en", "Does not conform"),
    ],
)
def test_findings_come_in_the_readers_language(
    site: Site, languages: str, language: str, words: str
) -> None:
    reply = site.send("POST", "/validate", BROKEN, Accept="text/plain", Accept_Language=languages)
    assert reply.headers["Content-Language"] == language
    assert words in reply.text


def test_a_form_of_findings_that_there_is_not_is_no_reason_to_publish(site: Site) -> None:
    before = site.state()
    assert site.submit(document(), Accept="image/png").status_code == 406
    assert site.state() == before


def test_checking_needs_no_token_and_keeps_nothing(site: Site) -> None:
    before = site.state()
    reply = site.send("POST", "/validate", document())
    assert (reply.status_code, reply.json and reply.json["conforms"]) == (200, True)
    assert site.state() == before


def test_gzip_is_undone_but_no_bomb_goes_off(site: Site) -> None:
    packed = gzip.compress(document())
    assert site.submit(packed, Content_Encoding="gzip").status_code == 201
    assert site.send("GET", "/report/rain/versions/1").data == document()
    bomb = gzip.compress(b" " * (9 << 20))
    for body, coding, status in (
        (bomb, "gzip", 413),
        (packed[:-9], "gzip", 400),
        (packed + packed, "gzip", 400),
        (document(), "gzip", 400),
        (document(), "zstd", 415),
    ):
        reply = site.send("POST", "/validate", body, Content_Encoding=coding)
        assert reply.status_code == status


def test_the_text_is_checked_and_noted_but_not_kept(site: Site) -> None:
    parts = form(report=("rain.ttl", document()), text=("rain.txt", TEXT.encode()))
    reply = site.client.post(
        "/reports", data=parts, headers={"Authorization": site.tokens["Alice"]}
    )
    assert (reply.status_code, reply.json and reply.json["textChecked"]) == (201, True)
    listed = site.send("GET", "/report/rain/versions").json
    assert listed is not None
    assert listed["versions"][0]["textDigest"]
    assert not (site.store / "texts").exists()


def test_a_text_that_differs_is_a_finding(site: Site) -> None:
    parts = form(report=("rain.ttl", document()), text=("rain.txt", b"It snowed in Damascus."))
    reply = site.client.post("/validate", data=parts)
    assert reply.status_code == 422


def test_texts_are_kept_where_the_operator_says_so(tmp_path: Path) -> None:
    site = make_site(tmp_path / "store", keep_texts=True)
    parts = form(report=("rain.ttl", document()), text=("rain.txt", TEXT.encode()))
    headers = {"Authorization": site.tokens["Alice"]}
    assert site.client.post("/reports", data=parts, headers=headers).status_code == 201
    assert [path.read_text() for path in (site.store / "texts").iterdir()] == [TEXT]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (form(text=("t.txt", b"x")), "no part named “report”"),
        (form(report=("r.ttl", b"x"), other=("o", b"x")), "unknown part “other”"),
    ],
)
def test_a_form_that_is_not_as_it_should_be(site: Site, parts: dict[str, Any], words: str) -> None:
    reply = site.client.post("/validate", data=parts)
    assert reply.status_code == 400
    assert words in reply.text


@pytest.mark.parametrize(
    "content_type", ["", "application/octet-stream", "application/x-www-form-urlencoded"]
)
def test_who_does_not_say_what_is_sent_is_told_how(site: Site, content_type: str) -> None:
    reply = site.send("POST", "/validate", document(), Content_Type=content_type)
    assert reply.status_code == 415
    assert "curl -F report=@report.ttl" in reply.text


def test_places_that_the_server_shares_can_be_named(site: Site) -> None:
    body = document().replace(b"id:damascus", b"id:atlantis")
    assert site.send("POST", "/validate", body).status_code == 422
    place = (
        b"<https://w3id.org/reportedly/id/atlantis> a <https://w3id.org/reportedly/ns#Place> ;"
        b' <http://www.w3.org/2000/01/rdf-schema#label> "Atlantis"@en .'
    )
    site.engine.add("https://w3id.org/reportedly/id/more", place, TURTLE)
    assert site.send("POST", "/validate", body).status_code == 200
    site.submit(document(slug="other"))
    assert site.send("POST", "/validate", body).status_code == 200
    site.engine.remove("https://w3id.org/reportedly/id/more")
    assert site.send("POST", "/validate", body).status_code == 422
