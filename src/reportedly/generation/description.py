"""Turns a plan and its text into triples.

Names of parts: `:s07` a statement, `:s07-a` its account, `:s07-f1` a figure, `:s07-d1` a
designation, `:s07-q1` a quotation, `:s07-i1` what was put into it; `…-p` the passage of any.
"""

from collections.abc import Iterator
from typing import Final

from reportedly.generation.plan import Account, Comparison, Figure, Report, Statement, Unnamed
from reportedly.generation.stories import Story
from reportedly.generation.telling import Clause, Span, Telling, Told, article, counted
from reportedly.generation.turtle import Triple, moment, text
from reportedly.terms import REPORTS
from reportedly.verification import digest_of

_MADE_UP: Final = "Made by reportedly generate, for tests: nobody said any of this."
_UNDATED: Final = "The text bears no date."
_ENDINGS: Final = {
    "happened": "took place",
    "ongoing": "goes on",
    "planned": "is planned",
    "expected": "is expected",
    "possible": "is possible",
    "holds": "stands",
}


def slug(number: int) -> str:
    """Return the last part of the IRI of the report of that number."""
    return f"synthetic-{number:06}"


def iri(number: int) -> str:
    """Return the IRI of the report of that number, which also names its graph."""
    return f"{REPORTS}{slug(number)}"


def triples(report: Report, telling: Telling) -> Iterator[Triple]:
    """Yield the triples of a report, each once."""
    term = f"<{iri(report.number)}>"
    yield from _report(term, report, telling)
    unnamed = {source for told in telling.told for source in told.statement.sources}
    for source in unnamed:
        if isinstance(source, Unnamed):
            yield from _unnamed(source)
    for story in report.stories:
        yield from _event(report, story)
    for told in telling.told:
        yield from _statement(term, told, telling.text)
    for number, comparison in enumerate(report.comparisons, start=1):
        yield from _comparison(f":x-{number}", comparison)


def _report(term: str, report: Report, telling: Telling) -> Iterator[Triple]:
    yield term, "a", "rpt:Report"
    title = f"Synthetic report {report.number}: {report.stories[0].title}"
    yield term, "dcterms:title", text(title)
    yield term, "dcterms:language", '"en"'
    yield term, "dcterms:issued", moment(report.issued)
    yield term, "rpt:author", report.author.term
    yield term, "rpt:digest", f'"{digest_of(telling.text)}"'
    yield term, "rpt:length", f"{len(telling.text)}"
    yield term, "rpt:assumption", text(_MADE_UP)
    if not report.dated:
        yield term, "rpt:issuedAssumed", "true"
        yield term, "rpt:assumption", text(_UNDATED)
    yield term, "rpt:boilerplate", ":b1"
    yield from _passage(":b1", telling.notice, telling.text)


def _unnamed(source: Unnamed) -> Iterator[Triple]:
    yield source.term, "a", "rpt:UnnamedSource"
    yield source.term, "rdfs:label", text(f"{_capital(source.name)} (synthetic)")
    yield source.term, "rpt:size", f"{source.size}"
    yield source.term, "rpt:memberOf", source.member_of.term


def _event(report: Report, story: Story) -> Iterator[Triple]:
    yield f":{story.event}", "a", "rpt:Event"
    yield f":{story.event}", "rdfs:label", text(f"{_capital(story.title)} (synthetic)")
    if story.first != report.number:
        yield f":{story.event}", "owl:sameAs", f"<{iri(story.first)}#{story.event}>"


def _statement(report: str, told: Told, written: str) -> Iterator[Triple]:
    statement, term = told.statement, f":{told.statement.name}"
    yield term, "a", "rpt:Statement"
    yield term, "rpt:within", f":{told.carrier}" if told.carrier else report
    for source in statement.sources:
        yield term, "rpt:source", source.term
    yield term, "rpt:act", f"kind:{statement.act}"
    yield term, "rpt:rendering", f"kind:{statement.rendering}"
    yield from _setting(term, statement)
    yield term, "rpt:passage", f"{term}-p"
    yield from _passage(f"{term}-p", told.span, written)
    yield from _quotation(term, told, written)
    yield from _designations(term, told, written)
    for number, clause in enumerate(told.clauses):
        yield term, "rpt:account", f":{clause.name}"
        yield from _account(clause)
        yield from _figures(term, clause, number)
    if len(told.clauses) > 1:
        for clause in told.clauses:
            yield f":{clause.name}", "rpt:passage", f":{clause.name}-p"
            yield from _passage(f":{clause.name}-p", clause.span, written)
    if statement.purpose:
        yield f"{term}-a", "rpt:purpose", f"{term}-b"


