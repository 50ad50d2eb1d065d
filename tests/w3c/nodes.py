"""RDF documents, read as nodes that are followed from one to the next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, parse

Term = NamedNode | BlankNode | Literal | Triple
Index = dict[Term, dict[str, list[Term]]]

PREFIXES = {
    "cnt": "http://www.w3.org/2011/content#",
    "dawgt": "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#",
    "ht": "http://www.w3.org/2011/http#",
    "mf": "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
    "qt": "http://www.w3.org/2001/sw/DataAccess/tests/test-query#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rs": "http://www.w3.org/2001/sw/DataAccess/tests/result-set#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "ut": "http://www.w3.org/2009/sparql/tests/test-update#",
}


def expand(name: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@dataclass(frozen=True)
class Node:
    """A term of a document, with what the document says about it."""

    index: Index
    term: Term

    def all(self, name: str) -> list["Node"]:
        """Return the values of a property, in the order of the document."""
        values = self.index.get(self.term, {}).get(expand(name), [])
        return [Node(self.index, value) for value in values]

    def find(self, name: str) -> "Node | None":
        """Return the first value of a property, or nothing if it has none."""
        return next(iter(self.all(name)), None)

    def one(self, name: str) -> "Node":
        """Return the value of a property; raises ValueError unless there is exactly one."""
        [value] = self.all(name)
        return value

    def members(self, name: str) -> Iterator["Node"]:
        """Return the members of the list that is the value of a property; none without a list."""
        rest = self.find(name)
        while rest and (first := rest.find("rdf:first")):
            yield first
            rest = rest.one("rdf:rest")

    @property
    def text(self) -> str:
        """The IRI, the label of the blank node or the lexical form."""
        assert not isinstance(self.term, Triple)
        return self.term.value

    @property
    def local_name(self) -> str:
        """What follows the # of the IRI."""
        return self.text.rpartition("#")[2]

    @property
    def path(self) -> Path:
        """The file that the IRI names."""
        return Path(url2pathname(urlsplit(self.text).path))


def indexed(quads: Iterable[Quad]) -> Index:
    """Gather what triples say by subject and property; the graphs they are in don't count."""
    index: Index = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        index[quad.subject][quad.predicate.value].append(quad.object)
    return index


def read(path: Path) -> Index:
    """Read a file; relative IRIs are those of files beside it."""
    return indexed(parse(path=path, base_iri=path.as_uri()))


def typed(index: Index, name: str) -> list[Node]:
    """Return the nodes of a class."""
    kind = NamedNode(expand(name))
    nodes = (Node(index, subject) for subject in index)
    return [node for node in nodes if kind in (each.term for each in node.all("rdf:type"))]
