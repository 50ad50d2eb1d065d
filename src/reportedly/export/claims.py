"""What a report’s sources claim, as schema.org has it: https://schema.org/Claim.

A claim has its speaker as author and says so in its text; who encoded it is its interpreter. An
event is only what claims are about, never a schema:Event: that would take place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from reportedly import lookup
from reportedly.attribution import names, statements, wording
from reportedly.attribution import report as reading
from reportedly.attribution.model import Account, Ref, Statement
from reportedly.attribution.report import Report
from reportedly.engine.port import Engine
from reportedly.export import edition, sentences
from reportedly.export.edition import Edition
from reportedly.terms import PREFIXES, RPT

Node = dict[str, Any]

_CONTEXT: Final = "https://schema.org"
_NATURES: Final = {
    str(RPT.Person): "Person",
    str(RPT.Organization): "Organization",
    str(RPT.State): "Organization",
}
"""What schema.org has classes for; a group, or whoever is not named, is just a Thing."""
_DESCRIPTION: Final = (
    "Statements of a report, each with its source, the way it came and its place in the text. "
    "What a source claims is told as its claim, never as a fact."
)
_ACTORS: Final = f"""
PREFIX owl: <{PREFIXES["owl"]}>
SELECT ?actor ?class ?same WHERE {{
  VALUES ?actor {{ %s }} {{ ?actor a ?class }} UNION {{ ?actor owl:sameAs ?same }}
}}
"""


def schema_org(engine: Engine, report: str) -> Node:
    """Return all claims of a report as JSON-LD. Raises ResourceMissing if there is no such one."""
    found = reading.read(engine, report)
    told = statements.read(engine, (each.iri for each in found.outline))
    return of(engine, found, edition.read(engine, report), told)


def of(engine: Engine, report: Report, current: Edition, told: Sequence[Statement]) -> Node:
    """Return the claims in some statements of a report, to be embedded in a page of these."""
    actors = {each.iri: each for each in (*_speaking(report, told), *current.encoders)}
    graph = [
        _dataset(report, current),
        _article(report),
        *(_carrier(each) for each in told if not each.accounts),
        *(_claim(each, account, current) for each in told for account in each.accounts),
        *_actors(engine, actors),
    ]
    return {"@context": _CONTEXT, "@graph": graph}


def _dataset(report: Report, current: Edition) -> Node:
    return _without_gaps(
        {
            "@id": f"{report.iri}/claims",
            "@type": "Dataset",
            "name": sentences.work(report.title.label),
            "inLanguage": "en",
            "description": _DESCRIPTION,
            "isBasedOn": _ids([report]),
            "creator": _ids(current.encoders),
            "version": current.number,
            "dateModified": current.on,
        }
    )


def _article(report: Report) -> Node:
    return _without_gaps(
        {
            "@id": report.iri,
            "@type": "Article",
            "name": report.title.label,
            "inLanguage": report.language,
            "author": _ids(report.authors),
            "datePublished": "" if report.issued_assumed else report.issued[:10],
        }
    )


def _carrier(statement: Statement) -> Node:
    """Describe what only passes on what others say."""
    return {
        "@id": statement.iri,
        "@type": "CreativeWork",
        "name": f"Statement of {sentences.listed(statement.sources)}",
        "author": _ids(statement.sources),
        "isPartOf": _ids(statement.chain[:1]),
    }


def _claim(statement: Statement, account: Account, current: Edition) -> Node:
    event = {"@id": account.event.iri, "@type": "Thing", "name": account.event.label}
    told = "denied" if account.denied else f"told as {wording.told_as(account)}"
    return _without_gaps(
        {
            "@id": account.iri,
            "@type": "Claim",
            "text": sentences.account(statement, account).text,
            "author": _ids(statement.sources),
            "claimInterpreter": _ids(current.encoders),
            "appearance": _ids(statement.chain),
            "about": event,
            "keywords": [account.kind.label, told],
        }
    )


def _actors(engine: Engine, actors: Mapping[str, Ref]) -> Iterator[Node]:
    natures, same = dict[str, str](), defaultdict[str, set[str]](set)
    for row in lookup.solutions(engine, _ACTORS % names.values(actors)).rows:
        iri, kind, equal = (cell.text if cell else "" for cell in row)
        if kind in _NATURES:
            natures[iri] = _NATURES[kind]
        if equal:
            same[iri].add(equal)
    for iri, actor in sorted(actors.items()):
        yield _actor(actor, natures.get(iri, "Thing"), same[iri])


def _actor(actor: Ref, nature: str, same: Iterable[str]) -> Node:
    return _without_gaps(
        {"@id": actor.iri, "@type": nature, "name": actor.label, "sameAs": sorted(same)}
    )


def _speaking(report: Report, told: Iterable[Statement]) -> Iterable[Ref]:
    yield from report.authors
    for statement in told:
        yield from statement.sources


def _ids(things: Iterable[Ref | Report]) -> list[Node]:
    return [{"@id": thing.iri} for thing in things]


def _without_gaps(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
