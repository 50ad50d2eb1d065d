import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.writing import as_csv, as_json

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
"""A file of CSV can hold no U+0000."""


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_what_is_in_a_cell_stays_in_it(rows: list[list[str]]) -> None:
    written = as_csv(("a", "b"), rows)
    head, *read = csv.reader(io.StringIO(written, newline=""))
    assert head == ["a", "b"]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_a_spreadsheet_computes_nothing_that_is_text() -> None:
    written = as_csv(("a",), [["=1+1"], ["+1"], ["-1"], ["@x"], [-1], [True], [None]])
    assert written.splitlines() == ["a", "'=1+1", "'+1", "'-1", "'@x", "-1", "true", '""']


def test_json_is_written_in_the_letters_of_its_language() -> None:
    assert json.loads(as_json({"a": "حلب"})) == {"a": "حلب"}
    assert "حلب" in as_json({"a": "حلب"})
