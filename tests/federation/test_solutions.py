import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.federation import solutions
from reportedly.federation.solutions import Solutions, TooMany, Unreadable, read

from .peer_server import JSON, TSV, XML, results

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(value: str, datatype: str) -> dict[str, str]:
    return {"type": "literal", "value": value, "datatype": f"{XSD}{datatype}"}


def term(value: dict[str, Any]) -> str | None:
    return read(results({"a": value}), JSON).rows[0][0]


def xml(binding: str) -> bytes:
    return (
        '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f'<head><variable name="a"/></head><results><result><binding name="a">{binding}</binding>'
        "</result></results></sparql>\n"
    ).encode()


def pasted(*terms: str | None) -> list[str | None]:
    """What the terms are when they have gone through a block of VALUES."""
    rows = " ".join(f"({each or 'UNDEF'})" for each in terms)
    found = ox.Store().query(f"SELECT ?a {{ VALUES (?a) {{ {rows} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return [None if row[0] is None else str(row[0]) for row in found]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (typed("0", "integer"), f'"0"^^<{XSD}integer>'),
        (typed("00", "integer"), f'"00"^^<{XSD}integer>'),
        (typed("0.0", "double"), f'"0.0"^^<{XSD}double>'),
        (typed("false", "boolean"), f'"false"^^<{XSD}boolean>'),
        (typed("not a number", "integer"), f'"not a number"^^<{XSD}integer>'),
        (typed("9" * 5_000, "integer"), f'"{"9" * 5_000}"^^<{XSD}integer>'),
        (typed("plain", "string"), '"plain"'),
        ({"type": "literal", "value": ""}, '""'),
        ({"type": "literal", "value": "eins", "xml:lang": "de-AT"}, '"eins"@de-at'),
        ({"type": "literal", "value": 'a "b" \\ \n\r\t}'}, '"a \\"b\\" \\\\ \\n\\r\\t}"'),
        ({"type": "typed-literal", "value": "1", "datatype": f"{XSD}int"}, f'"1"^^<{XSD}int>'),
        ({"type": "uri", "value": "http://a.org/ä?b=(c)&d='#e"}, "<http://a.org/ä?b=(c)&d='#e>"),
        ({"type": "bnode", "value": "x1"}, "_:b0"),
    ],
)
def test_terms_are_written_as_in_sparql(value: dict[str, str], written: str) -> None:
    assert term(value) == written


def test_what_is_not_bound_is_none_in_every_format() -> None:
    expected = Solutions(("a", "b"), ((None, '""'), (None, None)))
    bodies = {
        JSON: results({"b": {"type": "literal", "value": ""}}, {}, variables=("a", "b")),
        XML: b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
        b'<variable name="a"/><variable name="b"/></head><results><result><binding name="b">'
        b"<literal></literal></binding></result><result/></results></sparql>",
        TSV: b'?a\t?b\n\t""\n\t\n',
    }
    assert {media_type: read(body, media_type) for media_type, body in bodies.items()} == (
        dict.fromkeys(bodies, expected)
    )


