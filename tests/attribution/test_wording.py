"""The words that keep a claim from reading as a fact."""

import pytest

from reportedly.attribution.model import NOTHING, Account, Ref
from reportedly.attribution.wording import moment, period, said, told_as
from reportedly.terms import KIND


def account(**given: str) -> Account:
    status = Ref(str(KIND[given.pop("status", "happened")]), "some label", "en")
    return Account("#a", event=NOTHING, kind=NOTHING, status=status, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("announce", "announced"),
        ("deny", "denied"),
        ("give background", "gave background"),
        ("call for", "called for"),
        ("express", "expressed"),
    ],
)
def test_an_act_follows_its_speaker(label: str, words: str) -> None:
    assert said(Ref("#act", label, "en")) == words


def test_an_act_in_another_language_stays_as_it_is() -> None:
    assert said(Ref("#act", "annoncer", "fr")) == "annoncer"


def test_what_is_told_as_having_happened_is_not_said_to_have_happened() -> None:
    assert told_as(account()) == "having happened"


def test_an_unknown_status_is_called_by_its_label() -> None:
    assert told_as(account(status="halted")) == "some label"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-12-02T00:00:00", "2 December 2024"),
        ("2024-12-02T23:59:59", "2 December 2024"),
        ("2024-12-02T08:30:00", "2 December 2024, 08:30"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_moments_are_days_unless_the_hour_matters(text: str, words: str) -> None:
    assert moment(text) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-12-01T00:00:00", "2024-12-01T23:59:59", "1 December 2024"),
        ("2024-12-01T00:00:00", "2024-12-02T23:59:59", "1 December 2024 to 2 December 2024"),
        ("", "2024-12-02T23:59:59", "not later than 2 December 2024"),
        ("2024-12-02T00:00:00", "", "from 2 December 2024"),
        ("", "", ""),
    ],
)
def test_a_period_says_only_the_bounds_there_are(first: str, last: str, words: str) -> None:
    assert period(account(not_before=first, not_after=last)) == words
