"""Checks files, in this process or in several."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from reportedly import documents, submission
from reportedly.cli.files import MEDIA_TYPES, digest_of
from reportedly.cli.verdict import Result, Verdict
from reportedly.engine.port import Document
from reportedly.errors import CheckTakesTooMuch, ReportedlyError
from reportedly.submission import Checked
from reportedly.validation import Outcome
from reportedly.validation.rendering import remarks


@dataclass(frozen=True)
class Check:
    """How to check a report in a file; it can be sent to other processes and called there.

    `text` is the file of the text that the report was made from; `shared` are files of actors
    and places beyond those that are shipped.
    """

    language: str = "en"
    text: Path | None = None
    shared: tuple[Path, ...] = ()

    def __call__(self, path: Path) -> Verdict:
        """Return the verdict on a file."""
        body = documents.read_bytes(path)
        digest = sha256(body).hexdigest()
        try:
            checked = self._checked(path, body)
        except ReportedlyError as error:
            return Verdict(str(path), digest, Result.UNUSABLE, (remarks.of_error(error),))
        result = Result.CONFORMS if checked.accepted else Result.VIOLATES
        told = remarks.of_outcome(checked.outcome, self.language)
        return Verdict(str(path), digest, result, told, _facts(checked))

    def prepare(self) -> None:
        """Read what the reports are checked with. Raises FileError."""
        _triples(self.shared)

    def outcome(self, path: Path) -> Outcome:
        """Return what the shapes find; raises what `submission.check` does."""
        return self._checked(path, documents.read_bytes(path)).outcome

    def _checked(self, path: Path, body: bytes) -> Checked:
        text = documents.read_text(self.text) if self.text else None
        document = Document(body, MEDIA_TYPES[path.suffix])
        return submission.check(document, text=text, extra=_triples(self.shared))


def verdicts(check: Check, files: Sequence[Path], jobs: int) -> Iterator[Verdict]:
    """Yield the verdicts on some files in their order, from so many processes."""
    jobs = min(jobs, len(files))
    return map(check, files) if jobs < 2 else _outliving(check, files, jobs)


def _outliving(check: Check, files: Sequence[Path], jobs: int) -> Iterator[Verdict]:
    """Go on with new processes when one has died; the file that is next is then checked alone."""
    left = deque(files)
    while left:
        try:
            for verdict in _in_processes(check, tuple(left), jobs):
                left.popleft()
                yield verdict
        except BrokenProcessPool:
            yield _alone(check, left.popleft())


def _alone(check: Check, path: Path) -> Verdict:
    try:
        (verdict,) = _in_processes(check, (path,), jobs=1)
    except BrokenProcessPool:
        error = CheckTakesTooMuch(
            "The process that checked this file has died, perhaps for want of memory.",
            hint="Check it again, by itself, or where there is more memory.",
        )
        return Verdict(str(path), digest_of(path), Result.FAILED, (remarks.of_error(error),))
    return verdict


def _in_processes(check: Check, files: Sequence[Path], jobs: int) -> Iterator[Verdict]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_leave_interrupts_to_parent) as pool:
        try:
            yield from pool.map(check, files)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _triples(files: tuple[Path, ...]) -> tuple[ox.Triple, ...]:
    return tuple(triple for path in files for triple in documents.read_triples(path))


def _facts(checked: Checked) -> dict[str, object]:
    return {
        "report": checked.report,
        "summary": asdict(checked.summary),
        "textChecked": checked.text_checked,
    }
