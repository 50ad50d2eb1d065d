"""Reads JSON-LD in the one context that is bundled, and knows where each triple starts.

It reads the part of JSON-LD 1.1 in which nothing is fetched, nothing is left out in silence and
every node has an IRI; there a document means the same to every other processor. See
https://www.w3.org/TR/json-ld11-api/#deserialize-json-ld-to-rdf-algorithm.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final, NamedTuple

import pyoxigraph as ox
from rdflib.namespace import RDF, XSD

from reportedly.errors import SubmissionRefused
from reportedly.submission import context, json_text
from reportedly.submission.context import Term
from reportedly.submission.json_text import Member, Value
from reportedly.submission.source import Source, Spot, refusal


class _Node(NamedTuple):
    """A node, and where its IRI starts."""

    iri: ox.NamedNode
    start: int


_Object = tuple[ox.NamedNode | ox.Literal, int]

_TYPE: Final = ox.NamedNode(str(RDF.type))
_LONGEST_SHOWN: Final = 60
_KEYS: Final = f"The context {context.IRI} has the keys."
_NAMED_GRAPH: Final = (
    "Named graphs are not read here.",
    "Leave “@graph” alone with “@context” in the outermost object: a report is a graph of its own.",
)
_NO_IRI: Final = (
    "This node has no IRI, so that it can be neither cited nor linked to.",
    "Give it an “@id”, such as “report:your-slug#s01”.",
)


def read(text: str) -> Source:
    """Read a document whose `@context` is the IRI of the bundled one.

    Raises DocumentSyntaxError where it is not JSON, and SubmissionRefused with the place of
    whatever JSON-LD would fetch, drop, or leave without an IRI.
    """
    reader = _Reader(text)
    reader.document(json_text.read(text))
    prefixes = context.bundled().prefixes
    return Source(text, reader.triples, prefixes, lambda: iter(reader.spots))


class _Reader:
    def __init__(self, text: str) -> None:
        self.triples: list[ox.Triple] = []
        self.spots: list[Spot] = []
        self._text = text
        self._context = context.bundled()

    def document(self, root: Value) -> None:
        """Read the outermost object: one node, or several in `@graph`."""
        members = self._members(root)
        self._check_context(members.get("@context", Member(root.start, root)).value)
        rest = {key: member for key, member in members.items() if key != "@context"}
        graph = rest.get("@graph")
        if graph and len(rest) > 1:
            raise self._refusal(graph.start, *_NAMED_GRAPH)
        for node in _items(graph.value) if graph else [Value(rest, root.start)]:
            self._described(node)

    def _check_context(self, value: Value) -> None:
        if value.content != context.IRI:
            raise self._refusal(
                value.start,
                "Only one “@context” is read here, and none is fetched.",
                f'Write "@context": "{context.IRI}" into the outermost object.',
            )

    def _described(self, value: Value) -> None:
        """Read a node that must say something: JSON-LD drops others."""
        before = len(self.triples)
        node = self._node(value)
        if len(self.triples) == before:
            raise self._refusal(
                node.start,
                "JSON-LD drops this node in silence, since nothing is said of it.",
                "Say something of it, or remove it.",
            )

    def _node(self, value: Value) -> _Node:
        members = self._members(value)
        if "@id" not in members:
            raise self._refusal(value.start, *_NO_IRI)
        named = members["@id"].value
        node = _Node(self._iri(named), named.start)
        for key, member in members.items():
            if key == "@type":
                self._say(node, _TYPE, member.start, map(self._class, _items(member.value)))
            elif key != "@id":
                self._property(node, key, member)
        return node

    def _property(self, node: _Node, key: str, member: Member) -> None:
        term = self._context.terms.get(key)
        if term is None:
            raise self._unknown(key, member.start)
        for item in _items(member.value):
            self._say(node, ox.NamedNode(term.iri), member.start, self._objects(term, item))

    def _say(
        self, node: _Node, predicate: ox.NamedNode, start: int, objects: Iterable[_Object]
    ) -> None:
        for value, place in objects:
            self.triples.append(ox.Triple(node.iri, predicate, value))
            self.spots.append(Spot(node.start, start, place))

    def _objects(self, term: Term, value: Value) -> Iterator[_Object]:
        match value.content:
            case dict() if term.by_language:
                yield from self._translations(value)
            case dict(members) if "@value" in members:
                yield self._literal(value, members), value.start
            case dict():
                yield self._node(value)
            case str():
                yield self._coerced(term, value), value.start
            case list():
                raise self._refusal(value.start, "An array stands in an array.", "Use one array.")
            case scalar:
                datatype = "" if term.coercion.startswith("@") else term.coercion
                yield _literal(scalar, datatype), value.start

    def _translations(self, value: Value) -> Iterator[_Object]:
        """Yield the texts of a language map: https://www.w3.org/TR/json-ld11/#language-maps."""
        for language, member in self._members(value).items():
            for item in _items(member.value):
                yield self._told(item, language, member.start), item.start

    def _told(self, value: Value, language: str, start: int) -> ox.Literal:
        text = self._string(value)
        try:
            return ox.Literal(text, language=language)
        except ValueError as error:
            raise self._refusal(
                start,
                f"“{_short(language)}” is not a language tag.",
                'Give texts by their language: {"en": "…", "ar": "…"}.',
            ) from error

    def _literal(self, value: Value, members: dict[str, Member]) -> ox.Literal:
        """Return the literal of a value object: https://www.w3.org/TR/json-ld11/#value-objects."""
        content = members["@value"].value
        match members:
            case {"@language": Member(start, Value(str(language)))} if len(members) == 2:
                return self._told(content, language, start)
            case {"@type": Member(_, Value(str(datatype)) as named)} if len(members) == 2:
                iri = self._iri(named, self._context.expand(datatype))
                return _literal(self._scalar(content), iri.value)
            case {"@value": _} if len(members) == 1:
                return _literal(self._scalar(content))
        raise self._refusal(
            value.start,
            "This value is not understood.",
            "Beside “@value” there may be “@type” or “@language”, one of them, as text.",
        )

    def _coerced(self, term: Term, value: Value) -> ox.NamedNode | ox.Literal:
        """Return what a text stands for: https://www.w3.org/TR/json-ld11/#type-coercion."""
        text = self._string(value)
        if term.coercion == "@id" or (term.coercion == "@vocab" and ":" in text):
            return self._iri(value)
        if term.coercion == "@vocab":
            if text in self._context:
                raise self._refusal(
                    value.start, f"“{text}” is no concept.", "Name one of the concepts."
                )
            return self._iri(value, term.vocabulary + text)
        return _literal(text, term.coercion)

    def _class(self, value: Value) -> _Object:
        name = self._string(value)
        classes = self._context.classes
        if name not in classes and ":" not in name:
            raise self._refusal(
                value.start,
                f"“{_short(name)}” is not a class of the context.",
                _meant(name, classes) or "Name one of its classes, such as “Statement”.",
            )
        return self._iri(value, classes.get(name, "")), value.start

    def _iri(self, value: Value, iri: str = "") -> ox.NamedNode:
        """Return the resource that a text names, by an IRI in full or with a prefix."""
        iri = iri or self._context.expand(self._string(value))
        if iri.startswith("_:"):
            raise self._refusal(value.start, *_NO_IRI)
        try:
            return ox.NamedNode(iri)
        except ValueError as error:
            raise self._refusal(
                value.start,
                f"“{_short(iri)}” is not an IRI.",
                "Write it in full, or with a prefix of the context: “report:your-slug#s01”,"
                " “id:reuters”.",
            ) from error

    def _unknown(self, key: str, start: int) -> SubmissionRefused:
        if key == "@graph":
            return self._refusal(start, *_NAMED_GRAPH)
        names = {term.iri: name for name, term in self._context.terms.items()}
        known = names.get(self._context.expand(key))
        return self._refusal(
            start,
            f"“{_short(key)}” is not a key that is read here; JSON-LD may drop it in silence.",
            f"Write “{known}”." if known else _meant(key, self._context.terms) or _KEYS,
        )

    def _members(self, value: Value) -> dict[str, Member]:
        if isinstance(value.content, dict):
            return value.content
        raise self._refusal(value.start, "An object is expected here.", "Write it in braces: {…}.")

    def _string(self, value: Value) -> str:
        if isinstance(value.content, str):
            return value.content
        raise self._refusal(value.start, "A text is expected here.", "Write it in quotation marks.")

    def _scalar(self, value: Value) -> str | int:
        if isinstance(value.content, str | int):
            return value.content
        raise self._refusal(value.start, "A text, a number, true or false is expected here.", _KEYS)

    def _refusal(self, start: int, reason: str, hint: str) -> SubmissionRefused:
        return refusal(self._text, start, reason, hint)


def _items(value: Value) -> list[Value]:
    return value.content if isinstance(value.content, list) else [value]


def _literal(value: str | int, datatype: str = "") -> ox.Literal:
    """Return a literal of a datatype, or else of the one that the kind of value brings."""
    if isinstance(value, str):
        return ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(value)
    own = XSD.boolean if isinstance(value, bool) else XSD.integer
    return ox.Literal(str(value).lower(), datatype=ox.NamedNode(datatype or str(own)))


def _meant(name: str, known: Iterable[str]) -> str:
    guesses = get_close_matches(name[:_LONGEST_SHOWN], known, n=1)
    return f"Did you mean “{guesses[0]}”?" if guesses else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
