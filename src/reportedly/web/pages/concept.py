"""The pages of concepts: all schemes, one scheme, one concept."""

from collections.abc import Iterator, Set
from typing import Final

from flask import render_template

from reportedly.attribution import statements
from reportedly.attribution.model import Account, Statement
from reportedly.engine.port import Engine
from reportedly.terms import CONCEPT_GRAPH, RPT
from reportedly.vocabulary import concepts, speakers
from reportedly.vocabulary.concepts import Concept, Concepts
from reportedly.vocabulary.description import short

_EXAMPLES: Final = 2
"""How many statements show how a concept is used."""
_SELECTED: Final = {
    str(RPT.kind): "/statements?kind",
    str(RPT.act): "/statements?act",
    str(RPT.status): "/statements?status",
    str(RPT.measure): "/figures?measure",
    str(RPT.population): "/figures?population",
}
"""Where statements or figures are selected by a value of a property."""


def page(engine: Engine, iri: str) -> str:
    """Return the page of a concept or a scheme; of all schemes for the IRI of their graph.

    Raises ResourceMissing if the IRI is none of these.
    """
    if iri == str(CONCEPT_GRAPH):
        return _schemes(engine)
    near = concepts.read_near(engine, iri)
    found = near.find(iri)
    return _concept(engine, near, found) if found.scheme else _scheme(engine, near, found)


def _schemes(engine: Engine) -> str:
    known, uses = concepts.read(engine)
    return render_template("schemes.html", concepts=known, uses=uses)


def _scheme(engine: Engine, near: Concepts, scheme: Concept) -> str:
    uses = concepts.uses(engine, near, near.known.values())
    return render_template("scheme.html", concepts=near, scheme=scheme, uses=uses, short=short)


def _concept(engine: Engine, near: Concepts, concept: Concept) -> str:
    property_ = near.properties.get(concept.scheme, "")
    meant = {each.iri for each in near.below(concept)}
    used = speakers.read(engine, meant, property_)
    return render_template(
        "concept.html",
        concepts=near,
        concept=concept,
        property=property_,
        selected=_SELECTED.get(property_, ""),
        uses=concepts.uses(engine, near, near.below(concept)),
        used=used,
        examples=statements.read(engine, used.statements[:_EXAMPLES]),
        fitting=lambda statement: _fitting(statement, meant),
        short=short,
    )


def _fitting(statement: Statement, meant: Set[str]) -> list[str] | None:
    """Return the accounts of a statement in which one of some concepts stands; None means all."""
    found = [each.iri for each in statement.accounts if not meant.isdisjoint(_stated(each))]
    return found or None


def _stated(account: Account) -> Iterator[str]:
    yield from (account.kind.iri, account.status.iri)
    for number in account.numbers:
        yield from (number.measure.iri, number.population.iri)
