"""Nodes in columns, edges to the right, lanes where an edge skips a column, and no crossing."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.drawing.layers import Lane, arrange, crossings

NODES = "abcdef"
graphs = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=10)


def test_a_node_stands_right_of_all_that_lead_to_it() -> None:
    found = arrange("abc", [("a", "b"), ("b", "c"), ("a", "c")])
    assert [column[-1] for column in found.columns] == ["a", "b", "c"]
    assert found.ways["a", "c"] == ("a", Lane(1, "a", "c"), "c")


def test_crossings_are_undone() -> None:
    edges = [("a", "d"), ("b", "c")]
    assert crossings((("a", "b"), ("c", "d")), edges) == 1
    assert crossings(arrange("abcd", edges).columns, edges) == 0


def test_nothing_is_arranged_as_nothing() -> None:
    assert arrange("", []).columns == ()


@given(graphs)
def test_every_way_goes_through_each_column_once(edges: list[tuple[str, str]]) -> None:
    found = arrange(NODES, edges)
    ranks = {item: rank for rank, column in enumerate(found.columns) for item in column}
    assert {node for node in ranks if isinstance(node, str)} == set(NODES)
    assert set(found.ways) <= set(edges)
    for way in found.ways.values():
        assert all(ranks[b] == ranks[a] + 1 for a, b in pairwise(way))


@given(graphs)
def test_without_a_circle_every_edge_has_a_way(edges: list[tuple[str, str]]) -> None:
    upward = {(a, b) for a, b in edges if a < b}
    assert set(arrange(NODES, upward).ways) == upward
