"""Every page, in each way that people look at it: whole, quiet, accessible, and by itself."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pytest

from tests.web.conftest import Served

from .visiting import MODES, Mode, Visit, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

QUERY: Final = "SELECT * { ?statement a <https://w3id.org/reportedly/ns#Statement> }"
PAGES: Final = {
    "home": "/",
    "reports": "/reports",
    "report": "/report/syria-2024-12-02",
    "statements": "/statements",
    "statements-found": "/statements?source=https://w3id.org/reportedly/id/white-helmets",
    "figures": "/figures",
    "timeline": "/timeline",
    "sources": "/sources",
    "events": "/events",
    "event": "/report/syria-2024-12-02/e-strikes",
    "actor": "/id/white-helmets.html",
    "place": "/id/aleppo.html",
    "places": "/places",
    "names": "/id/",
    "ontology": "/ns.html",
    "ontology-version": "/ns/0.1.0",
    "concepts": "/kind/",
    "concept": "/kind/planned.html",
    "questions": "/queries",
    "question": "/queries/figures-that-differ",
    "question-with-parameters": "/queries/compare-figures",
    "question-across-datasets": "/queries/population-of-strike-places",
    "peers": "/peers",
    "data": "/.well-known/void",
    "preview": "/reconcile/preview?id=aleppo",
    "check": "/validate",
    "editor": "/sparql",
    "answer": f"/sparql?{urlencode({'query': QUERY})}",
    "syntax-error": "/sparql?query=SELEC",
    "missing": "/nowhere",
}
LONGEST: Final = 100_000


@dataclass(frozen=True)
class Seen:
    """A page in the browser, and the HTML that the server sent for it, in bytes."""

    visit: Visit
    sent: int


@pytest.fixture(scope="module", params=MODES, ids=str)
def mode(request: pytest.FixtureRequest) -> Mode:
    found: Mode = request.param
    return found


@pytest.fixture(scope="module", params=PAGES)
def seen(
    request: pytest.FixtureRequest, site: Served, browser: "Browser", mode: Mode
) -> Iterator[Seen]:
    """Each page in each mode, opened once for all tests of it."""
    with visiting(browser, mode) as visit:
        response = visit.page.goto(site.url.rstrip("/") + PAGES[request.param])
        assert response
        _keep_picture(visit, f"{request.param}-{mode}")
        yield Seen(visit, len(response.body()))


def _keep_picture(visit: Visit, name: str) -> None:
    if folder := os.environ.get("REPORTEDLY_SCREENSHOTS"):
        visit.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_console_is_silent(seen: Seen) -> None:
    assert seen.visit.told == []


def test_nothing_is_asked_of_others(seen: Seen) -> None:
    assert seen.visit.outside() == []


def test_the_page_does_not_scroll_sideways(seen: Seen) -> None:
    assert seen.visit.sideways() == 0


def test_nobody_is_kept_out(seen: Seen, mode: Mode) -> None:
    """What looks for faults is itself a script, so that it can’t run where scripts can’t."""
    assert not mode.scripts or seen.visit.violations() == []


def test_the_page_is_short(seen: Seen) -> None:
    assert seen.sent < LONGEST


def test_the_page_can_be_turned_for_scripts_from_right_to_left(seen: Seen) -> None:
    """The last test of a page: it leaves the page turned."""
    seen.visit.page.evaluate("document.documentElement.dir = 'rtl'")
    assert seen.visit.sideways() == 0
