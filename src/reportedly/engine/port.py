"""What every engine does, and all that its callers may know of it.

A query and its answer are plain values that can be sent to another process: an engine evaluates
and serialises in one step, wherever it does so.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Query:
    """A SPARQL query, and the media types in which its answer is welcome.

    `accept` is the value of an Accept header; empty means any. `default_graphs` and
    `named_graphs` are IRIs and, where there are any, replace the dataset that the query names;
    see https://www.w3.org/TR/sparql11-protocol/#dataset. Without any dataset the default graph
    is the union of the named graphs. Relative IRIs are resolved against `base`; without one, they
    are errors.
    """

    text: str
    accept: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True)
class Answer:
    """The serialised answer to a query; text is in UTF-8."""

    body: bytes
    media_type: str


class Engine(Protocol):
    """Stores named graphs and answers queries over them; safe to share between threads."""

    def evaluate(self, query: Query) -> Answer:
        """Answer a query.

        Raises QuerySyntaxError with the place, QueryError if it can't be answered, and
        NotAcceptable if the answer can't be written in an accepted media type.
        """

    def replace(self, graph: str, document: bytes, media_type: str) -> None:
        """Replace a named graph by the content of an RDF document, at once and durably.

        Relative IRIs are resolved against the name of the graph. An empty document removes the
        graph. Raises DocumentSyntaxError or StoreError, and then leaves the graph as it was.
        """

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""

    def __len__(self) -> int:
        """Return the number of triples in all named graphs together."""

    @property
    def revision(self) -> int:
        """A number that grows with every change."""

    def close(self) -> None:
        """Finish writing and let the store go; the engine can't be used afterwards."""
