"""Checks data against the shapes: graphs in, an outcome with its findings out.

`validate` is the one function; `rendering` writes what it returns for people and programs. Only
`reference` knows pySHACL. See https://www.w3.org/TR/shacl/.
"""

from rdflib import Graph

from reportedly.validation import background, outcome, reference
from reportedly.validation.outcome import Finding, Outcome, Severity

__all__ = ["Finding", "Outcome", "Severity", "check", "validate"]


def validate(*data: Graph) -> Outcome:
    """Return what the shapes find in some graphs, taken together with what is shipped.

    The ontology, its concepts and the shared actors and places are merged with the data, since
    the shapes look up classes and concepts in it; the reports that are shipped are not.
    """
    return check(background.union([background.vocabulary(), *data]))


def check(data: Graph) -> Outcome:
    """Return what the shapes find in one graph as it is; the vocabulary must be in it."""
    report = reference.validation_report(data, background.shapes())
    for prefix, namespace in data.namespaces():
        report.bind(prefix, namespace)
    return outcome.read(report)
