"""The forms of questions and of the check, filled in as people do, most of it without scripts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import Served
from tests.web.submitting import BROKEN

from .visiting import Mode, Visit, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture
def plain(browser: "Browser") -> Iterator[Visit]:
    """A narrow page without scripts."""
    with visiting(browser, Mode(390, scripts=False)) as opened:
        yield opened


def test_a_question_is_asked_of_another_place(site: Served, plain: Visit) -> None:
    page = plain.page
    page.goto(f"{site.url}queries/status-by-place")
    page.get_by_label("A place").select_option(label="Hama Governorate")
    page.get_by_role("button", name="Ask").click()
    assert page.url.endswith("/queries/status-by-place?area=id%3Ahama-governorate")
    assert "Asked here of Hama Governorate in place of Aleppo Governorate" in page.inner_text(
        "main"
    )
    page.get_by_role("link", name="Ask as it stands").click()
    assert page.get_by_label("A place").input_value() == "id:aleppo-governorate"


def test_the_verdict_on_figures_is_seen_without_scrolling_sideways(
    site: Served, plain: Visit
) -> None:
    plain.page.goto(f"{site.url}queries/figures-that-differ")
    verdict = plain.page.get_by_text("can both be right", exact=True).first.bounding_box()
    assert verdict
    assert 0 <= verdict["x"] <= verdict["x"] + verdict["width"] <= 390


def test_a_report_is_pasted_mended_and_found_to_conform(site: Served, plain: Visit) -> None:
    page = plain.page
    page.goto(f"{site.url}validate")
    page.get_by_label("The report, in Turtle").fill(BROKEN.decode())
    page.get_by_role("button", name="Check", exact=True).click()
    assert "Did you mean kind:own-voice?" in page.inner_text("#findings")
    assert "kind:own-voise" in page.locator("mark").all_inner_texts()
    assert plain.sideways() == 0
    kept = page.get_by_label("The report, in Turtle")
    kept.fill(kept.input_value().replace("own-voise", "own-voice"))
    page.get_by_role("button", name="Check", exact=True).click()
    assert page.inner_text("#verdict") == "Conforms."


@pytest.mark.parametrize("button", ["Check", "تحقّق بالعربية"])
def test_findings_are_accessible_in_both_directions(
    site: Served, visit: Visit, button: str
) -> None:
    page = visit.page
    page.goto(f"{site.url}validate")
    page.get_by_label("The report, in Turtle").fill(BROKEN.decode())
    page.get_by_role("button", name=button, exact=True).click()
    assert "kind:own-voise" in page.locator("#findings mark").all_inner_texts()
    assert visit.violations() == []
