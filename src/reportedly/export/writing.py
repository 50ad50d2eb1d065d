"""Writes documents as JSON and tables as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def as_json(document: Any) -> str:
    """Return a document as JSON, for people to read as well."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV: https://www.rfc-editor.org/rfc/rfc4180.

    A text that a spreadsheet would compute has an apostrophe before it; nothing is an empty cell.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value).lower() if isinstance(value, bool) else value
