"""Rows as a table that people can read."""

from collections.abc import Iterable

from .engines import Row, in_order


def rows(table: str) -> list[Row]:
    """Read a table: a line of columns, then a line for each row, cells between bars."""
    columns, *lines = ([cell.strip() for cell in line.split("|")] for line in _lines(table))
    return [dict(zip(columns, map(in_order, line), strict=True)) for line in lines]


def narrowed(answer: Iterable[Row], to: str) -> list[Row]:
    """Keep of each row what the table has columns for."""
    columns = [column.strip() for column in _lines(to)[0].split("|")]
    return [{column: row[column] for column in columns} for row in answer]


def _lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line.strip()]
