"""The part of a page that tells findings."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from reportedly.validation import Severity
from reportedly.validation.rendering import text
from reportedly.validation.rendering.phrases import phrases
from reportedly.validation.rendering.remarks import Remark

REMARK = Remark(
    Severity.WARNING,
    "Nothing points to this passage.",
    hint="Link it.",
    about=":p rpt:digest <script>",
    line=3,
    column=5,
    source=":p  <script>alert(1)</script>",
    caret=4,
)

Write = Callable[..., str]


@pytest.fixture
def write(client: FlaskClient) -> Write:
    def write(*remarks: Remark, language: str = "en") -> str:
        macro = client.application.jinja_env.get_template("findings.html").module
        verdict = text.verdict(remarks, language)
        return str(macro.findings(remarks, verdict, phrases(language), language))  # type: ignore[attr-defined]

    return write


def test_a_finding_is_shown_with_its_place_and_its_line(write: Write) -> None:
    page = write(REMARK)
    assert '<li class="warning">' in page
    assert ">3:5</span>" in page
    assert ":p  <mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark>" in page
    assert "Nothing points to this passage." in page
    assert "<script>" not in page


def test_a_finding_without_a_place_has_no_line(write: Write) -> None:
    assert "<pre" not in write(Remark(Severity.INFO, "Somewhere."))


def test_the_verdict_is_told_where_there_are_no_findings(write: Write) -> None:
    assert "Conforms." in write()
    assert "<ol" not in write()


def test_arabic_is_written_from_right_to_left(write: Write) -> None:
    assert '<div lang="ar" dir="rtl">' in write(REMARK, language="ar")
