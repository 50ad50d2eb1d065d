"""Actors and places that a server holds beside the shipped ones, in graphs of their own."""

from threading import Lock
from typing import Final

import pyoxigraph as ox

from reportedly import lookup, media
from reportedly.engine.port import Content, Engine
from reportedly.terms import SHARED_GRAPH

_GRAPHS: Final = f"""
SELECT ?graph WHERE {{
  GRAPH ?graph {{}}
  FILTER(STRSTARTS(STR(?graph), "{SHARED_GRAPH}") && ?graph != <{SHARED_GRAPH}>)
}} ORDER BY ?graph
"""


class Shared:
    """What the graphs hold whose IRIs start with that of the shipped one; read when it changes.

    Safe to share between threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._revision = -1
        self._triples: tuple[ox.Triple, ...] = ()
        self._lock = Lock()

    def triples(self) -> tuple[ox.Triple, ...]:
        """Return them: the same object as before if nothing has changed."""
        with self._lock:
            now = self._engine.revision
            if now != self._revision:
                self._take(self._read())
                self._revision = now
            return self._triples

    def outlast(self, revision: int) -> None:
        """Note that nothing here has changed from the revision before this one."""
        with self._lock:
            if self._revision == revision - 1:
                self._revision = revision

    def _take(self, triples: tuple[ox.Triple, ...]) -> None:
        if set(triples) != set(self._triples):
            self._triples = triples

    def _read(self) -> tuple[ox.Triple, ...]:
        graphs = (row[0] for row in lookup.solutions(self._engine, _GRAPHS).rows)
        return tuple(
            triple for graph in graphs if graph for triple in _content(self._engine, graph.text)
        )


def _content(engine: Engine, graph: str) -> list[ox.Triple]:
    answer = engine.content(Content(graph, media.N_TRIPLES.media_type))
    if answer is None:
        return []
    return [quad.triple for quad in ox.parse(answer.read(), format=ox.RdfFormat.N_TRIPLES)]
