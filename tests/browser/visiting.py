"""How pages are looked at in Chromium, and what is to be known of each look."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

HERE: Final = Path(__file__).parent
AXE: Final = HERE / "node_modules" / "axe-core" / "axe.min.js"
_AXE_SAYS: Final = """async () => {
  const found = await axe.run({resultTypes: ["violations"]});
  return found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
_ALONE: Final = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No name leads anywhere: what a page would fetch from outside can't be had."""


@dataclass(frozen=True)
class Mode:
    """How a page is looked at: the window’s width in pixels, its colours, with scripts or not."""

    width: int
    colours: str = "light"
    scripts: bool = True

    def __str__(self) -> str:
        """Name it as tests and screenshots do."""
        return f"{self.width}-{self.colours}{'' if self.scripts else '-no-scripts'}"


MODES: Final = (
    *(Mode(width, colours) for width in (1280, 390) for colours in ("light", "dark")),
    *(Mode(1920), Mode(1280, scripts=False), Mode(390, "dark", scripts=False)),
)


@dataclass(frozen=True)
class Visit:
    """An open page, and what it has told and asked for so far."""

    page: "Page"
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def outside(self) -> list[str]:
        """Return the addresses asked for that are not on the server."""
        here = urlsplit(self.page.url).netloc
        asked = [urlsplit(url) for url in self.asked]
        return [u.geturl() for u in asked if u.scheme not in ("data", "blob") and u.netloc != here]

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        wider: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider

    def violations(self) -> list[str]:
        """Return what axe-core says against the page as it is now."""
        if not AXE.is_file():
            pytest.skip("axe-core is not installed: npm install --prefix tests/browser")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[str] = self.page.evaluate(_AXE_SAYS)
        return found


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Run Debian’s Chromium; skip the test if that, or what steers it, is not installed."""
    steered = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs chromium")
    with steered.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox", _ALONE])


@contextmanager
def visiting(browser: "Browser", mode: Mode) -> Iterator[Visit]:
    """Open an empty page that keeps what it tells and what it asks for."""
    context = browser.new_context(
        viewport={"width": mode.width, "height": 900},
        color_scheme="dark" if mode.colours == "dark" else "light",
        java_script_enabled=mode.scripts,
        permissions=["clipboard-read", "clipboard-write"],
    )
    with context:
        visit = Visit(context.new_page())
        visit.page.on("console", lambda message: visit.told.extend(_lines(message, visit.page.url)))
        visit.page.on("pageerror", lambda error: visit.told.append(str(error)))
        visit.page.on("request", lambda request: visit.asked.append(request.url))
        yield visit


def _lines(message: "ConsoleMessage", page: str) -> list[str]:
    """Return what a message says, if it isn’t only that the page itself has the status it has."""
    own = message.location["url"] == page and message.text.startswith("Failed to load resource")
    return [] if own else [f"{message.type}: {message.text}"]
