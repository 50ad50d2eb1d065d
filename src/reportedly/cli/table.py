"""Lays solutions out as a table for a terminal."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from reportedly.results import Cell, Table, shorten

_GAP: Final = "  "
_SHORT_WORD: Final = 12


def render(table: Table, width: int) -> str:
    """Return a table that fits into a width in columns of a terminal, if that can be."""
    rows = [[_text(cell) for cell in row] for row in table.rows]
    numeric = [
        all(cell is None or cell.is_number for cell in column)
        for column in zip(*table.rows, strict=True)
    ] or [False] * len(table.columns)
    count = len(rows)
    lines = lay_out(table.columns, rows, numeric, width)
    return "\n".join([*lines, "", f"{count} {'row' if count == 1 else 'rows'}", ""])


def lay_out(
    columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], width: int
) -> list[str]:
    """Return the lines of a table; columns of numbers are flush right."""
    widths = _widths([columns, *rows], width)
    return [
        *_lines(columns, widths, numeric),
        _GAP.join("─" * each for each in widths),
        *(line for row in rows for line in _lines(row, widths, numeric)),
    ]


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    text = shorten(cell.text) if cell.kind == "uri" else cell.text
    return "".join(character if character.isprintable() else " " for character in text)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the width of each column: what it needs, or less of the widest until all fit.

    Only long words are broken, and only where it does not help to break lines between words.
    """
    columns = list(zip(*rows, strict=True))
    widths = [min(width, max(map(_breadth, column))) for column in columns]
    words = [
        max(_breadth(word) for text in column for word in text.split(" ")) for column in columns
    ]
    room = width - len(_GAP) * (len(widths) - 1)
    return _cut(_cut(widths, words, room), [min(each, _SHORT_WORD) for each in words], room)


def _cut(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fit into a room, each at its least if they can't."""
    cut = list(widths)
    while sum(cut) > room:
        wide = [place for place, each in enumerate(cut) if each > least[place]]
        if not wide:
            break
        cut[max(wide, key=cut.__getitem__)] -= 1
    return cut


def _lines(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> Iterator[str]:
    wrapped = [_wrap(text, width) for text, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        yield _GAP.join(map(_pad, parts, widths, numeric)).rstrip()


def _pad(text: str, width: int, flush_right: bool) -> str:
    space = " " * (width - _breadth(text))
    return space + text if flush_right else text + space


def _wrap(text: str, width: int) -> list[str]:
    """Break a text into lines: between words, or within one that is too long."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if _breadth(joined) <= width:
            lines[-1] = joined
        else:
            lines += _chop(word, width)
    return [line for line in lines if line] or [""]


def _chop(word: str, width: int) -> list[str]:
    parts = [""]
    for character in word:
        if _breadth(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _breadth(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in text
    )
