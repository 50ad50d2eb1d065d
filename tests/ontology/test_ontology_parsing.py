"""Both parsers read the same graph from every file of the ontology."""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from reportedly import resources

FILES = [*resources.turtle_files(resources.ontology()), resources.shapes() / "ontology/lint.ttl"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rdflib_and_oxigraph_read_the_same_graph(file: Path) -> None:
    triples = pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE)
    rewritten = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert isomorphic(Graph().parse(file), Graph().parse(data=rewritten, format="nt"))


def test_the_ontology_has_its_four_files() -> None:
    names = {file.name for file in resources.turtle_files(resources.ontology())}
    assert names == {"reportedly.ttl", "concepts.ttl", "matches.ttl", "alignments.ttl"}
