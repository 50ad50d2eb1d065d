"""Turtle in one form only, so that a change to a file shows as that change and nothing else."""

import re
from collections import Counter
from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD
from rdflib.term import Node

from reportedly.terms import PREFIXES, RPT

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?|")
_BARE = {
    XSD.boolean: re.compile(r"true|false"),
    XSD.integer: re.compile(r"[+-]?\d+"),
    XSD.decimal: re.compile(r"[+-]?\d*\.\d+"),
}
_INDENT = "    "
_LIST_WIDTH = 60
_LANGUAGES = ("en", "fr", "ar")
_SUBJECT_TYPES = (
    OWL.Ontology,
    RPT.Report,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
)
_PREDICATES = (
    RDF.type,
    DCTERMS.title,
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.notation,
    DCTERMS.description,
    SKOS.definition,
    SKOS.scopeNote,
    SKOS.example,
    RPT.gloss,
    SH.targetClass,
    SH.path,
)


def canonical_turtle(graph: Graph) -> str:
    """Write a graph as Turtle: one text for one graph, whatever the order it was read in.

    The prefixes are those of `terms.PREFIXES` and of the graph, as far as they are used. Headings,
    classes and properties come before other subjects; concepts follow their scheme; the rest is in
    the order of IRIs. Blank nodes and lists stand where they are used. Comments are not kept.

    Raises ValueError where a blank node is used twice, in a circle or in a broken list: give it an
    IRI.

    See https://www.w3.org/TR/turtle/.
    """
    writer = _Writer(graph)
    blocks = [*map(writer.block, writer.named()), *sorted(map(writer.block, writer.loose()))]
    if writer.written != len(graph):
        raise ValueError("blank nodes form a circle or a broken list; give one of them an IRI")
    return "\n\n".join(filter(None, [writer.prefixes(), *blocks])) + "\n"


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.written = 0
        self._namespaces = {prefix: str(iri) for prefix, iri in graph.namespaces()}
        self._namespaces = _one_prefix_each(self._namespaces | PREFIXES)
        self._used: set[str] = set()
        self._references = Counter(o for o in graph.objects() if isinstance(o, BNode))
        if any(count > 1 for count in self._references.values()):
            raise ValueError("a blank node is used twice; give it an IRI")

    def prefixes(self) -> str:
        used = sorted(self._used)
        return "\n".join(f"PREFIX {prefix}: <{self._namespaces[prefix]}>" for prefix in used)

    def named(self) -> list[Node]:
        subjects = set(self.graph.subjects())
        return sorted((s for s in subjects if isinstance(s, URIRef)), key=self._subject_key)

    def loose(self) -> list[Node]:
        subjects = set(self.graph.subjects())
        return [s for s in subjects if isinstance(s, BNode) and not self._references[s]]

    def _subject_key(self, subject: Node) -> tuple[int, str, bool, str]:
        ranks = [
            _SUBJECT_TYPES.index(kind)
            for kind in self.graph.objects(subject, RDF.type)
            if kind in _SUBJECT_TYPES
        ]
        scheme = min(map(str, self.graph.objects(subject, SKOS.inScheme)), default=str(subject))
        return min(ranks, default=len(_SUBJECT_TYPES)), scheme, scheme != str(subject), str(subject)

    def block(self, subject: Node) -> str:
        name = "[]" if isinstance(subject, BNode) else self._iri(str(subject))
        return f"{name}\n{self._description(subject, 1)} ."

    def _description(self, subject: Node, depth: int) -> str:
        predicates = sorted(set(self.graph.predicates(subject)), key=self._predicate_key)
        lines = (_INDENT * depth + self._statements(subject, each, depth) for each in predicates)
        return " ;\n".join(lines)

    def _predicate_key(self, predicate: Node) -> tuple[int, str]:
        known = predicate in _PREDICATES
        return _PREDICATES.index(predicate) if known else len(_PREDICATES), str(predicate)

    def _statements(self, subject: Node, predicate: Node, depth: int) -> str:
        verb = "a" if predicate == RDF.type else self._text(predicate)
        objects = list(self.graph.objects(subject, predicate))
        self.written += len(objects)
        if len(objects) == 1 or predicate == RDF.type:
            return f"{verb} {', '.join(self._ordered(objects, depth))}"
        line = "\n" + _INDENT * (depth + 1)
        return verb + line + f" ,{line}".join(self._ordered(objects, depth + 1))

    def _ordered(self, objects: Iterable[Node], depth: int) -> list[str]:
        texts = [(_language_rank(node), self._text(node, depth)) for node in objects]
        return [text for _, text in sorted(texts)]

    def _text(self, node: Node, depth: int = 0) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        if node == RDF.nil:
            return "()"
        if isinstance(node, BNode):
            return self._blank(node, depth)
        return self._iri(str(node))

    def _literal(self, literal: Literal) -> str:
        bare = _BARE.get(literal.datatype) if literal.datatype else None
        if bare and bare.fullmatch(literal):
            return str(literal)
        quoted = Literal(str(literal)).n3()
        if literal.language:
            return f"{quoted}@{literal.language}"
        return f"{quoted}^^{self._iri(literal.datatype)}" if literal.datatype else quoted

    def _blank(self, node: BNode, depth: int) -> str:
        if self.graph.value(node, RDF.first) is None:
            description = self._description(node, depth + 1)
            if "\n" not in description:
                return f"[ {description.strip()} ]" if description else "[]"
            return f"[\n{description}\n{_INDENT * depth}]"
        return self._list(list(Collection(self.graph, node)), depth)

    def _list(self, members: list[Node], depth: int) -> str:
        self.written += 2 * len(members)
        texts = [self._text(member, depth + 1) for member in members]
        if sum(map(len, texts)) <= _LIST_WIDTH and not any("\n" in text for text in texts):
            return f"( {' '.join(texts)} )"
        line = "\n" + _INDENT * depth
        return "(" + "".join(line + _INDENT + text for text in texts) + line + ")"

    def _iri(self, iri: str) -> str:
        for prefix, namespace in self._namespaces.items():
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri[len(namespace) :]):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"


def _one_prefix_each(namespaces: dict[str, str]) -> dict[str, str]:
    """Keep one prefix for each namespace, ours before others, the longest namespaces first."""
    chosen: dict[str, str] = {}
    for prefix in sorted(namespaces, key=lambda each: (each not in PREFIXES, each)):
        chosen.setdefault(namespaces[prefix], prefix)
    return {chosen[iri]: iri for iri in sorted(chosen, key=lambda each: (-len(each), each))}


def _language_rank(node: Node) -> tuple[int, str]:
    language = getattr(node, "language", None) or ""
    rank = _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)
    return rank, language
