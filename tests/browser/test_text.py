"""A reader chooses the text of a report: the browser checks and marks it, and keeps it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import Served, serving

from .visiting import Mode, Visit, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

REPORT = "report/syria-2024-12-02"
MARKED = "document.querySelector('.running').innerHTML"


@pytest.fixture
def reading(visit: Visit, site: Served) -> Visit:
    """The page of the report, whose text the server does not have."""
    visit.page.goto(f"{site.url}{REPORT}")
    return visit


@pytest.fixture(scope="module")
def supplied(shared: Path) -> Iterator[Served]:
    """A server that has the text."""
    with serving("--store", "memory", "--texts", str(shared / "seed")) as served:
        yield served


def choose(visit: Visit, text: str | bytes) -> str:
    """Choose a file with this text, and return what the page says of it."""
    content = text.encode() if isinstance(text, str) else text
    status = visit.page.get_by_role("status").filter(has_text="text")
    file = {"name": "any.txt", "mimeType": "text/plain", "buffer": content}
    visit.page.get_by_label("If you have it").set_input_files(file)  # type: ignore[arg-type]
    return status.inner_text()


def test_the_text_is_marked_as_the_server_marks_it(
    reading: Visit, supplied: Served, browser: "Browser", seed_text: str
) -> None:
    said = choose(reading, seed_text)
    assert "all 79 passages are at their places" in said
    with visiting(browser, Mode(1280)) as other:
        other.page.goto(f"{supplied.url}{REPORT}")
        assert reading.page.evaluate(MARKED) == other.page.evaluate(MARKED)


def test_nothing_is_sent_when_a_text_is_chosen(reading: Visit, seed_text: str) -> None:
    before = len(reading.asked)
    choose(reading, seed_text)
    assert [url for url in reading.asked[before:] if not url.endswith("/icon.svg")] == []
    assert reading.told == []


def test_a_text_with_the_line_ends_of_windows_is_the_same_text(
    reading: Visit, seed_text: str
) -> None:
    assert "the very text" in choose(reading, "\ufeff" + seed_text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Another text.", "not the text that the report was made from"),
        (b"\xff", "not text in UTF-8"),
    ],
)
def test_of_another_text_nothing_is_marked(reading: Visit, text: str | bytes, reason: str) -> None:
    assert reason in choose(reading, text)
    assert reading.page.locator(".running").count() == 0


def test_a_statement_leads_to_its_words_and_back(reading: Visit, seed_text: str) -> None:
    choose(reading, seed_text)
    reading.page.locator("#s14").get_by_role("link", name="characters 2214–2339").click()
    assert reading.page.evaluate("location.hash") == "#t-s14"
    reading.page.locator("#t-s14").get_by_role("link", name="C14").click()
    assert reading.page.evaluate("location.hash") == "#s14"
    assert reading.page.locator(".running .current").get_attribute("id") == "t-s14"
