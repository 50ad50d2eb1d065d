"""Where a query is wrong, and what is said of it."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engine.embedded import Embedded
from reportedly.engine.layout import lay_out
from reportedly.engine.port import Query
from reportedly.errors import QuerySyntaxError
from reportedly.tokens import scan

ENGINE = Embedded.in_memory()
TERM = "Expected here: a variable, an IRI, a literal or a blank node."
MODIFIERS = "Only GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET and VALUES can stand here."


def error_of(query: str) -> QuerySyntaxError:
    with pytest.raises(QuerySyntaxError) as caught:
        ENGINE.evaluate(Query(query))
    return caught.value


@pytest.mark.parametrize(
    ("query", "place", "reason", "hint"),
    [
        ("SELECT *\nWHERE { ?s ?p  }\n", (2, 16), "“}” can’t stand here", TERM),
        ('SELECT * { ?é ?p "😀"\n\t. ?x . }', (2, 7), "“.” can’t stand here", "a property"),
        ("SELECT * { ?s\r\n\t?p }", (2, 5), "“}” can’t stand here", TERM),
        ("SELECT * {} FOO BAR", (1, 13), "“FOO” can’t stand here", MODIFIERS),
        ("SELECT * { FILTER(foo(1)) }", (1, 19), "“foo” can’t stand here", "an expression"),
        ("SELECT * { FILTER(?x > ) }", (1, 24), "“)” can’t stand here", "an expression"),
        ("SELECT (COUNT ?x) {}", (1, 15), "“?x” can’t stand here", "“(”"),
        ("SELECT ?x WHERE ?x", (1, 17), "“?x” can’t stand here", "“{”"),
        ("SELEC ?x {}", (1, 1), "“SELEC” can’t stand here", "begins with SELECT"),
        ("DELETE WHERE { ?s ?p ?o }", (1, 1), "“DELETE” can’t stand here", "This is an update"),
        ("SELECT ?x {\n ?s ?p ?o ", (2, 10), "ends too early", "“{” in line 1, column 11"),
        ("SELECT ?x { ?s ?p (1 2 ", (1, 23), "ends too early", "“(” in line 1, column 19"),
        ("SELECT ?x { ?s rpt:act ?o }", (1, 16), "prefix of “rpt:act”", "ns#>"),
        ("SELECT ?x { ?s foaf:name ?o }", (1, 16), "prefix of “foaf:name”", "PREFIX foaf: <…>"),
        ("ASK { ?s <rel> ?o }", (1, 10), "“<rel>” is not an absolute IRI", "BASE"),
        ("ASK { ?s <a b> ?o }", (1, 10), "“<a b>” is not an absolute IRI", "without spaces"),
        ("SELECT * {} GROUP BY ?s", (1, 24), "SELECT * can’t go with GROUP BY", "columns"),
        ("SELECT ?s (COUNT(*) AS ?n) {}", (1, 30), "a variable that it can’t", "GROUP BY"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", (1, 30), "two columns the same name", ""),
        ("ASK { VALUES (?a ?b) { (1) } }", (1, 28), "more or fewer values", "UNDEF"),
        ("ASK { BIND(1 AS ?x) BIND(2 AS ?x) }", (1, 35), "can’t stand here", "?x may have"),
        ("ASK { _:a ?p 1 { _:a ?p 1 } }", (1, 18), "“_:a” can’t stand here", "one group only"),
        ("ASK { ?s ?p 'a'@toolongsubtag }", (1, 16), "not a language tag", ""),
        (r"ASK { ?s ?p '\uD800' }", (1, 13), "stands for no character", ""),
    ],
)
def test_the_place_and_the_cure(query: str, place: tuple[int, int], reason: str, hint: str) -> None:
    error = error_of(query)
    assert (error.line, error.column) == place
    assert reason in error.detail
    assert hint in error.hint.partition("^")[2]


def test_the_caret_stands_under_the_fault() -> None:
    query = "ASK {\n  ?é ?p '😀' ;; oops\n}"
    source, caret, *_ = error_of(query).hint.splitlines()
    assert source.strip() == "?é ?p '😀' ;; oops"
    assert source[caret.index("^")] == "o"


def test_a_long_line_is_shown_in_part() -> None:
    source, caret, *_ = error_of("ASK { ?s ?p '" + "x" * 5000 + "' oops }").hint.splitlines()
    assert len(source) < 130
    assert source[caret.index("^") :].startswith("oops")


@given(
    st.lists(
        st.sampled_from(
            ["SELECT", "*", "?x", "{", "}", "(", ")", "'s'", "<a:b>", "1", ".", "FILTER", "=", "a"]
        ),
        max_size=12,
    ),
    st.sampled_from([" ", "\n", "\t# c\n"]),
)
def test_any_fault_is_at_a_terminal_or_at_the_end(parts: list[str], gap: str) -> None:
    query = gap.join(parts)
    try:
        ENGINE.evaluate(Query(query))
    except QuerySyntaxError as error:
        lines = query.split("\n")
        place = sum(len(line) + 1 for line in lines[: error.line - 1]) + error.column - 1
        starts = {token.start for token in scan(query).tokens}
        assert place in starts | {len(query.rstrip())}


def test_the_w3c_queries_are_read_as_they_are(shared: Path) -> None:
    """Laying out changes nothing, but that Oxigraph wants no space in `CONCAT (`."""
    store = ox.Store()

    def reads(query: str) -> bool:
        try:
            store.query(query, base_iri="http://example.org/")
        except SyntaxError:
            return False
        except RuntimeError:
            return True  # a function that the engine does not know is no fault of grammar
        return True

    for path in (shared / "w3c" / "sparql11").rglob("*.rq"):
        query = path.read_bytes().decode()
        try:
            laid_out = lay_out(scan(query).tokens)
        except QuerySyntaxError:
            assert not reads(query), path
        else:
            assert reads(laid_out) == reads(query), path


@pytest.mark.parametrize("function", ["CONCAT", "COALESCE", "BNODE", "concat"])
def test_a_space_before_the_bracket_is_no_fault(function: str) -> None:
    assert ENGINE.evaluate(Query(f"SELECT ({function} ('x') AS ?x) {{}}", "text/csv")).body
