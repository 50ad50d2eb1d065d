"""Writes the table of a page as a file."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Final

from flask import Response

from reportedly import media

Value = str | int | float | bool | None

_JSON: Final = "application/json"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def response(columns: Sequence[str], rows: Iterable[Sequence[Value]], form: str) -> Response:
    """Return a table as `csv` (https://www.rfc-editor.org/rfc/rfc4180, in UTF-8) or as `json`.

    In JSON each row is an object with the columns as keys. In CSV a text that a spreadsheet would
    compute has an apostrophe before it.
    """
    if form == "csv":
        return Response(_csv(columns, rows), content_type=f"{media.CSV.media_type}; charset=utf-8")
    return Response(_json(columns, rows), content_type=_JSON)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value).lower() if isinstance(value, bool) else value


def _json(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    document = {"columns": list(columns), "rows": objects}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
