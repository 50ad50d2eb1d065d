"""What somebody pastes from the page of a question, and the answer that it has to get."""

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Final

from tests.web.conftest import Served

ASKED: Final = (
    "figures-that-differ",
    "children-killed?measure=kind%3Akilled&population=kind%3Amilitants",
    "said-on-a-day?day=2024-12-02T00%3A00%3A00",
    "words-for-the-opponents",
    "own-voice",
)
"""Questions of which recipes are tried, some with values of their own."""

LONG: Final = "compare-figures"
"""The question that needs the longest query and tells of booleans too."""

_RECIPE: Final = re.compile(r"<h4>([^<]*)</h4></summary>.*?<pre[^>]*>(.*?)</pre>", re.DOTALL)


def told(server: Served, path: str) -> dict[str, str]:
    """Return the recipes on the page of a question, by tool."""
    page = server.send("GET", f"/queries/{path}", Accept="text/html").body.decode()
    return {unescape(tool): unescape(text) for tool, text in _RECIPE.findall(page)}


def rows(server: Served, path: str) -> list[dict[str, object]]:
    """Return the answer, as the file in JSON has it."""
    slug, mark, values = path.partition("?")
    answer = server.send("GET", f"/queries/{slug}.json{mark}{values}")
    found: list[dict[str, object]] = json.loads(answer.body)["rows"]
    assert found
    return found


def texts(answer: Sequence[Mapping[str, object]]) -> list[dict[str, str]]:
    """Return an answer as the texts of its terms, without what is unbound."""
    found = ({name: it for name, it in row.items() if it is not None} for row in answer)
    return [{name: _text(it) for name, it in row.items()} for row in found]


def ordered(answer: list[dict[str, str]]) -> list[list[tuple[str, str]]]:
    """Return the rows of an answer in an order of their own."""
    return sorted(sorted(row.items()) for row in answer)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
