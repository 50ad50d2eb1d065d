"""Evaluates a query over a store, and writes the answer."""

from typing import IO, Any, Final, Self

import pyoxigraph as ox
from pyoxigraph import Store

from reportedly import guard
from reportedly.engine.explanation import explain
from reportedly.engine.layout import lay_out
from reportedly.engine.port import NODE, Content, Query
from reportedly.engine.serialisation import Results, dump, serialise
from reportedly.errors import GraphNameError, QueryError
from reportedly.tokens import Scan, scan

_OVERLAP: Final = """
ASK {
  { GRAPH ?one { ?s ?p ?o } GRAPH ?two { ?s ?p ?o } FILTER(?one != ?two) }
  UNION { ?s ?p ?o GRAPH ?one { ?s ?p ?o } }
}
"""
_MERGE: Final = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_NOTHING: Final = "text/plain"
"""The media type of an empty answer."""
_NODE: Final = ox.NamedNode(NODE)


class View:
    """A store to be asked, not to be written.

    Oxigraph can answer over the union of the graphs, but doesn't merge them: a triple in two
    graphs counts twice. `merged` is a copy of the store, where that was made, whose default graph
    is the union, each triple once.
    """

    def __init__(self, store: Store, merged: Store | None = None) -> None:
        self.store = store
        self.merged = merged

    @classmethod
    def of(cls, store: Store) -> Self:
        """Return the view of a store; a merged copy is made in memory if graphs overlap."""
        if not store.query(_OVERLAP):
            return cls(store)
        copy = Store()
        copy.bulk_load(store.dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
        copy.update(_MERGE)
        return cls(store, copy)

    def ask(self, text: str, query: Query, terminals: Scan) -> Results:
        """Have a text evaluated over the dataset of a query.

        That is the dataset of the request, else the one that the query names, else the union.
        """
        dataset = self._dataset(query, terminals)
        asked = self.merged or self.store
        return asked.query(
            text, base_iri=query.base or None, custom_functions={_NODE: _node}, **dataset
        )

    def _dataset(self, query: Query, terminals: Scan) -> dict[str, Any]:
        if query.default_graphs or query.named_graphs:
            return {
                "default_graph": [graph_name(graph) for graph in query.default_graphs],
                "named_graphs": [graph_name(graph) for graph in query.named_graphs],
            }
        if self.merged or _names_graphs(terminals):
            return {}
        return {"use_default_graph_as_union": True}


def _names_graphs(terminals: Scan) -> bool:
    """Say whether a query names its dataset itself."""
    may = "FROM" in terminals.text.upper()
    return may and any("FROM" in token.word for token in terminals.tokens)


def answer(view: View, request: Query | Content, output: IO[bytes]) -> str | None:
    """Write what is asked for to `output`; return its media type, or nothing if it isn't there.

    Raises what `Engine.evaluate` and `Engine.content` do, and what `output` raises.
    """
    if isinstance(request, Query):
        return evaluate(view, request, output)
    name = graph_name(request.graph) if request.graph else None
    if name and not view.store.contains_named_graph(name):
        return None
    try:
        return dump(view.store, name, request.accept, output)
    except ValueError as error:
        raise QueryError(
            f"This graph can’t be written so: {error}.", hint="Ask for another format."
        ) from error


def evaluate(view: View, query: Query, output: IO[bytes]) -> str:
    """Answer a query: write the answer to `output`, and return its media type.

    Evaluates and serialises on the thread that calls it: Oxigraph's results abort the process
    when another thread reads them. Raises what `Engine.evaluate` does, and what `output` raises.
    """
    terminals = scan(query.text)
    if query.guarded:
        guard.check(terminals, calls=query.syntax_only)
    if query.syntax_only:
        _results(View(Store()), query, _harmless(terminals))  # COUNT and ORDER BY are done at once
        return _NOTHING
    try:
        return serialise(_results(view, query, terminals), query.accept, output)
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"The engine gave up: {error}.") from error


def _results(view: View, query: Query, terminals: Scan) -> Results:
    def read(text: str) -> Results:
        return view.ask(text, query, terminals)

    try:
        return read(lay_out(terminals.tokens, dict(query.rows)))
    except SyntaxError as error:
        raise explain(terminals, read) from error


def _harmless(terminals: Scan) -> Scan:
    """Return a query that can be read without anything being evaluated, let alone called.

    The engine answers ASK at once, and some calls before anybody wants their solutions. GRAPH may
    stand wherever SERVICE does.
    """
    instead = {"ASK": "SELECT *", "SERVICE": "GRAPH"}
    tokens = [
        token._replace(text=instead.get(token.word, token.text))
        for token in terminals.tokens
        if token.word != "SILENT"
    ]
    return terminals._replace(tokens=tokens)


def _node(term: _Term) -> _Term:
    """Return the blank node that a term stands for, or the term itself."""
    if isinstance(term, ox.Literal) and term.datatype == _NODE:
        return ox.BlankNode(term.value)
    return term


def graph_name(graph: str) -> ox.NamedNode:
    """Return the name of a graph. Raises GraphNameError if it is not an absolute IRI."""
    try:
        return ox.NamedNode(graph)
    except ValueError as error:
        raise GraphNameError(
            f"“{graph}” is not an absolute IRI, and can’t name a graph.",
            hint="Write it in full, without angle brackets: https://example.org/graph",
        ) from error
