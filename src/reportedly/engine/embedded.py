"""Oxigraph inside this process, on disk or in memory.

Only this module opens its store. https://pyoxigraph.readthedocs.io/
"""

import dataclasses
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final, Self

import pyoxigraph as ox
from pyoxigraph import Store

from reportedly import documents, media
from reportedly.engine.directory import Directory, State, not_writable
from reportedly.engine.explanation import explain
from reportedly.engine.layout import lay_out
from reportedly.engine.port import Answer, Query
from reportedly.engine.serialisation import Results, serialise
from reportedly.errors import QueryError, StoreError, StoreLocked
from reportedly.tokens import Scan, scan

_COUNT: Final = "SELECT (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o } }"
_NOT_WRITABLE: Final = ("Permission denied", "Read-only", "not permitted", "No space")


def evaluate(store: Store, query: Query) -> Answer:
    """Answer a query over a store.

    Evaluates and serialises on the thread that calls it: Oxigraph's results abort the process
    when another thread reads them. Raises what `Engine.evaluate` does.
    """
    terminals = scan(query.text)
    try:
        return serialise(_results(store, query, terminals), query.accept)
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"The engine gave up: {error}.") from error


def _results(store: Store, query: Query, terminals: Scan) -> Results:
    def read(text: str) -> Results:
        return store.query(text, base_iri=query.base or None, **_dataset(query))

    try:
        return read(lay_out(terminals.tokens))
    except SyntaxError as error:
        raise explain(terminals, read) from error


def _dataset(query: Query) -> dict[str, Any]:
    """Return the dataset of the request; without one, the query's own or the store's is used."""
    if not (query.default_graphs or query.named_graphs):
        return {}
    return {
        "default_graph": [_name(graph) for graph in query.default_graphs],
        "named_graphs": [_name(graph) for graph in query.named_graphs],
    }


def _name(graph: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(graph)
    except ValueError as error:
        raise QueryError(
            f"“{graph}” is not an absolute IRI, and can’t name a graph.",
            hint="Write it in full, without angle brackets: https://example.org/graph",
        ) from error


class Embedded:
    """An Oxigraph store as an Engine; the one process that has it open may write it."""

    def __init__(self, store: Store, state: State, directory: Directory | None) -> None:
        self._store = store
        self._state = state
        self._directory = directory
        self._writing = Lock()

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty engine that keeps nothing on disk."""
        return cls(Store(), State(), None)

    @classmethod
    def on_disk(cls, path: Path, *, create: bool = True) -> Self:
        """Open the store in a directory; make one there if `create` says so.

        Raises StoreLocked, StoreNotWritable, StoreVersionMismatch, StoreForeign, StoreMissing, or
        another StoreError.
        """
        directory = Directory(path)
        directory.claim(create=create)
        store = _open(directory)
        try:
            return cls(store, directory.read_state(), directory)
        except StoreError:
            del store  # unlocks it, which the error's traceback would keep from happening
            raise

    def evaluate(self, query: Query) -> Answer:
        """Answer a query; see `Engine`."""
        return evaluate(self._store, query)

    def replace(self, graph: str, document: bytes, media_type: str) -> None:
        """Replace a named graph; see `Engine`."""
        replacement = _replacement(graph, document, media_type)
        with self._writing:
            self._change(replacement)

    def bring_up_to_date(self, shipped: Mapping[str, bytes]) -> None:
        """Load the shipped graphs that have changed since they were last loaded, at once.

        `shipped` has the Turtle document of each, by its IRI. Graphs that are no longer shipped
        are removed; all others stay as they are.
        """
        digests = {graph: sha256(document).hexdigest() for graph, document in shipped.items()}
        with self._writing:
            known = self._state.shipped
            changed = sorted(dict(known.items() ^ digests.items()))
            if changed:
                turtle = media.TURTLE.media_type
                replacements = (
                    _replacement(each, shipped.get(each, b""), turtle) for each in changed
                )
                self._change(" ; ".join(replacements))
                self._state = dataclasses.replace(self._state, shipped=digests)
                self._keep(self._state)

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._store.named_graphs()))

    def __len__(self) -> int:
        counted = evaluate(self._store, Query(_COUNT, media.CSV.media_type)).body
        return int(counted.split()[1])

    @property
    def revision(self) -> int:
        """A number that grows with every change, also over restarts."""
        return self._state.revision

    def close(self) -> None:
        """Write everything to disk and let go of the store, so that another process can open it."""
        with self._writing:
            self._store.flush()
            del self._store

    def _change(self, update: str) -> None:
        """Do an update as a whole and durably; the new revision is on disk before it."""
        state = dataclasses.replace(self._state, revision=self._state.revision + 1)
        self._keep(state)
        try:
            self._store.update(update)
            self._store.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(f"The store can’t take a change: {error}.") from error
        self._state = state

    def _keep(self, state: State) -> None:
        if self._directory:
            self._directory.write_state(state)


def _open(directory: Directory) -> Store:
    try:
        return Store(directory.data)
    except (OSError, RuntimeError) as error:
        raise _refusal(directory.path, str(error)) from error


def _refusal(path: Path, reason: str) -> StoreError:
    if "While lock file" in reason or "lock hold by" in reason:
        return StoreLocked(
            f"The store in {path} is in use by another process.",
            hint="Stop that process, ask it over HTTP, or name another directory.",
        )
    if any(sign in reason for sign in _NOT_WRITABLE):
        return not_writable(path, reason)
    return StoreError(
        f"The store in {path} can’t be opened: {reason}.",
        hint="Nothing was changed. Restore the directory from a backup, or name another one.",
    )


def _parse(document: bytes, media_type: str, graph: str) -> list[ox.Quad]:
    form = ox.RdfFormat.from_media_type(media_type)
    try:
        return list(
            ox.parse(
                document,
                format=form,
                base_iri=graph,
                without_named_graphs=True,
                rename_blank_nodes=True,
            )
        )
    except SyntaxError as error:
        raise documents.syntax_error(error, document, graph) from error


def _replacement(iri: str, document: bytes, media_type: str) -> str:
    """Return an update that replaces a named graph; Oxigraph does it as a whole or not at all.

    It keeps the union of the named graphs in the default graph. Oxigraph can answer over the union
    by itself, but doesn't merge: a triple in two graphs counts twice.
    """
    graph, quads = _name(iri), _parse(document, media_type, iri)
    written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    triples = (written or b"").decode()
    return f"""
        DELETE {{ ?s ?p ?o }} WHERE {{
            GRAPH {graph} {{ ?s ?p ?o }}
            FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {graph}) }}
        }} ;
        DROP SILENT GRAPH {graph} ;
        INSERT DATA {{ {triples} {f"GRAPH {graph} {{ {triples} }}" if triples else ""} }}
    """
