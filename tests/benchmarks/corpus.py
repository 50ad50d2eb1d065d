"""The corpus that every server loads: one file of N-Quads, a named graph for each report."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from reportedly import generation, shipped

SEED = 1
"""The seed of the synthetic reports; the questions name some of what it makes up."""


def write(path: Path, reports: int) -> int:
    """Write what is shipped and as many synthetic reports; return the number of quads."""
    with path.open("wb") as file:
        return sum(file.write(part) and part.count(b"\n") for part in _parts(reports))


def _parts(reports: int) -> Iterator[bytes]:
    for graph, turtle in shipped.graphs().items():
        yield _nquads(graph, turtle)
    yield generation.shared_nquads()
    for report in generation.corpus(reports=reports, seed=SEED):
        yield report.nquads()


def _nquads(graph: str, turtle: bytes) -> bytes:
    name = NamedNode(graph)
    quads = parse(turtle, RdfFormat.TURTLE, base_iri=graph, rename_blank_nodes=True)
    in_graph = (type(quad)(quad.subject, quad.predicate, quad.object, name) for quad in quads)
    return serialize(in_graph, format=RdfFormat.N_QUADS) or b""
