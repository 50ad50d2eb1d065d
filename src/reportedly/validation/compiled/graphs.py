"""How a store is laid out for the queries: which graph holds what.

The vocabulary is the default graph, and what is checked is `NEW`, which are read as one. Who is an
instance of what follows from both, and is kept apart: `INSTANCES` has all, `NEW_INSTANCES` those
that what is checked adds. A query can name no other graph, so that data can't pretend to be these.
"""

from typing import Final

import pyoxigraph as ox
from rdflib.term import Node

from reportedly.terms import BASE

_NAMES: Final = f"{BASE}shapes/compiled#"

NEW: Final = ox.NamedNode(f"{_NAMES}new")
INSTANCES: Final = ox.NamedNode(f"{_NAMES}instances")
NEW_INSTANCES: Final = ox.NamedNode(f"{_NAMES}new-instances")
INSTANCE_OF: Final = ox.NamedNode(f"{_NAMES}instance-of")

DATASET: Final = (ox.DefaultGraph(), NEW)
"""The graphs that are read as one."""


def instance(variable: str, class_: Node, *, of: ox.NamedNode = INSTANCES) -> str:
    """Return a pattern that matches the SHACL instances of a class, each once.

    See https://www.w3.org/TR/shacl/#terminology.
    """
    return f"GRAPH {of} {{ {variable} {INSTANCE_OF} {class_.n3()} }}"
