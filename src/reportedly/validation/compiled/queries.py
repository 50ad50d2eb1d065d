"""SPARQL constraints as queries over all focus nodes at once.

A query is meant for one focus node, whose variable is bound beforehand. Asking it of all nodes is
the same only where joins do what binding would, so any other query is left to pySHACL. See
https://www.w3.org/TR/shacl/#sparql-constraints.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from pyparsing import ParseException
from rdflib import Graph, URIRef, Variable
from rdflib.namespace import SH
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.term import Identifier, Node

from reportedly.validation.compiled.reads import Reads
from reportedly.validation.compiled.unsupported import Unsupported

_THIS: Final = Variable("this")
_KNOWN: Final = {
    "SelectQuery", "Project", "Distinct", "Filter", "Join", "BGP", "Union",
    "ConditionalOrExpression", "ConditionalAndExpression", "RelationalExpression", "UnaryNot",
    "AdditiveExpression", "Builtin_EXISTS", "Builtin_NOTEXISTS", "Builtin_COALESCE", "Builtin_IF",
    "Builtin_BOUND", "Builtin_sameTerm", "Builtin_isIRI", "Builtin_isBLANK", "Builtin_isLITERAL",
    "Builtin_STR", "Builtin_LANG", "Builtin_LANGMATCHES", "Builtin_DATATYPE", "Builtin_STRLEN",
    "Builtin_STRSTARTS", "Builtin_STRENDS", "Builtin_CONTAINS", "Builtin_SHA256",
}  # fmt: skip
_QUOTED: Final = re.compile(r"<[^<>\s]*>|\"[^\"]*\"|'[^']*'")
_PREFIXED: Final = re.compile(r"([\w-]*):")


def sparql_query(shapes: Graph, shape: Node, constraint: Node, targets: str, reads: Reads) -> str:
    """Return the query of a SPARQL constraint for all that a pattern binds to `?this`.

    Raises Unsupported if that would not be the same as asking it node by node.
    """
    text = str(shapes.value(constraint, SH.select))
    head, brace, body = text.partition("{")
    if not brace or "#" in head or re.search(r"\$(PATH|shapesGraph|currentShape)\b", text):
        raise Unsupported(f"the query of {shape}")
    prefixes = _prefixes(shapes, constraint)
    if not set(_PREFIXED.findall(_QUOTED.sub("", text))) <= prefixes.keys():
        raise Unsupported(f"a prefix without declaration in the query of {shape}")
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    _check(prologue + text, shape, reads)
    return f"{prologue}{head}{{ {targets} {body}"


def _prefixes(shapes: Graph, constraint: Node) -> dict[str, str]:
    declarations = sorted(shapes.objects(constraint, SH.prefixes / SH.declare), key=str)
    return {
        str(shapes.value(each, SH.prefix)): str(shapes.value(each, SH.namespace))
        for each in declarations
    }


def _check(text: str, shape: Node, reads: Reads) -> None:
    try:
        algebra = prepareQuery(text).algebra
    except (ParseException, SPARQLError, LookupError, ValueError) as error:
        raise Unsupported(f"the query of {shape}: {error}") from error
    if algebra.name != "SelectQuery" or _THIS not in algebra.PV:
        raise Unsupported(f"the query of {shape}, which does not select $this")
    reads.forms = True
    project = algebra.p.p if algebra.p.name == "Distinct" else algebra.p
    for part in _parts(algebra):
        if part.name not in _KNOWN or (part.name == "Filter" and part is not project.p):
            _refuse_unless_independent(part, shape)
        for _, predicate, _ in part.triples if part.name == "BGP" else ():
            _note(predicate, reads)


def _refuse_unless_independent(part: CompValue, shape: Node) -> None:
    """Let pass a filter inside a group if it does not look at the focus node."""
    if part.name != "Filter" or any(_THIS in each.values() for each in _parts(part.expr)):
        raise Unsupported(f"{part.name} in the query of {shape}")


def _parts(part: Any) -> Iterator[CompValue]:
    """Yield all parts of a query; the pattern of EXISTS is an attribute in rdflib, no item."""
    if isinstance(part, CompValue):
        yield part
        exists = part.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS")
        part = [part.graph] if exists else list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _parts(each)


def _note(predicate: Identifier | Path, reads: Reads) -> None:
    """Note the predicates of a triple pattern."""
    match predicate:
        case URIRef():
            reads.predicate(str(predicate))
        case InvPath():
            _note(predicate.arg, reads)
        case SequencePath() | AlternativePath():
            for each in predicate.args:
                _note(each, reads)
        case MulPath():
            _note(predicate.path, reads)
        case _:
            reads.everything = True
