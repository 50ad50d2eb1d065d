"""The embedded engine: datasets, replacement, revisions, threads."""

import json
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile.canary import listening

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Answer, Change, Content, Document, Engine, Query, Update
from reportedly.errors import DocumentSyntaxError, NotAcceptable, QueryError, QuerySyntaxError

EX = "http://example.org/"
TURTLE = "text/turtle"


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Embedded]:
    in_memory = request.param == "memory"
    engine = Embedded.in_memory() if in_memory else Embedded.on_disk(tmp_path / "store")
    for name in ("one", "two"):
        engine.replace(EX + name, f"<{EX}s> <{EX}p> '{name}' .".encode(), TURTLE)
    yield engine
    engine.close()


def values(engine: Engine, pattern: str, **dataset: Any) -> set[str]:
    """The values of ?v."""
    answer = engine.evaluate(Query(pattern, "application/json", **dataset))
    return {row["v"]["value"] for row in json.loads(answer.body)["results"]["bindings"]}


ANY = "SELECT ?v { ?s ?p ?v }"
NAMED = "SELECT ?v { GRAPH ?g { ?s ?p ?v } }"


def test_the_default_graph_is_the_union_of_the_named_graphs(engine: Embedded) -> None:
    assert values(engine, ANY) == {"one", "two"}
    assert values(engine, NAMED) == {"one", "two"}
    assert values(engine, f"SELECT ?v {{ GRAPH <{EX}two> {{ ?s ?p ?v }} }}") == {"two"}


def test_the_dataset_of_the_query_is_honoured(engine: Embedded) -> None:
    assert values(engine, f"SELECT ?v FROM <{EX}one> {{ ?s ?p ?v }}") == {"one"}
    assert values(engine, f"SELECT ?v FROM NAMED <{EX}one> {{ ?s ?p ?v }}") == set()
    named = f"SELECT ?v FROM NAMED <{EX}one> {{ GRAPH ?g {{ ?s ?p ?v }} }}"
    assert values(engine, named) == {"one"}
    assert values(engine, "SELECT ?v { ?s ?p ?v } # FROM <http://example.org/one>") == {
        "one",
        "two",
    }


def test_the_dataset_of_the_request_comes_before_that_of_the_query(engine: Embedded) -> None:
    two = (EX + "two",)
    assert values(engine, ANY, default_graphs=two) == {"two"}
    assert values(engine, f"SELECT ?v FROM <{EX}one> {{ ?s ?p ?v }}", default_graphs=two) == {"two"}
    assert values(engine, NAMED, default_graphs=two) == set()
    assert values(engine, ANY, named_graphs=two) == set()
    assert values(engine, NAMED, named_graphs=two) == {"two"}


def test_a_graph_can_only_be_named_by_an_absolute_iri(engine: Embedded) -> None:
    with pytest.raises(QueryError, match="“two” is not an absolute IRI"):
        engine.evaluate(Query(ANY, default_graphs=("two",)))


def test_a_graph_is_replaced_as_a_whole(engine: Embedded) -> None:
    engine.replace(EX + "one", b"<#a> <#b> 'new', [] . [] <#b> 'newer' .", TURTLE)
    assert values(engine, ANY) > {"new", "newer", "two"}
    assert len(engine) == 4
    described = engine.evaluate(Query(f"DESCRIBE <{EX}one#a>", "application/n-triples"))
    assert f"<{EX}one#a> <{EX}one#b> ".encode() in described.body


def test_an_empty_graph_is_there_until_it_is_removed(engine: Embedded) -> None:
    assert engine.replace(EX + "one", b"", TURTLE)
    assert engine.graphs() == (EX + "one", EX + "two")
    assert engine.remove(EX + "one")
    assert not engine.remove(EX + "one")
    assert engine.graphs() == (EX + "two",)


def test_what_is_in_no_named_graph_is_in_the_union_too(engine: Embedded) -> None:
    engine.replace(None, f"<{EX}s> <{EX}p> 'one', 'three' .".encode(), TURTLE)
    assert values(engine, ANY) == {"one", "two", "three"}
    content = engine.content(Content(None, "application/n-triples"))
    assert content is not None
    assert len(content.body.splitlines()) == 2


