"""Keeps answers of one revision in memory, for whoever asks the same again."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, NamedTuple

LONGEST: Final = 1 << 20
"""Bytes of the longest body that is kept."""
_BESIDE: Final = 1000
"""Bytes that an answer takes beside its body and the text of its question, about."""


class Question(NamedTuple):
    """All that decides an answer over one revision, and how it is sent.

    `formats` are the media types in which solutions and graphs are welcome, `encoding` is what its
    body may be encoded in.
    """

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    base: str
    formats: tuple[str | None, str | None]
    encoding: str = ""


@dataclass(frozen=True)
class Kept:
    """An answer: its media type, and its body as it is sent, and encoded if so."""

    media_type: str
    encoding: str
    body: bytes


class Answers:
    """The answers that were last asked for, as many as fit into `memory` bytes.

    Only those of the newest revision that was kept. For one thread.
    """

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._taken = 0
        self._revision = 0
        self._answers: OrderedDict[Question, Kept] = OrderedDict()

    def find(self, revision: int, question: Question) -> Kept | None:
        """Return the answer to a question at a revision, if it is kept."""
        found = self._answers.get(question) if revision == self._revision else None
        if found:
            self._answers.move_to_end(question)
        return found

    def keep(self, revision: int, question: Question, answer: Kept) -> None:
        """Keep an answer at a revision, unless it is too long, or of an older one than others."""
        if revision > self._revision:
            self._answers.clear()
            self._revision, self._taken = revision, 0
        new = question not in self._answers
        if revision == self._revision and new and len(answer.body) <= LONGEST:
            self._answers[question] = answer
            self._taken += _size(question, answer)
        while self._taken > self._memory:
            self._taken -= _size(*self._answers.popitem(last=False))


def _size(question: Question, answer: Kept) -> int:
    """Return about how many bytes an answer takes; text takes up to four for a character."""
    texts = (question.text, *question.default_graphs, *question.named_graphs, question.base)
    return sum(map(len, texts)) * 4 + len(answer.body) + _BESIDE
