"""The shapes, and the vocabulary that data is checked together with, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rdflib import Graph

from reportedly import documents, resources


@cache
def shapes() -> Graph:
    """Return the shapes for reports, with the prefixes that their queries use."""
    return _read(resources.turtle_files(resources.shapes() / "data"))


@cache
def vocabulary() -> Graph:
    """Return the ontology, its concepts, and the shared actors and places.

    What other vocabularies call the same things has no bearing on whether data conforms.
    """
    ontology = [resources.ontology() / name for name in ("reportedly.ttl", "concepts.ttl")]
    return _read([*ontology, *resources.turtle_files(resources.data() / "shared")])


def union(graphs: Iterable[Graph]) -> Graph:
    """Return a new graph with the triples and the prefixes of some others."""
    whole = Graph()
    for graph in graphs:
        whole += graph
        for prefix, namespace in graph.namespaces():
            whole.bind(prefix, namespace)
    return whole


def _read(paths: Iterable[Path]) -> Graph:
    return union(map(documents.read_turtle, paths))
