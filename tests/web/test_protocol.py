"""How queries are read out of requests."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import RequestError, UnsupportedContentType
from reportedly.web.protocol import DIRECT, FORM, parameters, read_get, read_post

QUERY = "SELECT * { ?s ?p 'a+b & é = %41 😀' }"


def test_the_three_ways_of_asking_are_the_same() -> None:
    form = urlencode({"query": QUERY}).encode()
    expected = read_get(form)
    assert expected.text == QUERY
    assert read_post(b"", FORM, form) == expected
    assert read_post(b"", DIRECT, QUERY.encode()) == expected


def test_the_dataset_can_be_in_the_url_or_in_the_form() -> None:
    dataset = urlencode(
        {"default-graph-uri": ["a:a", "a:b"], "named-graph-uri": "a:c"}, doseq=True
    ).encode()
    text = urlencode({"query": QUERY}).encode()
    asked = [
        read_get(text + b"&" + dataset),
        read_post(b"", FORM, dataset + b"&" + text),
        read_post(dataset, FORM, text),
        read_post(dataset, f"{DIRECT}; charset=UTF-8", QUERY.encode()),
    ]
    for query in asked:
        assert (query.default_graphs, query.named_graphs) == (("a:a", "a:b"), ("a:c",))


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip))
def test_any_text_is_decoded_once(text: str) -> None:
    assert read_get(urlencode({"query": text}).encode()).text == text
    assert read_get(b"query=" + quote(text, safe="").encode()).text == text


def test_text_may_come_without_being_encoded() -> None:
    assert read_get("query=ASK{'é'+1}".encode()).text == "ASK{'é' 1}"


def test_parameters_that_are_not_known_are_left_alone() -> None:
    assert read_get(b"format=json&query=ASK{}&output=&maxrows=7&=&x").text == "ASK{}"


@pytest.mark.parametrize("form", [b"format=csv", b"output=csv", b"format=auto&output=csv"])
def test_a_format_can_be_named_by_who_sends_no_header(form: bytes) -> None:
    asked = [read_get(b"query=ASK{}&" + form), read_post(form, DIRECT, b"ASK {}")]
    assert [query.accept for query in asked] == ["text/csv, */*;q=0.1"] * 2


@pytest.mark.parametrize("form", [b"", b"foo=bar", b"query=", b"query=+%0A", b"query", b"Query=x"])
def test_a_request_without_a_query_is_told_how_to_ask(form: bytes) -> None:
    with pytest.raises(RequestError) as caught:
        read_get(form)
    assert "application/sparql-query" in caught.value.hint


def test_two_queries_are_one_too_many() -> None:
    with pytest.raises(RequestError, match="more than one query"):
        read_get(b"query=ASK{}&query=ASK{}")
    with pytest.raises(RequestError, match="more than one query"):
        read_post(b"query=ASK{}", FORM, b"query=ASK{}")


@pytest.mark.parametrize("form", [b"query=%FF", b"query=\xff", b"query=ASK%7B%7D&x=%C3"])
def test_what_is_not_utf_8_is_refused(form: bytes) -> None:
    with pytest.raises(RequestError, match="not in UTF-8"):
        parameters(form)
    with pytest.raises(RequestError, match="not in UTF-8"):
        read_post(b"", FORM, form)


def test_a_query_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(RequestError, match="not in UTF-8"):
        read_post(b"", DIRECT, b"ASK { ?s ?p '\xe9' }")


@pytest.mark.parametrize(
    "content_type",
    [
        *("", "text/plain", "application/sparql-update", "multipart/form-data; boundary=x"),
        f"{DIRECT}; charset=UTF-16",
    ],
)
def test_other_bodies_are_not_read(content_type: str) -> None:
    with pytest.raises(UnsupportedContentType):
        read_post(b"", content_type, b"ASK {}")


@pytest.mark.parametrize("content_type", [f'{FORM};charset="utf-8"', FORM.upper()])
def test_the_content_type_may_be_written_in_any_way(content_type: str) -> None:
    assert read_post(b"", content_type, b"query=ASK{}").text == "ASK{}"