def test_no_variables_and_no_rows_are_solutions_too() -> None:
    assert read(results({}, variables=()), JSON) == Solutions((), ((),))
    assert read(results(), JSON) == Solutions(("a",), ())


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"null", b"[]", b"{}", b"<html></html>", b"poison", b'{"error": "poison"}', b"\xff"),
        *(b'{"boolean": true}', b'{"head": {}, "boolean": false}', b'{"head": {"vars": ["a"]}}'),
        *(results()[:-1], results({"a": {"type": "literal", "value": "x"}})[:-20]),
        *(results() + b"poison", results()[:-1] + b', "error": "poison"}'),
        *(results(variables=("a b",)), results(variables=("a", "a")), results(variables=("?a",))),
        results({"b": {"type": "literal", "value": "x"}}),
        results({"a": {"type": "poison", "value": "x"}}),
        results({"a": {"type": "uri", "value": "relative"}}),
        results({"a": {"type": "uri", "value": "http://a.org/> } #"}}),
        results({"a": {"type": "uri", "value": "http://a.org/a b"}}),
        results({"a": {"type": "bnode", "value": "b } #"}}),
        results({"a": {"type": "literal", "value": "x", "xml:lang": "en } #"}}),
        results({"a": {"type": "literal", "value": "x", "datatype": "http://a.org/> }"}}),
        results({"a": {"type": "literal", "value": "x"}}).replace(b'"x"', b'"\\ud800"'),
        results({"a": {"type": "literal", "value": "x"}}).replace(b'"x"', b"5"),
    ],
)
def test_other_json_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, JSON)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html/>", b"<sparql/>", xml("")[:-12], xml("<literal>x</literal>")[:-30]),
        xml("<poison>x</poison>"),
        xml("<uri>relative</uri>"),
        xml("<literal>&poison;</literal>"),
        xml("<literal>&b;</literal>").replace(
            b"?>", b'?><!DOCTYPE sparql [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
        ),
        xml("<literal>x</literal>").decode().encode("utf-16"),
    ],
)
def test_other_xml_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, XML)


@pytest.mark.parametrize(
    "body",
    [
        *(b"poison", b"<html>"),
        *(b"?a\n" + each + b"\n" for each in (b"poison", b'"', b"<a>", b"1\t2")),
    ],
)
def test_other_tables_are_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, TSV)


TRIPLE = {
    "type": "triple",
    "value": {
        "subject": {"type": "uri", "value": "http://a.org/s"},
        "predicate": {"type": "uri", "value": "http://a.org/p"},
        "object": {"type": "literal", "value": "o"},
    },
}
DEEP = 200_000


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (results({"a": TRIPLE}), JSON),
        (b"[" * DEEP + b"]" * DEEP, JSON),
        (b'{"a":' * DEEP, JSON),
        (
            results({"a": {"type": "literal", "value": "x"}}).replace(
                b'"x"', b'{"object": {"type": "triple", "value": ' * DEEP + b"1" + b"}}" * DEEP
            ),
            JSON,
        ),
        (xml("<triple><object>" * DEEP + "</object></triple>" * DEEP), XML),
        (xml("<t:triple xmlns:t='http://www.w3.org/2005/sparql-results#'/>"), XML),
        (xml("<uri>" * DEEP), XML),
        (b"?a\n" + b"<<( <http://a> <http://a> " * DEEP + b"1" + b" )>>" * DEEP + b"\n", TSV),
        (b"?a\n <<( <http://a.org/> <http://a.org/> 1 )>>\n", TSV),
    ],
)
def test_triple_terms_and_what_is_nested_deeply_are_refused(body: bytes, media_type: str) -> None:
    with pytest.raises(Unreadable):
        read(body, media_type)


@pytest.mark.parametrize("text", ['{"', "[[[[", '\\"{', "\\\\", '\\\\"{[', "<triple>", "<<( "])
def test_brackets_in_a_text_are_not_nesting(text: str) -> None:
    many = text * 100
    written = term({"type": "literal", "value": many})
    assert pasted(written) == [written]
    assert written == str(ox.Literal(many))


def test_a_table_may_speak_of_triple_terms() -> None:
    assert read(b'?a\n"<<( a )>>"\n', TSV).rows == (('"<<( a )>>"',),)


@pytest.mark.parametrize("body", [results()[:-1], results({"a": {}}), results({"a": TRIPLE})])
def test_the_parser_ends_on_its_thread_also_when_it_fails(body: bytes) -> None:
    with ThreadPoolExecutor(1) as threads, pytest.raises(Unreadable) as raised:
        threads.submit(read, body, JSON).result()
    assert raised.value.__context__ is None


def test_there_are_limits_of_solutions_and_of_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solutions, "MOST_ROWS", 3)
    assert len(read(results({}, {}, {}), JSON).rows) == 3
    with pytest.raises(TooMany):
        read(results({}, {}, {}, {}), JSON)
    monkeypatch.setattr(solutions, "_MOST_CELLS", 4)
    with pytest.raises(TooMany):
        read(results({}, {}, {}, variables=("a", "b")), JSON)


