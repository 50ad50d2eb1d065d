"""Where what a report says comes from, in PROV-O: https://www.w3.org/TR/prov-o/.

    report      a prov:Entity, attributed to its author
    statement   a prov:Entity, attributed to its source, derived from its carrier
    account     a prov:Entity, attributed to the source of its statement, derived from that
    quotation   a prov:Entity, attributed likewise, quoted from the report
    comparison  a prov:Entity, attributed to who made it, derived from what it compares

All of them are things in the text: that a statement is attributed to somebody says that the report
does so. No prov:Activity stands for anything that is only told. The whole is a prov:Bundle by
whoever encoded the report, and what the data tells of the report’s versions follows.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

import pyoxigraph as ox

from reportedly import media
from reportedly.attribution import names, statements
from reportedly.attribution import report as reading
from reportedly.attribution.model import Ref, Statement, Text
from reportedly.attribution.report import Report
from reportedly.engine.port import Answer, Content, Engine, Query
from reportedly.export import edition, sentences
from reportedly.export.edition import Edition
from reportedly.terms import PREFIXES, RPT

_N_TRIPLES: Final = media.N_TRIPLES.media_type
_PROV: Final = PREFIXES["prov"]
_ATTRIBUTED: Final = ox.NamedNode(f"{_PROV}wasAttributedTo")
_TYPE: Final = f"{PREFIXES['rdf']}type"
_LABEL: Final = f"{PREFIXES['rdfs']}label"
_COMPARISONS: Final = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX prov: <{_PROV}>
PREFIX rpt: <{RPT}>
CONSTRUCT {{
  ?comparison a prov:Entity ; prov:wasAttributedTo ?creator ; prov:wasDerivedFrom ?account .
}} WHERE {{
  VALUES ?account {{ %s }}
  ?comparison rpt:compares ?account
  OPTIONAL {{ ?comparison dcterms:creator ?creator }}
}}
"""
_ACTORS: Final = f"""
PREFIX prov: <{_PROV}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX rpt: <{RPT}>
CONSTRUCT {{
  ?actor a prov:Agent , ?nature ; rdfs:label ?name ; prov:actedOnBehalfOf ?principal .
}} WHERE {{
  VALUES ?source {{ %s }} ?source rpt:principal* ?actor .
  OPTIONAL {{ ?actor rdfs:label ?name }}
  OPTIONAL {{ ?actor rpt:principal ?principal }}
  OPTIONAL {{
    VALUES (?class ?nature) {{
      (rpt:Person prov:Person) (rpt:Organization prov:Organization) (rpt:State prov:Organization)
    }}
    ?actor a ?class
  }}
}}
"""
_Fact = tuple[str, str, ox.NamedNode | ox.Literal]


def answer(engine: Engine, report: str, accept: str = "") -> Answer:
    """Return the provenance of what a report says, in the RDF format that a client likes best.

    `accept` is the value of an Accept header. Raises ResourceMissing if there is no such report,
    and NotAcceptable.
    """
    form, media_type = media.negotiate(accept, media.GRAPH_FORMATS)
    writer = ox.RdfFormat.from_media_type(form.media_type)
    body = ox.serialize(triples(engine, report), format=writer, prefixes=PREFIXES)
    return Answer(body or b"", media_type, engine.revision)


def triples(engine: Engine, report: str) -> list[ox.Triple]:
    """Return the provenance of what a report says. Raises ResourceMissing."""
    found = reading.read(engine, report)
    told = statements.read(engine, (each.iri for each in found.outline))
    facts = chain(
        _of_report(found),
        _of_bundle(found, edition.read(engine, report)),
        chain.from_iterable(map(_of_statement, told)),
    )
    accounts = {account.iri for each in told for account in each.accounts}
    entities = [
        *(ox.Triple(ox.NamedNode(s), ox.NamedNode(p), value) for s, p, value in facts),
        *_constructed(engine, _COMPARISONS % names.values(accounts)),
    ]
    actors = _constructed(engine, _ACTORS % names.values(set(_agents(entities))))
    history = engine.content(Content(f"{report}/versions", _N_TRIPLES))
    return list(dict.fromkeys([*entities, *actors, *(_parsed(history) if history else ())]))


def _agents(entities: Iterable[ox.Triple]) -> Iterator[str]:
    """Yield the IRIs of those to whom entities are attributed."""
    for _, predicate, agent in entities:
        if predicate == _ATTRIBUTED and isinstance(agent, ox.NamedNode):
            yield agent.value


def _of_bundle(report: Report, current: Edition) -> Iterator[_Fact]:
    bundle = f"{report.iri}/provenance"
    yield bundle, _TYPE, _prov("Bundle")
    yield from _entity(bundle, current.encoders, "wasDerivedFrom", [report.iri])


def _of_report(report: Report) -> Iterator[_Fact]:
    yield report.iri, _LABEL, _literal(Text(report.title.label, report.title.language))
    yield from _entity(report.iri, report.authors)


def _of_statement(statement: Statement) -> Iterator[_Fact]:
    sources, report = statement.sources, statement.chain[-1].iri
    carriers = (carrier.iri for carrier in statement.chain[:1])
    yield from _entity(statement.iri, sources, "wasDerivedFrom", carriers)
    for account in statement.accounts:
        yield account.iri, _LABEL, _literal(sentences.account(statement, account))
        yield from _entity(account.iri, sources, "wasDerivedFrom", [statement.iri])
    for quotation in statement.quotations:
        yield quotation.span.iri, f"{_PROV}value", _literal(quotation.exact)
        yield from _entity(quotation.span.iri, sources, "wasQuotedFrom", [report])


def _entity(
    iri: str, agents: Iterable[Ref], relation: str = "", others: Iterable[str] = ()
) -> Iterator[_Fact]:
    """Say that something is an entity, whose it is, and how it relates to others."""
    yield iri, _TYPE, _prov("Entity")
    yield from ((iri, _ATTRIBUTED.value, ox.NamedNode(agent.iri)) for agent in agents)
    yield from ((iri, f"{_PROV}{relation}", ox.NamedNode(other)) for other in others)


def _constructed(engine: Engine, text: str) -> Iterator[ox.Triple]:
    return _parsed(engine.evaluate(Query(text, _N_TRIPLES)))


def _parsed(kept: Answer) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(kept.read(), format=ox.RdfFormat.N_TRIPLES))


def _prov(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_PROV}{name}")


def _literal(text: Text) -> ox.Literal:
    return ox.Literal(text.text, language=text.language or None)
