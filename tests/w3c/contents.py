"""What a store holds before and after a test: files by the names of their graphs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, serialize

from .client import Client
from .nodes import Node
from .results import Table, dataset, parse_file, read_graph, read_results

Contents = dict[str, Path]
"""Files by graph IRI; the default graph's is empty."""

NAMED_GRAPHS = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"


def contents(node: Node, vocabulary: str) -> Contents:
    """Return the files that a node of a manifest names, in the words of `qt` or `ut`."""
    default = node.find(f"{vocabulary}:data")
    found = {"": default.path} if default else {}
    for each in node.all(f"{vocabulary}:graphData"):
        label, graph = each.find("rdfs:label"), each.find("ut:graph")
        found[(label or each).text] = (graph or each).path
    return found


def fill(client: Client, files: Contents) -> None:
    """Empty the server's store, then load the files into it."""
    responses = [client.update("DROP ALL")]
    responses += [client.put(graph, _n_triples(path)) for graph, path in files.items()]
    for response in responses:
        assert 200 <= response.status < 300, response.summary


def expected(files: Contents) -> Dataset:
    """Return the files' triples in their graphs; empty graphs don't count."""
    return dataset(
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph) if graph else None)
        for graph, path in files.items()
        for quad in parse_file(path)
    )


def stored(client: Client) -> Dataset:
    """Return what the server's store holds.

    The default graph is read by itself, because queries may see the union of all graphs there.
    """
    default = client.send("GET", f"{client.endpoint.graphs}?default", {"Accept": N_TRIPLES})
    named = client.query(NAMED_GRAPHS, JSON)
    assert (default.status, named.status) == (200, 200), default.summary + named.summary
    found = read_results(named.body, named.media_type)
    assert isinstance(found, Table)
    return Dataset([*read_graph(default.body, default.media_type), *_quads(found)])


def _quads(found: Table) -> Iterator[Quad]:
    for row in found.rows:
        terms: dict[str, Any] = dict(zip(found.variables, row, strict=True))
        yield Quad(terms["s"], terms["p"], terms["o"], terms["g"])


def _n_triples(path: Path) -> bytes:
    triples = (quad.triple for quad in parse_file(path))
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written
