"""Each component finds, as a query, the focus nodes that pySHACL finds."""

import pytest

from .compiling import (
    BLANK,
    DATA,
    nodes_of_pyshacl,
    nodes_of_queries,
    shapes,
    suspicions,
    unsupported,
)

PROPERTY = [
    "sh:class ex:Person",
    "sh:datatype xsd:integer",
    "sh:datatype rdf:langString",
    *(f"sh:nodeKind sh:{kind}" for kind in ("IRI", "Literal", "BlankNode", "BlankNodeOrIRI")),
    *(f"sh:nodeKind sh:{kind}" for kind in ("BlankNodeOrLiteral", "IRIOrLiteral")),
    "sh:minCount 1",
    "sh:minCount 2",
    "sh:maxCount 0",
    "sh:maxCount 1",
    "sh:maxCount 2",
    "sh:minInclusive 4",
    "sh:maxInclusive 4",
    "sh:minExclusive 4",
    "sh:maxExclusive 4",
    "sh:minLength 2",
    "sh:maxLength 2",
    'sh:pattern "^https://example.org/"',
    'sh:pattern "^https://example\\\\.org/"',
    'sh:pattern "^[a-z]+$"',
    'sh:pattern "[^a-z]."',
    "sh:uniqueLang true",
    "sh:uniqueLang false",
    "sh:hasValue ex:ann",
    'sh:hasValue "wort"@de',
    "sh:in ( ex:ann 4 'x' )",
    "sh:in ( )",
    "sh:equals ex:q",
    "sh:disjoint ex:q",
    "sh:node [ sh:class ex:Person ]",
    "sh:node [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ]",
    "sh:not [ sh:class ex:Person ]",
    "sh:and ( [ sh:nodeKind sh:IRI ] [ sh:class ex:Person ] )",
    "sh:or ( [ sh:datatype xsd:integer ] [ sh:class ex:Person ] )",
    "sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:class ex:Person ] )",
    "sh:property [ sh:path ex:q ; sh:minCount 1 ]",
    "sh:qualifiedValueShape [ sh:class ex:Person ] ; sh:qualifiedMinCount 1",
    "sh:qualifiedValueShape [ sh:class ex:Person ] ; sh:qualifiedMaxCount 0",
    "sh:node [ sh:closed true ; sh:ignoredProperties ( rdf:type ) ]",
    "sh:minCount 1 ; sh:deactivated true",
    "sh:severity sh:Warning ; sh:minCount 1",
]
PATHS = [
    "[ sh:inversePath ex:p ]",
    "( ex:p ex:q )",
    "[ sh:alternativePath ( ex:p ex:q ) ]",
    "[ sh:oneOrMorePath ex:p ]",
    "[ sh:zeroOrMorePath ex:p ]",
    "[ sh:zeroOrOnePath ex:p ]",
    "( [ sh:inversePath [ sh:alternativePath ( ex:p ex:q ) ] ] [ sh:zeroOrMorePath ex:p ] )",
]
TARGETS = [
    "sh:targetClass ex:Person",
    "sh:targetClass ex:Person , ex:Thing",
    "sh:targetSubjectsOf ex:q",
    "sh:targetObjectsOf ex:p",
    "sh:targetNode ex:ann , ex:nobody",
    "sh:targetNode ex:ann ; sh:targetSubjectsOf ex:p , ex:q",
    "a rdfs:Class",
]
LEFT = [
    ("sh:languageIn ( 'en' )", "sh:languageIn"),
    ("sh:minCount 4", "a count of 4"),
    ("sh:pattern 'x' ; sh:flags 'i'", "sh:flags"),
    ("sh:pattern '\\\\d'", "the pattern"),
    ("sh:pattern '(?i)a'", "the pattern"),
    ("sh:pattern '[[:alpha:]]'", "the pattern"),
    ("sh:pattern '[a-z--m]'", "the pattern"),
    ("sh:pattern 'a{,2}'", "the pattern"),
    ("sh:hasValue 04", "the value 04"),
    ("sh:minInclusive '2024-12-02T00:00:00Z'^^xsd:dateTime", "the value 2024"),
    ("sh:datatype rdfs:Literal", "the datatype"),
    ("sh:in ( [] )", "the value"),
    ("sh:uniqueLang '1'^^xsd:boolean", "1 for true"),
    ("sh:node ex:Shape", "a recursive shape"),
    ("sh:node [ sh:class ex:Person ; sh:severity sh:Info ]", "a severity within"),
    ("sh:unheardOf true", "sh:unheardOf"),
]
"""What is not compiled, and how that is said."""


@pytest.mark.parametrize("constraint", PROPERTY)
def test_a_constraint_on_values(constraint: str) -> None:
    written = shapes(f"sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; {constraint} ]")
    assert unsupported(written) == []
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA)


@pytest.mark.parametrize("order", ["sh:lessThan", "sh:lessThanOrEquals"])
def test_an_order(order: str) -> None:
    written = shapes(f"sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; {order} ex:q ]")
    assert unsupported(written) == []
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA)


@pytest.mark.parametrize("constraint", PROPERTY)
def test_blank_nodes_are_judged_alike_or_left_to_pyshacl(constraint: str) -> None:
    written = shapes(f"sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; {constraint} ]")
    if any(each.nodes is None for each in suspicions(written, BLANK)):
        return
    assert nodes_of_queries(written, BLANK) == nodes_of_pyshacl(written, BLANK)


@pytest.mark.parametrize(
    "constraint",
    [
        *("sh:class ex:Person", "sh:nodeKind sh:IRI", "sh:pattern '^https:'", "sh:hasValue ex:ann"),
        *("sh:in ( ex:ann ex:bob )", "sh:not [ sh:class ex:Person ]", "sh:minLength 24"),
        "sh:closed true ; sh:property [ sh:path ex:p ]",
        "sh:closed true ; sh:nodeKind sh:IRI",
        "sh:property [ sh:path ex:q ; sh:minCount 1 ]",
    ],
)
def test_a_constraint_on_focus_nodes(constraint: str) -> None:
    written = shapes(f"sh:targetSubjectsOf ex:p ; {constraint}")
    assert unsupported(written) == []
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA)


@pytest.mark.parametrize(
    "constraint",
    [
        *("sh:closed true", "sh:closed true ; sh:ignoredProperties ( rdf:type ex:p ex:q ex:r )"),
        *("sh:closed false", "sh:nodeKind sh:BlankNode", "sh:class ex:Woman", "sh:in ( ex:ann )"),
        *(f"sh:property [ sh:path ex:p ; {each} ]" for each in PROPERTY),
    ],
)
def test_what_is_asked_of_instances(constraint: str) -> None:
    written = shapes(f"sh:targetClass ex:Person , ex:Thing ; {constraint}")
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("constraint", ["sh:minCount 1", "sh:maxCount 1", "sh:nodeKind sh:IRI"])
def test_a_path(path: str, constraint: str) -> None:
    written = shapes(f"sh:targetSubjectsOf ex:p ; sh:property [ sh:path {path} ; {constraint} ]")
    assert unsupported(written) == []
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA)


@pytest.mark.parametrize("target", TARGETS)
def test_targets(target: str) -> None:
    written = shapes(
        f"{target} ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ; sh:nodeKind sh:IRI"
    )
    assert unsupported(written) == []
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA)


@pytest.mark.parametrize(("constraint", "reason"), LEFT)
def test_what_is_not_compiled_is_declared(constraint: str, reason: str) -> None:
    written = shapes(f"sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; {constraint} ]")
    (declared,) = unsupported(written)
    assert reason in declared
