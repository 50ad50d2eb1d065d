"""What a validation comes to, read from the report that a SHACL engine writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_, truediv
from typing import Literal as OneOf

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.paths import MulPath, Path
from rdflib.term import Node

from reportedly.documents import Position


class Severity(StrEnum):
    """How grave a finding is, the gravest first; only violations keep data from conforming.

    See https://www.w3.org/TR/shacl/#severity.
    """

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


_SEVERITIES: Mapping[Node, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_REPEATED: Mapping[Node, OneOf["*", "+", "?"]] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}


class Lack(StrEnum):
    """Why the name of a thing leads nowhere: nothing describes it, or nothing says what it is."""

    DESCRIPTION = "description"
    CLASS = "class"


@dataclass(frozen=True)
class Finding:
    """One result of a validation: which node is at fault, where, by which shape, and the cure.

    `path` is the property, or the SPARQL property path, from the focus node to the `value`;
    `messages` has a text for each language; `position` is where in the document it is, where that
    is known; `lack` says what the value lacks, if it is one of ours and leads nowhere. See https://www.w3.org/TR/shacl/#results.
    """

    severity: Severity
    focus: Node
    path: URIRef | Path | None
    value: Node | None
    component: Node
    shape: Node
    messages: Mapping[str, str]
    position: Position | None = None
    lack: Lack | None = None


@dataclass(frozen=True)
class Outcome:
    """The findings, the gravest first, and the W3C report that they come from.

    `more` nodes have at least one fault each that was not looked into, since there are so many.
    """

    findings: tuple[Finding, ...]
    report: Graph
    more: int = 0

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and information do not count."""
        return not self.count(Severity.VIOLATION)

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def read(report: Graph) -> Outcome:
    """Return the outcome that a `sh:ValidationReport` tells of.

    Raises ValueError where the report lacks what every result must have.
    """
    findings = (finding for _, finding in results(report))
    return Outcome(tuple(sorted(findings, key=_order)), report)


def results(report: Graph) -> Iterator[tuple[Node, Finding]]:
    """Yield the results of a `sh:ValidationReport`, each with what it finds.

    Raises ValueError where the report lacks what every result must have.
    """
    for root in report.subjects(SH.conforms):
        for result in report.objects(root, SH.result):
            yield result, _finding(report, result)


def _finding(report: Graph, result: Node) -> Finding:
    path = report.value(result, SH.resultPath)
    messages = report.objects(result, SH.resultMessage)
    severity = _required(report, result, SH.resultSeverity)
    return Finding(
        severity=_SEVERITIES.get(severity, Severity.VIOLATION),
        focus=_required(report, result, SH.focusNode),
        path=None if path is None else _path(report, path),
        value=report.value(result, SH.value),
        component=_required(report, result, SH.sourceConstraintComponent),
        shape=_required(report, result, SH.sourceShape),
        messages={m.language or "": str(m) for m in messages if isinstance(m, Literal)},
    )


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    rank = list(Severity).index(finding.severity)
    rest = (finding.focus, finding.path, finding.shape, finding.value)
    focus, path, shape, value = map(str, rest)
    return rank, focus, path, shape, value


def _required(report: Graph, result: Node, term: URIRef) -> Node:
    value = report.value(result, term)
    if value is None:
        raise ValueError(f"a result without {term.n3(report.namespace_manager)}")
    return value


def _path(report: Graph, node: Node) -> URIRef | Path:
    """Read a property path: https://www.w3.org/TR/shacl/#property-paths."""
    if isinstance(node, URIRef):
        return node
    if report.value(node, RDF.first) is not None:
        return reduce(truediv, _paths(report, node))
    for predicate, value in report.predicate_objects(node):
        if predicate == SH.inversePath:
            return ~_path(report, value)
        if predicate == SH.alternativePath:
            return reduce(or_, _paths(report, value))
        if predicate in _REPEATED:
            return MulPath(_path(report, value), _REPEATED[predicate])
    raise ValueError("a result with something else than a property path")


def _paths(report: Graph, members: Node) -> Iterator[URIRef | Path]:
    return (_path(report, member) for member in Collection(report, members))
