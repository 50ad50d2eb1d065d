"""Sentences for where an account stands alone: each begins with its speaker."""

from collections.abc import Iterable
from typing import Final

from reportedly.attribution.model import Account, Ref, Statement, Text

_PLAIN: Final = {"The", "A", "An", "Some", "Several", "One", "Two", "Three", "Four", "Five"}
"""Words that begin names and are none themselves."""


def work(title: str) -> str:
    """Return what the record of a report is called, to tell it from the report itself."""
    return f"Who says what in: {title}"


def account(statement: Statement, told: Account) -> Text:
    """Return an account as what its source says: “According to Reuters, citing …: …”.

    It is in English, or in no one language if the gloss is not.
    """
    gloss = next(iter(told.gloss), Text(f"an account of “{told.event.label}”", "en"))
    opening = "Denied by" if told.denied else "According to"
    language = "en" if gloss.language.partition("-")[0] == "en" else ""
    return Text(f"{opening} {speakers(statement)}: {gloss}", language)


def speakers(statement: Statement) -> str:
    """Return who speaks, and through whom it came: “two army sources, through Reuters”."""
    carriers = (each for each in statement.voices[:-1] if each)
    return ", ".join((listed(statement.sources), *(f"through {listed(each)}" for each in carriers)))


def listed(people: Iterable[Ref]) -> str:
    """Return names as they stand within a sentence: “the Kremlin and Reuters”."""
    *others, last = [_within(each.label) for each in people] or ["somebody who is not named"]
    return f"{', '.join(others)} and {last}" if others else last


def _within(name: str) -> str:
    """Return a name without the capital that its first word has only where it begins a sentence."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in _PLAIN else name
