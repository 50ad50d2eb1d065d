"""What readers do on the pages: choose, filter, follow, check; with scripts and without."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from reportedly.terms import OA, REPORTS, RPT
from tests.web.conftest import Served

from .visiting import Mode, Visit, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
REPORT: Final = URIRef(f"{REPORTS}syria-2024-12-02")
MARKED: Final = """() => {
  const marked = [];
  let at = 0;
  const walk = (node, names) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const end = at + Array.from(node.data).length;
      for (const name of names) marked.push([name, at, end]);
      at = end;
    } else if (node.nodeName !== "A") {
      const own = [node.id.replace("t-", ""), node.classList.contains("quotation") && "quotation"];
      for (const child of node.childNodes) walk(child, [...names, ...own.filter(Boolean)]);
    }
  };
  for (const child of document.querySelector(".running").childNodes) walk(child, []);
  return marked;
}"""
"""Finds at which characters of the text, end exclusive, each mark stands, in pieces."""


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def reader(request: pytest.FixtureRequest, browser: "Browser") -> Iterator[Visit]:
    """Somebody with a browser that runs scripts, or doesn’t."""
    with visiting(browser, Mode(1280, scripts=request.param)) as visit:
        yield visit


def test_statements_are_found_by_their_words(reader: Visit, site: Served) -> None:
    reader.page.goto(f"{site.url}statements")
    everything = reader.page.locator("article").count()
    reader.page.get_by_label("Words").fill("airstrike")
    reader.page.get_by_role("button", name="Find").click()
    assert "words=airstrike" in reader.page.url
    assert 0 < reader.page.locator("article").count() < everything


def test_a_question_is_asked_with_another_value(reader: Visit, site: Served) -> None:
    reader.page.goto(f"{site.url}queries/status-by-place")
    before = reader.page.locator("main table").all_inner_texts()
    form = reader.page.locator("form.parameters")
    form.locator("select").select_option(label="Aleppo")
    form.get_by_role("button").first.click()
    assert "area=id" in reader.page.url
    assert reader.page.locator("main table").all_inner_texts() != before


def test_a_pasted_report_is_checked_beside_its_lines(reader: Visit, site: Served) -> None:
    reader.page.goto(f"{site.url}validate")
    reader.page.locator("#pasted").fill("@prefix a: <b#> .\na:b a:c\n")
    reader.page.get_by_role("button", name="Check").first.click()
    assert reader.page.locator("#findings .remark").count() > 0
    assert reader.page.locator("#findings .line.found").count() > 0


def test_a_statement_has_an_address_on_the_page_of_its_report(reader: Visit, site: Served) -> None:
    reader.page.goto(f"{site.url}report/syria-2024-12-02/s04")
    assert reader.page.url.endswith("/report/syria-2024-12-02#s04")
    assert "White Helmets" in reader.page.locator("#s04").inner_text()


def test_the_text_is_marked_in_the_browser_at_the_right_characters(
    visit: Visit, site: Served, shared: Path, dataset: Graph
) -> None:
    visit.page.goto(f"{site.url}report/syria-2024-12-02", wait_until="networkidle")
    asked = list(visit.asked)
    visit.page.get_by_label("If you have it").set_input_files(shared / "seed" / "report.txt")
    visit.page.get_by_role("status").get_by_text("the very text").wait_for()
    marked = [(name, start, end) for name, start, end in visit.page.evaluate(MARKED)]
    starts = {name: min(at for other, at, _ in marked if other == name) for name, _, _ in marked}
    expected = dict(_starts(dataset))
    assert {name: starts.get(name) for name in expected} == expected
    quoted = {place for name, *ends in marked if name == "quotation" for place in range(*ends)}
    assert quoted == set(_quoted(dataset))
    assert visit.asked == asked
    assert visit.told == []
    assert visit.violations() == []


def _starts(dataset: Graph) -> Iterator[tuple[str, int]]:
    for statement in dataset.subjects(RPT.passage):
        name = str(statement).partition("#")[2]
        starts = [
            _number(dataset, span, OA.start) for span in dataset.objects(statement, RPT.passage)
        ]
        if (statement, RPT.within, None) in dataset:
            yield name, min(starts)


def _quoted(dataset: Graph) -> Iterator[int]:
    for quotation in dataset.subjects(RDF.type, RPT.Quotation):
        yield from range(*(_number(dataset, quotation, end) for end in (OA.start, OA.end)))


def _number(dataset: Graph, span: object, end: URIRef) -> int:
    value = dataset.value(URIRef(str(span)), end)
    assert isinstance(value, Literal)
    return int(value)


def test_another_text_is_not_marked(visit: Visit, site: Served, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Something else entirely.", encoding="utf-8")
    visit.page.goto(f"{site.url}report/syria-2024-12-02")
    visit.page.get_by_label("If you have it").set_input_files(other)
    visit.page.get_by_role("status").get_by_text("not the text").wait_for()
    assert visit.page.locator(".running").count() == 0


def test_the_keyboard_skips_to_the_content(reader: Visit, site: Served) -> None:
    reader.page.goto(f"{site.url}figures")
    reader.page.keyboard.press("Tab")
    skip = reader.page.get_by_role("link", name="To the content")
    assert skip.evaluate("link => link === document.activeElement")
    reader.page.keyboard.press("Enter")
    assert reader.page.url.endswith("#main")


def test_paper_has_no_controls(reader: Visit, site: Served) -> None:
    reader.page.emulate_media(media="print", color_scheme="dark")
    reader.page.goto(f"{site.url}statements")
    assert not reader.page.get_by_role("navigation", name="Site").is_visible()
    assert not reader.page.locator("form").first.is_visible()
    paper = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
