"""Checks triples against shapes: compiled queries accept in milliseconds, pySHACL explains."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from threading import Lock

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal
from rdflib.namespace import RDF, SH

from reportedly.validation import conversion, outcome
from reportedly.validation.compiled import Base, Compiled, Suspicion, Unsupported
from reportedly.validation.explanation import Explainer
from reportedly.validation.outcome import Outcome


class Validator:
    """Shapes and vocabulary, made ready once for many checks.

    Any thread may check; checks wait for each other, since they share what is made ready.
    """

    def __init__(self, shapes: Graph, vocabulary: Graph) -> None:
        self._shapes = shapes
        self._vocabulary = conversion.triples(vocabulary)
        self._compiled = Compiled.of(shapes)
        self._lock = Lock()
        self._prepare(())

    @property
    def unsupported(self) -> list[Unsupported]:
        """The shapes that are not compiled, and so always left to pySHACL."""
        return self._compiled.unsupported

    def check(
        self,
        triples: Sequence[ox.Triple],
        extra: Sequence[ox.Triple] = (),
        *,
        most: int | None = None,
    ) -> Outcome:
        """Return what the shapes find in triples, taken together with the vocabulary.

        `extra` is more vocabulary; giving the same again costs next to nothing. The outcome is
        that of pySHACL over all of it at once; of more than `most` faulty nodes, about so many are
        explained, some by each shape. Raises ValidationFailure if the shapes are broken.
        """
        with self._lock:
            if extra is not self._extra and list(extra) != list(self._extra):
                self._prepare(extra)
            suspicions = self._base.suspicions(triples)
            if not suspicions:
                return Outcome((), conforming())
            few = _few(suspicions, most) if most else suspicions
            found = outcome.read(self._explainer.report(few, triples))
            return replace(found, more=_size(suspicions) - _size(few))

    def warm(self) -> None:
        """Do beforehand what the first findings would have to wait for, half a second or so."""
        with self._lock:
            self._explainer.warm()

    def _prepare(self, extra: Sequence[ox.Triple]) -> None:
        known = [*self._vocabulary, *extra]
        self._base = Base(self._compiled.units, known)
        self._explainer = Explainer(self._shapes, known)
        self._extra = extra


def _few(suspicions: Sequence[Suspicion], most: int) -> list[Suspicion]:
    """Leave some nodes to each suspicion, so that faults of all kinds are told of."""
    few, left = [], most
    for others, each in enumerate(sorted(suspicions, key=_weight)):
        share = max(1, left // (len(suspicions) - others))
        nodes = each.nodes and frozenset(sorted(each.nodes, key=str)[:share])
        few.append(replace(each, nodes=nodes))
        left -= len(nodes or ())
    return few


def _weight(suspicion: Suspicion) -> int:
    return len(suspicion.nodes or ())


def _size(suspicions: Iterable[Suspicion]) -> int:
    return sum(map(_weight, suspicions))


def conforming() -> Graph:
    """Return the `sh:ValidationReport` of data in which nothing is found."""
    report, node = Graph(bind_namespaces="none"), BNode()
    report.bind("sh", SH)
    report.add((node, RDF.type, SH.ValidationReport))
    report.add((node, SH.conforms, Literal(True)))
    return report
