"""What is said of one event, voice by voice, so that accounts can be read side by side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly import lookup
from reportedly.attribution import framing, names, statements
from reportedly.attribution.conditions import PROLOGUE, SAME
from reportedly.attribution.framing import Word
from reportedly.attribution.model import Account, Ref, Statement
from reportedly.attribution.voices import Voice
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing

_MOST: Final = 20
"""How many statements that do not tell of an event are read with it."""
_GROUP: Final = f"""{PROLOGUE}
SELECT DISTINCT ?event WHERE {{
  VALUES ?asked {{ <%s> }} ?asked {SAME} ?event . ?event a rpt:Event
  FILTER(isIRI(?event))
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

_COMPARED: Final = ("words", "status", "kind", "roles", "places", "time")
"""In which respects it is said whether voices differ; in the others they need not be alike."""


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
