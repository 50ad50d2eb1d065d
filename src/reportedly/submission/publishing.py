"""The desk at which reports are published, replaced and withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.engine.port import Engine
from reportedly.errors import PublishingError
from reportedly.submission import history
from reportedly.submission.archive import Archive
from reportedly.submission.grouping import Grouped
from reportedly.submission.history import History, Version
from reportedly.submission.orders import Order, Step
from reportedly.submission.shared import Shared

_MOST: Final = 16 << 20
"""Bytes of triples that go into one revision, unless it is of one order."""


@dataclass(frozen=True)
class Receipt:
    """The version that an order led to, the revision that has it, and whether it is new."""

    version: Version
    revision: int
    new: bool


class Desk:
    """Carries out orders, one after the other for each report; safe to share between threads.

    Those that come while others are being carried out go together into the next revision of the
    data: each is in it as a whole or not at all. `documents` keeps what was submitted; `texts`,
    where there is one, the texts that reports were checked against. `shared` has the actors and
    places that reports may name.
    """

    def __init__(self, engine: Engine, documents: Archive, texts: Archive | None = None) -> None:
        self._engine = engine
        self._documents = documents
        self._texts = texts
        self._orders: Grouped[Order, Receipt] = Grouped(
            self._carry_out, lambda order: order.size, _MOST
        )
        self.shared = Shared(engine)

    def carry_out(self, order: Order) -> Receipt:
        """Do what an order says; when this returns, it is on disk and seen by all readers.

        Raises PublishingError, and StoreError or LimitError, which say nothing was half-done.
        """
        return self._orders.carry_out(order)

    def history(self, report: str) -> History:
        """Return what is known of a report."""
        return history.read(self._engine, [report])[report]

    def document(self, version: Version) -> bytes:
        """Return the bytes of a version as they were submitted. Raises StoreError."""
        return self._documents.read(version.digest)

    def _carry_out(self, orders: Sequence[Order]) -> list[Receipt | PublishingError]:
        steps = self._decide(orders)
        changing = [step for step in steps if isinstance(step, Step) and step.changes]
        revision = self._change(changing) if changing else self._engine.revision
        return [
            Receipt(step.version, revision, bool(step.changes)) if isinstance(step, Step) else step
            for step in steps
        ]

    def _decide(self, orders: Sequence[Order]) -> list[Step | PublishingError]:
        """Decide each order as if those before it had been carried out already."""
        known = history.read(self._engine, [order.report for order in orders])
        steps: list[Step | PublishingError] = []
        for order in orders:
            try:
                step = order.decide(known[order.report])
            except PublishingError as error:
                steps.append(error)
            else:
                known[order.report] = step.follow(known[order.report])
                steps.append(step)
        return steps

    def _change(self, steps: Sequence[Step]) -> int:
        """Keep what was submitted, then change the data; return the new revision."""
        self._documents.keep(step.document for step in steps if step.document is not None)
        if self._texts:
            self._texts.keep(step.text for step in steps if step.text is not None)
        revision = self._engine.change([change for step in steps for change in step.changes])
        self.shared.outlast(revision)
        return revision
