"""The entries of the W3C manifests, and which tests run them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from .known_failures import KNOWN_FAILURES
from .nodes import Node, read, typed

SUITES = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql11"
ABSENT = pytest.mark.skip("needs ../shared/w3c/sparql11, which is not part of the repository")

FOLDERS = {
    "entailment": "not run",
    "http-rdf-update": "not run",
    "service": "federation",
    "syntax-fed": "syntax of federation",
}
"""Folders that are taken as a whole, whatever the kinds of their tests.

Each entailment test assumes more than simple entailment, which is all that we promise; those in
http-rdf-update are deprecated in favour of graph-store-protocol. A test makes sure of both.
"""

KINDS = {
    "QueryEvaluationTest": "query",
    "CSVResultFormatTest": "query",
    "UpdateEvaluationTest": "update",
    "PositiveSyntaxTest11": "syntax",
    "NegativeSyntaxTest11": "syntax",
    "PositiveUpdateSyntaxTest11": "syntax",
    "NegativeUpdateSyntaxTest11": "syntax",
    "ProtocolTest": "protocol",
    "GraphStoreProtocolTest": "graph store",
    "ServiceDescriptionTest": "service description",
}


@dataclass(frozen=True)
class Entry:
    """One test of a manifest."""

    folder: str
    node: Node

    @property
    def iri(self) -> str:
        """The IRI that names the test."""
        return self.node.text

    @property
    def kind(self) -> str:
        """The local name of the test's class."""
        return self.node.one("rdf:type").local_name

    @property
    def role(self) -> str:
        """Which of our test modules runs it."""
        return FOLDERS.get(self.folder) or KINDS[self.kind]


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries of all manifests; none where the suites are absent."""
    return tuple(
        Entry(path.parent.name, node)
        for path in sorted(SUITES.glob("*/manifest*.ttl"))
        for manifest in typed(read(path), "mf:Manifest")
        for node in manifest.members("mf:entries")
    )


def each(*roles: str) -> pytest.MarkDecorator:
    """Run a test once for each entry of some roles; those that are known to fail have to."""
    cases = [
        pytest.param(entry, marks=_marks(entry), id=f"{entry.folder}/{entry.node.local_name}")
        for entry in entries()
        if entry.role in roles
    ]
    return pytest.mark.parametrize("entry", cases or [pytest.param(None, marks=ABSENT)])


def _marks(entry: Entry) -> list[pytest.MarkDecorator]:
    reason = KNOWN_FAILURES.get(entry.iri)
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
