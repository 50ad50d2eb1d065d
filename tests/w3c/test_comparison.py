"""A comparison that never fails proves nothing: each kind of difference is found."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from .comparison import difference
from .manifest import entries
from .nodes import Term
from .results import Results, Row, Table, read_file, read_graph, read_results, table
from .values import XSD

A, B = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
X, Y, Z = (BlankNode(name) for name in "xyz")

terms: st.SearchStrategy[Term | None] = st.sampled_from([A, B, X, Y, Z, None])
rows = st.lists(st.tuples(terms, terms), max_size=5)


def results(*given: Row) -> Table:
    return Table(("s", "t"), given)


def renamed(row: Row) -> Row:
    """Give each blank node another's name."""
    names: dict[Term | None, Term] = {X: Y, Y: Z, Z: X}
    return tuple(names.get(term, term) for term in row)


@given(rows, st.randoms())
def test_order_and_names_of_blank_nodes_do_not_matter(some: list[Row], chance: Random) -> None:
    others = [renamed(row) for row in some]
    chance.shuffle(others)
    assert difference(results(*some), results(*others)) == ""


@given(rows, st.data())
def test_a_changed_value_matters(some: list[Row], data: st.DataObject) -> None:
    changed = data.draw(st.integers(0, len(some)))
    other = [*some[:changed], (A, Literal("changed")), *some[changed + 1 :]]
    assert difference(results(*some), results(*other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (results((A, B)), results()),
        (results((A, B)), results((A, B), (A, B))),
        (results((A, None)), results((None, A))),
        (results((A, X)), results((A, B))),
        (results((X, X)), results((X, Y))),
        (results((X, Y)), results((X, X))),
        (results((X, A), (X, B)), results((X, A), (Y, B))),
        (results((X, Y), (Y, Z)), results((X, Y), (X, Z))),
        (results(), Table(("s",), ())),
        (results(), True),
        (True, False),
    ],
)
def test_these_differ(one: Results, other: Results) -> None:
    assert difference(one, other)
    assert difference(other, one)
    assert difference(one, one) == ""


def test_order_matters_where_it_is_asked_for() -> None:
    one, other = results((A, X), (B, Y)), results((B, Y), (A, X))
    assert difference(one, other) == ""
    assert difference(one, other, ordered=True)
    assert difference(one, results((A, Y), (B, X)), ordered=True) == ""
    assert difference(one, results((A, X), (B, X)), ordered=True)
    assert difference(one, results((A, X)), ordered=True)


def number(written: str, name: str) -> Table:
    return table([{"n": Literal(written, datatype=NamedNode(XSD + name))}], ["n"])


def word(written: str, language: str | None = None) -> Table:
    return table([{"n": Literal(written, language=language)}], ["n"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("01", "integer"), number("1", "integer")),
        (number("1.50", "decimal"), number("1.5", "decimal")),
        (number("100", "decimal"), number("100.0", "decimal")),
        (number("1.0E6", "double"), number("1000000", "double")),
        (number("1", "boolean"), number("true", "boolean")),
        (word("a", "EN"), word("a", "en")),
    ],
)
def test_values_are_compared_however_they_are_written(one: Table, other: Table) -> None:
    assert difference(one, other) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("1", "integer"), number("2", "integer")),
        (number("1", "integer"), number("1", "decimal")),
        (number("-3", "negativeInteger"), number("-3", "integer")),
        (number("1", "string"), number("01", "string")),
        (number("one", "integer"), number("01", "integer")),
        (word("a", "en"), word("a")),
    ],
)
def test_other_values_and_datatypes_differ(one: Table, other: Table) -> None:
    assert difference(one, other)


def test_csv_tells_numbers_texts_and_blank_nodes() -> None:
    one = read_results(b'n,t\n1.0E6,"4,4"\n_:a,\n', "text/csv; charset=utf-8")
    assert difference(one, read_results(b'n,t\r\n1000000,"4,4"\r\n_:b,\r\n', "text/csv")) == ""
    assert difference(one, read_results(b'n,t\n1000001,"4,4"\n_:a,\n', "text/csv"))
    assert difference(one, read_results(b"n,t\n1.0E6,4.4\n_:a,\n", "text/csv"))


def test_graphs_are_compared_by_structure() -> None:
    def graph(text: str) -> Results:
        return read_graph(f"PREFIX : <http://example.org/> {text}".encode(), "text/turtle")

    one = graph(":a :p [ :q 01 ] .")
    assert difference(one, graph("_:z :q 1 . :a :p _:z .")) == ""
    assert difference(one, graph(":a :p [ :q 2 ] ."))
    assert difference(one, graph(":a :p [ ] , [ :q 1 ] ."))
    assert difference(one, graph(":a :p :b . :b :q 1 ."))


def test_what_the_suites_expect_equals_itself_and_nothing_less() -> None:
    for entry in entries():
        if entry.role == "query":
            expected = read_file(entry.node.one("mf:result").path)
            assert difference(expected, expected) == ""
            if isinstance(expected, Table) and expected.rows:
                assert difference(expected, Table(expected.variables, expected.rows[1:]))
