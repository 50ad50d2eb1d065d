"""Reads statements with all that they say, and finds those that are wanted."""

from collections.abc import Iterable
from typing import Final

from rdflib import URIRef
from rdflib.namespace import SKOS

from reportedly.attribution import facts, selecting
from reportedly.attribution.facts import Facts
from reportedly.attribution.model import (
    Account,
    Designation,
    Found,
    Number,
    Quotation,
    Ref,
    Selection,
    Span,
    Statement,
)
from reportedly.engine.port import Engine
from reportedly.terms import KIND, OA, RPT

_ROLES: Final = (RPT.actor, RPT.target, RPT.beneficiary, RPT.participant)
_PLACES: Final = (RPT.place, RPT["from"], RPT.to, RPT.through, RPT.location)
_LONGEST_CHAIN: Final = 50
"""How many carriers are followed: data that nobody checked may lead round in a ring."""


def read(engine: Engine, iris: Iterable[str]) -> tuple[Statement, ...]:
    """Return the statements of these IRIs from the data, in this order, in three queries.

    What is no statement is left out.
    """
    wanted = tuple(iris)
    known = facts.read(engine, wanted)
    return tuple(_statement(known, iri) for iri in wanted if known.iris(iri, RPT.within))


def find(engine: Engine, selection: Selection, page: int = 1, size: int = 50) -> Found:
    """Return a page of the statements of a selection; the first page is 1.

    The latest report comes first; within a report they stand in reading order. Raises QueryError
    for a selection that can't be understood.
    """
    return selecting.page(engine, selection, selecting.tally(engine, selection), page, size)


def _statement(known: Facts, iri: str) -> Statement:
    carriers = _carriers(known, iri)
    sources, report = known.iris(iri, RPT.source), carriers[-1]
    return Statement(
        iri=iri,
        notation=known.text(iri, SKOS.notation).text,
        report=known.names[report],
        sources=known.refs(iri, RPT.source),
        act=known.ref(iri, RPT.act),
        rendering=known.ref(iri, RPT.rendering),
        unnamed=not known.unnamed.isdisjoint(sources),
        chain=tuple(known.names[carrier] for carrier in carriers),
        voices=tuple(known.refs(carrier, RPT.source, RPT.author) for carrier in carriers),
        addressees=known.refs(iri, RPT.addressee),
        said_in=known.refs(iri, RPT.saidIn),
        said_on=known.text(iri, RPT.saidOn).text,
        said_wording=known.text(iri, RPT.timeWording),
        assumptions=known.texts(iri, RPT.assumption),
        passages=known.spans(iri),
        quotations=_quotations(known, iri),
        designations=_designations(known, iri),
        accounts=_accounts(known, iri),
        own_voice=str(KIND["own-voice"]) in known.iris(iri, RPT.rendering)
        and not set(sources).isdisjoint(known.iris(report, RPT.author)),
    )


def _carriers(known: Facts, iri: str) -> tuple[str, ...]:
    """Follow the carriers of a statement to the report, which has none."""
    chain: list[str] = []
    while (carriers := known.iris(iri, RPT.within)) and len(chain) < _LONGEST_CHAIN:
        iri = carriers[0]
        chain.append(iri)
    return tuple(chain)


def _accounts(known: Facts, statement: str) -> tuple[Account, ...]:
    return tuple(_account(known, iri) for iri in known.iris(statement, RPT.account))


def _account(known: Facts, iri: str) -> Account:
    return Account(
        iri=iri,
        event=known.ref(iri, RPT.ofEvent),
        kind=known.ref(iri, RPT.kind),
        status=known.ref(iri, RPT.status),
        denied=known.text(iri, RPT.denied).text == "true",
        gloss=known.texts(iri, RPT.gloss),
        roles=_by_property(known, iri, _ROLES),
        places=_by_property(known, iri, _PLACES),
        not_before=known.text(iri, RPT.notBefore).text,
        not_after=known.text(iri, RPT.notAfter).text,
        time_wording=known.text(iri, RPT.timeWording),
        place_wording=known.text(iri, RPT.placeWording),
        numbers=tuple(_number(known, figure) for figure in known.iris(iri, RPT.figure)),
        assumptions=known.texts(iri, RPT.assumption),
        purposes=known.refs(iri, RPT.purpose),
        after=known.refs(iri, RPT.after),
        concurrent=known.refs(iri, RPT.concurrentWith),
        passages=known.spans(iri),
        notation=known.text(iri, SKOS.notation).text,
    )


def _by_property(
    known: Facts, account: str, properties: Iterable[URIRef]
) -> tuple[tuple[str, tuple[Ref, ...]], ...]:
    found = ((each.fragment, known.refs(account, each)) for each in properties)
    return tuple((name, refs) for name, refs in found if refs)


def _number(known: Facts, iri: str) -> Number:
    return Number(
        iri=iri,
        measure=known.ref(iri, RPT.measure),
        population=known.ref(iri, RPT.population),
        lower=known.number(iri, RPT["lower"]),
        upper=known.number(iri, RPT["upper"]),
        point=known.number(iri, RPT.point),
        wording=known.text(iri, RPT.wording),
        included_in=next(iter(known.iris(iri, RPT.includedIn)), ""),
    )


def _quotations(known: Facts, statement: str) -> tuple[Quotation, ...]:
    found = []
    for iri in known.iris(statement, RPT.quotation):
        if span := known.span(iri):
            inserted = filter(None, map(known.span, known.iris(iri, RPT.insertion)))
            exact = known.text(iri, OA.exact)
            found.append(Quotation(span, exact, tuple(sorted(inserted, key=_place))))
    return tuple(sorted(found, key=lambda quotation: _place(quotation.span)))


def _designations(known: Facts, statement: str) -> tuple[Designation, ...]:
    found = []
    for iri in known.iris(statement, RPT.designation):
        spans = known.spans(iri)
        wording, of = known.text(iri, RPT.wording), known.ref(iri, RPT.designates)
        found.append(Designation(spans[0] if spans else None, wording, of, iri))
    return tuple(sorted(found, key=lambda each: _place(each.span)))


def _place(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span else (0, 0)
