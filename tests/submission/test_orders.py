"""Orders: whatever comes in whatever order, a group of them does what they do one by one."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Document
from reportedly.errors import PublishingError
from reportedly.submission.archive import InMemory, digest_of
from reportedly.submission.history import Version
from reportedly.submission.orders import (
    ANY,
    Accepted,
    Order,
    Replace,
    Submit,
    Submitter,
    Withdraw,
)
from reportedly.submission.publishing import Desk, Receipt
from reportedly.terms import REPORTS

SLUGS = [f"{REPORTS}{slug}" for slug in ("one", "two")]
WORDS = ("first", "second")


def accepted(report: str, words: str, by: Submitter) -> Accepted:
    triple = f'<{report}> <a:says> "{words}" .\n'.encode()
    return Accepted(report, Document(triple, "text/turtle"), triple, by)


def tag(report: str, words: str, number: int) -> str:
    body = accepted(report, words, Submitter("")).document.body
    return Version(report, number, digest_of(body), "", 0, "", "").tag


@st.composite
def orders(draw: st.DrawFn) -> Order:
    report, words = draw(st.sampled_from(SLUGS)), draw(st.sampled_from(WORDS))
    by = Submitter(draw(st.sampled_from(["Alice", "Bob"])), draw(st.booleans()))
    known = [tag(report, each, number) for each in WORDS for number in (1, 2, 3)]
    tags = draw(st.none() | st.frozensets(st.sampled_from([ANY, *known])))
    match draw(st.sampled_from(["submit", "replace", "withdraw"])):
        case "submit":
            return Submit(accepted(report, words, by))
        case "replace":
            return Replace(accepted(report, words, by), tags)
        case _:
            return Withdraw(report, by, "why", tags)


def summary(result: Receipt | PublishingError) -> Any:
    if isinstance(result, PublishingError):
        return result.code
    return result.version.report, result.version.tag, result.new


def contents(engine: Embedded, desk: Desk) -> Any:
    """What is there of each report, and its versions without their moments."""
    triples = {(quad.graph_name.value, str(quad.object)) for quad in engine._store}
    histories = [desk.history(report) for report in SLUGS]
    told = [
        [(each.tag, each.submitter, each.withdrawal is None) for each in history.versions]
        for history in histories
    ]
    return told, [{said for graph, said in triples if graph == report} for report in SLUGS]


@settings(max_examples=25, deadline=None)
@given(st.lists(orders(), min_size=1, max_size=12))
def test_a_group_does_what_its_orders_do_one_by_one(given_orders: list[Order]) -> None:
    alone, together = Embedded.in_memory(), Embedded.in_memory()
    one, other = Desk(alone, InMemory()), Desk(together, InMemory())
    results = [one._carry_out([order])[0] for order in given_orders]
    grouped = other._carry_out(given_orders)
    assert [*map(summary, results)] == [*map(summary, grouped)]
    assert contents(alone, one) == contents(together, other)
    assert together.revision <= 1


@settings(max_examples=25, deadline=None)
@given(st.lists(orders(), max_size=12))
def test_versions_are_counted_and_only_the_newest_is_in_the_data(given_orders: list[Order]) -> None:
    engine = Embedded.in_memory()
    desk = Desk(engine, InMemory())
    for order in given_orders:
        desk._carry_out([order])
    for report, said in zip(SLUGS, contents(engine, desk)[1], strict=True):
        history = desk.history(report)
        assert [each.number for each in history.versions] == [*range(1, len(history.versions) + 1)]
        assert len(said) == (1 if history.current else 0)
        for version in history.versions:
            assert digest_of(desk.document(version)) == version.digest
