"""What came of one file, for tables, journals and exit codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from reportedly.validation import Severity
from reportedly.validation.rendering import objects
from reportedly.validation.rendering.remarks import Remark


class Result(StrEnum):
    """What came of a file, in words for people; the names are for programs."""

    CONFORMS = "conforming"
    PUBLISHED = "published"
    REPLACED = "replaced"
    UNCHANGED = "there already"
    TAKEN = "of a name that is taken"
    WITHDRAWN = "withdrawn, not restored"
    VIOLATES = "not conforming"
    UNUSABLE = "unusable"
    FAILED = "failed"


EXIT_CODES: Final[Mapping[Result, int]] = {
    Result.CONFORMS: 0,
    Result.PUBLISHED: 0,
    Result.REPLACED: 0,
    Result.UNCHANGED: 0,
    Result.TAKEN: 1,
    Result.WITHDRAWN: 1,
    Result.VIOLATES: 1,
    Result.UNUSABLE: 2,
    Result.FAILED: 2,
}


@dataclass(frozen=True)
class Verdict:
    """What came of a file of that name, whose bytes have that SHA-256.

    `facts` are more members for its object in JSON; their names are not among the others.
    """

    file: str
    digest: str
    result: Result
    remarks: tuple[Remark, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """Return how many remarks have a severity."""
        return sum(remark.severity is severity for remark in self.remarks)


def exit_code(verdicts: Iterable[Verdict]) -> int:
    """Return the exit code of a command to which these things happened."""
    return max((EXIT_CODES[verdict.result] for verdict in verdicts), default=0)


def to_object(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as a JSON object."""
    return {
        "file": verdict.file,
        "sha256": verdict.digest,
        "result": verdict.result.name.lower(),
        **verdict.facts,
        "findings": [*map(objects.to_object, verdict.remarks)],
    }


def from_object(told: Mapping[str, Any]) -> Verdict:
    """Return the verdict that a JSON object tells of.

    Raises KeyError, TypeError or ValueError if it tells of none.
    """
    own = {"file", "sha256", "result", "findings"}
    return Verdict(
        file=told["file"],
        digest=told["sha256"],
        result=Result[told["result"].upper()],
        remarks=tuple(map(objects.from_object, told["findings"])),
        facts={name: value for name, value in told.items() if name not in own},
    )