def test_a_graph_is_added_to(engine: Embedded) -> None:
    assert engine.add(EX + "one", f"<{EX}s> <{EX}p> 'more' .".encode(), TURTLE)
    assert not engine.add(EX + "new", f"<{EX}s> <{EX}p> 'new' .".encode(), TURTLE)
    assert values(engine, ANY) == {"one", "two", "more", "new"}


def test_the_content_of_a_graph_that_is_not_there_is_nothing(engine: Embedded) -> None:
    assert engine.content(Content(EX + "none")) is None


def test_an_update_sees_the_graph_without_a_name_only(engine: Embedded) -> None:
    engine.update(Update(f"INSERT DATA {{ <{EX}s> <{EX}p> 'bare' }}"))
    engine.update(Update("DELETE WHERE { ?s ?p ?o }"))
    assert values(engine, ANY) == {"one", "two"}


@pytest.mark.parametrize(
    ("document", "media_type"),
    [
        (b"<#a> <#b> 'x' ;\n oops .", TURTLE),
        (b"<http://a/a> <http://a/b> '\xff' .", TURTLE),
        (b"<http://a/g> { <http://a/a> <http://a/b> 'x' }", "application/trig"),
    ],
)
def test_what_can_not_be_read_changes_nothing(
    engine: Embedded, document: bytes, media_type: str
) -> None:
    revision = engine.revision
    with pytest.raises(DocumentSyntaxError, match=f"{EX}one, line"):
        engine.replace(EX + "one", document, media_type)
    assert (values(engine, ANY), engine.revision) == ({"one", "two"}, revision)


def test_every_change_has_a_revision(engine: Embedded) -> None:
    before = engine.revision
    engine.replace(EX + "three", f"<{EX}s> <{EX}p> 3 .".encode(), TURTLE)
    assert engine.revision == before + 1
    assert engine.graphs() == (EX + "one", EX + "three", EX + "two")


def turtle(value: object) -> Document:
    return Document(f"<{EX}s> <{EX}p> '{value}' .".encode(), TURTLE)


def test_several_graphs_change_at_once(engine: Embedded) -> None:
    engine.replace(EX + "three", turtle("three").body, TURTLE)
    before = engine.revision
    revision = engine.change(
        [
            Change(EX + "one", turtle("new")),
            Change(EX + "two", turtle("more"), adding=True),
            Change(EX + "three", None),
            Change(EX + "four", turtle("four"), adding=True),
            Change(EX + "four", turtle("five"), adding=True),
        ]
    )
    assert (revision, engine.revision) == (before + 1, before + 1)
    assert values(engine, NAMED) == {"new", "two", "more", "four", "five"}
    assert engine.graphs() == (EX + "four", EX + "one", EX + "two")


def test_several_graphs_change_all_or_none(engine: Embedded) -> None:
    revision = engine.revision
    faulty = Document(b"<a:s> <a:p> oops .", TURTLE)
    with pytest.raises(DocumentSyntaxError, match=f"{EX}two, line 1"):
        engine.change([Change(EX + "one", None), Change(EX + "two", faulty)])
    assert (values(engine, ANY), engine.revision) == ({"one", "two"}, revision)


def test_shipped_graphs_are_loaded_when_they_change_and_others_stay(engine: Embedded) -> None:
    engine.bring_up_to_date({EX + "a": b"<#s> <#p> 1 .", EX + "b": b"<#s> <#p> 2 ."})
    assert values(engine, ANY) == {"1", "2", "one", "two"}
    loaded = engine.revision
    engine.bring_up_to_date({EX + "a": b"<#s> <#p> 1 .", EX + "b": b"<#s> <#p> 2 ."})
    assert engine.revision == loaded
    engine.replace(EX + "a", b"<#s> <#p> 'mine' .", TURTLE)
    engine.bring_up_to_date({EX + "a": b"<#s> <#p> 1 .", EX + "c": b"<#s> <#p> 3 ."})
    assert values(engine, ANY) == {"mine", "3", "one", "two"}


