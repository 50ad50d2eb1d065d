"""Calls are found wherever they stand, and written as they were read."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from reportedly.errors import QueryRefused
from reportedly.federation.queries.parsing import parse
from reportedly.federation.queries.pattern import Form
from reportedly.federation.queries.writing import write
from reportedly.tokens import scan

CALL = "SERVICE <u:x> { ?s ?p ?o }"
CALLS = {
    "SELECT * { %s }": 1,
    "select*{service<u:x>{?s ?p ?o}}": 1,
    "SELECT * { sErViCe sIlEnT ?e {?s ?p ?o} }": 1,
    "SELECT * { ?s ?p 'SERVICE <u:x> {}' }": 0,
    "SELECT * { ?s <SERVICE> ?o . # SERVICE <u:x> {}\n }": 0,
    "SELECT * { ?s ?p [ ?p ( 1 [] 2 ) ] ; ?q ?r , 3 %s ?s ?p ?o }": 1,
    "SELECT * { { %s } UNION { %s } UNION { ?s ?p ?o } }": 2,
    "SELECT * { OPTIONAL { %s MINUS { %s } } }": 2,
    "SELECT * { GRAPH ?g { %s } GRAPH <u:g> { %s } }": 2,
    "SELECT * { FILTER(?a < 1 && NOT EXISTS { %s } || EXISTS { %s }) }": 2,
    "SELECT * { FILTER NOT EXISTS { %s } FILTER REGEX(?a, '}') FILTER <u:f>(?a) }": 1,
    "SELECT * { BIND(IF(EXISTS { %s }, 1, 2) AS ?x) }": 1,
    "SELECT * { VALUES (?a ?b) { (1 2) (UNDEF '}') } %s VALUES ?c { } }": 1,
    "SELECT * { { SELECT (COUNT(*) AS ?n) { %s } GROUP BY ?s HAVING (?n > 1) LIMIT 1 } }": 1,
    "SELECT * { SERVICE <u:y> { %s } }": 1,
    "ASK FROM <u:g> FROM NAMED <u:h> WHERE { %s }": 1,
    "CONSTRUCT { ?s ?p ?o } FROM <u:g> WHERE { %s } LIMIT 1": 1,
    "DESCRIBE <u:x> ?s WHERE { %s } VALUES ?s { <u:s> }": 1,
    "PREFIX : <u:x> BASE <u:y> SELECT ?s (1 + (2) AS ?t) WHERE { %s } ORDER BY ?s": 1,
}


@pytest.mark.parametrize(("text", "number"), CALLS.items(), ids=CALLS)
def test_calls_are_found(text: str, number: int) -> None:
    found = list(parse(scan(text.replace("%s", CALL))).where.calls())
    assert [call.form for call in found] == [Form.SERVICE] * number


@pytest.mark.parametrize("text", CALLS)
def test_what_is_written_is_read_as_the_same_terminals(text: str) -> None:
    tokens = scan(text.replace("%s", CALL)).tokens
    again = scan(write(tokens, {})).tokens
    assert [(token.kind, token.text) for token in again] == [(t.kind, t.text) for t in tokens]


pieces = st.sampled_from(
    (
        "?a",
        "<",
        "<u:x>",
        "(",
        ")",
        "<<",
        "{",
        "|",
        "|}",
        "1",
        "-1",
        "a",
        "a:b",
        "_:b",
        "'x'",
        "@en",
        "^",
    )
)


@given(st.lists(pieces))
def test_no_terminals_run_into_each_other(texts: list[str]) -> None:
    tokens = scan(" ".join(texts)).tokens
    again = scan(write(tokens, {})).tokens
    assert [token.text for token in again] == [token.text for token in tokens]


def test_the_parts_around_the_where_clause_are_known() -> None:
    text = f"PREFIX : <u:x> SELECT * FROM <u:g> FROM NAMED :h WHERE {{ {CALL} }}"
    pattern = parse(scan(text))
    assert [token.text for token in pattern.prologue] == ["PREFIX", ":", "<u:x>"]
    assert [token.text for token in pattern.dataset] == ["FROM", "<u:g>", "FROM", "NAMED", ":h"]


CERTAIN = {
    "?a ?b ?c . ?d <u:p>/<u:q> [ <u:r> ?e ]": "abcde",
    "?a ?b 1 OPTIONAL { ?c ?d 2 } MINUS { ?e ?f 3 }": "ab",
    "{ ?a ?b 1 } UNION { ?b ?c 2 }": "b",
    "GRAPH ?g { ?a <u:p> 1 }": "ag",
    "SERVICE ?e { ?a <u:p> 1 }": "ae",
    "SERVICE SILENT ?e { ?a <u:p> 1 }": "",
    "BIND(1 AS ?x) FILTER(?y > 1)": "",
    "VALUES (?a ?b) { (1 2) }": "ab",
    "VALUES (?a ?b) { (1 UNDEF) }": "",
    "{ SELECT ?a (?b + 1 AS ?c) { ?a ?b ?d } }": "a",
    "{ SELECT DISTINCT * { ?a ?b ?d OPTIONAL { ?e ?f ?g } } }": "abd",
    "{ SELECT ?a { ?a ?b ?d } ORDER BY ?b LIMIT 3 }": "a",
    "{ SELECT ?a (COUNT(?b) AS ?n) { ?a ?b ?d } GROUP BY ?a HAVING (?n > 1) }": "a",
}


@pytest.mark.parametrize(("text", "certain"), CERTAIN.items(), ids=CERTAIN)
def test_it_is_known_which_variables_are_always_bound(text: str, certain: str) -> None:
    assert parse(scan(f"SELECT * {{ {text} }}")).where.certain == set(certain)


@pytest.mark.parametrize(
    "text",
    [
        "SELECTDISTINCT * { %s }",
        "ASKWHERE { %s }",
        "SELECT * { { SELECTREDUCED * { %s } } }",
        "SELECT * { ?a ?b ?c FILTERNOT EXISTS { %s } }",
        "SELECT * { ?a ?b ?c FILTER(NOTEXISTS { %s }) }",
        "PREFIX : <u:> SELECT * { GRAPH:x { %s } }",
        "PREFIX : <u:> DESCRIBE:x { %s }",
        "PREFIX describe: <u:> PREFIX : <u:> DESCRIBE:x { %s }",
        "DESCRIBE <u:x> ORDER BY (EXISTS { %s })",
        "SELECT * { ?s ?p ?o LATERAL { OPTIONAL { %s } } }",
    ],
)
def test_a_query_that_may_mean_something_else_to_the_engine_is_refused(text: str) -> None:
    with pytest.raises(QueryRefused):
        parse(scan(text.replace("%s", CALL)))


def test_prefixes_may_be_called_like_keywords() -> None:
    text = f"PREFIX graph: <u:> PREFIX : <u:> SELECT * {{ graph:x :values graph:y . {CALL} }}"
    assert len(list(parse(scan(text)).where.calls())) == 1
