"""The constraint components of SHACL core, each as an expression that is true where it is violated.

See https://www.w3.org/TR/shacl/#core-components.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

from reportedly.validation.compiled.graphs import instance
from reportedly.validation.compiled.lexical import Trust
from reportedly.validation.compiled.unsupported import Unsupported
from reportedly.validation.compiled.writer import Writer, constant, is_true

Component = Callable[[Writer, Node, Node, str], str]
"""Writes a constraint on all values: writer, shape, value of the parameter, focus variable."""

Test = Callable[[Writer, Node, str], str]
"""Writes a constraint on one value: writer, value of the parameter, variable of the value."""

_NODE_KINDS: Final[dict[Node, str]] = {
    SH.IRI: "isIRI({0})",
    SH.BlankNode: "isBlank({0})",
    SH.Literal: "isLiteral({0})",
    SH.BlankNodeOrIRI: "(isIRI({0}) || isBlank({0}))",
    SH.BlankNodeOrLiteral: "(isBlank({0}) || isLiteral({0}))",
    SH.IRIOrLiteral: "(isIRI({0}) || isLiteral({0}))",
}
_PLAIN_PATTERN: Final = re.compile(
    r"(?!.*(?:\[[^\]]*\[|--|\{,))(?:[A-Za-z0-9 ./:#_,()\[\]{}*+|^$-]|\\[.\\/\[\]()*+nrt-])*"
)
"""Regular expressions that mean the same in Python and in Oxigraph."""
_BEGINNING: Final = re.compile(r"\^(?:[A-Za-z0-9 /:#_,-]|\\[./-])*")
"""Regular expressions that only say how a text begins."""


def _class(writer: Writer, class_: Node, value: str) -> str:
    constant(class_)
    writer.reads.instances_of(class_)
    return f"!EXISTS {{ {instance(value, class_)} }}"


def _datatype(_: Writer, datatype: Node, value: str) -> str:
    if not isinstance(datatype, URIRef) or datatype in RDFS:
        raise Unsupported(f"the datatype {datatype}")
    return f"!(isLiteral({value}) && DATATYPE({value}) = {constant(datatype)})"


def _node_kind(_: Writer, kind: Node, value: str) -> str:
    if kind not in _NODE_KINDS:
        raise Unsupported(f"the node kind {kind}")
    return f"!{_NODE_KINDS[kind].format(value)}"


def _compared(sign: str) -> Test:
    def test(writer: Writer, bound: Node, value: str) -> str:
        writer.reads.order = True
        return f"!COALESCE({value} {sign} {constant(bound, Trust.VALUE)}, false)"

    return test


def _length(sign: str) -> Test:
    def test(writer: Writer, length: Node, value: str) -> str:
        writer.reads.forms = True
        number = _number(length)
        return f"(isBlank({value}) || !(STRLEN(STR({value})) {sign} {number}))"

    return test


def _pattern(writer: Writer, pattern: Node, value: str) -> str:
    if not _PLAIN_PATTERN.fullmatch(str(pattern)):
        raise Unsupported(f"the pattern {pattern}")
    writer.reads.forms = True
    text = f"STR({value})"
    if _BEGINNING.fullmatch(str(pattern)):
        start = Literal(str(pattern)[1:].replace("\\", ""))
        return f"(isBlank({value}) || !STRSTARTS({text}, {start.n3()}))"
    return f"(isBlank({value}) || !REGEX({text}, {Literal(str(pattern)).n3()}))"


def _in(writer: Writer, members: Node, value: str) -> str:
    nodes = writer.members(members)
    writer.reads.forms |= any(isinstance(node, Literal) for node in nodes)
    same = " || ".join(f"sameTerm({value}, {constant(node)})" for node in nodes)
    return f"!({same or 'false'})"


def _node(writer: Writer, shape: Node, value: str) -> str:
    return writer.nonconforming(shape, value)


def _not(writer: Writer, shape: Node, value: str) -> str:
    return f"!{writer.nonconforming(shape, value)}"


def _and(writer: Writer, members: Node, value: str) -> str:
    parts = [writer.nonconforming(shape, value) for shape in writer.members(members)]
    return f"({' || '.join(parts)})"


def _or(writer: Writer, members: Node, value: str) -> str:
    parts = [writer.nonconforming(shape, value) for shape in writer.members(members)]
    return f"({' && '.join(parts)})"


def _xone(writer: Writer, members: Node, value: str) -> str:
    parts = [writer.nonconforming(shape, value) for shape in writer.members(members)]
    return f"({' + '.join(f'IF({part}, 0, 1)' for part in parts)} != 1)"


def _property(writer: Writer, shape: Node, value: str) -> str:
    return writer.violated(shape, value)


def _closed(writer: Writer, shape: Node, closed: Node, focus: str) -> str:
    if not is_true(closed):
        return "false"
    writer.reads.everything = True
    shapes = writer.shapes
    allowed = {shapes.value(each, SH.path) for each in shapes.objects(shape, SH.property)}
    for ignored in shapes.objects(shape, SH.ignoredProperties):
        allowed.update(writer.members(ignored))
    names = ", ".join(sorted(path.n3() for path in allowed if isinstance(path, URIRef)))

    def test(value: str) -> str:
        name, other = writer.variable(), writer.variable()
        unless = f"FILTER({name} NOT IN ({names}))" if names else ""
        return f"EXISTS {{ {value} {name} {other} . {unless} }}"

    return writer.some(shape, focus, test)


def _min_count(writer: Writer, shape: Node, number: Node, focus: str) -> str:
    return f"!{writer.distinct(shape, focus, _number(number))}"


def _max_count(writer: Writer, shape: Node, number: Node, focus: str) -> str:
    return writer.distinct(shape, focus, _number(number) + 1)


def _unique_language(writer: Writer, shape: Node, unique: Node, focus: str) -> str:
    path, one, other = writer.values_path(shape), writer.variable(), writer.variable()
    if not is_true(unique):
        return "false"
    return (
        f"EXISTS {{ {focus} {path} {one} , {other} . FILTER(!sameTerm({one}, {other})) "
        f'FILTER(LANG({one}) != "" && LANG({one}) = LANG({other})) }}'
    )


def _has_value(writer: Writer, shape: Node, value: Node, focus: str) -> str:
    writer.reads.forms |= isinstance(value, Literal)
    path = writer.path(shape)
    if path is None:
        return f"!sameTerm({focus}, {constant(value)})"
    return f"!EXISTS {{ {focus} {path} {constant(value)} }}"


def _equals(writer: Writer, shape: Node, predicate: Node, focus: str) -> str:
    path, other, value = *_pair(writer, shape, predicate), writer.variable()
    writer.reads.forms = True
    missing = "EXISTS {{ {0} {1} {3} . FILTER NOT EXISTS {{ {0} {2} {3} }} }}"
    here, there = ((focus, *each, value) for each in ((path, other), (other, path)))
    return f"({missing.format(*here)} || {missing.format(*there)})"


def _disjoint(writer: Writer, shape: Node, predicate: Node, focus: str) -> str:
    path, other, value = *_pair(writer, shape, predicate), writer.variable()
    writer.reads.forms = True
    return f"EXISTS {{ {focus} {path} {value} ; {other} {value} }}"


def _less(sign: str) -> Component:
    def component(writer: Writer, shape: Node, predicate: Node, focus: str) -> str:
        writer.reads.order = True
        path, other = _pair(writer, shape, predicate)
        one, two = writer.variable(), writer.variable()
        smaller = f"COALESCE({one} {sign} {two}, false)"
        return f"EXISTS {{ {focus} {path} {one} ; {other} {two} . FILTER(!{smaller}) }}"

    return component


def _qualified(writer: Writer, shape: Node, qualifier: Node, focus: str) -> Iterator[str]:
    if is_true(writer.shapes.value(shape, SH.qualifiedValueShapesDisjoint)):
        raise Unsupported("disjoint qualified value shapes")

    def conforms(value: str) -> str:
        return f"!{writer.nonconforming(qualifier, value)}"

    for least in writer.shapes.objects(shape, SH.qualifiedMinCount):
        yield f"!{writer.distinct(shape, focus, _number(least), conforms)}"
    for most in writer.shapes.objects(shape, SH.qualifiedMaxCount):
        yield writer.distinct(shape, focus, _number(most) + 1, conforms)


def _qualified_component(writer: Writer, shape: Node, qualifier: Node, focus: str) -> str:
    return f"({' || '.join(_qualified(writer, shape, qualifier, focus)) or 'false'})"


def _pair(writer: Writer, shape: Node, predicate: Node) -> tuple[str, str]:
    if not isinstance(predicate, URIRef):
        raise Unsupported(f"{predicate} as a property")
    writer.reads.predicate(str(predicate))
    return writer.values_path(shape), predicate.n3()


def _number(node: Node) -> int:
    if not isinstance(node, Literal) or not isinstance(node.value, int):
        raise Unsupported(f"{node} as a number")
    return node.value


TESTS: Final[dict[Node, Test]] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.minInclusive: _compared(">="),
    SH.maxInclusive: _compared("<="),
    SH.minExclusive: _compared(">"),
    SH.maxExclusive: _compared("<"),
    SH.minLength: _length(">="),
    SH.maxLength: _length("<="),
    SH.pattern: _pattern,
    SH["in"]: _in,
    SH.node: _node,
    SH["not"]: _not,
    SH["and"]: _and,
    SH["or"]: _or,
    SH.xone: _xone,
    SH.property: _property,
}
"""Each parameter that is about one value at a time, to its test."""

COMPONENTS: Final[dict[Node, Component]] = {
    SH.closed: _closed,
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.uniqueLang: _unique_language,
    SH.hasValue: _has_value,
    SH.equals: _equals,
    SH.disjoint: _disjoint,
    SH.lessThan: _less("<"),
    SH.lessThanOrEquals: _less("<="),
    SH.qualifiedValueShape: _qualified_component,
}
"""Each parameter that is about all values of a node together, to its component."""
