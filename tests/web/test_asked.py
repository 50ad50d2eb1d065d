"""A named question as it is asked: its address, its parts, its values."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engine.embedded import Embedded
from reportedly.engine.port import NOBODY
from reportedly.questions import Parameter, Question
from reportedly.results import Cell, Table
from reportedly.web.asked import Asked, Parts, plain
from reportedly.web.tables import Value

XSD = "http://www.w3.org/2001/XMLSchema#"
NAME = Parameter("name", "string", "a name", "''")
QUERY = "SELECT ?o { VALUES ?name { '' } ?s ?p ?o } ORDER BY ?o"
QUESTION = Question("names", "Q99", "Names", "Who?", "Words", QUERY, (NAME,))


@given(st.text())
def test_the_address_of_an_answer_holds_its_values(value: str) -> None:
    address = urlsplit(Asked(QUESTION, {"name": value}).path(".csv"))
    assert address.path == "/queries/names.csv"
    assert not set(address.query) & set("'\"<> #&\\`$()")
    assert dict(parse_qsl(address.query, keep_blank_values=True)) == {"name": value}


def test_values_that_are_the_defaults_leave_the_query_as_it_is() -> None:
    assert Asked(QUESTION, {"name": ""}).text == QUERY
    assert Asked(QUESTION, {"name": "x"}).changed == {"name": "x"}
    assert Asked(replace(QUESTION, parameters=()), {}).path() == "/queries/names"


def test_parts_are_found_once_for_each_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Embedded.in_memory()
    parts = Parts(engine)
    asked = Asked(QUESTION, {"name": ""})
    assert parts.find(asked, 0, 2, NOBODY).rows == ()
    engine.replace("http://e.org/g", b"<#a> <#b> 1, 2, 3 .", "text/turtle")
    first = parts.find(asked, 0, 2, NOBODY)
    assert [cell.text for (cell,) in first.rows if cell] == ["1", "2"]
    assert [cell.text for (cell,) in parts.find(asked, 2, 2, NOBODY).rows if cell] == ["3"]
    monkeypatch.setattr(engine, "evaluate", None)
    assert parts.find(asked, 0, 2, NOBODY) is first


@pytest.mark.parametrize("call", ["BIND(NOW() AS ?now)", "SERVICE SILENT <a:b> {}"])
def test_a_part_that_may_be_another_one_each_time_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    asked = Asked(replace(QUESTION, text=QUERY.replace("?s ?p ?o", f"?s ?p ?o {call}")), {})
    found = [Table((), ()), Table((), ())]
    monkeypatch.setattr("reportedly.web.asked.part", lambda *_: found.pop())
    parts = Parts(Embedded.in_memory())
    assert parts.find(asked, 0, 2, NOBODY) is not parts.find(asked, 0, 2, NOBODY)


def test_a_part_that_is_long_is_not_kept() -> None:
    engine = Embedded.in_memory()
    engine.replace("http://e.org/g", b"<#a> <#b> '%s' ." % (b"x" * 200_000), "text/turtle")
    parts = Parts(engine)
    asked = Asked(QUESTION, {"name": ""})
    first = parts.find(asked, 0, 2, NOBODY)
    assert len(first.rows) == 1
    assert parts.find(asked, 0, 2, NOBODY) is not first


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None),
        (Cell("literal", "07", datatype=f"{XSD}integer"), 7),
        (Cell("literal", "1.5", datatype=f"{XSD}decimal"), 1.5),
        (Cell("literal", "INF", datatype=f"{XSD}double"), "INF"),
        (Cell("literal", "many", datatype=f"{XSD}integer"), "many"),
        (Cell("literal", "true", datatype=f"{XSD}boolean"), True),
        (Cell("literal", "0", datatype=f"{XSD}boolean"), False),
        (Cell("literal", "12"), "12"),
        (Cell("uri", "https://e.org/12"), "https://e.org/12"),
    ],
)
def test_what_is_a_number_or_a_verdict_stays_one(cell: Cell | None, value: Value) -> None:
    found = plain(cell)
    assert (found, type(found)) == (value, type(value))
