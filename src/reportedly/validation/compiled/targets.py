"""Which nodes a shape is about, as a graph pattern: https://www.w3.org/TR/shacl/#targets."""

from collections.abc import Iterator
from typing import Final

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from reportedly.validation.compiled import paths
from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.writer import constant

_SHAPES: Final = {SH.NodeShape, SH.PropertyShape}
_DECLARED: Final = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def roots(shapes: Graph) -> list[Node]:
    """Return the shapes that have targets of their own, in a fixed order."""
    declared = {shape for target in _DECLARED for shape in shapes.subjects(target)}
    return sorted(declared | set(_implicit(shapes)), key=str)


def target_pattern(shapes: Graph, shape: Node, reads: Reads) -> str:
    """Return a pattern that binds `?this` to each focus node of a shape, at least once.

    Raises Unsupported for targets that SPARQL can't name.
    """
    parts = list(_parts(shapes, shape, reads))
    if len(parts) == 1:
        return parts[0]
    union = " UNION ".join(f"{{ {part} }}" for part in parts)
    return f"{{ SELECT DISTINCT ?this WHERE {{ {union} }} }}"


def _parts(shapes: Graph, shape: Node, reads: Reads) -> Iterator[str]:
    if nodes := sorted(shapes.objects(shape, SH.targetNode), key=str):
        yield f"VALUES ?this {{ {' '.join(map(constant, nodes))} }}"
    classes = [*shapes.objects(shape, SH.targetClass)]
    for each in sorted({*classes, *({shape} & _implicit(shapes))}, key=str):
        reads.instances_of(each)
        yield f"?this {paths.INSTANCE} {constant(each)} ."
    for target, inverse, read in (
        (SH.targetSubjectsOf, "", reads.subjects),
        (SH.targetObjectsOf, "^", reads.predicates),
    ):
        if predicates := sorted(shapes.objects(shape, target), key=str):
            read.update(map(str, predicates))
            path = "|".join(f"{inverse}{constant(each)}" for each in predicates)
            yield f"?this {path} ?target_value ."


def _implicit(shapes: Graph) -> set[Node]:
    """Return the shapes that are classes, and so about their own instances."""
    kinds = {RDFS.Class, OWL.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    classes = {each for kind in kinds for each in shapes.subjects(RDF.type, kind)}
    return {each for each in classes if any(map(is_of_shacl, shapes.predicates(each)))} | {
        each for each in classes if _SHAPES.intersection(shapes.objects(each, RDF.type))
    }


def is_of_shacl(node: Node) -> bool:
    """Return whether a node is a term of SHACL."""
    return str(node).startswith(str(SH))
