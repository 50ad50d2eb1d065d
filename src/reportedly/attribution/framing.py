"""Words that statements use for an event or a party, and whose words they are.

Only words in a quotation are the speaker’s; all others are the report’s, even where it tells what
somebody said. The rules are those of the question `words-for-events`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reportedly.attribution.model import Designation, Ref, Span, Statement, Text

OWN: Final = "own"
"""The report’s words, in its own voice."""
INSERTED: Final = "inserted"
"""The report’s words, put into a quotation."""
QUOTED: Final = "quoted"
"""The speaker’s words."""
PARAPHRASED: Final = "paraphrased"
"""The report’s words for what the speaker said."""


@dataclass(frozen=True)
class Word:
    """Words for something, and whose they are: one of the four above."""

    wording: Text
    of: Ref
    whose: str


def words(statement: Statement) -> tuple[Word, ...]:
    """Return the words that a statement uses for anything, in reading order, each once."""
    found = (_word(statement, each) for each in statement.designations)
    return tuple(dict.fromkeys(found))


def words_for(statement: Statement, things: Iterable[str]) -> tuple[Word, ...]:
    """Return the words that a statement uses for any of these things, which are IRIs."""
    wanted = frozenset(things)
    return tuple(word for word in words(statement) if word.of.iri in wanted)


def _word(statement: Statement, designation: Designation) -> Word:
    return Word(designation.wording, designation.of, _whose(statement, designation.span))


def _whose(statement: Statement, span: Span | None) -> str:
    if statement.own_voice:
        return OWN
    quotations = [each for each in statement.quotations if span and _holds(each.span, span)]
    if any(_holds(hole, span) for each in quotations for hole in each.insertions if span):
        return INSERTED
    return QUOTED if quotations else PARAPHRASED


def _holds(whole: Span, part: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end
