"""The desk: what is published, replaced and withdrawn, by whom, and what is left of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Change, Document, Query
from reportedly.errors import (
    NotTheSubmitter,
    PublishingError,
    ReportMissing,
    ReportWithdrawn,
    SlugTaken,
    StoreError,
    TagMissing,
    TagOutdated,
)
from reportedly.submission.archive import InMemory
from reportedly.submission.history import History, graph_of
from reportedly.submission.orders import (
    ANY,
    Accepted,
    Order,
    Replace,
    Submit,
    Submitter,
    Withdraw,
)
from reportedly.submission.publishing import Desk
from reportedly.terms import REPORTS

REPORT = f"{REPORTS}one"
ALICE, BOB, EDITOR = Submitter("Alice"), Submitter("Bob"), Submitter("editor", everywhere=True)


def accepted(
    words: str = "first", by: Submitter = ALICE, report: str = REPORT, text: str | None = None
) -> Accepted:
    triple = f'<{report}> <a:says> "{words}" .\n'.encode()
    return Accepted(report, Document(b"# \n" + triple, "text/turtle"), triple, by, text)


@pytest.fixture
def engine() -> Embedded:
    return Embedded.in_memory()


@pytest.fixture
def desk(engine: Embedded) -> Desk:
    return Desk(engine, InMemory(), InMemory())


def words(engine: Embedded, graph: str = REPORT) -> list[str]:
    found = engine.evaluate(
        Query(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s <a:says> ?o }} }} ORDER BY ?o", "text/csv")
    )
    return found.body.decode().split()[1:]


def refusal(desk: Desk, order: Order) -> PublishingError:
    before = desk.history(order.report)
    with pytest.raises(PublishingError) as caught:
        desk.carry_out(order)
    assert desk.history(order.report) == before
    return caught.value


def test_a_report_is_published_with_its_history(desk: Desk, engine: Embedded) -> None:
    receipt = desk.carry_out(Submit(accepted(text="The words.")))
    assert (receipt.new, receipt.revision) == (True, engine.revision)
    assert words(engine) == ["first"]
    history = desk.history(REPORT)
    assert history == History(REPORT, (receipt.version,), there=True)
    assert receipt.version.submitter == "Alice"
    assert receipt.version.text
    assert desk.document(receipt.version) == accepted().document.body


def test_the_same_bytes_again_change_nothing(desk: Desk, engine: Embedded) -> None:
    first = desk.carry_out(Submit(accepted()))
    again = desk.carry_out(Submit(accepted()))
    assert (again.version, again.new) == (first.version, False)
    assert engine.revision == first.revision


def test_a_slug_is_taken_once(desk: Desk, engine: Embedded) -> None:
    desk.carry_out(Submit(accepted()))
    error = refusal(desk, Submit(accepted("other", BOB)))
    assert isinstance(error, SlugTaken)
    assert "PUT /report/one" in error.hint
    assert words(engine) == ["first"]


def test_a_report_that_was_not_submitted_is_not_the_desks_to_change(
    desk: Desk, engine: Embedded
) -> None:
    engine.change([Change(REPORT, accepted("shipped").document)])
    assert isinstance(refusal(desk, Submit(accepted())), SlugTaken)
    assert isinstance(
        refusal(desk, Replace(accepted(by=EDITOR), frozenset({ANY}))), NotTheSubmitter
    )
    assert isinstance(refusal(desk, Withdraw(REPORT, EDITOR, "why")), NotTheSubmitter)
    assert words(engine) == ["shipped"]


def test_a_version_takes_the_place_of_the_one_before(desk: Desk, engine: Embedded) -> None:
    first = desk.carry_out(Submit(accepted())).version
    second = desk.carry_out(Replace(accepted("second"), frozenset({"x", first.tag}))).version
    assert (second.number, words(engine)) == (2, ["second"])
    assert desk.history(REPORT).versions == (first, second)
    assert desk.document(first) == accepted().document.body
    chain = f"ASK {{ <{second.iri}> <http://www.w3.org/ns/prov#wasRevisionOf> <{first.iri}> }}"
    assert engine.evaluate(Query(chain, "text/csv")).body == b"true"


def test_the_version_to_replace_must_be_named_and_the_newest(desk: Desk) -> None:
    first = desk.carry_out(Submit(accepted())).version
    assert isinstance(refusal(desk, Replace(accepted("second"), None)), TagMissing)
    desk.carry_out(Replace(accepted("second"), frozenset({ANY})))
    outdated = refusal(desk, Replace(accepted("third"), frozenset({first.tag})))
    assert isinstance(outdated, TagOutdated)
    assert outdated.tag == desk.history(REPORT).versions[-1].tag
    lost = desk.carry_out(Replace(accepted("second"), frozenset({first.tag})))
    assert (lost.new, lost.version.number) == (False, 2)


@pytest.mark.parametrize(
    "order",
    [
        lambda by: Replace(accepted("second", by), frozenset({ANY})),
        lambda by: Withdraw(REPORT, by, "why"),
    ],
    ids=["replace", "withdraw"],
)
def test_a_report_belongs_to_its_first_submitter_and_to_who_may_write_all(
    desk: Desk, order: Callable[[Submitter], Order]
) -> None:
    assert isinstance(refusal(desk, order(ALICE)), ReportMissing)
    desk.carry_out(Submit(accepted()))
    assert isinstance(refusal(desk, order(BOB)), NotTheSubmitter)
    assert desk.carry_out(order(EDITOR)).new
    assert desk.carry_out(Replace(accepted("third"), frozenset({ANY}))).version.number > 1


def test_what_is_withdrawn_leaves_the_data_but_not_the_history(
    desk: Desk, engine: Embedded
) -> None:
    desk.carry_out(Submit(accepted()))
    desk.carry_out(Withdraw(REPORT, ALICE, "An error in the source."))
    assert words(engine) == []
    assert set(engine.graphs()) == {graph_of(REPORT), "https://w3id.org/reportedly/submitter/"}
    history = desk.history(REPORT)
    assert (history.current, history.there) == (None, False)
    assert history.versions[-1].withdrawal
    assert history.versions[-1].withdrawal.reason == "An error in the source."
    assert desk.document(history.versions[0]) == accepted().document.body
    gone = refusal(desk, Withdraw(REPORT, ALICE, "again"))
    assert isinstance(gone, ReportWithdrawn)
    assert "An error in the source." in gone.detail


def test_what_is_withdrawn_can_be_restored_by_whom_it_belongs_to(desk: Desk) -> None:
    desk.carry_out(Submit(accepted()))
    withdrawn = desk.carry_out(Withdraw(REPORT, ALICE, "why")).version
    assert isinstance(refusal(desk, Submit(accepted())), SlugTaken)
    restored = desk.carry_out(Replace(accepted(), frozenset({withdrawn.tag}))).version
    assert (restored.number, desk.history(REPORT).current) == (2, restored)


def test_two_who_want_one_slug_at_the_same_moment_get_it_once(desk: Desk, engine: Embedded) -> None:
    gate = Barrier(8)

    def submit(number: int) -> bool:
        gate.wait()
        try:
            return desk.carry_out(Submit(accepted(f"w{number}", Submitter(f"s{number}")))).new
        except SlugTaken:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(submit, range(8))) == 1
    assert len(words(engine)) == len(desk.history(REPORT).versions) == 1


class Slow(Embedded):
    """An engine whose first change waits until it is let go."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.go_on, self.changes = Event(), 0

    def change(self, changes: object) -> int:
        self.changes += 1
        self.go_on.wait(10)
        return super().change(changes)  # type: ignore[arg-type]


