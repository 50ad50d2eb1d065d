"""A real server with the shipped graphs, and Chromium to look at it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import Served, serving

from .visiting import Mode, Visit, chromium, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def site() -> Iterator[Served]:
    """The server whose pages are looked at."""
    with serving("--store", "memory") as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, started once for each module of tests."""
    with chromium() as started:
        yield started


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """An empty page of usual width, in light colours, with scripts."""
    with visiting(browser, Mode(1280)) as opened:
        yield opened
