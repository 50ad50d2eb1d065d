"""Orders the nodes of a graph in columns, so that edges lead to the right and seldom cross.

The method is that of Sugiyama: columns by longest path, a lane wherever an edge skips a column,
then moves of single items for as long as they save crossings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

Edge = tuple[str, str]


@dataclass(frozen=True)
class Lane:
    """The room in a column for edges that pass it on their way to `target`."""

    column: int
    source: str
    target: str


Item = str | Lane
Columns = tuple[tuple[Item, ...], ...]


@dataclass(frozen=True)
class Layers:
    """Nodes and lanes in columns, and the way of each edge: items from its source to its target.

    An edge from a node to itself, or back to the left, has no way.
    """

    columns: Columns
    ways: dict[Edge, tuple[Item, ...]]


def arrange(nodes: Sequence[str], edges: Iterable[Edge]) -> Layers:
    """Arrange nodes, of which there are few; in the given order where it does not matter."""
    known = sorted({(a, b) for a, b in edges if a != b and {a, b} <= set(nodes)})
    ranks = dict[Item, int]((node, _rank(node, known, frozenset())) for node in nodes)
    ways = {(a, b): _way(a, b, ranks) for a, b in known if ranks[a] < ranks[b]}
    passing = dict.fromkeys(item for way in ways.values() for item in way[1:-1])
    lanes = dict[Item, int]((lane, lane.column) for lane in passing if isinstance(lane, Lane))
    placed = lanes | ranks
    columns = (tuple(i for i in placed if placed[i] == rank) for rank in range(_most(ranks)))
    return Layers(_untangled(tuple(columns), list(ways.values())), ways)


def crossings(columns: Columns, ways: Iterable[tuple[Item, ...]]) -> int:
    """Count the pairs of edges that cross between two columns."""
    places = {item: place for column in columns for place, item in enumerate(column)}
    ranks = {item: rank for rank, column in enumerate(columns) for item in column}
    steps = [(ranks[a], places[a], places[b]) for way in ways for a, b in pairwise(way)]
    return sum(
        one == two and (a - c) * (b - d) < 0 for (one, a, b), (two, c, d) in combinations(steps, 2)
    )


def _most(ranks: Mapping[Item, int]) -> int:
    return max(ranks.values(), default=-1) + 1


def _rank(node: str, edges: Sequence[Edge], trail: frozenset[str]) -> int:
    """Return the length of the longest path to a node that does not run in a circle."""
    trail |= {node}
    before = (source for source, target in edges if target == node and source not in trail)
    return max((_rank(source, edges, trail) + 1 for source in before), default=0)


def _way(source: str, target: str, ranks: Mapping[Item, int]) -> tuple[Item, ...]:
    between = range(ranks[source] + 1, ranks[target])
    return (source, *(Lane(column, source, target) for column in between), target)


def _untangled(columns: Columns, ways: Sequence[tuple[Item, ...]]) -> Columns:
    """Move single items within their columns for as long as that saves a crossing."""
    best, fewest = columns, crossings(columns, ways)
    while found := next((c for c in _moved(best) if crossings(c, ways) < fewest), None):
        best, fewest = found, crossings(found, ways)
    return best


def _moved(columns: Columns) -> Iterator[Columns]:
    """Yield what comes of putting one item of a column to another place there."""
    for rank, column in enumerate(columns):
        for old, new in permutations(range(len(column)), 2):
            rest = (*column[:old], *column[old + 1 :])
            yield (*columns[:rank], (*rest[:new], column[old], *rest[new:]), *columns[rank + 1 :])