def _setting(term: str, statement: Statement) -> Iterator[Triple]:
    """Yield to whom, when and in which talks it was said."""
    if statement.addressee:
        yield term, "rpt:addressee", statement.addressee.term
    if statement.said:
        yield term, "rpt:saidOn", moment(statement.said.first)
        yield term, "rpt:timeWording", text(statement.said.wording)
    if statement.said_in:
        yield term, "rpt:saidIn", f":{statement.said_in.event}"


def _quotation(term: str, told: Told, written: str) -> Iterator[Triple]:
    if told.quotation:
        yield term, "rpt:quotation", f"{term}-q1"
        yield from _quoted(f"{term}-q1", told.quotation, written)
    if told.insertion:
        yield f"{term}-q1", "rpt:insertion", f"{term}-i1"
        yield from _quoted(f"{term}-i1", told.insertion, written)


def _designations(term: str, told: Told, written: str) -> Iterator[Triple]:
    uses = (use for clause in told.clauses for use in clause.designations)
    for number, (mention, span) in enumerate(uses, start=1):
        name = f"{term}-d{number}"
        yield term, "rpt:designation", name
        yield name, "a", "rpt:Designation"
        yield name, "rpt:designates", mention.term
        yield name, "rpt:wording", text(mention.words)
        yield name, "rpt:passage", f"{name}-p"
        yield from _passage(f"{name}-p", span, written)


def _account(clause: Clause) -> Iterator[Triple]:
    account, term = clause.account, f":{clause.name}"
    yield term, "a", "rpt:Account"
    yield term, "rpt:gloss", text(_gloss(account))
    yield term, "rpt:kind", f"kind:{account.story.topic.kind}"
    yield term, "rpt:status", f"kind:{account.status}"
    for mention in account.mentions:
        yield term, mention.role, mention.term
    if account.denied:
        yield term, "rpt:denied", "true"
    if account.window:
        yield term, "rpt:notBefore", moment(account.window.first)
        yield term, "rpt:notAfter", moment(account.window.last, "23:59:59")
        yield term, "rpt:timeWording", text(account.window.wording)
    if account.vague:
        yield term, "rpt:placeWording", text(account.vague)
    if account.order:
        yield term, account.order[0], f":{account.order[1].event}"


def _figures(statement: str, clause: Clause, number: int) -> Iterator[Triple]:
    """Yield the number of an account and the part of it; each account has two names for them."""
    if not (figure := clause.account.figure):
        return
    term, part = f"{statement}-f{2 * number + 1}", f"{statement}-f{2 * number + 2}"
    yield from _figure(f":{clause.name}", term, figure)
    if figure.part:
        yield from _figure(f":{clause.name}", part, figure.part)
        yield part, "rpt:includedIn", term


def _figure(account: str, term: str, figure: Figure) -> Iterator[Triple]:
    yield account, "rpt:figure", term
    yield term, "a", "rpt:Figure"
    yield term, "rpt:measure", f"kind:{figure.measure}"
    yield term, "rpt:population", f"kind:{figure.population}"
    yield term, "rpt:wording", text(figure.wording)
    for bound, number in figure.bounds:
        yield term, bound, f"{number}"


def _comparison(term: str, comparison: Comparison) -> Iterator[Triple]:
    yield term, "a", "rpt:Comparison"
    yield term, "rpt:compares", f":{comparison.one}"
    yield term, "rpt:compares", f":{comparison.other}"
    yield term, "rpt:finding", f"kind:{comparison.finding}"
    yield term, "rpt:reason", text(comparison.reason)
    yield term, "dcterms:creator", comparison.reviewer.term


def _passage(term: str, span: Span, written: str, kind: str = "rpt:Passage") -> Iterator[Triple]:
    yield term, "a", kind
    yield term, "oa:start", f"{span.start}"
    yield term, "oa:end", f"{span.end}"
    yield term, "rpt:digest", f'"{digest_of(written[span.start : span.end])}"'


def _quoted(term: str, span: Span, written: str) -> Iterator[Triple]:
    yield from _passage(term, span, written, "rpt:Quotation")
    yield term, "oa:exact", f'"{written[span.start : span.end]}"'


def _gloss(account: Account) -> str:
    """Return the account in plain words, with the names of all concerned."""
    event, *others = account.mentions
    whom = "".join(f" {mention.lead} {mention.name}" for mention in others)
    told = f"{article(event.name)} {event.name}{whom} {_ENDINGS[account.status]}"
    number = counted(account)
    if account.denied:
        return f"Denied: {told}."
    return _capital(f"{told}, with {number}." if number else f"{told}.")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
