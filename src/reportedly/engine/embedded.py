"""Oxigraph inside this process, on disk or in memory.

Only this module keeps data in its store. https://pyoxigraph.readthedocs.io/
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Final, Self

from pyoxigraph import Store

from reportedly import media
from reportedly.engine import reading, updating
from reportedly.engine.directory import Directory, State, not_writable
from reportedly.engine.evaluation import View, answer, evaluate, graph_name
from reportedly.engine.port import (
    NOBODY,
    Answer,
    Caller,
    Change,
    Content,
    Document,
    Query,
    Update,
)
from reportedly.errors import StoreError, StoreLocked

_NOT_WRITABLE: Final = ("Permission denied", "Read-only", "not permitted", "No space")


class Embedded:
    """An Oxigraph store as an Engine; the one process that has it open may write it."""

    def __init__(self, store: Store, state: State, directory: Directory | None) -> None:
        self._store = store
        self._view: View | None = None
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

    def evaluate(self, query: Query, caller: Caller = NOBODY) -> Answer:  # noqa: ARG002
        """Answer a query; see `Engine`."""
        output = BytesIO()
        media_type = evaluate(self._viewed(), query, output)
        return Answer(output.getvalue(), media_type, self.revision)

    def content(self, request: Content, caller: Caller = NOBODY) -> Answer | None:  # noqa: ARG002
        """Return what a graph holds; see `Engine`."""
        output = BytesIO()
        media_type = answer(self._viewed(), request, output)
        return Answer(output.getvalue(), media_type, self.revision) if media_type else None

    def update(self, update: Update) -> None:
        """Do an update; see `Engine`."""
        text = updating.arrange(update)
        with self._writing:
            try:
                self._change(text, update.base)
            except SyntaxError as error:
                raise updating.explanation(update) from error

    def replace(self, graph: str | None, document: bytes, media_type: str) -> bool:
        """Replace a graph; see `Engine`."""
        return self.write(graph, (Document(document, media_type),), replacing=True)

    def add(self, graph: str | None, document: bytes, media_type: str) -> bool:
        """Add to a graph; see `Engine`."""
        return self.write(graph, (Document(document, media_type),))

    def write(
        self, graph: str | None, documents: Sequence[Document], replacing: bool = False
    ) -> bool:
        """Add several documents to a graph, or replace it; see `Engine`."""
        insertion = _insertion(graph, documents)
        with self._writing:
            removal = f"{_removal(graph)} ; " if replacing else ""
            return self._change_graph(graph, removal + insertion)

    def remove(self, graph: str | None) -> bool:
        """Remove a graph; see `Engine`."""
        with self._writing:
            there = self._has(graph)
            return there and self._change_graph(graph, _removal(graph))

    def change(self, changes: Sequence[Change]) -> int:
        """Change several graphs at once; see `Engine`."""
        text = " ; ".join(map(_changing, changes))
        with self._writing:
            self._change(text)
            return self.revision

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
                self._change(" ; ".join(_shipping(each, shipped.get(each)) for each in changed))
                self._state = dataclasses.replace(self._state, shipped=digests)
                self._keep(self._state)

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._store.named_graphs()))

    def __len__(self) -> int:
        return len(self._store)

    @property
    def revision(self) -> int:
        """A number that grows with every change, also over restarts."""
        return self._state.revision

    def backup(self, target: Path) -> None:
        """Copy the database into a new directory on the same disk; takes milliseconds."""
        self._store.backup(str(target))

    def close(self) -> None:
        """Write everything to disk and let go of the store, so that another process can open it."""
        with self._writing:
            self._store.flush()
            del self._store

    def _viewed(self) -> View:
        self._view = self._view or View.of(self._store)
        return self._view

    def _has(self, graph: str | None) -> bool:
        return graph is None or self._store.contains_named_graph(graph_name(graph))

    def _change_graph(self, graph: str | None, update: str) -> bool:
        """Do an update of a graph; say whether the graph was there before."""
        there = self._has(graph)
        self._change(update)
        return there

    def _change(self, update: str, base: str = "") -> None:
        """Do an update as a whole and durably; the new revision is on disk before it."""
        state = dataclasses.replace(self._state, revision=self._state.revision + 1)
        self._keep(state)
        self._view = None
        try:
            self._store.update(update, base_iri=base or None)
            self._store.flush()
        except (OSError, RuntimeError) as error:
            raise updating.failure(error) from error
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


def _removal(graph: str | None) -> str:
    return f"DROP SILENT GRAPH {graph_name(graph)}" if graph else "DROP SILENT DEFAULT"


def _insertion(graph: str | None, documents: Iterable[Document]) -> str:
    """Return an update that adds documents; Oxigraph does it as a whole or not at all."""
    triples = "".join(reading.n_triples(each, graph or "") for each in documents)
    if graph is None:
        return f"INSERT DATA {{ {triples} }}"
    name = graph_name(graph)
    return f"CREATE SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{ {triples} }} }}"


def _changing(change: Change) -> str:
    """Return an update that does one change."""
    if change.document is None:
        return _removal(change.graph)
    insertion = _insertion(change.graph, [change.document])
    return insertion if change.adding else f"{_removal(change.graph)} ; {insertion}"


def _shipping(graph: str, document: bytes | None) -> str:
    """Return an update that replaces a shipped graph, or removes one that is no longer shipped."""
    turtle = None if document is None else Document(document, media.TURTLE.media_type)
    return _changing(Change(graph, turtle))
