"""Reports over HTTP: submitted, replaced, withdrawn, listed, and read."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from xml.etree import ElementTree

import pytest
from werkzeug.test import TestResponse

from .conftest import Reply, serving
from .submitting import (
    BROKEN,
    PROV,
    REPORT,
    TURTLE,
    Site,
    document,
    tag,
)


def test_a_report_that_conforms_is_published_at_once_with_its_provenance(site: Site) -> None:
    reply = site.submit(document())
    assert reply.status_code == 201
    assert reply.headers["Location"] == "/report/rain"
    assert tag(reply).startswith('"1-')
    told = reply.json
    assert told is not None
    assert (told["report"], told["version"], told["revision"]) == (REPORT, 1, site.engine.revision)
    assert told["summary"] == {"statements": 1, "sources": 1, "events": 1, "triples": 28}
    shown = site.send("GET", "/report/rain")
    assert b"Rain in Damascus" in shown.data
    assert '</report/rain/versions>; rel="version-history"' in shown.headers.getlist("Link")
    assert site.asks(
        f"GRAPH <{REPORT}/versions> {{ ?v <{PROV}specializationOf> <{REPORT}> ;"
        f" <{PROV}wasAttributedTo> ?who }}"
        "GRAPH ?submitters { ?who <http://www.w3.org/2000/01/rdf-schema#label> 'Alice' }"
    )


def test_the_same_bytes_again_answer_with_the_report_that_there_is(site: Site) -> None:
    first = site.submit(document())
    before = site.state()
    again = site.submit(document(), by="Bob")
    assert (again.status_code, tag(again)) == (200, tag(first))
    assert again.headers["Location"] == first.headers["Location"]
    assert site.state() == before


def test_a_slug_is_taken_once(site: Site) -> None:
    site.submit(document())
    before = site.state()
    reply = site.submit(document(" 2"), by="Bob")
    assert reply.status_code == 409
    assert "PUT /report/rain" in reply.text
    shipped = document(slug="syria-2024-12-02")
    assert site.submit(shipped, by="editor").status_code == 409
    assert site.state() == before


def test_two_who_claim_one_slug_at_the_same_moment_get_it_once(site: Site) -> None:
    gate = Barrier(2)

    def claim(by: str) -> int:
        gate.wait()
        mine = Site(site.client.application.test_client(), site.engine, site.store, site.tokens)
        return mine.submit(document(f" by {by}"), by).status_code

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(claim, ("Alice", "Bob"))) == [201, 409]
    assert site.send("GET", "/report/rain/versions/2").status_code == 404


@pytest.mark.slow
def test_reports_come_in_from_several_at_once_over_http() -> None:
    with serving("--store", "memory", "--empty", "--allow-anonymous-writes") as served:

        def submit(number: int) -> Reply:
            body = gzip.compress(document(slug=f"rain-{number}"))
            headers = {"Content_Type": TURTLE, "Content_Encoding": "gzip"}
            return served.send("POST", "/reports", body, **headers)

        with ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(submit, range(16)))
        assert {reply.status for reply in replies} == {201}
        revisions = [json.loads(reply.body)["revision"] for reply in replies]
        assert len(set(revisions)) == max(revisions) <= len(replies)
        for number, reply in enumerate(replies):
            assert reply.headers["location"] == f"/report/rain-{number}"
            seen = served.send("GET", f"/report/rain-{number}/versions/1")
            assert seen.body == document(slug=f"rain-{number}")
        assert served.send("POST", "/validate", BROKEN, Content_Type=TURTLE).status == 422


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/reports"), ("PUT", "/report/rain"), ("DELETE", "/report/rain")]
)
def test_without_a_token_nothing_is_read(site: Site, method: str, path: str) -> None:
    reply = site.send(method, path, b"?")
    assert reply.status_code == 401
    assert 'scope="submit"' in reply.headers["WWW-Authenticate"]


def test_a_token_for_submitting_is_not_one_for_writing(site: Site) -> None:
    update = "application/sparql-update"
    reply = site.send("POST", "/update", b"CLEAR ALL", by="Alice", Content_Type=update)
    assert reply.status_code == 403


def test_a_report_is_replaced_by_who_knows_its_newest_version(site: Site) -> None:
    first = tag(site.submit(document()))

    def put(body: bytes, **headers: str) -> TestResponse:
        return site.send("PUT", "/report/rain", body, **{"by": "Alice", **headers})

    assert put(document(" 2")).status_code == 428
    assert put(document(" 2"), If_Match='"1-x"').status_code == 412
    assert put(document(" 2"), If_Match=first, by="Bob").status_code == 403
    assert put(BROKEN, If_Match=first).status_code == 422
    assert put(document(" 2", slug="other"), If_Match=first).status_code == 400
    second = put(document(" 2"), If_Match=f'"x", {first}')
    assert (second.status_code, second.json and second.json["version"]) == (201, 2)
    stale = put(document(" 3"), If_Match=first)
    assert (stale.status_code, tag(stale)) == (412, tag(second))
    assert put(document(" 3"), If_Match="*", by="editor").status_code == 201
    assert b"The author 3" in site.send("GET", "/report/rain").data


def test_the_tag_of_any_representation_names_the_version(site: Site) -> None:
    site.submit(document())
    tags = {
        tag(site.send("GET", "/report/rain", Accept=accept))
        for accept in (TURTLE, "application/ld+json")
    }
    assert len(tags) == 2
    for number, each in enumerate(tags):
        latest = tag(site.send("GET", "/report/rain"))
        reply = site.send("PUT", "/report/rain", document(f" {number}"), by="Alice", If_Match=each)
        assert reply.status_code == (201 if number == 0 else 412), latest


def test_a_report_is_not_sent_again_while_nothing_has_changed(site: Site) -> None:
    site.submit(document())
    for path in ("/report/rain", "/report/rain/versions", "/reports", "/reports.atom"):
        first = site.send("GET", path)
        again = site.send("GET", path, If_None_Match=tag(first))
        assert (again.status_code, tag(again)) == (304, tag(first))


def test_each_version_stays_readable_as_it_was_submitted(site: Site) -> None:
    first = tag(site.submit(document()))
    site.send("PUT", "/report/rain", document(" 2"), by="Alice", If_Match=first)
    one, two = (site.send("GET", f"/report/rain/versions/{number}") for number in (1, 2))
    assert (one.data, two.data) == (document(), document(" 2"))
    assert (one.mimetype, one.headers["X-Content-Type-Options"]) == (TURTLE, "nosniff")
    known = site.send("GET", "/report/rain/versions/1", If_None_Match=tag(one))
    assert known.status_code == 304
    assert site.send("GET", "/report/rain/versions/3").status_code == 404
    listed = site.send("GET", "/report/rain/versions").json
    assert listed is not None
    assert [each["version"] for each in listed["versions"]] == [1, 2]
    turtle = site.send("GET", "/report/rain/versions", Accept=TURTLE)
    assert "prov:wasRevisionOf" in turtle.text


def test_what_is_withdrawn_is_gone_for_a_reason_and_can_come_back(site: Site) -> None:
    site.submit(document())
    path = "/report/rain"
    assert site.send("DELETE", path, by="Alice").status_code == 400
    assert site.send("DELETE", path, "\u202e".encode(), by="Alice").status_code == 400
    assert site.send("DELETE", path, b"why", by="Bob").status_code == 403
    assert site.send("DELETE", path, b"why", by="Alice", If_Match='"x"').status_code == 412
    gone = site.send("DELETE", f"{path}?reason=The+text+was+a+fake.", by="Alice")
    assert (gone.status_code, gone.data) == (204, b"")
    reply = site.send("GET", path)
    assert reply.status_code == 410
    assert "The text was a fake." in reply.text
    assert not site.asks(f"<{REPORT}> a ?type")
    assert site.send("GET", "/report/rain/versions").status_code == 200
    assert "rain" not in site.send("GET", "/reports").text
    assert site.submit(document()).status_code == 409
    restored = site.send("PUT", path, document(), by="Alice", If_Match=tag(reply))
    assert restored.status_code == 201
    assert site.send("GET", path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/report/none", "/report/none/versions", "/report/none/versions/1"),
        *("/report/No", "/report/a--b", "/report/..%2Fns", "/report/%0A", "/report/a%3E"),
        "/report/syria-2024-12-02/versions",
    ],
)
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert site.send("GET", path).status_code == 404


def test_a_report_that_came_with_the_server_is_read_like_all_others(site: Site) -> None:
    reply = site.send("GET", "/report/syria-2024-12-02", Accept="application/n-triples")
    assert reply.status_code == 200
    assert reply.data.count(b"\n") > 1000
    assert site.send("DELETE", "/report/syria-2024-12-02", b"x", by="editor").status_code == 403


def test_a_browser_gets_the_page_of_the_report(site: Site) -> None:
    site.submit(document())
    for accept in ("text/html", "text/html,application/xml;q=0.9,*/*;q=0.8"):
        page = site.send("GET", "/report/rain", Accept=accept)
        assert (page.status_code, page.mimetype) == (200, "text/html")
        assert "The author" in page.text


def test_the_page_of_a_report_is_that_of_its_newest_version(site: Site) -> None:
    first = site.submit(document())
    assert "Rain in Damascus" in site.send("GET", "/report/rain", Accept="text/html").text
    changed = document().replace(b"Rain in Damascus", b"Snow in Damascus")
    site.send("PUT", "/report/rain", changed, by="Alice", If_Match=tag(first))
    page = site.send("GET", "/report/rain", Accept="text/html").text
    assert "Snow in Damascus" in page
    assert "Rain in Damascus" not in page


def test_the_feed_tells_what_was_withdrawn(site: Site) -> None:
    site.submit(document())
    site.send("DELETE", "/report/rain", b"It was a fake.", by="Alice")
    (entry,) = ElementTree.fromstring(site.send("GET", "/reports.atom").data).findall("{*}entry")
    assert entry.findtext("{*}title") == "Withdrawn: rain"
    assert entry.findtext("{*}summary") == "It was a fake."
    assert not entry.findtext("{*}updated", "").startswith("1970")


def test_the_list_can_be_searched(site: Site) -> None:
    site.submit(document(slug="rain-1"))
    found = site.send("GET", "/reports?words=RAIN", Accept="application/json").json
    assert found is not None
    assert [each["slug"] for each in found["reports"]] == ["rain-1"]
    page = site.send("GET", "/reports?words=rain", Accept="text/html").text
    assert "/report/rain-1" in page
    assert "/report/syria" not in page
    nothing = site.send("GET", '/reports?words=")%20}', Accept="text/html").text
    assert "There is none with these words" in nothing


def test_the_list_has_pages_and_the_feed_what_is_new(site: Site) -> None:
    for number in range(3):
        site.submit(document(slug=f"rain-{number}"))
    listed = site.send("GET", "/reports", Accept="application/json").json
    assert listed is not None
    slugs = [each["slug"] for each in listed["reports"]]
    assert slugs == ["rain-2", "rain-1", "rain-0", "syria-2024-12-02"]
    assert "Rain in Damascus" in site.send("GET", "/reports", Accept="text/html").text
    assert site.send("GET", "/reports?page=2").json == {"reports": [], "page": 2, "next": None}
    assert site.send("GET", "/reports?page=0").status_code == 400
    feed = ElementTree.fromstring(site.send("GET", "/reports.atom").data)
    entries = feed.findall("{*}entry/{*}id")
    assert [entry.text for entry in entries][-1] == REPORT + "-0/versions/1"
