"""Which queries may be asked of all focus nodes at once, and which are left to pySHACL."""

import pytest

from .compiling import DATA, nodes_of_pyshacl, nodes_of_queries, shapes, unsupported

COMPILED = [
    "$this ex:p ?value .",
    "$this ex:p ?value . FILTER (isIRI(?value))",
    "$this ex:p ?value . FILTER NOT EXISTS { $this ex:q ?value }",
    "$this ex:p ?value . FILTER NOT EXISTS { ?value ex:p/ex:p* $this . FILTER (?value != ex:bob) }",
    "$this ex:p+ $this .",
    "?value ex:p $this . FILTER (?value != $this)",
    "{ $this ex:p ?value } UNION { ?value ex:q $this }",
    "{ $this ex:p ?value , ?other . FILTER (STR(?value) < STR(?other)) } $this a ex:Thing .",
    "$this ?predicate ?value . FILTER (?predicate = ex:r)",
    "$this ex:p ?value . FILTER (!COALESCE(STRLEN(STR(?value)) = ?nothing, false))",
]
LEFT = [
    "OPTIONAL { $this ex:p ?value }",
    "$this ex:p ?value . BIND (1 AS ?one)",
    "$this ex:p ?value . MINUS { $this ex:q ?value }",
    "VALUES ?value { 1 } $this ex:p ?value",
    "{ SELECT $this ?value { $this ex:p ?value } }",
    "GRAPH ?graph { $this ex:p ?value }",
    "SERVICE <https://example.org/sparql> { $this ex:p ?value }",
    "$this ex:p ?value . { FILTER (?value != $this) }",
    "$this ex:p ?value . { FILTER ($this) }",
    "$this ex:p ?value . FILTER NOT EXISTS { ?other ex:p ?value . FILTER (?other IN ($this)) }",
    "$this ex:p ?value . FILTER (RAND() < 2)",
    "$this ex:p ?value . FILTER (xsd:integer(?value) = 4)",
    "$this ex:p 4.50 . ?value ex:p 4 .",
    "$this $PATH ?value .",
    "$this ex:p ?value . FILTER ($currentShape = ex:Shape)",
    "$this unheard:p ?value .",
]


def constrained(pattern: str, *, select: str = "SELECT DISTINCT $this ?value") -> str:
    return f'''
        sh:targetSubjectsOf ex:p ;
        sh:sparql [ sh:prefixes ex:prefixes ; sh:select """{select} WHERE {{ {pattern} }}""" ] .
        ex:prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/" ] ,
            [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#" ]
    '''


@pytest.mark.parametrize("pattern", COMPILED)
def test_what_joins_can_say_is_compiled(pattern: str) -> None:
    written = shapes(constrained(pattern))
    assert unsupported(written) == []
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA)


@pytest.mark.parametrize("pattern", LEFT)
def test_what_needs_the_focus_node_beforehand_is_not(pattern: str) -> None:
    (reason,) = unsupported(shapes(constrained(pattern)))
    assert "query of https://example.org/Shape" in reason or "4.50" in reason


@pytest.mark.parametrize(
    "select",
    ["SELECT ?value", "SELECT (COUNT(*) AS ?this)", "ASK", "CONSTRUCT { $this a ?value }"],
)
def test_only_queries_that_select_focus_nodes_are_compiled(select: str) -> None:
    assert len(unsupported(shapes(constrained("$this ex:p ?value", select=select)))) == 1


def test_a_deactivated_query_is_not_asked() -> None:
    turtle = constrained("$this ex:p ?value").replace("[", "[ sh:deactivated true ;", 1)
    written = shapes(turtle)
    assert nodes_of_queries(written, DATA) == nodes_of_pyshacl(written, DATA) == set()