def waiting(desk: Desk, number: int) -> bool:
    return len(desk._orders._waiting) == number


def test_those_who_wait_are_published_together_each_with_an_answer_of_its_own() -> None:
    engine = Slow.in_memory()
    desk = Desk(engine, InMemory())
    reports = [f"{REPORTS}r{number}" for number in range(6)]
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(desk.carry_out, Submit(accepted()))
        rest = [
            pool.submit(desk.carry_out, Submit(accepted(report=report)))
            for report in [*reports, REPORT]
        ]
        while not waiting(desk, len(rest)):
            pass
        engine.go_on.set()
        assert first.result().revision == 1
        receipts = [each.result() for each in rest]
    assert engine.changes == 2
    assert [each.version.report for each in receipts] == [*reports, REPORT]
    assert [each.new for each in receipts] == [True] * 6 + [False]
    assert {each.revision for each in receipts} == {2}


def test_a_group_that_fails_leaves_nothing_and_says_so_to_all(
    desk: Desk, engine: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise StoreError("No space.")

    with monkeypatch.context() as patch:
        patch.setattr(engine, "change", fail)
        with pytest.raises(StoreError):
            desk.carry_out(Submit(accepted()))
    assert desk.history(REPORT) == History(REPORT)
    assert desk.carry_out(Submit(accepted())).new