def names(count: int) -> list[str]:
    return [f"v{number}" for number in range(count)]


def wide(count: int, media_type: str) -> bytes:
    """Return no solutions of so many variables."""
    if media_type == JSON:
        return results(variables=tuple(names(count)))
    if media_type == TSV:
        return "\t".join(f"?{name}" for name in names(count)).encode() + b"\n"
    head = "".join(f'<variable name="{name}"/>' for name in names(count))
    results_in = "http://www.w3.org/2005/sparql-results#"
    return f'<sparql xmlns="{results_in}"><head>{head}</head><results/></sparql>'.encode()


@pytest.mark.parametrize("media_type", [JSON, XML, TSV])
def test_more_variables_than_anybody_asks_for_never_reach_the_parser(media_type: str) -> None:
    """It takes time by the square of their number, and all threads stand still meanwhile."""
    assert len(read(wide(1_000, media_type), media_type).variables) == 1_000
    with pytest.raises(Unreadable):
        read(wide(300_000, media_type), media_type)


def test_neither_do_variables_that_are_told_in_many_parts() -> None:
    parts = ",".join(f'"vars": {json.dumps(names(500))}' for _ in range(200))
    with pytest.raises(Unreadable):
        read(f'{{"head": {{{parts}}}, "results": {{"bindings": []}}}}'.encode(), JSON)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ODD = st.text(st.sampled_from("\\\"'<>{}()#@^:_.?%\n\r\t\0 \x7f\u0085\u2028\ufeff\U0001f600aä"))
LITERALS = st.builds(lambda value: {"type": "literal", "value": value}, TEXTS | ODD)
TAGGED = st.builds(
    lambda value, tag: {"type": "literal", "value": value, "xml:lang": tag},
    ODD,
    st.sampled_from(["en", "DE-at", "x-a", "en--ltr", "en } #", "", "en@"]) | TEXTS,
)
TYPED = st.builds(
    lambda value, iri: {"type": "literal", "value": value, "datatype": iri}, ODD, ODD | TEXTS
)
IRIS = st.builds(lambda rest: {"type": "uri", "value": f"http://a.org/{rest}"}, TEXTS | ODD)


@given(LITERALS | TAGGED | TYPED | IRIS)
def test_a_term_that_is_read_can_be_pasted_into_a_query(value: dict[str, str]) -> None:
    try:
        written = term(value)
    except Unreadable:
        return
    assert pasted(written, None, '"end"') == [written, None, '"end"']


def test_blank_nodes_are_the_same_within_an_answer_by_any_label() -> None:
    nodes = [{"type": "bnode", "value": label} for label in ("𐀀", "b0", "𐀀")]
    assert read(results(*({"a": node} for node in nodes)), JSON).rows == (
        ("_:b0",),
        ("_:b1",),
        ("_:b0",),
    )


@given(TEXTS)
def test_a_literal_comes_through_whole(text: str) -> None:
    (written,) = pasted(term({"type": "literal", "value": text}))
    found = ox.Store().query(f"SELECT (STR({written}) AS ?a) {{}}")
    assert isinstance(found, ox.QuerySolutions)
    (solution,) = found
    value = solution["a"]
    assert isinstance(value, ox.Literal)
    assert value.value == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXTS,
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["head", "vars", "results", "bindings", "type", "value", "a"])
                | TEXTS,
                inner,
            )
        ),
    )
)
def test_any_json_is_read_or_refused(document: Any) -> None:
    try:
        found = read(json.dumps(document).encode(), JSON)
    except Unreadable:
        return
    assert all(len(row) == len(found.variables) for row in found.rows)


@given(st.binary(), st.sampled_from([JSON, XML, TSV]))
def test_any_bytes_are_read_or_refused(body: bytes, media_type: str) -> None:
    try:
        read(body, media_type)
    except Unreadable:
        return
