"""The page of the ontology: every term, and how the core hangs together."""

from typing import Final

from flask import render_template

from reportedly.drawing import diagram
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.vocabulary import ontology
from reportedly.vocabulary.description import short

_FORMS: Final = {
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "trig": "TriG",
}
"""What formats are called, by the end of a path."""


def page(engine: Engine, iri: str) -> str:
    """Return the page of the ontology, or of the version of it that is here, by its IRI.

    Raises ResourceMissing if it is neither.
    """
    shown = ontology.read(engine)
    if iri not in (shown.iri, shown.version_iri):
        raise ResourceMissing(
            f"<{iri}> is no version of the ontology that is kept here.",
            hint=f"The version that is here is {shown.version}.",
        )
    return render_template(
        "ontology.html",
        ontology=shown,
        drawing=diagram.draw(shown),
        forms=_FORMS,
        short=short,
    )