def test_answers_can_be_evaluated_on_many_threads(engine: Embedded) -> None:
    query = Query("SELECT ?v { ?s ?p ?v } ORDER BY ?v", "text/csv")
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(engine.evaluate, [query] * 200))
    assert answers == {Answer(b"v\r\none\r\ntwo\r\n", "text/csv", engine.revision)}


def test_questions_and_answers_can_travel(engine: Embedded) -> None:
    query = Query(ANY, "text/csv", (EX + "one",), (EX + "two",))
    assert pickle.loads(pickle.dumps(query)) == query
    answer = engine.evaluate(query)
    assert pickle.loads(pickle.dumps(answer)) == answer


def test_the_format_is_negotiated_for_the_form_of_the_query(engine: Embedded) -> None:
    either = "text/csv, text/turtle;q=0.5"
    assert engine.evaluate(Query("ASK {}", either)).media_type == "text/csv"
    assert engine.evaluate(Query("DESCRIBE <a:b>", either)).media_type == TURTLE
    with pytest.raises(NotAcceptable) as caught:
        engine.evaluate(Query("ASK {}", TURTLE))
    assert "application/sparql-results+json" in caught.value.available


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT * { FILTER(<http://example.org/f>(1)) }", QueryError),
        ("SELECT *", QuerySyntaxError),
        ("", QuerySyntaxError),
    ],
)
def test_what_can_not_be_answered_is_an_error_of_ours(
    engine: Embedded, query: str, kind: type[QueryError]
) -> None:
    with pytest.raises(kind):
        engine.evaluate(Query(query))


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sets(st.sampled_from("12345"), max_size=4)),
        max_size=6,
    )
)
def test_the_default_graph_is_the_merged_union(replacements: list[tuple[str, set[str]]]) -> None:
    engine = Embedded.in_memory()
    graphs: dict[str, set[str]] = {}
    for graph, values in replacements:
        document = " ".join(f"<{EX}s> <{EX}p> {value} ." for value in values)
        engine.replace(EX + graph, document.encode(), "text/turtle")
        graphs[graph] = values
    query = Query("SELECT ?o { ?s ?p ?o } ORDER BY ?o", accept="text/csv")
    assert engine.evaluate(query).body.split()[1:] == [
        value.encode() for value in sorted(set().union(*graphs.values()))
    ]
    assert len(engine) == sum(map(len, graphs.values()))


def test_blank_nodes_of_graphs_are_not_confused() -> None:
    engine = Embedded.in_memory()
    engine.bring_up_to_date({EX + name: b"_:b <#p> _:c ." for name in "ab"})
    count = "SELECT (COUNT(DISTINCT ?s) AS ?v) { ?s ?p ?o }"
    assert values(engine, count) == {"2"}


@pytest.mark.parametrize(
    "query",
    [
        "ASK {{ SERVICE <{iri}> {{ ?s ?p ?o }} }}",
        "SELECT ?o {{ VALUES ?s {{ <a:one> }} SERVICE SILENT <{iri}> {{ ?s ?p ?o }} }}",
        "SELECT ?o {{ VALUES ?e {{ <{iri}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
        "DESCRIBE ?s {{ OPTIONAL {{ SERVICE <{iri}> {{ ?s ?p ?o }} }} }}",
    ],
)
def test_a_query_that_is_only_read_calls_nobody(query: str) -> None:
    with listening() as canary:
        text = query.format(iri=canary.iri)
        answer = Embedded.in_memory().evaluate(Query(text, syntax_only=True, guarded=True))
    assert answer.body == b""
    assert canary.visits == []


def test_a_query_that_is_only_read_counts_nothing() -> None:
    engine = Embedded.in_memory()
    engine.replace(EX, b"".join(b"<a:%d> <a:p> 1 ." % n for n in range(1000)), "text/turtle")
    every = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(4))
    text = f"SELECT (COUNT(*) AS ?n) {{ {every} SERVICE <a:x> {{ ?s ?p ?o }} }}"
    assert engine.evaluate(Query(text, syntax_only=True, guarded=True)).body == b""
