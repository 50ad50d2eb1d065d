"""The graphs that come with the package: vocabulary, shared actors and places, reports."""

from pathlib import Path
from typing import Final

from reportedly import resources
from reportedly.terms import CONCEPT_GRAPH, ONTOLOGY_GRAPH, REPORTS, SHARED_GRAPH

_ONTOLOGY: Final = ("reportedly.ttl", "alignments.ttl")
_CONCEPTS: Final = ("concepts.ttl", "matches.ttl")


def graphs() -> dict[str, bytes]:
    """Return the IRI of each shipped graph and its content as one Turtle document."""
    return {graph: _joined(paths) for graph, paths in _files().items()}


def names() -> frozenset[str]:
    """Return the IRIs of the shipped graphs."""
    return frozenset(_files())


def _files() -> dict[str, list[Path]]:
    ontology, data = resources.ontology(), resources.data()
    files = {
        str(ONTOLOGY_GRAPH): [ontology / name for name in _ONTOLOGY],
        str(CONCEPT_GRAPH): [ontology / name for name in _CONCEPTS],
        str(SHARED_GRAPH): resources.turtle_files(data / "shared"),
    }
    for report in resources.turtle_files(data / "reports"):
        files[f"{REPORTS}{report.stem}"] = [report]
    return files


def _joined(paths: list[Path]) -> bytes:
    """Join Turtle documents, which are one again when they are put one after the other."""
    return b"\n".join(path.read_bytes() for path in paths)
