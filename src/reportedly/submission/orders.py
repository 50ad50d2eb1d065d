"""What can be asked for at the desk, and what it comes to for a report of a given history.

These rules are pure: `publishing` carries out what they decide.
"""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from reportedly import media
from reportedly.engine.port import Change, Document
from reportedly.errors import (
    NotTheSubmitter,
    ReportMissing,
    ReportWithdrawn,
    SlugTaken,
    TagMissing,
    TagOutdated,
)
from reportedly.submission import provenance
from reportedly.submission.archive import digest_of
from reportedly.submission.history import (
    SUBMITTERS,
    History,
    Version,
    Withdrawal,
    graph_of,
    now,
)
from reportedly.terms import REPORTS

ANY: Final = "*"
"""Stands for the tag of whatever version there is."""


@dataclass(frozen=True)
class Submitter:
    """Who gives an order: a name, and whether all reports are theirs to change."""

    name: str
    everywhere: bool = False


@dataclass(frozen=True)
class Accepted:
    """A document that was checked: the report in it, its triples as N-Triples, and who sent it.

    `text` is what it was checked against, if it was.
    """

    report: str
    document: Document
    triples: bytes
    submitter: Submitter
    text: str | None = None

    def as_version(self, number: int) -> Version:
        """Return this as a version of the report, from now on."""
        return Version(
            report=self.report,
            number=number,
            digest=digest_of(self.document.body),
            media_type=self.document.media_type,
            size=len(self.document.body),
            submitter=self.submitter.name,
            at=now(),
            text="" if self.text is None else digest_of(self.text.encode()),
        )


@dataclass(frozen=True)
class Step:
    """What an order comes to: the version that answers it, and what has to change for that.

    `document` and `text` are to be kept; without changes there is nothing to do.
    """

    version: Version
    changes: tuple[Change, ...] = ()
    document: bytes | None = None
    text: bytes | None = None

    def follow(self, history: History) -> History:
        """Return the history of the report with this step in it."""
        before = [each for each in history.versions if each.number != self.version.number]
        return replace(
            history,
            versions=(*before, self.version),
            there=self.version.withdrawal is None,
        )


class Order(Protocol):
    """Something to be done with a report."""

    @property
    def report(self) -> str:
        """The IRI of the report."""

    @property
    def size(self) -> int:
        """How many bytes of triples it puts into the data."""

    def decide(self, history: History) -> Step:
        """Say what is to be done. Raises PublishingError."""


@dataclass(frozen=True)
class Submit:
    """Publish a report that is not there yet; the same bytes again change nothing."""

    accepted: Accepted

    @property
    def report(self) -> str:
        """The IRI of the report."""
        return self.accepted.report

    @property
    def size(self) -> int:
        """How many bytes of triples it puts into the data."""
        return len(self.accepted.triples)

    def decide(self, history: History) -> Step:
        """Say what is to be done. Raises SlugTaken."""
        if history.current and history.current.digest == digest_of(self.accepted.document.body):
            return Step(history.current)
        if history.last or history.there:
            raise _taken(history)
        return _publish(history, self.accepted)


@dataclass(frozen=True)
class Replace:
    """Publish another version of a report, or restore one that was withdrawn.

    One of `tags` must be that of its last version, or `ANY`; None says that none were given.
    """

    accepted: Accepted
    tags: frozenset[str] | None

    @property
    def report(self) -> str:
        """The IRI of the report."""
        return self.accepted.report

    @property
    def size(self) -> int:
        """How many bytes of triples it puts into the data."""
        return len(self.accepted.triples)

    def decide(self, history: History) -> Step:
        """Say what is to be done. Raises PublishingError."""
        last = _require_own(history, self.accepted.submitter)
        if self.tags is None:
            raise TagMissing(
                "A report is replaced only by who knows what is being replaced.",
                hint=f'Look at the report first, and send its ETag: If-Match: "{last.tag}"',
            )
        if history.current and last.digest == digest_of(self.accepted.document.body):
            return Step(last)
        _require_newest(last, self.tags)
        return _publish(history, self.accepted)


