"""Remarks as text for people: where, the source line with a caret, what is wrong, the cure."""

import re
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Final

from reportedly.terms import SHAPE
from reportedly.validation.outcome import Severity
from reportedly.validation.rendering.phrases import Phrases, phrases
from reportedly.validation.rendering.remarks import Remark

_WIDTH: Final = 100
_INDENT: Final = "  "
_GUTTER: Final = "  | "
_STEERING: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def write(remarks: Sequence[Remark], language: str = "en", document: str = "") -> str:
    """Return the remarks on a document, and the verdict as the last line.

    Each begins with `document:line:column`, as far as that is known; editors take it for a link.
    """
    blocks = [told(remark, language, document) for remark in remarks]
    return "\n\n".join([*blocks, verdict(remarks, language)]) + "\n"


def told(remark: Remark, language: str = "en", document: str = "") -> str:
    """Return one remark as a few lines, all of them harmless."""
    words = phrases(language)
    paragraphs = [remark.message, remark.hint, _rule(remark)]
    lines = [_head(remark, words, document), *_pointer(remark), *_filled(paragraphs)]
    return "\n".join(map(harmless, lines))


def harmless(line: str) -> str:
    """Return a line without the characters that steer a terminal or turn its text around."""
    return _STEERING.sub("\ufffd", line)


def verdict(remarks: Iterable[Remark], language: str = "en") -> str:
    """Return whether a document conforms, and how many remarks of each severity there are."""
    words = phrases(language)
    severities = [remark.severity for remark in remarks]
    start = words.fails if Severity.VIOLATION in severities else words.conforms
    counts = counted(severities, words)
    return f"{start}{words.reasons}{counts}{words.end}" if counts else f"{start}{words.end}"


def counted(severities: Sequence[Severity], words: Phrases) -> str:
    """Return in words how many there are of each severity, the gravest first."""
    numbers = [(each, severities.count(each)) for each in Severity]
    return words.comma.join(words.counted[each][n > 1].format(n=n) for each, n in numbers if n)


def _head(remark: Remark, words: Phrases, document: str) -> str:
    place = [document] if document else []
    place += [f"{remark.line}", f"{remark.column}"] if remark.line else []
    return ": ".join(
        filter(None, (":".join(place), words.severities[remark.severity], remark.about))
    )


def _pointer(remark: Remark) -> list[str]:
    if not remark.source:
        return []
    return [f"{_GUTTER}{remark.source}", f"{_GUTTER}{' ' * remark.caret}^"]


def _filled(paragraphs: Iterable[str]) -> list[str]:
    lines = (line for paragraph in paragraphs for line in paragraph.splitlines())
    return [
        filled
        for line in lines
        for filled in fill(
            line,
            _WIDTH,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        ).splitlines()
    ]


def _rule(remark: Remark) -> str:
    return f"shape:{remark.rule.removeprefix(SHAPE)}" if remark.rule.startswith(SHAPE) else ""
