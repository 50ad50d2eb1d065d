"""The W3C suite for SHACL, for the compiled queries by themselves and for the whole validator."""

import pytest
from pyshacl.errors import ValidationFailure
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from reportedly.validation import Validator, conversion
from reportedly.validation.compiled import Base, Compiled, Suspicion

from .shacl import SUITE, Entry, entries, results

ABSENT = pytest.mark.skip("needs ../shared/w3c/shacl, which is not part of the repository")
KNOWN_FAILURES = {
    "core/property/uniqueLang-002": "pySHACL takes 1 for true where only true is meant",
    "sparql/node/prefixes-001": "pySHACL does not look for prefixes in what is imported",
    "sparql/pre-binding/shapesGraph-001": "pySHACL has no $shapesGraph",
}
"""The tests that pySHACL fails, and so we do. The list may only shrink."""
NOT_COMPILED = {
    "core/complex/personexample", "core/node/datatype-001", "core/node/datatype-002",
    "core/node/disjoint-001", "core/node/equals-001", "core/node/languageIn-001",
    "core/node/maxExclusive-001", "core/node/maxInclusive-001", "core/node/maxLength-001",
    "core/node/minExclusive-001", "core/node/minInclusive-002", "core/node/minInclusive-003",
    "core/node/minLength-001",
    "core/node/pattern-002", "core/path/path-complex-001", "core/path/path-zeroOrMore-001",
    "core/path/path-zeroOrOne-001", "core/property/languageIn-001", "core/property/pattern-002",
    "core/property/qualifiedMinCountDisjoint-001", "core/property/qualifiedValueShape-001",
    "core/property/qualifiedValueShapesDisjoint-001", "core/property/uniqueLang-002",
    "sparql/component/nodeValidator-001", "sparql/component/optional-001",
    "sparql/component/propertyValidator-select-001", "sparql/component/validator-001",
    "sparql/node/prefixes-001", "sparql/node/sparql-002", "sparql/node/sparql-003",
    "sparql/pre-binding/pre-binding-002", "sparql/pre-binding/pre-binding-003",
    "sparql/pre-binding/pre-binding-004", "sparql/pre-binding/pre-binding-005",
    "sparql/pre-binding/pre-binding-006", "sparql/pre-binding/pre-binding-007",
    "sparql/pre-binding/shapesGraph-001", "sparql/pre-binding/unsupported-sparql-001",
    "sparql/pre-binding/unsupported-sparql-002", "sparql/pre-binding/unsupported-sparql-003",
    "sparql/pre-binding/unsupported-sparql-004", "sparql/pre-binding/unsupported-sparql-005",
    "sparql/pre-binding/unsupported-sparql-006",
}  # fmt: skip
"""The tests of which the compiler leaves a shape to pySHACL. The list may only shrink, too."""


def each(known: dict[str, str] | None = None) -> pytest.MarkDecorator:
    """Run a test once for each entry; those that are known to fail have to."""
    reasons = known or {}
    cases = [
        pytest.param(entry, id=entry.name, marks=_marks(reasons.get(entry.name)))
        for entry in entries()
    ]
    return pytest.mark.parametrize("entry", cases or [pytest.param(None, marks=ABSENT)])


def _marks(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def suspicions(entry: Entry) -> list[Suspicion]:
    units = Compiled.of(entry.shapes).units
    return Base(units, []).suspicions(conversion.triples(entry.data))


def within(shapes: Graph, shape: Node) -> set[Node]:
    """A shape, and the property shapes that have results where it is tried."""
    return {each for each in shapes.transitive_objects(shape, SH.property) if each}


def accounts_for(shapes: Graph, suspicion: Suspicion, focus: Node, shape: Node) -> bool:
    """Whether a suspicion makes one expect a result for a focus node from a shape."""
    own, nodes = suspicion.unit.shape, suspicion.nodes
    return shape in within(shapes, own) and (nodes is None or shape != own or focus in nodes)


@each()
def test_compiled_shapes_miss_nothing(entry: Entry) -> None:
    found = suspicions(entry)
    for result in entry.expected or ():
        focus, shape = result.focus, result.shape
        assert any(accounts_for(entry.shapes, each, focus, shape) for each in found), (focus, shape)


@each()
def test_compiled_shapes_find_nothing_else(entry: Entry) -> None:
    for suspicion in suspicions(entry):
        for node in suspicion.nodes or ():
            own, inside = suspicion.unit.shape, within(entry.shapes, suspicion.unit.shape)
            assert any(
                result.focus == node if result.shape == own else result.shape in inside
                for result in entry.expected or ()
            ), (own, node)


@each()
def test_what_is_not_compiled_is_declared(entry: Entry) -> None:
    declared = bool(Compiled.of(entry.shapes).unsupported)
    assert declared == (entry.name in NOT_COMPILED)
    assert declared or entry.expected is not None


@each(KNOWN_FAILURES)
def test_the_validator_finds_what_is_expected(entry: Entry) -> None:
    validator = Validator(entry.shapes, Graph())
    triples = conversion.triples(entry.data)
    if entry.expected is None:
        with pytest.raises(ValidationFailure):
            validator.check(triples)
    else:
        assert results(validator.check(triples).findings) == results(entry.expected)


@pytest.mark.skipif(not SUITE.is_dir(), reason="needs ../shared/w3c/shacl")
def test_every_test_is_run_once() -> None:
    names = [entry.name for entry in entries()]
    assert len(names) == len(set(names)) == 121
    assert set(names) >= NOT_COMPILED | KNOWN_FAILURES.keys()
