"""Reading a question's header, and asking it with other values."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import FileError, QueryError
from reportedly.questions import Parameter, Question, load, read

HEADER = "# title: Names\n# question: Who has a name?\n# id: Q99\n# theme: Words\n"
QUERY = "\nSELECT ?s { VALUES ?name { 'C01' } VALUES ?day { 1 } VALUES ?who { id:x } }\n"
NAMED = "# parameter: ?name string (a name) = 'C01'\n"
DATED = "# parameter: ?day dateTime (a day) = 1\n"
LINKED = "# parameter: ?who iri (an actor) = id:x\n"


def question(tmp_path: Path, text: str) -> Question:
    path = tmp_path / "names.rq"
    path.write_text(text, "utf-8")
    return read(path)


@pytest.fixture
def names(tmp_path: Path) -> Question:
    """A question with a parameter of each type."""
    return question(tmp_path, HEADER + NAMED + DATED + LINKED + QUERY)


def test_the_header_is_read(names: Question) -> None:
    assert (names.slug, names.id, names.title) == ("names", "Q99", "Names")
    assert names.question == "Who has a name?"
    assert names.parameters[0] == Parameter("name", "string", "a name", "'C01'")
    assert names.text.endswith(QUERY)


def test_questions_come_in_the_order_of_their_ids() -> None:
    ids = [each.id for each in load()]
    assert ids == sorted(ids)
    assert ids[0] == "Q01"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# title: Names\n# id: Q99\n# theme: Words\n" + QUERY, "0 lines for question"),
        (HEADER + "# id: Q98\n" + QUERY, "2 lines for id"),
        (HEADER + "# author: somebody\n" + QUERY, "line 5, is no line"),
        (HEADER + "# parameter: name = 1\n" + QUERY, "can’t be read: name = 1"),
        (HEADER + "# parameter: ?name colour (a name) = 'C01'\n" + QUERY, "can’t be read"),
        (HEADER + "# parameter: ?name string (a name) = 'C02'\n" + QUERY, "name exactly once"),
        (HEADER + NAMED + QUERY + QUERY, "name exactly once"),
        (HEADER.replace("Words", "Colours") + QUERY, "a theme that there is not: Colours"),
        (HEADER + NAMED + "# choices: ?name = [] a ?other\n" + QUERY, "choices that can’t be read"),
        (HEADER + "# choices: ?name = [] a ?name\n" + QUERY, "choices of name, which is no param"),
    ],
    ids=[
        *("missing", "twice", "unknown", "unreadable", "type", "unused", "used twice"),
        *("theme", "choices", "choices of nothing"),
    ],
)
def test_a_malformed_header_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(FileError, match=complaint) as caught:
        question(tmp_path, text)
    assert caught.value.hint.startswith("Write ")


def test_without_values_the_query_stays(names: Question) -> None:
    assert names.with_values({}) == names.text


@pytest.mark.parametrize(
    ("values", "clause"),
    [
        ({"name": "C02"}, 'VALUES ?name { "C02" }'),
        ({"who": "https://example.org/x"}, "VALUES ?who { <https://example.org/x> }"),
        ({"who": "id:hama"}, "VALUES ?who { <https://w3id.org/reportedly/id/hama> }"),
        (
            {"day": "2024-12-02"},
            'VALUES ?day { "2024-12-02T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> }',
        ),
    ],
    ids=["string", "iri", "prefixed", "day"],
)
def test_values_take_the_place_of_defaults(
    names: Question, values: dict[str, str], clause: str
) -> None:
    assert clause in names.with_values(values)


@pytest.mark.parametrize(
    "values",
    [
        {"who": "hama"},
        {"who": "https://example.org/> } DROP ALL"},
        {"who": "id:hama } #"},
        {"day": "Monday"},
        {"nobody": "x"},
    ],
)
def test_other_values_are_refused(names: Question, values: dict[str, str]) -> None:
    with pytest.raises(QueryError) as caught:
        names.with_values(values)
    assert caught.value.hint


@given(st.text())
def test_any_text_stays_one_literal(value: str) -> None:
    query = Question("s", "Q", "t", "q", "Words", "SELECT * { VALUES ?name { '' } }", (NAME,))
    found = ox.Store().query(query.with_values({"name": value}))
    assert isinstance(found, ox.QuerySolutions)
    assert [solution["name"] for solution in found] == [ox.Literal(value)]


NAME = Parameter("name", "string", "a name", "''")


def test_an_endpoint_is_called_wherever_the_question_calls_one(tmp_path: Path) -> None:
    calling = "# parameter: ?there endpoint (a dataset) = <http://e.org/a>\n"
    query = "\nSELECT ?s {\n  SERVICE <http://e.org/a> {}\n  SERVICE <http://e.org/a> {}\n}\n"
    asked = question(tmp_path, HEADER + calling + query)
    assert asked.parameters[0].value == "http://e.org/a"
    given = asked.with_values({"there": "http://e.org/b"})
    assert given.count("SERVICE <http://e.org/b> {}") == 2
    assert "http://e.org/a> {}" not in given


def test_nothing_is_replaced_inside_a_value() -> None:
    other = Parameter("other", "string", "another name", "'x'")
    text = "SELECT * { VALUES ?name { '' } VALUES ?other { 'x' } }"
    query = Question("s", "Q", "t", "q", "Words", text, (NAME, other))
    asked = query.with_values({"name": other.clause("'x'"), "other": '"'})
    found = ox.Store().query(asked)
    assert isinstance(found, ox.QuerySolutions)
    assert [solution["name"] for solution in found] == [ox.Literal("VALUES ?other { 'x' }")]
