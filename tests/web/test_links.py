"""Who follows every link from the home page finds a page, and the place on it, each time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app
from tests.browser.test_pages import PAGES

_VARIANTS: Final = 4
"""How many addresses are looked at that differ in their query only: filters have endless ones."""


class Page(HTMLParser):
    """The links of a page and the places on it."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.places: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in ("a", "link", "script", "img") and (
            link := known.get("href") or known.get("src")
        ):
            self.links.append(urljoin(self.address, link))
        if place := known.get("id"):
            self.places[place] += 1


@dataclass
class Walk:
    """What was seen: pages by address, the statuses of dead links, and who leads where."""

    client: FlaskClient
    pages: dict[str, Page] = field(default_factory=dict)
    dead: dict[str, int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=lambda: ["/"])
    met: set[str] = field(default_factory=lambda: {"/"})
    variants: Counter[str] = field(default_factory=Counter)

    def on(self) -> None:
        """Go on until there is nothing new."""
        while self.waiting:
            address = self.waiting.pop(0)
            for link in self._look(address):
                self._note(urldefrag(link).url)

    def _look(self, address: str) -> list[str]:
        with self.client.get(address, headers={"Accept": "text/html, */*;q=0.5"}) as response:
            if response.status_code >= 400:
                self.dead[address] = response.status_code
            if response.status_code in (301, 302, 303, 308):
                return [urljoin(address, response.headers["Location"])]
            if response.mimetype != "text/html":
                return []
            self.pages[address] = Page(address, response.get_data(as_text=True))
            return self.pages[address].links

    def _note(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.netloc or parts.scheme or address in self.met:
            return
        self.met.add(address)
        self.variants[parts.path] += bool(parts.query)
        if not parts.query or self.variants[parts.path] <= _VARIANTS:
            self.waiting.append(address)

    def lost(self) -> Iterator[str]:
        """Yield each link to a place that its page does not have."""
        for page in self.pages.values():
            for link in page.links:
                address, place = urldefrag(link)
                there = self.pages.get(address)
                if place and there and place not in there.places:
                    yield f"{page.address} → {link}"


@pytest.fixture(scope="module")
def walk(shipped_engine: Embedded) -> Walk:
    walked = Walk(create_app(shipped_engine, Settings(store=None)).test_client())
    walked.on()
    return walked


pytestmark = pytest.mark.slow


def test_the_walk_comes_to_every_kind_of_page(walk: Walk) -> None:
    tops = {address.split("/")[1].partition("?")[0] for address in walk.pages}
    assert {"report", "id", "kind", "ns", "queries", "figures", "statements", "events"} <= tops


def test_each_kind_of_page_is_looked_at_in_the_browser(walk: Walk) -> None:
    def kinds(addresses: Iterable[str]) -> set[str]:
        paths = walk.client.application.url_map.bind("")
        return {paths.match(urlsplit(address).path)[0] for address in addresses}

    looked_at = [address for name, address in PAGES.items() if name != "missing"]
    assert kinds(walk.pages) <= kinds(looked_at)


def test_no_link_is_dead(walk: Walk) -> None:
    assert walk.dead == {}


def test_no_link_misses_its_place(walk: Walk) -> None:
    assert sorted(set(walk.lost())) == []


def test_no_place_is_there_twice(walk: Walk) -> None:
    twice = {
        page.address: [place for place, times in page.places.items() if times > 1]
        for page in walk.pages.values()
    }
    assert {address: places for address, places in twice.items() if places} == {}


def test_every_page_is_short(walk: Walk) -> None:
    for address in walk.pages:
        size = len(walk.client.get(address, headers={"Accept": "text/html"}).data)
        assert size < 100_000, address
