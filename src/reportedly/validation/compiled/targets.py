"""Which nodes a shape is about, as a graph pattern: https://www.w3.org/TR/shacl/#targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from reportedly.validation.compiled.graphs import NEW, NEW_INSTANCES, instance
from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.writer import constant

_SHAPES: Final = {SH.NodeShape, SH.PropertyShape}
TARGETS: Final = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
"""The predicates that name what a shape is about."""


@dataclass(frozen=True)
class Targets:
    """Patterns that bind `?this` to the focus nodes of a shape, to each once.

    `every` does so for all of them, `new` for those that are so by what is checked.
    """

    every: str
    new: str


def roots(shapes: Graph) -> list[Node]:
    """Return the shapes that have targets of their own, in a fixed order."""
    declared = {shape for target in TARGETS for shape in shapes.subjects(target)}
    return sorted(declared | set(classes(shapes)), key=str)


def targets(shapes: Graph, shape: Node, reads: Reads) -> Targets:
    """Return the patterns for the targets of a shape.

    Raises Unsupported for targets that SPARQL can't name.
    """
    parts = list(_parts(shapes, shape, reads))
    return Targets(*(_union([part[n] for part in parts]) for n in (0, 1)))


def _union(parts: list[str]) -> str:
    if len(parts) == 1 and parts[0].startswith("GRAPH"):
        return parts[0]
    union = " UNION ".join(f"{{ {part} }}" for part in parts)
    return f"{{ SELECT DISTINCT ?this WHERE {{ {union} }} }}"


def _parts(shapes: Graph, shape: Node, reads: Reads) -> Iterator[tuple[str, str]]:
    if nodes := sorted(shapes.objects(shape, SH.targetNode), key=str):
        reads.astray = True
        yield (f"VALUES ?this {{ {' '.join(map(constant, nodes))} }}",) * 2
    aimed = {*shapes.objects(shape, SH.targetClass), *({shape} & classes(shapes))}
    for each in sorted(aimed, key=str):
        constant(each)
        reads.instances_of(each)
        yield instance("?this", each), instance("?this", each, of=NEW_INSTANCES)
    if subjects := sorted(shapes.objects(shape, SH.targetSubjectsOf), key=str):
        reads.subjects.update(map(str, subjects))
        values, pattern = _of(subjects, "?this ?target_predicate ?target_value")
        yield f"{values} {pattern}", f"{values} GRAPH {NEW} {{ {pattern} }}"
    if objects := sorted(shapes.objects(shape, SH.targetObjectsOf), key=str):
        reads.predicates.update(map(str, objects))
        values, pattern = _of(objects, "?target_subject ?target_predicate ?this")
        yield f"{values} {pattern}", f"{values} GRAPH {NEW} {{ {pattern} }}"


def _of(predicates: list[Node], pattern: str) -> tuple[str, str]:
    return f"VALUES ?target_predicate {{ {' '.join(map(constant, predicates))} }}", pattern


def classes(shapes: Graph) -> set[Node]:
    """Return the shapes that are classes, and so about their own instances."""
    kinds = {RDFS.Class, OWL.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    found = {each for kind in kinds for each in shapes.subjects(RDF.type, kind)}
    return {each for each in found if any(map(is_of_shacl, shapes.predicates(each)))} | {
        each for each in found if _SHAPES.intersection(shapes.objects(each, RDF.type))
    }


def is_of_shacl(node: Node) -> bool:
    """Return whether a node is a term of SHACL."""
    return str(node).startswith(str(SH))
