"""What the answer of a query depends on, so that it is asked only when that has changed."""

from collections.abc import Collection
from dataclasses import dataclass, field

from rdflib.namespace import RDF, RDFS
from rdflib.term import Node


@dataclass
class Reads:
    """The triples that a query reads: by predicate, or `rdf:type` triples by class.

    Of `subjects` only the subjects are read, so that what literals they have is of no concern.
    `everything` is for a query with a variable as predicate, `nothing` for one with a path of
    length zero, which leads from each node to itself. Triples of the predicates in `backward` are
    followed from their object to their subject; `astray` is for triples that are not reached from
    the focus node at all, and for focus nodes that are in no triple. `order` says whether it
    matters what is less than what, `forms` whether the lexical form of literals matters, not only
    their value.
    """

    predicates: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    backward: set[str] = field(default_factory=set)
    everything: bool = False
    nothing: bool = False
    astray: bool = False
    order: bool = False
    forms: bool = False

    def predicate(self, iri: str) -> None:
        """Note that the triples with a predicate are read."""
        self.predicates.add(iri)

    def instances_of(self, class_: Node) -> None:
        """Note that it is read who is a SHACL instance of a class."""
        self.classes.add(str(class_))
        self.predicates.add(str(RDFS.subClassOf))

    def leads_on(self, predicates: Collection[str]) -> bool:
        """Return whether triples with these predicates are only followed to their objects."""
        return not self.astray and self.backward.isdisjoint(predicates)

    def touched(self, predicates: Collection[str], classes: Collection[str]) -> bool:
        """Return whether triples with these predicates, typing these classes, could matter."""
        return (
            self.everything
            or not self.predicates.isdisjoint(predicates)
            or not self.subjects.isdisjoint(predicates)
            or (str(RDF.type) in predicates and not self.classes.isdisjoint(classes))
        )
