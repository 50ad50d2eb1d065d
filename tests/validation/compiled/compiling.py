"""Small shapes and data, judged by queries and by pySHACL."""

from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph
from rdflib.term import Node

from reportedly import documents
from reportedly.validation import conversion
from reportedly.validation.compiled import Base, Compiled, Suspicion

PROLOGUE = """
PREFIX ex: <https://example.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SHAPE = "https://example.org/Shape"


def graph(turtle: str) -> Graph:
    """Return the graph of a document, which may use the prefixes above."""
    return documents.parse_turtle((PROLOGUE + turtle).encode(), name="x.ttl")


DATA = graph("""
ex:Woman rdfs:subClassOf ex:Person .
ex:ann a ex:Woman ; ex:p ex:bob , ex:cleo ; ex:q ex:bob .
ex:bob a ex:Person , ex:Shape ; ex:p "wort"@de , "mot"@fr , "parole"@fr ; ex:q 4 .
ex:cleo a ex:Thing , ex:Shape ; ex:p ex:cleo ; ex:q ex:cleo .
ex:dan ex:p 3 , 4 , 5 ; ex:q 4 .
ex:eve a ex:Shape ; ex:p "x" , 4.5 ; ex:q "y" , ex:ann ; ex:r true .
ex:fay ex:p ex:fay ; ex:q ex:fay ; ex:r true .
""")


BLANK = DATA + graph("ex:gus ex:p [ ex:p 1 ] . [] ex:p ex:gus , _:b . _:b ex:p _:b .")


def shapes(turtle: str) -> Graph:
    """Return a shapes graph with one shape, `ex:Shape`, that has targets."""
    return graph(f"ex:Shape a sh:NodeShape ; {turtle} .")


def unsupported(written: Graph) -> list[str]:
    """Return what is not compiled of some shapes."""
    return [each.reason for each in Compiled.of(written).unsupported]


def suspicions(written: Graph, data: Graph) -> list[Suspicion]:
    """Return what the queries suspect in some data."""
    return Base(Compiled.of(written).units, []).suspicions(conversion.triples(data))


def nodes_of_queries(written: Graph, data: Graph) -> set[Node]:
    """Return the focus nodes that the queries find at fault, of whichever shape."""
    found = suspicions(written, data)
    assert all(each.nodes is not None for each in found), "literals are not trusted"
    return {node for each in found for node in each.nodes or ()}


def nodes_of_pyshacl(written: Graph, data: Graph) -> set[Node]:
    """Return the focus nodes at which pySHACL, asked of each by itself, finds fault."""
    (shape,) = (each for each in ShapesGraph(Graph() + written).shapes if str(each.node) == SHAPE)
    executor = SHACLExecutor(allow_warnings=True)
    nodes = shape.focus_nodes(data)
    return {node for node in nodes if shape.validate(executor, data, focus=node)[1]}
