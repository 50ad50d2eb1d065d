"""Writes the table of a page as a file."""

from collections.abc import Iterable, Sequence
from typing import Final

from flask import Response

from reportedly import media
from reportedly.export.writing import as_csv, as_json

Value = str | int | float | bool | None

_JSON: Final = "application/json"


def response(columns: Sequence[str], rows: Iterable[Sequence[Value]], form: str) -> Response:
    """Return a table as `csv` (https://www.rfc-editor.org/rfc/rfc4180, in UTF-8) or as `json`.

    In JSON each row is an object with the columns as keys.
    """
    if form == "csv":
        return Response(as_csv(columns, rows), mimetype=media.CSV.media_type)
    return Response(_json(columns, rows), content_type=_JSON)


def _json(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    document = {"columns": list(columns), "rows": objects}
    return as_json(document)
