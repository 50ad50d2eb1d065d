"""Accounts in the order of time."""

import pytest

from reportedly import lookup
from reportedly.attribution import timeline
from reportedly.attribution.model import Selection
from reportedly.attribution.timeline import Index
from reportedly.engine.embedded import Embedded
from reportedly.questions import load
from reportedly.terms import KIND, REPORTS

SEED = f"{REPORTS}syria-2024-12-02"
QUESTION = next(question.text for question in load() if question.slug == "timeline")


def test_what_is_bounded_stands_as_in_the_question_on_time(seeded: Embedded) -> None:
    table = lookup.solutions(seeded, QUESTION)
    place = table.columns.index("account")
    asked = [row[place].text for row in table.rows if (row[place])]  # type: ignore[union-attr]
    found = Index(seeded).find(Selection())
    assert {account for _, account in found.timed} == set(asked)
    assert [each.account.not_before for each in timeline.read(seeded, found.timed[:3])] == [
        "2024-11-30T00:00:00",
        "2024-12-01T00:00:00",
        "2024-12-01T18:00:00",
    ]


def test_accounts_come_with_what_was_said_and_when_it_was_published(seeded: Embedded) -> None:
    found = Index(seeded).find(Selection(event=f"{SEED}#e-strikes"))
    read = timeline.read(seeded, found.timed)
    assert [each.statement.notation for each in read] == ["C01", "C04", "C04"]
    assert {(each.issue.day, each.issue.assumed) for each in read} == {
        ("2024-12-02T00:00:00", True)
    }
    assert all(each.assumptions for each in read)


@pytest.mark.parametrize(
    ("selection", "timed", "untimed"),
    [
        (Selection(), 9, 35),
        (Selection(report=SEED), 9, 35),
        (Selection(status=str(KIND.planned)), 3, 1),
        (Selection(since="2024-12-01", until="2024-12-01"), 5, 0),
        (Selection(words="nothing of the kind"), 0, 0),
    ],
)
def test_a_selection_is_found_with_the_number_of_those_without_a_time(
    seeded: Embedded, selection: Selection, timed: int, untimed: int
) -> None:
    found = Index(seeded).find(selection)
    assert (len(found.timed), found.untimed) == (timed, untimed)


def test_a_large_store_is_in_order(large: Embedded) -> None:
    found = Index(large).find(Selection())
    read = timeline.read(large, found.timed[100:140])
    moments = [
        each.account.not_before or each.account.not_after or each.statement.said_on for each in read
    ]
    assert len(moments) == 40
    assert moments == sorted(moments)
