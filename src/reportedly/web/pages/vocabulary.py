"""The terms and the concepts as tables, for spreadsheets and programs."""

from collections.abc import Iterable, Iterator
from typing import Final

from flask import Blueprint, Response
from rdflib.namespace import SKOS

from reportedly.attribution.model import Text
from reportedly.engine.port import Engine
from reportedly.vocabulary import concepts, ontology
from reportedly.vocabulary.description import short
from reportedly.web import tables
from reportedly.web.tables import Value

_LANGUAGES: Final = ("en", "fr", "ar")
_TERMS: Final = (
    *("term", "kind", "core", *_LANGUAGES, "definition", "example"),
    *("of", "values", "narrowerThan", "alignedWith", "uses"),
)
_MATCHES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
_CONCEPTS: Final = (
    *("concept", "scheme", "notation", *_LANGUAGES, "definition", "example", "broader"),
    *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "uses"),
)


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of the tables. Uses are counted up to a limit: see `usage.MOST`."""
    routes = Blueprint("vocabulary", __name__)

    @routes.get("/ns.csv", defaults={"form": "csv"})
    @routes.get("/ns.json", defaults={"form": "json"})
    def terms(form: str) -> Response:
        return tables.response(_TERMS, _term_rows(engine), form)

    @routes.get("/kind.csv", defaults={"form": "csv"})
    @routes.get("/kind.json", defaults={"form": "json"})
    def kinds(form: str) -> Response:
        return tables.response(_CONCEPTS, _concept_rows(engine), form)

    return routes


def _term_rows(engine: Engine) -> Iterator[tuple[Value, ...]]:
    for term in ontology.read(engine).terms:
        yield (
            *(term.iri, term.kind, term.core, *_by_language(term.labels)),
            *(term.definition, term.example),
            *(_joined(rule.of for rule in term.rules), _joined(term.values)),
            *(_joined(term.above), _joined(each.iri for each in term.alignments)),
            term.uses.number,
        )


def _concept_rows(engine: Engine) -> Iterator[tuple[Value, ...]]:
    known, uses = concepts.read(engine)
    for concept in known.known.values():
        if concept.scheme:
            yield (
                *(concept.iri, short(concept.scheme), concept.notation or None),
                *_by_language(concept.labels),
                *(concept.definition or None, concept.example or None),
                _joined(concept.said.iris(SKOS.broader)),
                *(_joined(concept.said.iris(match)) for match in _MATCHES),
                uses[concept.iri].number if concept.iri in uses else None,
            )


def _by_language(labels: tuple[Text, ...]) -> Iterator[str | None]:
    for language in _LANGUAGES:
        yield next((label.text for label in labels if label.language == language), None)


def _joined(iris: Iterable[str]) -> str | None:
    """Return IRIs in their short forms, with spaces between; nothing if there are none."""
    return " ".join(map(short, iris)) or None
