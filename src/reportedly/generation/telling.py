"""Turns a plan into a text, and remembers where in it everything stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.generation.plan import Account, Mention, Remark, Report, Statement

NOTICE: Final = "🧪 Synthetic text: nobody said any of this, and nothing in it happened."
"""The boilerplate of every text; its first character is two units in UTF-16, and one here."""

_OPENINGS: Final = {
    "happened": "there was",
    "ongoing": "there still is",
    "planned": "there is to be",
    "expected": "there will be",
    "possible": "there may be",
    "holds": "there is",
}
_ORDERS: Final = {"rpt:after": "after", "rpt:concurrentWith": "at the time of"}
_A_PARAGRAPH: Final = 5


@dataclass(frozen=True)
class Span:
    """A stretch of a text, in code points from 0, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """Where an account stands, and those of its mentions that are the speaker's own words."""

    name: str
    account: Account
    span: Span
    designations: tuple[tuple[Mention, Span], ...]


@dataclass(frozen=True)
class Told:
    """Where a statement stands, its clauses and quoted words; `carrier` is a name or empty."""

    statement: Statement
    carrier: str
    span: Span
    clauses: tuple[Clause, ...]
    quotation: Span | None
    insertion: Span | None


@dataclass(frozen=True)
class Telling:
    """A text, where its notice stands, and where its statements do."""

    text: str
    notice: Span
    told: tuple[Told, ...]


def tell(report: Report) -> Telling:
    """Write the text of a report."""
    draft = _Draft()
    notice = draft.write(NOTICE)
    for number, statement in enumerate(report.statements):
        draft.write(" " if number % _A_PARAGRAPH else "\n\n")
        draft.start_sentence()
        draft.tell(statement, carrier="")
        draft.write(".")
    draft.write("\n")
    return Telling(draft.text, notice, tuple(draft.told))


class _Draft:
    """A text that grows, and what has been told in it so far."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self._pieces: list[str] = []
        self._length = 0
        self._capital = False

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def start_sentence(self) -> None:
        """Let the next words begin with a capital letter."""
        self._capital = True

    def write(self, words: str) -> Span:
        """Add words, and say where they stand."""
        if words and self._capital:
            words, self._capital = words[0].upper() + words[1:], False
        self._pieces.append(words)
        self._length += len(words)
        return Span(self._length - len(words), self._length)

    def since(self, start: int) -> Span:
        """Return the stretch from a position to the end."""
        return Span(start, self._length)

    def tell(self, statement: Statement, carrier: str) -> None:
        """Add a statement and all that it carries."""
        start = self._length
        if statement.verb:
            self.write(_attribution(statement))
        clauses, quotation = self._content(statement)
        insertion = None
        if statement.remark:
            self.write(", calling it “")
            quotation, insertion = self._remark(statement.remark)
            self.write("”")
        told = Told(statement, carrier, self.since(start), clauses, quotation, insertion)
        self.told.append(told)

    def _content(self, statement: Statement) -> tuple[tuple[Clause, ...], Span | None]:
        if statement.rendering != "verbatim":
            return self._clauses(statement), None
        self.write(": “")
        self.start_sentence()
        start = self._length
        clauses = self._clauses(statement)
        quotation = self.since(start)
        self.write("”")
        return clauses, quotation

    def _clauses(self, statement: Statement) -> tuple[Clause, ...]:
        joints = _joints(statement)
        clauses = []
        for letter, account in zip("ab", statement.accounts, strict=False):
            self.write(next(joints))
            clauses.append(self._clause(f"{statement.name}-{letter}", account))
        for each in statement.carried:
            self.write(next(joints))
            self.tell(each, carrier=statement.name)
        return tuple(clauses)

    def _clause(self, name: str, account: Account) -> Clause:
        start = self._length
        self.write(f"{_OPENINGS[account.status]} {article(account.mentions[0].words)}")
        designations = []
        for mention in account.mentions:
            self.write(f" {mention.lead} " if mention.lead else " ")
            span = self.write(mention.words)
            if mention.designates:
                designations.append((mention, span))
        self.write(_circumstances(account))
        return Clause(name, account, self.since(start), tuple(designations))

    def _remark(self, remark: Remark) -> tuple[Span, Span | None]:
        span = self.write(remark.words)
        if not remark.insertion:
            return span, None
        start = span.start + remark.words.index(remark.insertion)
        return span, Span(start, start + len(remark.insertion))


def article(noun: str) -> str:
    """Return the indefinite article that goes before a noun."""
    return "an" if noun[0] in "aeio" else "a"


def counted(account: Account) -> str:
    """Return the words for the number of an account and the part of it; empty without one."""
    if not (account.figure and account.story.tally):
        return ""
    words = f"{account.figure.wording} {account.story.tally.verb}"
    part = account.figure.part
    return f"{words}, {part.wording} among them" if part else words


def _joints(statement: Statement) -> Iterator[str]:
    """Yield the words before the first clause, then those before each further one."""
    direct = statement.rendering in ("own-voice", "verbatim")
    yield "" if direct else " that "
    if statement.purpose:
        yield " with the aim that "
    while True:
        yield " and " if direct else " and that "


def _attribution(statement: Statement) -> str:
    names = " and ".join(source.name for source in statement.sources)
    together = " together" if len(statement.sources) > 1 else ""
    to = f" to {statement.addressee.name}" if statement.addressee else ""
    on = f" {statement.said.wording}" if statement.said else ""
    talks = statement.said_in
    during = f" in their {talks.topic.noun}" if talks else ""
    return f"{names}{together} {statement.verb}{to}{on}{during}"


def _circumstances(account: Account) -> str:
    number = counted(account)
    parts = (
        f" {account.vague}" if account.vague else "",
        f" {account.window.wording}" if account.window else "",
        f" {_ORDERS[account.order[0]]} the {account.order[1].title}" if account.order else "",
        f", with {number}" if number else "",
    )
    return "".join(parts)
