"""The words that keep a claim from reading as a fact."""

import pytest

from reportedly.attribution.model import NOTHING, Account, Quotation, Ref, Span, Text
from reportedly.attribution.wording import moment, period, said, spoken, told_as, toward
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
        ("2024-12-01T00:00:00", "2024-12-02T23:59:59", "1 to 2 December 2024"),
        ("2024-11-30T00:00:00", "2024-12-02T23:59:59", "30 November 2024 to 2 December 2024"),
        ("", "2024-12-02T23:59:59", "not later than 2 December 2024"),
        ("2024-12-02T00:00:00", "", "from 2 December 2024"),
        ("", "", ""),
    ],
)
def test_a_period_says_only_the_bounds_there_are(first: str, last: str, words: str) -> None:
    assert period(account(not_before=first, not_after=last)) == words


@pytest.mark.parametrize(
    ("act", "words"),
    [("disclose", " to"), ("assure", ""), ("condemn", ", addressing"), ("of-another", " to")],
)
def test_an_act_leads_to_its_addressees(act: str, words: str) -> None:
    assert toward(Ref(str(KIND[act]), "some act", "en")) == words


def quotation(words: str, *inserted: tuple[int, int]) -> Quotation:
    spans = tuple(Span(start, end) for start, end in inserted)
    return Quotation(Span(100, 107), Text(words), spans)


@pytest.mark.parametrize(
    ("quoted", "parts"),
    [
        (quotation("we will"), (("we will", False),)),
        (quotation("we will", (103, 107)), (("we ", False), ("will", True))),
        (quotation("we will", (100, 102)), (("we", True), (" will", False))),
        (quotation("of another length", (103, 107)), (("of another length", False),)),
    ],
)
def test_what_the_report_put_into_a_quotation_is_told_apart(
    quoted: Quotation, parts: tuple[tuple[str, bool], ...]
) -> None:
    assert spoken(quoted) == parts
