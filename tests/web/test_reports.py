"""Reports over HTTP: submitted, replaced, withdrawn, listed, and checked without being kept."""

import gzip
import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reportedly.access.register import Register
from reportedly.access.token import Role
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.engine.port import Query
from reportedly.settings import Settings
from reportedly.web import create_app

from .conftest import Reply, serving

SMALLEST = Path(__file__).parents[1].joinpath("cases", "valid", "smallest.ttl").read_text("utf-8")
TEXT = "It rained in Damascus."
TURTLE = "text/turtle"
REPORT = "https://w3id.org/reportedly/report/rain"
PROV = "http://www.w3.org/ns/prov#"


def document(words: str = "", slug: str = "rain") -> bytes:
    """A valid report; `words` make it another one."""
    text = SMALLEST.replace("report/smallest", f"report/{slug}")
    return text.replace('"The author"', f'"The author{words}"').encode()


BROKEN = document().replace(b"kind:own-voice", b"kind:own-voise")


@dataclass(frozen=True)
class Site:
    """The application in this process, and who may submit to it."""

    client: FlaskClient
    engine: Embedded
    store: Path
    tokens: dict[str, str]

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> TestResponse:
        """Send a request; `by` is whose token goes with it."""
        by = headers.pop("by", "")
        named = {"Content-Type": TURTLE} | ({"Authorization": self.tokens[by]} if by else {})
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(path, method=method, data=body, headers=named)

    def submit(self, body: bytes, by: str = "Alice", **headers: str) -> TestResponse:
        return self.send("POST", "/reports", body, by=by, **headers)

    def state(self) -> tuple[int, int, list[str]]:
        """The revision, how many triples there are, and the files that were kept."""
        kept = [path.name for path in self.store.rglob("*") if path.parent != self.store]
        return self.engine.revision, len(self.engine), sorted(kept)

    def asks(self, pattern: str) -> bool:
        return self.engine.evaluate(Query(f"ASK {{ {pattern} }}", "text/csv")).body == b"true"


def make_site(store: Path, **chosen: Any) -> Site:
    store.mkdir()
    roles = {"Alice": Role.SUBMIT, "Bob": Role.SUBMIT, "editor": Role.WRITE}
    tokens = {
        name: f"Bearer {Register(store).create(role, name=name)[1]}" for name, role in roles.items()
    }
    engine = open_engine(None)
    app = create_app(engine, Settings(store=store, **chosen))
    return Site(app.test_client(), engine, store, tokens)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path / "store")


def tag(response: TestResponse) -> str:
    return str(response.headers["ETag"])


def form(**parts: tuple[str, bytes]) -> dict[str, Any]:
    """A form of files, each of a name and bytes, as a browser or curl sends it."""
    return {name: (io.BytesIO(body), filename) for name, (filename, body) in parts.items()}


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
    assert shown.headers["Link"] == '</report/rain/versions>; rel="version-history"'
    assert site.asks(
        f"GRAPH <{REPORT}/versions> {{ ?v <{PROV}specializationOf> <{REPORT}> ;"
        f" <{PROV}wasAttributedTo> ?who }}"
        "GRAPH ?submitters { ?who <http://www.w3.org/2000/01/rdf-schema#label> 'Alice' }"
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
        ("text/html", '<li class="violation">'),
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
