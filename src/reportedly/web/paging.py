"""Long lists in parts: which page is asked for, and where the pages beside it are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlencode

from flask import request

from reportedly.errors import RequestError

_NUMBER: Final = re.compile(r"[0-9]{1,9}")

Item = TypeVar("Item")


@dataclass(frozen=True)
class Pager:
    """One page of a list of `total` things, with `size` on each; pages count from 1."""

    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first thing on the page, counted from 1; 0 if there is none."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last thing on the page."""
        return min(self.number * self.size, self.total)

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))

    @property
    def before(self) -> str:
        """Where the page before this one is; empty for the first."""
        return path_to(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """Where the page after this one is; empty for the last."""
        return path_to(self.number + 1) if self.number < self.pages else ""

    def part(self, things: Sequence[Item]) -> Sequence[Item]:
        """Return those of all things that are on the page."""
        return things[(self.number - 1) * self.size : self.number * self.size]


def page_number(last: int = 1_000_000) -> int:
    """Return the number of the page that the request asks for. Raises RequestError after `last`."""
    given = request.args.get("page", "1")
    if not _NUMBER.fullmatch(given) or not 0 < int(given) <= last:
        raise RequestError("There is no such page.", hint="Pages are counted from 1: ?page=2")
    return int(given)


def path_to(number: int) -> str:
    """Return the path of another page of the list that the request asks for."""
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return f"{request.path}?{urlencode([*others, ('page', str(number))])}"
