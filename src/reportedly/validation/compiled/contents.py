"""What some triples are about, as far as it decides which queries they concern."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS

from reportedly.validation.compiled.lexical import Trust, trust
from reportedly.validation.compiled.reads import Reads

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Term = Subject | ox.Literal
Pair = tuple[Subject, Term]

_TYPE: Final = str(RDF.type)
_SUBCLASS: Final = str(RDFS.subClassOf)


@dataclass(frozen=True)
class Doubts:
    """The predicates of literals that are not fully trusted, by what of them is not."""

    order: frozenset[str]
    forms: frozenset[str]
    values: frozenset[str]

    def __or__(self, other: "Doubts") -> "Doubts":
        return Doubts(
            self.order | other.order, self.forms | other.forms, self.values | other.values
        )

    def worse(self) -> "Doubts":
        """Return the doubts if those that have lost their form may be counted wrongly, too."""
        return Doubts(self.order, self.forms, self.values | self.forms)

    def concern(self, reads: Reads) -> bool:
        """Return whether a query may answer wrongly for one of these literals."""
        doubtful = self.values
        if reads.order:
            doubtful = doubtful | self.order
        if reads.forms:
            doubtful = doubtful | self.forms
        if reads.everything and reads.forms:
            return bool(doubtful)
        return not doubtful.isdisjoint(reads.predicates)


class Contents:
    """Some triples, looked through once: `pairs` of subject and object, by predicate.

    What SPARQL makes of the text of a blank node differs between engines, so that `doubts` are
    about all literals where there are any; `lists` are known to be only looked through.
    """

    def __init__(self, triples: Iterable[ox.Triple], *, lists: bool = False) -> None:
        self._lists = lists
        self.pairs = defaultdict[str, list[Pair]](list)
        for triple in triples:
            self.pairs[triple.predicate.value].append((triple.subject, triple.object))

    @cached_property
    def predicates(self) -> frozenset[str]:
        """The predicates of the triples."""
        return frozenset(self.pairs)

    @cached_property
    def subjects(self) -> frozenset[Subject]:
        """The subjects of the triples."""
        return frozenset(subject for pairs in self.pairs.values() for subject, _ in pairs)

    @cached_property
    def terms(self) -> frozenset[Term]:
        """The subjects and the objects of the triples."""
        return frozenset(term for pairs in self.pairs.values() for pair in pairs for term in pair)

    @cached_property
    def doubts(self) -> Doubts:
        """The predicates of literals that are not fully trusted."""
        found: dict[Trust, set[str]] = {level: set() for level in Trust}
        for predicate, pairs in self.pairs.items():
            for level in {trust(value) for _, value in pairs}:
                found[level].add(predicate)
        order, forms, values = (frozenset(found[level]) for level in list(Trust)[1:])
        if not self._lists and any(type(term) is ox.BlankNode for term in self.terms):
            forms = self.predicates
        return Doubts(order, forms, values)


class Classes:
    """Which class is a subclass of which, and who is an instance of what by that."""

    def __init__(self, *contents: Contents) -> None:
        self._above = defaultdict[Term, set[Term]](set)
        for each in contents:
            for subject, value in each.pairs.get(_SUBCLASS, ()):
                self._above[subject].add(value)
        self._closed: dict[Term, frozenset[Term]] = {}

    def above(self, class_: Term) -> frozenset[Term]:
        """Return a class and all its superclasses."""
        if class_ not in self._closed:
            found, waiting = set[Term](), [class_]
            while waiting:
                each = waiting.pop()
                if each not in found:
                    found.add(each)
                    waiting.extend(self._above.get(each, ()))
            self._closed[class_] = frozenset(found)
        return self._closed[class_]

    def instances(self, contents: Contents) -> Iterator[Pair]:
        """Yield each instance that triples name, with each class that it is an instance of."""
        for subject, class_ in contents.pairs.get(_TYPE, ()):
            for each in self.above(class_):
                yield subject, each
