"""What is said of one event, voice by voice, so that accounts can be read side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import framing, names, statements
from reportedly.attribution.conditions import PROLOGUE, SAME
from reportedly.attribution.framing import Word
from reportedly.attribution.model import Account, Number, Ref, Statement, Text
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing

_MOST: Final = 20
"""How many statements that do not tell of an event are read with it."""
_GROUP: Final = f"""{PROLOGUE}
SELECT DISTINCT ?event WHERE {{
  VALUES ?asked {{ <%s> }} ?asked {SAME} ?event . ?event a rpt:Event
}}
"""
_TELLING: Final = f"""{PROLOGUE}
SELECT ?report ?statement (MIN(?issued) AS ?day) (MIN(?position) AS ?start) WHERE {{
  VALUES ?event {{ %s }}
  ?account rpt:ofEvent ?event . ?statement rpt:account ?account FILTER(isIRI(?statement))
  BIND(IRI(STRBEFORE(STR(?statement), "#")) AS ?report)
  OPTIONAL {{ ?report dcterms:issued ?issued }}
  OPTIONAL {{ ?statement rpt:passage ?passage . ?passage oa:start ?position }}
}} GROUP BY ?report ?statement ORDER BY DESC(?day) ?report ?start ?statement
"""
_BESIDE: Final = f"""{PROLOGUE}
SELECT DISTINCT ?how ?statement WHERE {{
  {{ VALUES ?event {{ %(events)s }} ?statement rpt:saidIn ?event BIND("said" AS ?how) }}
  UNION {{
    VALUES ?event {{ %(events)s }}
    ?designation rpt:designates ?event . ?statement rpt:designation ?designation
    BIND("named" AS ?how)
  }}
  UNION {{
    VALUES ?event {{ %(events)s }}
    ?other rpt:after|rpt:concurrentWith ?event . ?statement rpt:account ?other
    BIND("ordered" AS ?how)
  }}
  MINUS {{
    VALUES ?told {{ %(events)s }}
    ?account rpt:ofEvent ?told . ?statement rpt:account ?account
  }}
  FILTER(isIRI(?statement))
}} ORDER BY ?how ?statement LIMIT {_MOST}
"""

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

_COMPARED: Final = ("words", "status", "kind", "roles", "places", "time")
"""In which respects it is said whether voices differ; in the others they need not be alike."""


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


@dataclass(frozen=True)
class Event:
    """An event as a page of accounts shows it; `total` counts the statements that tell of it.

    `same` are the events linked to it as the same, itself first. Beside those who tell of it,
    `said` are statements that are said to be made in it, `named` those that only name it, and
    `ordered` those that tell of something else as after it or at the same time.
    """

    ref: Ref
    same: tuple[Ref, ...]
    total: int
    statements: tuple[Statement, ...]
    said: tuple[Statement, ...] = ()
    named: tuple[Statement, ...] = ()
    ordered: tuple[Statement, ...] = ()

    @property
    def iris(self) -> frozenset[str]:
        """The IRIs by which it goes."""
        return frozenset(ref.iri for ref in self.same)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Those who tell of it, the reports’ own voices last."""
        found = defaultdict[tuple[Ref, ...], list[Statement]](list)
        for statement in self.statements:
            found[statement.sources].append(statement)
        voices = (Voice(refs, tuple(said), self.iris) for refs, said in found.items())
        return tuple(sorted(voices, key=lambda voice: voice.own))

    def agreement(self, aspect: str) -> str:
        """Say how voices go together in one respect: alike, differing, or only one that tells.

        Empty where that is not compared or there is but one voice.
        """
        voices = self.voices
        if aspect not in _COMPARED or len(voices) == 1:
            return ""
        said = [voice.says(aspect) for voice in voices if voice.says(aspect)]
        if len(said) == 1:
            return "only one tells"
        return "alike" if len(set(said)) == 1 else "differing"

    @property
    def reports(self) -> tuple[Ref, ...]:
        """The reports from which these statements are, each once."""
        return tuple(dict.fromkeys(statement.report for statement in self.statements))

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts of it."""
        every = (account for statement in self.statements for account in statement.accounts)
        return tuple(account for account in every if account.event.iri in self.iris)

    @property
    def framings(self) -> tuple[tuple[Ref, tuple[tuple[Word, Statement], ...]], ...]:
        """The words for the event and for those who have a role in it, by whom they are for."""
        parties = {
            ref.iri for account in self.accounts for _, refs in account.roles for ref in refs
        }
        found = defaultdict[Ref, list[tuple[Word, Statement]]](list)
        for statement in (*self.statements, *self.named):
            for word in framing.words_for(statement, self.iris | parties):
                ref = self.ref if word.of.iri in self.iris else word.of
                found[ref].append((word, statement))
        ordered = sorted(found.items(), key=lambda item: (item[0] != self.ref, item[0].label))
        return tuple((ref, tuple(words)) for ref, words in ordered)


def read(engine: Engine, iri: str, page: int, size: int) -> Event:
    """Return an event with one page of the statements that tell of it, the first page being 1.

    Raises ResourceMissing.
    """
    same = _same(engine, iri)
    telling = _telling(engine, same)
    shown = telling[(page - 1) * size : page * size]
    beside = _beside(engine, same)
    others = [each for found in beside.values() for each in found]
    known = statements.read(engine, dict.fromkeys((*shown, *others)))
    named = names.read(engine, same)
    return Event(
        ref=named[iri],
        same=tuple(named[each] for each in same),
        total=len(telling),
        statements=_those(known, shown),
        **{how: _those(known, beside.get(how, ())) for how in ("said", "named", "ordered")},
    )


def _telling(engine: Engine, events: Iterable[str]) -> list[str]:
    """Return the statements that tell of some events; those of the latest report come first."""
    rows = lookup.solutions(engine, _TELLING % names.values(events)).rows
    return [statement.text for _, statement, *_ in rows if statement]


def _same(engine: Engine, iri: str) -> tuple[str, ...]:
    """Return the event and those that are linked to it as the same."""
    found = {row[0].text for row in lookup.solutions(engine, _GROUP % iri).rows if row[0]}
    if iri not in found:
        raise ResourceMissing("There is no such event.", hint="See the list of events: /events")
    return (iri, *sorted(found - {iri}))


def _beside(engine: Engine, events: Iterable[str]) -> dict[str, list[str]]:
    """Return statements that do not tell of an event, by what they have to do with it."""
    found = defaultdict[str, list[str]](list)
    for how, statement in lookup.solutions(engine, _BESIDE % {"events": names.values(events)}).rows:
        if how and statement:
            found[how.text].append(statement.text)
    return found


def _those(known: Sequence[Statement], iris: Iterable[str]) -> tuple[Statement, ...]:
    wanted = frozenset(iris)
    return tuple(statement for statement in known if statement.iri in wanted)


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
