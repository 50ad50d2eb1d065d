"""The page on which a report is checked: pasted or uploaded, and told beside its lines."""

import io
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reportedly import resources
from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app
from reportedly.web.pages.check import apart
from tests.web.submitting import BROKEN, TEXT, document

HTML = {"Accept": "text/html"}
JSON_LD = (resources.data() / "templates" / "minimal.jsonld").read_bytes()


@pytest.fixture(scope="module")
def client(shipped_engine: Embedded) -> FlaskClient:
    """A client for all that change nothing."""
    return create_app(shipped_engine, Settings(store=None)).test_client()


def pasted(client: FlaskClient, body: bytes, path: str = "/validate", **files: Any) -> TestResponse:
    """What a browser gets that sends what was pasted, and the files that were chosen."""
    field = body.decode().replace("\n", "\r\n")
    empty = {name: (io.BytesIO(), "") for name in ("report", "text") if name not in files}
    data = {"report": [field, files.pop("report", empty.get("report"))], "text": empty.get("text")}
    return client.post(path, data=data | files, headers=HTML)


def upload(body: bytes, name: str = "rain.ttl") -> tuple[io.BytesIO, str]:
    return io.BytesIO(body), name


def kept(response: TestResponse) -> str:
    """What is in the form to be mended, as a browser reads it."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", response.text, re.DOTALL)
    assert found
    return unescape(found[1])


def test_there_is_a_form_to_begin_with(client: FlaskClient) -> None:
    response = client.get("/validate")
    assert response.status_code == 200
    assert kept(response) == ""
    assert 'enctype="multipart/form-data"' in response.text


def test_there_is_a_report_to_begin_with_that_conforms(client: FlaskClient) -> None:
    start = kept(client.get("/validate?example="))
    assert pasted(client, start.encode()).status_code == 200


def test_a_finding_stands_below_its_line(client: FlaskClient) -> None:
    response = pasted(client, BROKEN)
    assert response.status_code == 422
    number = BROKEN.decode().split("own-voise")[0].count("\n") + 1
    line = response.text.index(f'<div class="line found" id="L{number}">')
    mark = response.text.index('<mark class="violation">kind:own-voise</mark>')
    note = response.text.index("Did you mean kind:own-voice?")
    assert line < mark < note
    assert "Does not conform" in response.text


def test_what_was_pasted_stays_to_be_mended(client: FlaskClient) -> None:
    text = "\n" + BROKEN.decode() + "# </textarea><b>&amp;\n"
    assert kept(pasted(client, text.encode())) == text


def test_a_pasted_report_that_conforms_is_told_so(client: FlaskClient) -> None:
    response = pasted(client, document(), text=upload(TEXT.encode(), "rain.txt"))
    assert response.status_code == 200
    assert "Conforms." in response.text
    assert "Its passages fit the text." in response.text
    assert 'class="listing"' not in response.text


def test_json_ld_is_known_by_how_it_starts(client: FlaskClient) -> None:
    assert pasted(client, b"\n  " + JSON_LD).status_code == 200


def test_a_file_counts_in_place_of_what_is_pasted(client: FlaskClient) -> None:
    response = pasted(client, b"no report", report=upload(document()))
    assert response.status_code == 200
    assert kept(response) == document().decode()


def test_a_long_file_is_not_put_into_the_form(client: FlaskClient) -> None:
    response = pasted(client, b"", report=upload(BROKEN + b"# long\n" * 40_000))
    assert response.status_code == 422
    assert kept(response) == ""
    assert len(response.text) < 30_000
    assert "lines without findings" in response.text


@pytest.mark.parametrize(
    ("body", "status", "title", "words"),
    [
        (b"<a:a> <b:b>\n  oops", 400, "Not well-formed RDF", '<mark class="violation">oops'),
        (b'{"@context": [}', 400, "Not well-formed RDF", 'id="L1"'),
        (
            b"<a:a> <b:b> <c:c> .",
            422,
            "The submission is refused",
            "The document describes no reports",
        ),
        (b"", 400, "The request can’t be understood", "no part named “report”"),
        (b" \n", 422, "The submission is refused", "The document is empty"),
    ],
    ids=["turtle", "json", "no report", "nothing", "empty"],
)
def test_what_can_not_be_checked_is_told_on_the_same_page(
    client: FlaskClient, body: bytes, status: int, title: str, words: str
) -> None:
    response = pasted(client, body)
    assert response.status_code == status
    text = unescape(response.text)
    assert f'<h2 id="verdict">{title}</h2>' in text
    assert words in text
    assert kept(response) == body.decode()


def test_a_file_that_is_not_utf_8_is_no_failure(client: FlaskClient) -> None:
    response = pasted(client, b"", report=upload(b"\xff\xfe<a>"))
    assert response.status_code == 400
    assert "not UTF-8" in response.text


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [("fr", "ltr", "Non conforme"), ("ar", "rtl", "غير مطابق")],
)
def test_findings_can_be_had_in_other_languages(
    client: FlaskClient, language: str, direction: str, words: str
) -> None:
    response = pasted(client, BROKEN, f"/validate?language={language}")
    assert f'lang="{language}" dir="{direction}"' in response.text
    assert words in response.text
    assert response.headers["Content-Language"] == language


def test_names_in_arabic_sentences_keep_the_order_of_their_signs() -> None:
    told = apart('مثل "2024"^^xsd:dateTime <i>، هل kind:x؟')
    assert re.findall('<bdi dir="ltr">(.*?)</bdi>', told) == [
        "&#34;2024&#34;^^xsd:dateTime &lt;i&gt;",
        "kind:x",
    ]


def test_programs_are_told_as_before(client: FlaskClient) -> None:
    response = client.post("/validate", data={"report": upload(BROKEN)})
    assert response.mimetype == "application/json"
    assert response.status_code == 422


def test_many_signs_that_start_no_name_are_soon_set_apart() -> None:
    signs = "<" * 20_000
    assert unescape(apart(signs).striptags()) == signs
