"""The editor at /sparql: it is asked, completes, shares and says what is wrong."""

import re
from urllib.parse import urlencode

import pytest

from reportedly.web import editor
from tests.web.conftest import Served

from .visiting import Visit

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not editor._BUNDLE.is_file(), reason="built without npm"),
]
STATEMENTS = "SELECT ?s { ?s a <https://w3id.org/reportedly/ns#Statement> } ORDER BY ?s"


def open_with(visit: Visit, site: Served, query: str) -> None:
    visit.page.goto(f"{site.url}sparql?{urlencode({'query': query})}")


def write(visit: Visit, text: str) -> None:
    visit.page.locator(".yasqe .CodeMirror-line").first.click()
    visit.page.keyboard.press("Control+A")
    visit.page.keyboard.type(text)


def ask(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Ask").click()
    visit.page.locator("output", has_text=re.compile("Answered|There is no answer")).wait_for()


def cells(visit: Visit) -> list[str]:
    return visit.page.locator("#results tbody td").all_inner_texts()


def test_an_example_is_asked_and_answered(visit: Visit, site: Served) -> None:
    visit.page.goto(f"{site.url}sparql?question=figures-that-differ")
    ask(visit)
    assert {"at least 400 militants", "at least 25 people"} < set(cells(visit))
    assert visit.told == []
    assert visit.outside() == []
    assert visit.violations() == []


def test_the_address_becomes_a_link_to_what_was_asked(visit: Visit, site: Served) -> None:
    open_with(visit, site, "ASK {}")
    write(visit, "SELECT (1 AS ?one) {}")
    ask(visit)
    assert visit.page.url == f"{site.url}sparql?{urlencode({'query': 'SELECT (1 AS ?one) {}'})}"
    visit.page.get_by_role("button", name="Copy a link").click()
    visit.page.locator("output", has_text="Copied.").wait_for()
    assert visit.page.evaluate("navigator.clipboard.readText()") == visit.page.url
    visit.page.go_back()
    visit.page.locator(".yasqe", has_text="ASK {}").wait_for()


def test_rows_have_room_and_lead_to_pages_of_this_server(visit: Visit, site: Served) -> None:
    open_with(visit, site, STATEMENTS)
    ask(visit)
    first = visit.page.locator("#results tbody td").first
    assert first.evaluate("cell => parseFloat(getComputedStyle(cell).paddingLeft)") >= 8
    assert first.locator("a").get_attribute("href") == "/report/syria-2024-12-02/r01"


def test_rows_are_sorted_and_sought(visit: Visit, site: Served) -> None:
    open_with(visit, site, "SELECT ?n { VALUES ?n { 9 10 1 } }")
    ask(visit)
    column = visit.page.locator("#results th button")
    column.click()
    assert cells(visit) == ["1", "9", "10"]
    column.click()
    assert cells(visit) == ["10", "9", "1"]
    visit.page.get_by_label("Only rows with").fill("1")
    assert cells(visit) == ["10", "1"]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_what_the_server_sent_can_be_read(visit: Visit, site: Served, colours: str) -> None:
    visit.page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    open_with(visit, site, "SELECT (1 AS ?one) {}")
    ask(visit)
    visit.page.get_by_role("button", name="Response").click()
    assert '"vars": [' in visit.page.locator("#results pre").inner_text()
    assert visit.violations() == []


def test_long_answers_come_in_pages(visit: Visit, site: Served) -> None:
    open_with(visit, site, "SELECT ?s { ?s ?p ?o } LIMIT 120")
    ask(visit)
    assert len(cells(visit)) == 50
    for _ in range(2):
        visit.page.get_by_role("button", name="Next").click()
    assert len(cells(visit)) == 20
    assert visit.page.get_by_text("101–120 of 120").is_visible()


def test_it_says_what_is_wrong_and_where(visit: Visit, site: Served) -> None:
    visit.page.goto(f"{site.url}sparql")
    write(visit, "SELECT * WHERE { ?s ?p }")
    ask(visit)
    assert "Line 1" in visit.page.locator("#results .problem").inner_text()


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("SELECT * { ?s a rpt:Stat", "rpt:Statement"),
        ("SELECT * { ?s rpt:stat", "rpt:status"),
        ("SELECT * { ?s rpt:status kind:plan", "kind:planned"),
        ("SELECT * { ?s rpt:source Helm", "id:white-helmets"),
    ],
)
def test_terms_and_names_of_the_dataset_are_proposed(
    visit: Visit, site: Served, typed: str, proposed: str
) -> None:
    visit.page.goto(f"{site.url}sparql")
    write(visit, f"PREFIX rpt: <https://w3id.org/reportedly/ns#> {typed}")
    visit.page.keyboard.press("Control+Space")
    visit.page.locator(".CodeMirror-hint", has_text=proposed).first.click()
    prefix = proposed.partition(":")[0]
    query = visit.page.locator(".yasqe .CodeMirror-code").inner_text()
    assert proposed in query
    assert f"PREFIX {prefix}: <https://w3id.org/reportedly/" in query
    assert visit.outside() == []


def test_a_missing_prefix_is_declared(visit: Visit, site: Served) -> None:
    visit.page.goto(f"{site.url}sparql")
    write(visit, "SELECT * { ?s rpt:")
    visit.page.locator(
        ".yasqe", has_text="PREFIX rpt: <https://w3id.org/reportedly/ns#>"
    ).wait_for()


def test_the_keyboard_comes_in_and_out(visit: Visit, site: Served) -> None:
    visit.page.goto(f"{site.url}sparql")
    visit.page.get_by_text("Query", exact=True).click()
    assert visit.page.evaluate("document.activeElement.closest('.yasqe') !== null")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Ask"
