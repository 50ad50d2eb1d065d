"""Queries with calls mean what they mean where the data of all peers are in one store."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from .oracle import World

PEERS = ("http://one/", "http://two/")
VARIABLES = ("?a", "?b", "?c", "?d")
WORLD = World(
    here="@prefix : <http://x/> . :1 :p :2 , :3 . :2 :p :3 ; :q 5 . :3 :q 7 ; :r :1 . :4 :r :2 .",
    peers={
        PEERS[0]: "@prefix : <http://x/> . :1 :p :4 ; :q 5 . :2 :q 6 , 7 . :3 :p :1 ; :r :2 .",
        PEERS[1]: "@prefix : <http://x/> . :2 :r :1 , :4 . :4 :q 7 . :1 :p :1 .",
    },
)
CASES = {
    "a join": "?a :p ?b SERVICE <http://one/> { ?b :q ?c }",
    "a call first": "SERVICE <http://one/> { ?b :q ?c } ?a :p ?b",
    "between triples": "?a :p ?b . SERVICE <http://one/> { ?b :q ?c } . ?b :q ?d",
    "two calls": "SERVICE <http://one/> { ?a :p ?b } SERVICE <http://two/> { ?b :q ?c }",
    "optional": "?a :p ?b OPTIONAL { SERVICE <http://one/> { ?b :q ?c } }",
    "optional, and more after": "?a :p ?b OPTIONAL { SERVICE <http://one/> { ?b :q ?c } } ?c :r ?d",
    "optional in a group": "?a :q ?c { ?a :p ?b OPTIONAL { SERVICE <http://one/> { ?b :q ?c } } }",
    "bound by optional": "?a :p ?b OPTIONAL { ?b :r ?c } SERVICE <http://two/> { ?c :p ?d }",
    "union": "?a :p ?b { SERVICE <http://one/> { ?b :q ?c } } UNION { ?b :q ?c }",
    "minus": "?a :p ?b MINUS { SERVICE <http://one/> { ?b :q ?c } }",
    "minus with more": "?a :p ?b MINUS { ?b :q ?c SERVICE <http://one/> { ?b :q ?c } }",
    "exists": "?a :p ?b FILTER EXISTS { SERVICE <http://one/> { ?b :q ?c } }",
    "not exists": "?a :p ?b FILTER NOT EXISTS { SERVICE <http://one/> { ?b :q ?c } }",
    "exists in an expression": "?a :p ?b FILTER (?a = :1 || EXISTS { SERVICE <http://one/> { ?b :q 7 } })",
    "exists in bind": "?a :p ?b BIND(EXISTS { SERVICE <http://one/> { ?b :q 7 } } AS ?c)",
    "sub-query": "?a :p ?b { SELECT ?b (COUNT(?c) AS ?d) { SERVICE <http://one/> { ?b :q ?c } } GROUP BY ?b }",
    "sub-query inside": "?a :p ?b SERVICE <http://one/> { SELECT ?b (COUNT(?c) AS ?d) { ?b :q ?c } GROUP BY ?b }",
    "limit inside": "?a :p ?b SERVICE <http://two/> { SELECT ?b { ?b :q ?c } ORDER BY ?b LIMIT 1 }",
    "optional inside": "?a :p ?b SERVICE <http://one/> { ?b :q ?c OPTIONAL { ?b :r ?d } }",
    "optional first inside": "?a :p ?b SERVICE <http://one/> { OPTIONAL { ?b :r ?d } ?a :q ?c }",
    "only optional inside": "?a :p ?b SERVICE <http://one/> { OPTIONAL { ?b :r ?d } }",
    "a filter inside": "?a :p ?b SERVICE <http://one/> { ?b :q ?c FILTER(?c > 5) }",
    "a filter on what is bound outside": "?a :p ?b SERVICE <http://one/> { ?b :q ?c FILTER(?a = :1) }",
    "a filter outside": "?a :p ?b FILTER(?b = :2) SERVICE <http://one/> { ?b :q ?c } FILTER(?c > 6)",
    "bind": "?a :p ?b BIND(?b AS ?d) SERVICE <http://one/> { ?d :q ?c }",
    "bind that fails": "?a :q ?b BIND(IRI(CONCAT('http://x/', STR(?b / 0))) AS ?d) SERVICE <http://one/> { ?d :q ?c }",
    "bind inside": "?a :p ?b SERVICE <http://one/> { ?b :q ?c BIND(?c + 1 AS ?d) }",
    "values": "VALUES ?b { :1 :2 } SERVICE <http://one/> { ?b :q ?c }",
    "values with a gap": "VALUES (?a ?b) { (:1 :2) (UNDEF :1) } SERVICE <http://one/> { ?a :p ?b }",
    "values after": "SERVICE <http://one/> { ?b :q ?c } VALUES ?b { :1 :2 }",
    "values inside": "?a :p ?b SERVICE <http://one/> { ?b :q ?c VALUES ?c { 5 7 } }",
    "a variable endpoint": "VALUES ?s { <http://one/> <http://two/> } SERVICE ?s { ?a :p ?b }",
    "a variable endpoint, bound": "?a :p ?b VALUES ?s { <http://one/> <http://two/> } SERVICE ?s { ?b :q ?c }",
    "a variable endpoint of each": "VALUES (?a ?s) { (:1 <http://one/>) (:2 <http://two/>) } SERVICE ?s { ?a ?b ?c }",
    "an endpoint in the call": "VALUES ?s { <http://one/> } SERVICE ?s { ?a :p ?b VALUES ?s { <http://one/> } }",
    "paths": "?a :p+ ?b SERVICE <http://one/> { ?b (:p|:r)/:q ?c }",
    "zero-length path": "?a :p ?b SERVICE <http://one/> { ?b :p* ?c }",
    "nodes in brackets": "?a :p ?b SERVICE <http://one/> { ?b :p [ :p ?c ] }",
    "no variable": "?a :p ?b SERVICE <http://one/> { :1 :p :4 }",
    "no variable, no solution": "?a :p ?b SERVICE <http://one/> { :1 :p :9 }",
    "nothing in common": "?a :r ?b SERVICE <http://two/> { ?c :r ?d }",
    "nothing here": "?a :z ?b SERVICE <http://one/> { ?b :q ?c }",
    "union inside": "?a :p ?b SERVICE <http://one/> { { ?b :q ?c } UNION { ?b :r ?d } }",
    "the same again": "SERVICE <http://one/> { ?a :q ?c } SERVICE <http://one/> { ?b :q ?c }",
    "in nested groups": "?a :p ?b { { { SERVICE <http://one/> { ?b :q ?c } } } }",
    "lateral-like": "?a :p ?b { ?b :q ?c { SERVICE <http://one/> { ?b :q ?c } } }",
}


def query(pattern: str) -> str:
    return f"PREFIX : <http://x/> SELECT * {{ {pattern} }}"


@pytest.mark.parametrize("pattern", CASES.values(), ids=CASES)
def test_a_call_means_what_a_graph_of_the_same_data_does(pattern: str) -> None:
    assert WORLD.answer(query(pattern)) == WORLD.expect(query(pattern))


terms = st.sampled_from((*VARIABLES, ":1", ":2", ":3"))
# A FILTER in a call does not see what EXISTS around the call would give it: peers get no values of
# variables that the call itself does not bind.
triples = st.builds("{} {} {} .".format, terms, st.sampled_from((":p", ":q", ":r")), terms)
values = st.sampled_from(("VALUES ?a { :1 :2 }", "VALUES (?a ?b) { (:1 UNDEF) (:2 :3) }"))
filters = st.sampled_from(("FILTER(?a != :1)", "FILTER(!BOUND(?b) || ?b = :2)", "FILTER(?c > 5)"))
services = st.sampled_from([f"SERVICE <{iri}>" for iri in PEERS])

called = st.builds("{} {{ {} }}".format, services, triples)
exists = st.builds("FILTER EXISTS {{ {} }}".format, triples | called)


def groups(
    inner: st.SearchStrategy[str], elements: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    group = st.lists(inner, min_size=1, max_size=3).map(lambda parts: "{ " + " ".join(parts) + " }")
    return st.one_of(
        elements,
        group,
        st.builds("{} UNION {}".format, group, group),
        st.builds("OPTIONAL {}".format, group),
        st.builds("MINUS {}".format, group),
        exists,
        st.builds("{{ SELECT ?a ?b {} }}".format, group),
    )


remote = st.lists(
    st.recursive(triples | filters | values, lambda inner: groups(inner, triples), max_leaves=4),
    min_size=1,
    max_size=2,
).map(lambda parts: "{ " + " ".join(parts) + " }")
calls = st.builds("{} {}".format, services, remote)
patterns = st.lists(
    st.recursive(
        triples | filters | values | calls,
        lambda inner: groups(inner, triples | calls),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(patterns)
def test_any_query_means_the_same(pattern: str) -> None:
    assert WORLD.answer(query(pattern)) == WORLD.expect(query(pattern))
