"""What a valid report has to have, as the shapes say: which class has which property, how often.

See https://www.w3.org/TR/shacl/.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, SKOS
from rdflib.term import Node

from reportedly import resources

_AMOUNTS: Final = {
    (0, 1): "at most one",
    (0, None): "any number",
    (1, 1): "exactly one",
    (1, None): "at least one",
}


@dataclass(frozen=True)
class Rule:
    """That things of a class may have a property: from `least` to `most` times, None is no limit.

    `values` are the classes, datatypes or concept schemes that its values may be of, by IRI.
    """

    of: str
    path: str
    least: int
    most: int | None
    values: tuple[str, ...]

    @property
    def amount(self) -> str:
        """How many values there may be, in words."""
        return _AMOUNTS.get((self.least, self.most), f"{self.least} to {self.most}")

    @property
    def several(self) -> bool:
        """Whether there may be more than one."""
        return self.most != 1


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of the shapes that come with the package, by class and property."""
    graph = Graph()
    for file in resources.turtle_files(resources.shapes() / "data"):
        graph.parse(file)
    found = (_rule(graph, *each) for each in _constraints(graph).items())
    return tuple(sorted(found, key=lambda rule: (rule.of, rule.path)))


def _constraints(graph: Graph) -> Mapping[tuple[str, str], list[Node]]:
    """Return the property shapes for each class and property."""
    found = defaultdict[tuple[str, str], list[Node]](list)
    for shape, target in graph.subject_objects(SH.targetClass):
        for constraint in graph.objects(shape, SH.property):
            path = graph.value(constraint, SH.path)
            if isinstance(path, URIRef) and path != RDF.type:
                found[str(target), str(path)].append(constraint)
    return found


def _rule(graph: Graph, name: tuple[str, str], constraints: Iterable[Node]) -> Rule:
    shapes = list(constraints)
    least = max(_numbers(graph, shapes, SH.minCount), default=0)
    most = min(_numbers(graph, shapes, SH.maxCount), default=None)
    values = {value for shape in shapes for value in _values(graph, shape)}
    return Rule(*name, least, most, tuple(sorted(values)))


def _numbers(graph: Graph, shapes: Iterable[Node], property_: URIRef) -> Iterator[int]:
    return (int(str(value)) for shape in shapes for value in graph.objects(shape, property_))


def _values(graph: Graph, shape: Node) -> Iterator[str]:
    """Return what the values of a shape may be, also where it leaves that to others."""
    yield from map(str, graph.objects(shape, SH["class"]))
    yield from map(str, graph.objects(shape, SH.datatype))
    for choice in graph.objects(shape, SH["or"]):
        for each in Collection(graph, choice):
            yield from _values(graph, each)
    for node in graph.objects(shape, SH.node):
        yield from _values(graph, node)
        for constraint in graph.objects(node, SH.property):
            if graph.value(constraint, SH.path) == SKOS.inScheme:
                yield from map(str, graph.objects(constraint, SH.hasValue))
