"""Queries with calls mean what they mean where the data of all peers are in one store."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from .oracle import World

PEERS = {"ONE": "http://one", "TWO": "http://two"}
VARIABLES = ("?a", "?b", "?c", "?d")
WORLD = World(
    here="@prefix : <http://x/> . :1 :p :2 , :3 . :2 :p :3 ; :q 5 . :3 :q 7 ; :r :1 . :4 :r :2 .",
    peers={
        PEERS["ONE"]: "@prefix : <http://x/> . :1 :p :4 ; :q 5 . :2 :q 6 , 7 . :3 :p :1 ; :r :2 .",
        PEERS["TWO"]: "@prefix : <http://x/> . :2 :r :1 , :4 . :4 :q 7 . :1 :p :1 .",
    },
)
CASES = {
    "a join": "?a :p ?b ONE { ?b :q ?c }",
    "a call first": "ONE { ?b :q ?c } ?a :p ?b",
    "between triples": "?a :p ?b . ONE { ?b :q ?c } . ?b :q ?d",
    "two calls": "ONE { ?a :p ?b } TWO { ?b :q ?c }",
    "optional": "?a :p ?b OPTIONAL { ONE { ?b :q ?c } }",
    "optional, and more after": "?a :p ?b OPTIONAL { ONE { ?b :q ?c } } ?c :r ?d",
    "optional in a group": "?a :q ?c { ?a :p ?b OPTIONAL { ONE { ?b :q ?c } } }",
    "bound by optional": "?a :p ?b OPTIONAL { ?b :r ?c } TWO { ?c :p ?d }",
    "union": "?a :p ?b { ONE { ?b :q ?c } } UNION { ?b :q ?c }",
    "minus": "?a :p ?b MINUS { ONE { ?b :q ?c } }",
    "minus with more": "?a :p ?b MINUS { ?b :q ?c ONE { ?b :q ?c } }",
    "exists": "?a :p ?b FILTER EXISTS { ONE { ?b :q ?c } }",
    "not exists": "?a :p ?b FILTER NOT EXISTS { ONE { ?b :q ?c } }",
    "exists in an expression": "?a :p ?b FILTER (?a = :1 || EXISTS { ONE { ?b :q 7 } })",
    "exists with a filter": "?a :p ?b FILTER EXISTS { ONE { ?b :q ?c FILTER(?a = :1) } }",
    "exists in bind": "?a :p ?b BIND(EXISTS { ONE { ?b :q 7 } } AS ?c)",
    "sub-query": "?a :p ?b { SELECT ?b (COUNT(?c) AS ?d) { ONE { ?b :q ?c } } GROUP BY ?b }",
    "sub-query inside": "?a :p ?b ONE { SELECT ?b (COUNT(?c) AS ?d) { ?b :q ?c } GROUP BY ?b }",
    "limit inside": "?a :p ?b TWO { SELECT ?b { ?b :q ?c } ORDER BY ?b LIMIT 1 }",
    "optional inside": "?a :p ?b ONE { ?b :q ?c OPTIONAL { ?b :r ?d } }",
    "optional first inside": "?a :p ?b ONE { OPTIONAL { ?b :r ?d } ?a :q ?c }",
    "only optional inside": "?a :p ?b ONE { OPTIONAL { ?b :r ?d } }",
    "a filter inside": "?a :p ?b ONE { ?b :q ?c FILTER(?c > 5) }",
    "a filter on what is bound outside": "?a :p ?b ONE { ?b :q ?c FILTER(?a = :1) }",
    "a filter outside": "?a :p ?b FILTER(?b = :2) ONE { ?b :q ?c } FILTER(?c > 6)",
    "bind": "?a :p ?b BIND(?b AS ?d) ONE { ?d :q ?c }",
    "bind that fails": "?a :q ?b BIND(IRI(STR(?b / 0)) AS ?d) ONE { ?d :q ?c }",
    "bind inside": "?a :p ?b ONE { ?b :q ?c BIND(?c + 1 AS ?d) }",
    "values": "VALUES ?b { :1 :2 } ONE { ?b :q ?c }",
    "values with a gap": "VALUES (?a ?b) { (:1 :2) (UNDEF :1) } ONE { ?a :p ?b }",
    "values after": "ONE { ?b :q ?c } VALUES ?b { :1 :2 }",
    "values inside": "?a :p ?b ONE { ?b :q ?c VALUES ?c { 5 7 } }",
    "a variable endpoint": "BOTH SERVICE ?s { ?a :p ?b }",
    "a variable endpoint, bound": "?a :p ?b BOTH SERVICE ?s { ?b :q ?c }",
    "an endpoint for each": "VALUES (?a ?s) { (:1 s:one) (:2 s:two) } SERVICE ?s { ?a ?b ?c }",
    "an endpoint in the call": "VALUES ?s { s:one } SERVICE ?s { ?a :p ?b VALUES ?s { s:one } }",
    "paths": "?a :p+ ?b ONE { ?b (:p|:r)/:q ?c }",
    "zero-length path": "?a :p ?b ONE { ?b :p* ?c }",
    "nodes in brackets": "?a :p ?b ONE { ?b :p [ :p ?c ] }",
    "no variable": "?a :p ?b ONE { :1 :p :4 }",
    "no variable, no solution": "?a :p ?b ONE { :1 :p :9 }",
    "nothing in common": "?a :r ?b TWO { ?c :r ?d }",
    "nothing here": "?a :z ?b ONE { ?b :q ?c }",
    "union inside": "?a :p ?b ONE { { ?b :q ?c } UNION { ?b :r ?d } }",
    "the same again": "ONE { ?a :q ?c } ONE { ?b :q ?c }",
    "in nested groups": "?a :p ?b { { { ONE { ?b :q ?c } } } }",
    "lateral-like": "?a :p ?b { ?b :q ?c { ONE { ?b :q ?c } } }",
}


def query(pattern: str) -> str:
    pattern = pattern.replace("BOTH", "VALUES ?s { s:one s:two }")
    for word, iri in PEERS.items():
        pattern = pattern.replace(word, f"SERVICE <{iri}>")
    return f"PREFIX : <http://x/> PREFIX s: <http://> SELECT * {{ {pattern} }}"


@pytest.mark.parametrize("pattern", CASES.values(), ids=CASES)
def test_a_call_means_what_a_graph_of_the_same_data_does(pattern: str) -> None:
    assert WORLD.answer(query(pattern)) == WORLD.expect(query(pattern))


Text = st.SearchStrategy[str]

terms = st.sampled_from((*VARIABLES, ":1", ":2", ":3"))
triples = st.builds("{} {} {} .".format, terms, st.sampled_from((":p", ":q", ":r")), terms)
values = st.sampled_from(("VALUES ?a { :1 :2 }", "VALUES (?a ?b) { (:1 UNDEF) (:2 :3) }"))
filters = st.sampled_from(("FILTER(?a != :1)", "FILTER(!BOUND(?b) || ?b = :2)", "FILTER(?c > 5)"))


def grouped(parts: Text, most: int) -> Text:
    """Some parts in braces."""
    return st.lists(parts, min_size=1, max_size=most).map(lambda each: f"{{ {' '.join(each)} }}")


def nested(parts: Text, exists: Text) -> Text:
    """Groups of parts, in all that takes groups; `exists` is for EXISTS alone."""
    group = grouped(parts, 3)
    return st.one_of(
        group,
        st.builds("{} UNION {}".format, group, group),
        st.builds("OPTIONAL {}".format, group),
        st.builds("MINUS {}".format, group),
        st.builds("FILTER EXISTS {{ {} }}".format, exists),
        st.builds("{{ SELECT ?a ?b {} }}".format, group),
    )


def recursive(parts: Text, exists: Text, most: int) -> Text:
    """Parts, and groups of them in each other."""
    return st.recursive(parts, lambda inner: nested(inner, exists), max_leaves=most)


def call(parts: Text) -> Text:
    """Calls of either peer."""
    return st.builds("{} {}".format, st.sampled_from(list(PEERS)), grouped(parts, 2))


# In EXISTS a call is sent the values of what is bound in every solution; a FILTER in it could tell
# those apart that are not.
calls = call(recursive(triples | filters | values, triples, 4))
patterns = st.lists(
    recursive(triples | filters | values | calls, triples | call(triples), 8),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(patterns)
def test_any_query_means_the_same(pattern: str) -> None:
    assert WORLD.answer(query(pattern)) == WORLD.expect(query(pattern))
