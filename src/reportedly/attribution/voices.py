"""Whoever speaks of an event, and what they say of it in each respect."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.attribution import framing
from reportedly.attribution.framing import Word
from reportedly.attribution.model import Account, Number, Ref, Statement, Text

_ASPECTS: Final[dict[str, Callable[[Account], tuple[object, ...]]]] = {
    "gloss": lambda account: (account.denied, account.gloss) if account.gloss else (),
    "status": lambda account: (account.status, account.denied) if account.status else (),
    "kind": lambda account: (account.kind,) if account.kind else (),
    "roles": lambda account: account.roles,
    "places": lambda account: (account.places, account.place_wording) if _placed(account) else (),
    "time": lambda account: (*_bounds(account), account.time_wording) if _timed(account) else (),
    "order": lambda account: (*account.after, None, *account.concurrent) if _set(account) else (),
}
"""What can be compared of accounts: for each, what makes two accounts say the same of it."""


@dataclass(frozen=True)
class Told:
    """What a voice says in one respect: an account that says it, and all statements that do."""

    account: Account
    by: tuple[Statement, ...]


@dataclass(frozen=True)
class Voice:
    """Whoever speaks alone or jointly, and what they say of the event, in reading order."""

    sources: tuple[Ref, ...]
    statements: tuple[Statement, ...]
    events: frozenset[str]

    @property
    def own(self) -> bool:
        """Whether this is a report’s author, in its own voice."""
        return all(statement.own_voice for statement in self.statements)

    @property
    def unnamed(self) -> bool:
        """Whether the report does not name the speakers."""
        return any(statement.unnamed for statement in self.statements)

    @property
    def words(self) -> tuple[tuple[Word, Statement], ...]:
        """The words for the event, and where they stand."""
        return tuple(
            (word, statement)
            for statement in self.statements
            for word in framing.words_for(statement, self.events)
        )

    @property
    def numbers(self) -> tuple[tuple[Number, Statement], ...]:
        """The figures, and where they stand."""
        return tuple(
            (number, statement) for statement, each in self._accounts() for number in each.numbers
        )

    @property
    def assumptions(self) -> tuple[tuple[Text, Statement], ...]:
        """What whoever encoded the statements took for granted, each once."""
        found: dict[Text, Statement] = {}
        for statement, account in self._accounts():
            for text in (*account.assumptions, *statement.assumptions):
                found.setdefault(text, statement)
        return tuple(found.items())

    @property
    def carriers(self) -> tuple[tuple[tuple[tuple[Ref, ...], ...], Statement], ...]:
        """Who passed it on to a report, the nearest first, and a statement that came this way."""
        found = {(each.voices[:-1], each.report): each for each in reversed(self.statements)}
        return tuple((voices, each) for (voices, _), each in reversed(found.items()))

    def tells(self, aspect: str) -> bool:
        """Say whether there is anything in one respect, be it of accounts or a property here."""
        return bool(self.told(aspect) if aspect in _ASPECTS else getattr(self, aspect))

    def told(self, aspect: str) -> tuple[Told, ...]:
        """Return what is said in one respect, such as `places`; what is said twice comes once."""
        found = defaultdict[tuple[object, ...], list[tuple[Statement, Account]]](list)
        for statement, account in self._accounts():
            if key := _ASPECTS[aspect](account):
                found[key].append((statement, account))
        return tuple(_told(pairs) for pairs in found.values())

    def says(self, aspect: str) -> frozenset[object]:
        """Return all that is said in one respect, to be compared with that of others."""
        if aspect == "words":
            return frozenset(word.wording.text.casefold() for word, _ in self.words)
        keys = (_ASPECTS[aspect](account) for _, account in self._accounts())
        return frozenset(key for key in keys if key)

    def _accounts(self) -> Iterator[tuple[Statement, Account]]:
        for statement in self.statements:
            for account in statement.accounts:
                if account.event.iri in self.events:
                    yield statement, account


def _told(pairs: Sequence[tuple[Statement, Account]]) -> Told:
    return Told(pairs[0][1], tuple(dict.fromkeys(statement for statement, _ in pairs)))


def _bounds(account: Account) -> tuple[str, str]:
    return account.not_before, account.not_after


def _placed(account: Account) -> bool:
    return bool(account.places or account.place_wording)


def _timed(account: Account) -> bool:
    return any(_bounds(account)) or bool(account.time_wording)


def _set(account: Account) -> bool:
    return bool(account.after or account.concurrent)
