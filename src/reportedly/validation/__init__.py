"""Checks data against the shapes: graphs or triples in, an outcome with its findings out.

`validate` and `Validator` are the ways in. A `Validator` finds the nodes at fault with queries
(`compiled`) and has pySHACL tell of them (`explanation`); `reference` is pySHACL by itself.
`rendering` writes what comes out for people and programs. See https://www.w3.org/TR/shacl/.
"""

from functools import cache
from threading import Lock
from typing import Final

from rdflib import Graph
from rdflib.namespace import RDF

from reportedly.validation import background, conversion, suggestions
from reportedly.validation.outcome import Finding, Outcome, Severity
from reportedly.validation.validator import Validator

__all__ = ["Finding", "Outcome", "Severity", "Validator", "validate", "validator"]

_MAKING: Final = Lock()
"""rdflib parses SPARQL in one thread at a time."""


def validator() -> Validator:
    """Return the validator of this process, with the shapes and the vocabulary that are shipped.

    Several threads may be the first to ask for it.
    """
    with _MAKING:
        return _made()


@cache
def _made() -> Validator:
    return Validator(background.shapes(), background.vocabulary())


def validate(*data: Graph) -> Outcome:
    """Return what the shapes find in some graphs, taken together with what is shipped.

    The ontology, its concepts and the shared actors and places belong to it, since the shapes look
    up classes and concepts in them; the reports that are shipped do not.
    """
    whole = background.union(data)
    outcome = validator().check(conversion.triples(whole))
    for prefix, namespace in whole.namespaces():
        outcome.report.bind(prefix, namespace)
    described = {str(subject) for subject in whole.subjects()}
    typed = {str(subject) for subject in whole.subjects(RDF.type)}
    return suggestions.mark_lacks(outcome, described, typed)
