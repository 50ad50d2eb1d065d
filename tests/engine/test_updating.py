"""Updates: the dataset of the request, loads, and what can't be done."""

import pytest

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import Query, Update
from reportedly.errors import (
    GraphExists,
    GraphMissing,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    ReportedlyError,
    RequestError,
)

A, B = "http://example.org/a", "http://example.org/b"
ALL = "SELECT (STR(?g) AS ?graph) ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?o"


@pytest.fixture
def engine() -> Embedded:
    engine = Embedded.in_memory()
    engine.update(Update(f"INSERT DATA {{ GRAPH <{A}> {{ <{A}> <{A}> 1 }} }}"))
    engine.update(Update(f"INSERT DATA {{ GRAPH <{B}> {{ <{A}> <{A}> 2 }} }}"))
    return engine


def held(engine: Embedded) -> list[str]:
    """What the named graphs hold: the last letter of the graph, and the object."""
    rows = engine.evaluate(Query(ALL, "text/csv")).body.decode().split()[1:]
    return [row.rpartition("/")[2].replace(",", "") for row in rows]


@pytest.mark.parametrize(
    ("update", "after"),
    [
        (f"INSERT {{ GRAPH <{A}> {{ ?s ?p 9 }} }} WHERE {{ ?s ?p 2 }}", ["a1", "a9", "b2"]),
        (f"INSERT {{ GRAPH <{A}> {{ ?s ?p 9 }} }} WHERE {{ ?s ?p 1 }}", ["a1", "b2"]),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", ["b2"]),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", ["b2"]),
        (f"INSERT DATA {{ GRAPH <{A}> {{ <{A}> <{A}> 3 }} }} ; CLEAR GRAPH <{B}>", ["a1", "a3"]),
    ],
)  # fmt: skip
def test_the_dataset_of_the_request(engine: Embedded, update: str, after: list[str]) -> None:
    engine.update(Update(update, default_graphs=(B,), named_graphs=(A,)))
    assert held(engine) == after


@pytest.mark.parametrize("clause", [f"WITH <{A}> DELETE {{}}", f"DELETE {{}} USING <{A}>"])
def test_two_datasets_are_one_too_many(engine: Embedded, clause: str) -> None:
    text = f"CLEAR ALL ; {clause} WHERE {{ ?s ?p ?o }}"
    with pytest.raises(RequestError, match="Both the update and the request"):
        engine.update(Update(text, named_graphs=(A,)))
    assert held(engine) == ["a1", "b2"]


def test_prefixes_can_be_declared_before_each_operation(engine: Embedded) -> None:
    declared = f"PREFIX x: <{B}> PREFIX y: <{A}>"
    text = f"CLEAR GRAPH <{A}> ; {declared}\nINSERT DATA {{ GRAPH y: {{ x: x: 7 }} }}"
    engine.update(Update(text))
    assert held(engine) == ["a7", "b2"]
    with pytest.raises(QuerySyntaxError) as caught:
        engine.update(Update(text + " ; PREFIX x: <" + B + "> CLEAR x:"))
    assert (caught.value.line, caught.value.source[caught.value.column - 1 :]) == (2, "x:")


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <a:b>",
        "LOAD <a:b> INTO GRAPH <a:c>",
        "INSERT DATA { <a:a> <a:b> 1 } ; load <a:b>",
        "PREFIX : <a:b> LOAD:x",
        "PREFIX x: <a:b> \\u004COAD x:y",
        "LOADSILENT<a:b>",
    ],
)
def test_an_update_that_loads_is_refused(engine: Embedded, update: str) -> None:
    with pytest.raises(QueryRefused, match="LOAD is refused"):
        engine.update(Update(update))


@pytest.mark.parametrize(
    "load",
    [
        "LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <a:c>",
        "BASE <a:b> PREFIX x: <a:b> load silent x:y",
        f"LOAD SILENT <{A}> INTO GRAPH <{B}> ; LOAD SILENT <{B}> ;",
    ],
)
def test_a_silent_load_does_nothing(engine: Embedded, load: str) -> None:
    engine.update(Update(load))
    assert held(engine) == ["a1", "b2"]


@pytest.mark.parametrize(
    ("update", "kind", "words"),
    [
        ("CLEAR ALL ;\n INSER {}", QuerySyntaxError, "Line 2, column 2: “INSER” can’t stand here"),
        ("CLEAR ALL ;\n LOAD x:y", QuerySyntaxError, "Line 2, column 7: “x:y” can’t stand here"),
        ("LOAD SILENT x:y", QuerySyntaxError, "the prefix of “x:y” is not declared"),
        ("CREATE GRAPH <a:a> LOAD <a:b>", QuerySyntaxError, "“LOAD” can’t stand here"),
        ("CLEAR ALL ; PREFIX x:", QuerySyntaxError, "Line 1"),
        ("PREFIX x: <a:b> CLEAR ALL ; PREFIX x: <a:c> CLEAR ALL", QuerySyntaxError, "“PREFIX”"),
        ("CLEAR ALL ; SELECT * {}", QuerySyntaxError, "“SELECT” can’t stand here"),
        ("CLEAR ALL ; DROP GRAPH <a:none>", GraphMissing, "does not exist"),
        (f"CREATE GRAPH <{A}>", GraphExists, "already exists"),
        ("CLEAR ALL ; INSERT { ?s ?p 9 } WHERE { BIND(<a:f>(1) AS ?s) }", QueryError, "<a:f>"),
    ],
)
def test_what_can_not_be_done_changes_nothing(
    engine: Embedded, update: str, kind: type[ReportedlyError], words: str
) -> None:
    with pytest.raises(kind) as caught:
        engine.update(Update(update))
    assert words in caught.value.detail
    assert type(caught.value) is kind
    assert held(engine) == ["a1", "b2"]


def test_an_error_points_at_the_update_as_it_was_sent(engine: Embedded) -> None:
    text = "INSERT { ?s ?p 1 }\nWHERE { ?s ?p  }"
    with pytest.raises(QuerySyntaxError) as caught:
        engine.update(Update(text, default_graphs=(A,)))
    assert (caught.value.line, caught.value.column) == (2, 16)
