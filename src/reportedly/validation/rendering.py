"""Writes an outcome as text for people, as JSON and as Turtle for programs."""

import json
from itertools import groupby
from textwrap import fill
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD, NamespaceManager
from rdflib.paths import Path
from rdflib.term import Node

from reportedly.validation.outcome import Finding, Outcome, Severity
from reportedly.validation.suggestions import meant

_WIDTH = 100
_LONGEST_VALUE = 60


def as_text(outcome: Outcome, language: str = "en") -> str:
    """Return the findings node by node, each with its cure, and the verdict as the last line.

    IRIs are shortened by the prefixes of the data. Messages that are not there in the language
    are given in another.
    """
    names = outcome.report.namespace_manager
    focused = sorted(outcome.findings, key=lambda finding: str(finding.focus))
    blocks = []
    for focus, findings in groupby(focused, key=lambda finding: finding.focus):
        entries = dict.fromkeys(_entry(finding, names, language) for finding in findings)
        blocks.append("\n".join([_name(focus, names), *entries]))
    return "\n\n".join([*blocks, _verdict(outcome)]) + "\n"


def as_json(outcome: Outcome) -> str:
    """Return the findings as JSON: nodes as in SPARQL results, paths as SPARQL property paths.

    See https://www.w3.org/TR/sparql11-results-json/#select-encode-terms.
    """
    document = {
        "conforms": outcome.conforms,
        "findings": [_object(finding) for finding in outcome.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_turtle(outcome: Outcome) -> str:
    """Return the W3C validation report: https://www.w3.org/TR/shacl/#validation-report."""
    return outcome.report.serialize(format="turtle")


FORMATS = {"text": as_text, "json": as_json, "turtle": as_turtle}
"""Name of each format to the function that writes it."""


def _entry(finding: Finding, names: NamespaceManager, language: str) -> str:
    guess = meant(finding)
    lines = [
        finding.messages.get(language) or next(iter(finding.messages.values()), ""),
        f"Did you mean {_name(guess, names)}?" if guess else "",
        _name(finding.shape, names),
    ]
    indent = " " * 4
    paragraphs = (_filled(line, indent) for line in lines if line)
    return "\n".join([f"  {finding.severity}{_place(finding, names)}", *paragraphs])


def _filled(line: str, indent: str) -> str:
    return fill(
        line, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )


def _place(finding: Finding, names: NamespaceManager) -> str:
    parts = [_name(node, names) for node in (finding.path, finding.value) if node is not None]
    return f": {' '.join(parts)}" if parts else ""


def _name(node: Node | Path, names: NamespaceManager) -> str:
    text: str = node.n3(names)
    if isinstance(node, Literal) and len(text) > _LONGEST_VALUE:
        return f"{text[:_LONGEST_VALUE]}…"
    return text


def _verdict(outcome: Outcome) -> str:
    counts = [(severity, outcome.count(severity)) for severity in Severity]
    told = ", ".join(f"{n} {severity}{'s' * (n > 1)}" for severity, n in counts if n)
    verdict = "Conforms" if outcome.conforms else "Does not conform"
    return f"{verdict}: {told}." if told else f"{verdict}."


def _object(finding: Finding) -> dict[str, Any]:
    return {
        "severity": str(finding.severity),
        "focus": _term(finding.focus),
        "path": finding.path.n3() if finding.path else None,
        "value": _term(finding.value) if finding.value is not None else None,
        "component": str(finding.component),
        "shape": str(finding.shape),
        "messages": dict(sorted(finding.messages.items())),
        "meant": meant(finding),
    }


def _term(node: Node) -> dict[str, str]:
    match node:
        case Literal(language=str(language)):
            return {"type": "literal", "value": str(node), "xml:lang": language}
        case Literal(datatype=URIRef() as datatype) if datatype != XSD.string:
            return {"type": "literal", "value": str(node), "datatype": str(datatype)}
        case Literal():
            return {"type": "literal", "value": str(node)}
        case BNode():
            return {"type": "bnode", "value": str(node)}
        case _:
            return {"type": "uri", "value": str(node)}
