"""The vocabulary of service descriptions, and whether a description keeps to it.

See https://www.w3.org/TR/sparql11-service-description/#terms.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from .nodes import PREFIXES, Index, Node, typed

SD = PREFIXES["sd"]

PROPERTIES = {
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultDataset": ("Service", "Dataset"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "defaultGraph": ("Dataset", "Graph"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "endpoint": ("Service", ""),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "extensionAggregate": ("Service", "Aggregate"),
    "extensionFunction": ("Service", "Function"),
    "feature": ("Service", "Feature"),
    "graph": ("NamedGraph", "Graph"),
    "inputFormat": ("Service", ""),
    "languageExtension": ("Service", "Feature"),
    "name": ("NamedGraph", ""),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "propertyFeature": ("Service", "Feature"),
    "resultFormat": ("Service", ""),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "supportedLanguage": ("Service", "Language"),
}
"""For each property the classes of its subjects and values; values without one are IRIs."""

INSTANCES = {
    "BasicFederatedQuery": "Feature",
    "DereferencesURIs": "Feature",
    "EmptyGraphs": "Feature",
    "RequiresDataset": "Feature",
    "SPARQL10Query": "Language",
    "SPARQL11Query": "Language",
    "SPARQL11Update": "Language",
    "UnionDefaultGraph": "Feature",
}

CLASSES = {name for pair in PROPERTIES.values() for name in pair if name}
SUPERCLASSES = {"Dataset": "GraphCollection"}
ONCE = (("sd:Service", "sd:endpoint"), ("sd:NamedGraph", "sd:name"))
"""Classes, and the property that each of their members has exactly once."""


def faults(index: Index) -> list[str]:
    """List where a description breaks the rules of the vocabulary, or describes no service."""
    return [*_unknown(index), *_misplaced(index), *_not_once(index), *_absent(index)]


def _unknown(index: Index) -> Iterator[str]:
    known = {*PROPERTIES, *CLASSES, *INSTANCES}
    for subject, properties in index.items():
        values = [term for found in properties.values() for term in found]
        for term in [subject, *map(NamedNode, properties), *values]:
            name = term.value if isinstance(term, NamedNode) else ""
            if name.startswith(SD) and name.removeprefix(SD) not in known:
                yield f"{term} is not in the vocabulary"


def _misplaced(index: Index) -> Iterator[str]:
    for subject in index:
        for name, (domain, reach) in PROPERTIES.items():
            for value in Node(index, subject).all(f"sd:{name}"):
                if domain not in _classes(Node(index, subject)):
                    yield f"{subject} has sd:{name}, but is not called a {domain}"
                if not _fits(value, reach):
                    yield f"{value.term} can't be a value of sd:{name}"


def _fits(value: Node, reach: str) -> bool:
    """Whether a value may belong to a class; one that is not described may."""
    if not reach:
        return isinstance(value.term, NamedNode)
    classes = _classes(value)
    return not isinstance(value.term, Literal) and (not classes or reach in classes)


def _classes(node: Node) -> set[str]:
    named = {each.text.removeprefix(SD) for each in node.all("rdf:type")} & CLASSES
    if node.text.removeprefix(SD) in INSTANCES:
        named.add(INSTANCES[node.text.removeprefix(SD)])
    return named | {SUPERCLASSES[name] for name in named if name in SUPERCLASSES}


def _not_once(index: Index) -> Iterator[str]:
    for kind, name in ONCE:
        for node in typed(index, kind):
            if len(node.all(name)) != 1:
                yield f"{node.term} has {len(node.all(name))} values of {name}"


def _absent(index: Index) -> Iterator[str]:
    if not typed(index, "sd:Service"):
        yield "no sd:Service is described"
