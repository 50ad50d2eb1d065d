"""Says how to mend what a parser of RDF stopped at, as far as that can be guessed."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from reportedly.terms import PREFIXES, REPORTS


class Stop(NamedTuple):
    """Where a parser stopped: the document, its lines, and line and column from 1."""

    text: str
    lines: list[str]
    line: int
    column: int

    @property
    def rest(self) -> str:
        """What stands there, up to the end of the line."""
        return self.lines[self.line - 1][self.column - 1 :] if self.line <= len(self.lines) else ""

    @property
    def said_before(self) -> int:
        """The last line, before the place, on which something stands; 0 if there is none."""
        start = self.lines[self.line - 1 : self.line]
        here = bool(start and start[0][: self.column - 1].strip())
        before = range(self.line if here else min(self.line - 1, len(self.lines)), 0, -1)
        return next((number for number in before if self.lines[number - 1].strip()), 0)


_NO_NAMES: Final = re.compile(r'<[^<>\s]*>|"(?:[^"\\\n\r]|\\.)*"|#[^\n\r]*')
_NAMES: Final = re.compile(r"(?<![\w:.-])([A-Za-z][\w.-]*):")
_DECLARED: Final = re.compile(r"prefix\s+([\w.-]*):", re.IGNORECASE)
_TOKEN: Final = re.compile(r"(.*) is not a valid (?:RDF object|subject or graph name|predicate)")


def quoted(reason: str) -> str:
    """Return the words of a parser with what they cite in quotation marks."""
    found = _TOKEN.match(reason)
    return f"“{found[1]}”{reason[found.end(1) :]}" if found else reason


def cure(reason: str, stop: Stop) -> str:
    """Return how to mend what a parser stopped at for a reason, or nothing."""
    return next((told(stop) for start, told in _CURES.items() if re.match(start, reason)), "")


def _unfinished(stop: Stop) -> str:
    line = stop.said_before
    return (
        f"End line {line} with a full stop; or with a semicolon, if what follows is said of the"
        " same subject, or with a comma, if it is another value."
    )


def _relative(_: Stop) -> str:
    return (
        f"It is a relative IRI: write it in full, such as <{REPORTS}your-slug#name>, or add"
        f" BASE <{REPORTS}your-slug> at the top."
    )


def _undeclared(stop: Stop) -> str:
    """Name all that is missing at once, of the prefixes that everybody uses."""
    text = _NO_NAMES.sub(" ", stop.text)
    missing = [*dict.fromkeys(_NAMES.findall(text))]
    declared = set(_DECLARED.findall(text))
    known = [name for name in missing if name in PREFIXES and name not in declared]
    stopped_at = stop.rest.partition(":")[0]
    others = [] if stopped_at in known else [f"PREFIX {stopped_at}: <…>"]
    added = [*others, *(f"PREFIX {name}: <{PREFIXES[name]}>" for name in known)]
    return "\n".join(("Add at the top:", *added))


def _open(stop: Stop) -> str:
    closing = {"<": "> "}.get(stop.rest[:1], "quotation mark ")
    return f"Is a closing {closing}missing?"


def _no_object(stop: Stop) -> str:
    if stop.rest[:1] in ".;,":
        return "A value is missing before it."
    return "Write a number, a text in quotation marks, or a name with its prefix."


def _no_subject(stop: Stop) -> str:
    if stop.rest[:1] in "}]);,":
        return "Remove it, or what ends a statement before it."
    return "Is a comma or a semicolon missing before it? Names need a prefix, such as rpt: or “:”."


_CURES: Final[dict[str, Callable[[Stop], str]]] = {
    "A dot is expected": _unfinished,
    "No scheme found": _relative,
    "The prefix .* has not been declared": _undeclared,
    "Unexpected end of file$": _open,
    "Unexpected end$": lambda stop: f"Is a full stop missing after line {stop.said_before}?",
    ".* is not a valid RDF object": _no_object,
    ".* is not a valid subject": _no_subject,
    "'[“”„«]' is not allowed": lambda _: 'Write texts in straight quotation marks: "…".',
}
"""How the words of Oxigraph begin to what is said beside them."""
