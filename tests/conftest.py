"""What several test modules need: the folders, the seed's text, the shipped graphs."""

from pathlib import Path

import pytest
from rdflib import Graph

from reportedly import resources

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"


def parse_all(*folders: Path) -> Graph:
    """Read every Turtle file of the folders into one graph."""
    graph = Graph()
    for folder in folders:
        for path in resources.turtle_files(folder):
            graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that is not in the repository; absent on most machines."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder ../shared, which is not part of the repository")
    return SHARED


@pytest.fixture(scope="session")
def seed_text(shared: Path) -> str:
    """The running text of the seed report."""
    return (shared / "seed" / "report.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """The ontology, its concepts and its alignments."""
    return parse_all(resources.ontology())


@pytest.fixture(scope="session")
def dataset() -> Graph:
    """Everything that is shipped: vocabulary, shared actors and places, reports."""
    data = resources.data()
    return parse_all(resources.ontology(), data / "shared", data / "reports")
