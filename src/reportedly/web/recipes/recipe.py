"""What a recipe is, what it is made of, and how its parts are written."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_COMMENT: Final = re.compile(r"^\s*#.*\n", re.MULTILINE)


@dataclass(frozen=True)
class Recipe:
    """A text for one tool, and what must be known beside it."""

    tool: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """The recipes for tools of one kind."""

    name: str
    recipes: tuple[Recipe, ...]


@dataclass(frozen=True)
class Offer:
    """Where an answer is to be had: the URLs of its two files and of the endpoint, and the query.

    `columns` are the variables that the query answers with, and `rq` the URL of the query itself.
    """

    csv: str
    json: str
    endpoint: str
    query: str
    columns: Sequence[str]
    rq: str

    @property
    def plain(self) -> str:
        """The query without its comments."""
        return _COMMENT.sub("", self.query).strip()


def quoted(url: str) -> str:
    """Return a URL as a string; it has no sign that would mean something else in one."""
    return json.dumps(url)
