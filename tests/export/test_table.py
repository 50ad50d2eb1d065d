from typing import Any

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.errors import ResourceMissing
from reportedly.export import table
from reportedly.terms import REPORTS

from .conftest import SEED, texts


@pytest.fixture(scope="module")
def rows(seeded: Embedded) -> dict[str, dict[str, Any]]:
    """The rows of the seed, by the name of the account."""
    found = [dict(zip(table.COLUMNS, row, strict=True)) for row in table.rows(seeded, SEED)]
    return {str(row["account"]).partition("#")[2]: row for row in found}


def test_each_account_has_a_row(rows: dict[str, dict[str, Any]], seeded: Embedded) -> None:
    accounts = texts(seeded, "SELECT ?a { ?s <https://w3id.org/reportedly/ns#account> ?a }")
    assert {(row["account"],) for row in rows.values()} == accounts


def test_no_row_is_without_those_who_say_it(rows: dict[str, dict[str, Any]]) -> None:
    assert all(row["sources"] for row in rows.values())


def test_a_row_says_through_whom_it_came(rows: dict[str, dict[str, Any]]) -> None:
    row = rows["s14-a"]
    assert (row["sources"], row["through"]) == ("Two Syrian army sources", "Reuters")


def test_figures_are_told_in_their_words_with_whom_they_count(
    rows: dict[str, dict[str, Any]],
) -> None:
    assert rows["s01-a"]["figures"] == "at least 400: militants, killed"
    assert rows["s04-a"]["figures"] == "at least 25: people, killed"


def test_a_row_says_where_in_the_text_it_stands(rows: dict[str, dict[str, Any]]) -> None:
    assert (rows["s01-a"]["start"], rows["s01-a"]["end"]) == (0, 149)
    assert (rows["s04-b"]["start"], rows["s04-b"]["end"]) == (848, 869)


def test_rows_are_in_reading_order(rows: dict[str, dict[str, Any]]) -> None:
    notations = list(dict.fromkeys(row["notation"] for row in rows.values()))
    assert notations[:5] == ["C01", "C02", "R01", "R02", "R03"]


def test_there_is_no_table_of_a_report_that_is_not_there(seeded: Embedded) -> None:
    with pytest.raises(ResourceMissing):
        table.rows(seeded, f"{REPORTS}none")