@dataclass(frozen=True)
class Withdraw:
    """Take a report out of the data, for a reason; what it was, and who had sent it, stays."""

    report: str
    submitter: Submitter
    reason: str
    tags: frozenset[str] | None = None
    size: int = 0

    def decide(self, history: History) -> Step:
        """Say what is to be done. Raises PublishingError."""
        last = _require_own(history, self.submitter)
        require_current(history)
        _require_newest(last, {ANY} if self.tags is None else self.tags)
        withdrawal = Withdrawal(now(), self.submitter.name, self.reason)
        changes = (
            Change(self.report, None),
            _addition(graph_of(self.report), provenance.of_withdrawal(last, withdrawal)),
            _addition(SUBMITTERS, provenance.of_submitter(self.submitter.name)),
        )
        return Step(replace(last, withdrawal=withdrawal), changes)


def require_current(history: History) -> Version:
    """Return the newest version of a report. Raises ReportWithdrawn or ReportMissing."""
    last = history.last
    if last is None:
        raise ReportMissing(
            f"There is no report <{history.report}> that was submitted here.",
            hint="GET /reports lists those that there are; POST /reports takes new ones.",
        )
    if last.withdrawal:
        raise ReportWithdrawn(
            f"The report was withdrawn on {last.withdrawal.at[:10]}: {last.withdrawal.reason}",
            hint=f"Its history is at {path_of(history.report)}/versions.",
            tag=last.tag,
        )
    return last


def path_of(report: str) -> str:
    """Return the path at which a report, of a given IRI, is served."""
    return f"/report/{report.removeprefix(REPORTS)}"


def _publish(history: History, accepted: Accepted) -> Step:
    version = accepted.as_version(history.last.number + 1 if history.last else 1)
    triples = Document(accepted.triples, media.N_TRIPLES.media_type)
    changes = (
        Change(history.report, triples),
        _addition(graph_of(history.report), provenance.of_version(version, history.last)),
        _addition(SUBMITTERS, provenance.of_submitter(version.submitter)),
    )
    text = None if accepted.text is None else accepted.text.encode()
    return Step(version, changes, accepted.document.body, text)


def _addition(graph: str, triples: bytes) -> Change:
    return Change(graph, Document(triples, media.N_TRIPLES.media_type), adding=True)


def _require_own(history: History, submitter: Submitter) -> Version:
    """Return the last version of a report that its submitter, or one of all reports, changes."""
    if history.last is None and history.there:
        raise NotTheSubmitter(
            f"<{history.report}> was not submitted: it came with the server, or as a graph.",
            hint="Who may write everything can change it at /graphs.",
        )
    if history.last is None:
        require_current(history)
    own = history.versions[0].submitter == submitter.name
    if not own and not submitter.everywhere:
        raise NotTheSubmitter(
            f"The report was submitted by {history.versions[0].submitter}, not by you.",
            hint="Ask them, or the operator; a report of your own needs a slug of its own.",
        )
    return history.versions[-1]


def _require_newest(last: Version, tags: frozenset[str] | set[str]) -> None:
    if not {last.tag, ANY} & tags:
        raise TagOutdated(
            f"The newest version is number {last.number}, and If-Match does not name it.",
            hint=f'Look at what has changed, and send its ETag: If-Match: "{last.tag}"',
            tag=last.tag,
        )


def _taken(history: History) -> SlugTaken:
    path = path_of(history.report)
    if history.last is None:
        hint = "Choose another slug: this report came with the server, or as a graph."
    elif history.last.withdrawal:
        hint = f"It was withdrawn. PUT {path} restores it as a new version; see its history."
    else:
        hint = f"PUT {path} replaces it; for another report choose another slug."
    detail = f"There is a report <{history.report}> already."
    return SlugTaken(detail, hint=hint, report=history.report)
