"""Faults and legal variations of the seed report, judged by us, pySHACL and an engine in Rust.

A case is a file of `tests/cases`: a SPARQL update that changes the data in one place, below a
comment that says what is wrong and, for each shape that must find it, `# finds: SHAPE at NODE`.
Relative IRIs and the prefix `:` are those of the seed report. A legal variation finds nothing; a
Turtle document among them is a whole report.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest
from pyshacl_turbo import CompiledShapes, compile_shapes
from rdflib import BNode, Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly import documents, resources, validation
from reportedly.terms import PREFIXES, SHAPE
from reportedly.validation import background, conversion, outcome, reference

CASES = Path(__file__).parents[1] / "cases"
INVALID = sorted((CASES / "invalid").iterdir())
VALID = sorted((CASES / "valid").iterdir())
SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"
NAMESPACES = PREFIXES | {"": f"{SEED}#", "shape": str(SHAPE)}
PROLOGUE = f"BASE <{SEED}>\n" + "".join(f"PREFIX {p}: <{i}>\n" for p, i in NAMESPACES.items())

Triples = set[tuple[Node, Node, Node]]
Found = set[tuple[str, str]]
"""The focus node and the shape of each finding; blank nodes are all called `_:`."""


def by_pyshacl(data: Graph) -> Found:
    return found(outcome.read(reference.validation_report(data, background.shapes())))


def by_us(data: Graph) -> Found:
    return found(outcome_of(data))


def outcome_of(data: Graph) -> validation.Outcome:
    """What our validator says, with the shipped vocabulary ready if all of it is in the data."""
    new = frozenset(conversion.triples(data)) - vocabulary()
    if len(new) + len(vocabulary()) == len(data):
        return validation.validator().check(list(new))
    return without_vocabulary().check(conversion.triples(data))


def by_turbo(data: Graph) -> Found:
    _, report, _ = compiled_shapes().validate(data, allow_warnings=True)
    return found(outcome.read(report))


def found(result: validation.Outcome) -> Found:
    return {(name(finding.focus), str(finding.shape)) for finding in result.findings}


def told(result: validation.Outcome) -> list[tuple[str, ...]]:
    """All that is told of each finding, in a fixed order."""
    return sorted(
        (
            *(finding.severity, name(finding.focus), str(finding.path), value(finding.value)),
            *(str(finding.component), str(finding.shape), *sorted(finding.messages.values())),
        )
        for finding in result.findings
    )


def value(node: Node | None) -> str:
    return node.n3() if isinstance(node, Literal) else name(node) if node is not None else ""


def name(node: Node) -> str:
    return "_:" if isinstance(node, BNode) else str(node)


@cache
def compiled_shapes() -> CompiledShapes:
    return compile_shapes(background.shapes())


@cache
def vocabulary() -> frozenset[ox.Triple]:
    return frozenset(conversion.triples(background.vocabulary()))


@cache
def without_vocabulary() -> validation.Validator:
    return validation.Validator(background.shapes(), Graph())


@cache
def shipped() -> Graph:
    reports = resources.turtle_files(resources.data() / "reports")
    return background.union([background.vocabulary(), *map(documents.read_turtle, reports)])


@contextmanager
def data_of(*cases: Path) -> Iterator[Graph]:
    """Give what is shipped with some changes, or a report that is a case itself."""
    if cases[0].suffix == ".ttl":
        yield background.union([background.vocabulary(), documents.read_turtle(cases[0])])
        return
    data, before = shipped(), set(shipped())
    for case in cases:
        data.update(PROLOGUE + case.read_text("utf-8"))
    after = set(data)
    assert after != before, "the case changes nothing"
    try:
        yield data
    finally:
        restore(data, added=after - before, removed=before - after)


def restore(data: Graph, *, added: Triples, removed: Triples) -> None:
    for triple in added:
        data.remove(triple)
    for triple in removed:
        data.add(triple)


def expected(case: Path) -> Found:
    lines = re.findall(r"^# finds: (\S+) at (.+)$", case.read_text("utf-8"), re.MULTILINE)
    return {(iri(node), iri(shape)) for shape, nodes in lines for node in nodes.split(" , ")}


def iri(text: str) -> str:
    if text.startswith("<"):
        return urljoin(SEED, text.strip("<>"))
    prefix, _, local = text.partition(":")
    return text if prefix == "_" else NAMESPACES[prefix] + local


def stem(case: Path) -> str:
    return case.stem


@pytest.mark.parametrize("engine", [by_us, by_pyshacl, by_turbo])
def test_what_is_shipped_conforms(engine: Callable[[Graph], Found]) -> None:
    assert engine(shipped()) == set()


@pytest.mark.parametrize("case", [*INVALID, *VALID], ids=stem)
def test_a_fault_is_found_by_its_shape_and_no_other(case: Path) -> None:
    with data_of(case) as data:
        assert by_us(data) == by_turbo(data) == expected(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [*INVALID, *VALID], ids=stem)
def test_our_findings_are_those_of_pyshacl_to_the_letter(case: Path) -> None:
    with data_of(case) as data:
        reference_report = reference.validation_report(data, background.shapes())
        assert told(outcome_of(data)) == told(outcome.read(reference_report))


def test_the_engines_agree_on_many_faults_at_once() -> None:
    with data_of(*INVALID) as data:
        findings = by_pyshacl(data)
        assert findings == by_turbo(data) == by_us(data)
    assert len(findings) > len(INVALID) / 2


def test_faults_are_expected_where_they_are_filed() -> None:
    assert all(expected(case) for case in INVALID)
    assert not any(expected(case) for case in VALID)


@pytest.mark.parametrize("case", [*INVALID, *VALID], ids=stem)
def test_a_case_says_what_it_is_about(case: Path) -> None:
    assert re.match(r"# [A-Z0-9].+[.?]\n", case.read_text("utf-8"))


def test_every_shape_has_a_fault_that_it_finds() -> None:
    shapes = {str(shape) for shape in background.shapes().subjects(SH.message)}
    assert shapes == {shape for case in INVALID for _, shape in expected(case)}
