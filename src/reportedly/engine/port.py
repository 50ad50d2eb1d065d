"""What every engine does, and all that its callers may know of it.

A query and its answer are plain values that can be sent to another process: an engine evaluates
and serialises in one step, wherever it does so.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

NODE: Final = "urn:reportedly:node"
"""A function of queries that makes a blank node of its label, a literal of this as its datatype."""


@dataclass(frozen=True)
class Query:
    """A SPARQL query, and the media types in which its answer is welcome.

    `accept` is the value of an Accept header; empty means any. `default_graphs` and
    `named_graphs` are IRIs and, where there are any, replace the dataset that the query names;
    see https://www.w3.org/TR/sparql11-protocol/#dataset. Without any dataset the default graph
    is the union of the named graphs. Relative IRIs are resolved against `base`; without one, they
    are errors. `seconds` lowers the time that the engine allows. `guarded` says that the text is a
    stranger's, and that `guard` must let it pass before anything else reads it. With `syntax_only`
    it is read, and nothing is evaluated: the answer is empty, and the query may call SERVICE.
    `rows` are rows of VALUES, and IRIs in angle brackets that stand for them in the text.
    """

    text: str
    accept: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""
    seconds: float | None = None
    guarded: bool = False
    syntax_only: bool = False
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Spent:
    """What a query has spent on a peer.

    Seconds, calls, answers that were `kept` from before, and calls that failed in silence.
    """

    peer: str
    seconds: float
    calls: int = 0
    kept: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Content:
    """A request for what a graph holds; None is the graph without a name."""

    graph: str | None
    accept: str = ""
    seconds: float | None = None


@dataclass(frozen=True)
class Answer:
    """The serialised answer to a query; text is in UTF-8.

    A long one is in `file`, open at its start, and `body` is empty. `revision` is that of the data
    which were asked. `spent` tells of the peers that were asked for it.
    """

    body: bytes
    media_type: str
    revision: int = 0
    file: BinaryIO | None = None
    spent: tuple[Spent, ...] = ()

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return os.fstat(self.file.fileno()).st_size if self.file else len(self.body)

    def read(self) -> bytes:
        """Return all of it, and close the file."""
        if self.file is None:
            return self.body
        with self.file:
            return self.file.read()


@dataclass(frozen=True)
class Caller:
    """Who waits for an answer: a name to share turns by, and whether it has gone meanwhile."""

    name: str = ""
    gone: Callable[[], bool] = bool


NOBODY: Final = Caller()
"""Whoever asks from inside this program."""


@dataclass(frozen=True)
class Update:
    """A SPARQL update.

    Relative IRIs are resolved against `base`. `default_graphs` and `named_graphs` are the dataset
    of its WHERE clauses, which then may name none themselves; see
    https://www.w3.org/TR/sparql11-protocol/#update-operation.
    """

    text: str
    base: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """An RDF document: its bytes, and the media type that says what they mean."""

    body: bytes
    media_type: str


@dataclass(frozen=True)
class Change:
    """What becomes of one graph: `document` takes the place of its content.

    With `adding` it is added to that instead; without a document the graph is removed.
    """

    graph: str
    document: Document | None
    adding: bool = False


class Engine(Protocol):
    """Stores graphs and answers queries over them; safe to share between threads.

    A graph is known by its IRI; None stands for the graph without a name. Queries see the union of
    all of them as their default graph; updates see the graph without a name, as SPARQL has it.
    """

    def evaluate(self, query: Query, caller: Caller = NOBODY) -> Answer:
        """Answer a query.

        Raises QuerySyntaxError with the place, QueryError if it can't be answered, NotAcceptable
        if the answer can't be written in an accepted media type, LimitError if it takes too much,
        and what `guard.check` does if it is guarded.
        """

    def update(self, update: Update) -> None:
        """Do an update, as a whole or not at all. Raises what `evaluate` does."""

    def replace(self, graph: str | None, document: bytes, media_type: str) -> bool:
        """Replace a graph by the content of an RDF document; say whether it was there before.

        Relative IRIs are resolved against the name of the graph. A graph without triples is there,
        too. Raises DocumentSyntaxError, and then leaves the graph as it was.
        """

    def add(self, graph: str | None, document: bytes, media_type: str) -> bool:
        """Add the content of an RDF document to a graph, as `replace` does."""

    def write(
        self, graph: str | None, documents: Sequence[Document], replacing: bool = False
    ) -> bool:
        """Add the content of several documents to a graph, or replace it, as `replace` does."""

    def remove(self, graph: str | None) -> bool:
        """Remove a graph; say whether it was there."""

    def change(self, changes: Sequence[Change]) -> int:
        """Change several graphs, one after the other, as a whole or not at all.

        Returns the revision that has all of this, and nothing else, beyond the one before. Raises
        DocumentSyntaxError, and then leaves all graphs as they were.
        """

    def content(self, request: Content, caller: Caller = NOBODY) -> Answer | None:
        """Return what a graph holds; nothing if it is not there.

        Raises NotAcceptable if it can't be written in an accepted media type, and LimitError.
        """

    @property
    def revision(self) -> int:
        """A number that grows with every change, also over restarts."""

    def close(self) -> None:
        """Let the store go, with all that was acknowledged; the engine can't be used afterwards."""
