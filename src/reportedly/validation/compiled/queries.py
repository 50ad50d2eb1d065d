"""SPARQL constraints as queries over all focus nodes at once.

A query is meant for one focus node, whose variable is bound beforehand. Asking it of all nodes is
the same only where joins do what binding would, so any other query is left to pySHACL. See
https://www.w3.org/TR/shacl/#sparql-constraints.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self, cast

from pyparsing import ParseException
from rdflib import Graph, Literal, URIRef, Variable
from rdflib.namespace import SH
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.term import Identifier, Node

from reportedly.validation.compiled.paths import sparql_path
from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.targets import Targets
from reportedly.validation.compiled.unsupported import Unsupported
from reportedly.validation.compiled.writer import constant

Pattern = tuple[Identifier, Identifier | Path, Identifier]

_THIS: Final = Variable("this")
_KNOWN: Final = {
    "SelectQuery", "Project", "Distinct", "Filter", "Join", "BGP", "Union",
    "ConditionalOrExpression", "ConditionalAndExpression", "RelationalExpression", "UnaryNot",
    "AdditiveExpression", "Builtin_EXISTS", "Builtin_NOTEXISTS", "Builtin_COALESCE", "Builtin_IF",
    "Builtin_BOUND", "Builtin_sameTerm", "Builtin_isIRI", "Builtin_isBLANK", "Builtin_isLITERAL",
    "Builtin_STR", "Builtin_LANG", "Builtin_LANGMATCHES", "Builtin_DATATYPE", "Builtin_STRLEN",
    "Builtin_SUBSTR", "Builtin_STRSTARTS", "Builtin_STRENDS", "Builtin_CONTAINS", "Builtin_SHA256",
}  # fmt: skip
_QUOTED: Final = re.compile(r"<[^<>\s]*>|\"[^\"]*\"|'[^']*'")
_PREFIXED: Final = re.compile(r"([\w-]*):")


@dataclass(frozen=True)
class Query:
    """A query for the focus nodes that violate something, with all its `?this` or the new ones.

    Only a node that has each predicate that is needed can be an answer.
    """

    every: str
    new: str
    needs: frozenset[str]

    @classmethod
    def about(cls, focus: Targets, before: str, after: str, *, needs: frozenset[str]) -> Self:
        """Make a query from its text before and after the pattern for the focus nodes."""
        return cls(f"{before}{focus.every}{after}", f"{before}{focus.new}{after}", needs)


def sparql_query(
    shapes: Graph, shape: Node, constraint: Node, focus: Targets, reads: Reads
) -> Query:
    """Return the query of a SPARQL constraint for all that the targets bind to `?this`.

    Raises Unsupported if that would not be the same as asking it node by node.
    """
    text = _with_path(shapes, shape, str(shapes.value(constraint, SH.select)))
    head, brace, body = text.partition("{")
    if not brace or "#" in head or re.search(r"\$(PATH|shapesGraph|currentShape)\b", text):
        raise Unsupported(f"the query of {shape}")
    prefixes = _prefixes(shapes, constraint)
    if not set(_PREFIXED.findall(_QUOTED.sub("", text))) <= prefixes.keys():
        raise Unsupported(f"a prefix without declaration in the query of {shape}")
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    algebra = _checked(prologue + text, shape)
    patterns = [triple for part in _parts(algebra) for triple in _triples(part)]
    _note(patterns, reads)
    reads.order |= any(map(_orders, _parts(algebra)))
    needs = frozenset(_of_this(_outermost(algebra)))
    return Query.about(focus, f"{prologue}{head}{{ ", f" {body}", needs=needs)


def _with_path(shapes: Graph, shape: Node, text: str) -> str:
    """Return a query with the path of its shape for $PATH, if the shape has one."""
    path = shapes.value(shape, SH.path)
    if path is None or "$PATH" not in text:
        return text
    return re.sub(r"\$PATH\b", sparql_path(shapes, path, Reads()).replace("\\", r"\\"), text)


def _prefixes(shapes: Graph, constraint: Node) -> dict[str, str]:
    declarations = sorted(shapes.objects(constraint, SH.prefixes / SH.declare), key=str)
    return {
        str(shapes.value(each, SH.prefix)): str(shapes.value(each, SH.namespace))
        for each in declarations
    }


def _checked(text: str, shape: Node) -> CompValue:
    try:
        algebra = prepareQuery(text).algebra
    except (ParseException, SPARQLError, LookupError, ValueError) as error:
        raise Unsupported(f"the query of {shape}: {error}") from error
    if algebra.name != "SelectQuery" or _THIS not in algebra.PV:
        raise Unsupported(f"the query of {shape}, which does not select $this")
    outermost = _outermost(algebra)
    for part in _parts(algebra):
        inner = part.name == "Filter" and part is not outermost
        if part.name not in _KNOWN or (inner and _mentions_this(part.expr)):
            raise Unsupported(f"{part.name} in the query of {shape}")
    return algebra


def _outermost(algebra: CompValue) -> CompValue:
    """Return the pattern of a query: its filter, if it has one."""
    project = algebra.p.p if algebra.p.name == "Distinct" else algebra.p
    return cast(CompValue, project.p)


def _parts(part: Any) -> Iterator[CompValue]:
    """Yield all parts of a query."""
    if isinstance(part, CompValue):
        yield part
    for each in _members(part):
        yield from _parts(each)


def _members(part: Any) -> Iterable[Any]:
    """Return what a part of a query consists of; the pattern of EXISTS is no item in rdflib."""
    if isinstance(part, CompValue):
        exists = part.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS")
        return [part.graph] if exists else [part[key] for key in part if key != "_vars"]
    return part if isinstance(part, list | tuple) else ()


def _mentions_this(part: Any) -> bool:
    return part == _THIS or any(map(_mentions_this, _members(part)))


def _orders(part: CompValue) -> bool:
    """Return whether a part of a query compares what is less or more, or adds up."""
    compares = part.name == "RelationalExpression" and part.op in ("<", "<=", ">", ">=")
    return compares or part.name == "AdditiveExpression"


def _triples(part: CompValue) -> list[Pattern]:
    return list(part.triples) if part.name == "BGP" else []


def _of_this(part: CompValue) -> Iterator[str]:
    """Yield the predicates that a node must have for a pattern to match."""
    for member in (part.p,) if part.name == "Filter" else _both(part):
        yield from _of_this(member)
    for subject, predicate, _ in _triples(part):
        if subject == _THIS and isinstance(predicate, URIRef):
            yield str(predicate)


def _both(part: CompValue) -> Iterable[CompValue]:
    return (part.p1, part.p2) if part.name == "Join" else ()


def _note(patterns: list[Pattern], reads: Reads) -> None:
    """Note what the triple patterns of a query read, and from where."""
    reads.forms = True
    reached, waiting = {_THIS}, list(patterns)
    while following := [each for each in waiting if reached.intersection(each)]:
        for subject, predicate, value in following:
            _note_predicate(predicate, reads, backward=subject not in reached)
            reached.update(each for each in (subject, value) if isinstance(each, Variable))
        waiting = [each for each in waiting if each not in following]
    reads.astray |= bool(waiting)
    for _, predicate, value in patterns:
        _note_predicate(predicate, reads, backward=False)
        if isinstance(value, Literal):
            constant(value)


def _note_predicate(predicate: Identifier | Path, reads: Reads, *, backward: bool) -> None:
    match predicate:
        case URIRef():
            reads.predicate(str(predicate))
            reads.backward.update([str(predicate)] if backward else [])
        case InvPath():
            _note_predicate(predicate.arg, reads, backward=True)
        case SequencePath() | AlternativePath():
            for each in predicate.args:
                _note_predicate(each, reads, backward=backward)
        case MulPath():
            _note_predicate(predicate.path, reads, backward=backward)
        case _:
            reads.everything = True
            reads.astray = True
