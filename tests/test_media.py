import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import NotAcceptable
from reportedly.media import GRAPH_FORMATS, RESULT_FORMATS, Format, accepting, best, negotiate

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
YASGUI = "application/sparql-results+json,*/*;q=0.9"
JENA = "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/csv;q=0.5"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        (YASGUI, "application/sparql-results+json"),
        (JENA, "application/sparql-results+json"),
        (JAVA, "application/sparql-results+json"),
        (BROWSER, "application/xml"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+xml, */*", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/*", "text/csv"),
        ("text/*, text/csv;q=0.1", "text/tab-separated-values"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("application/json, application/sparql-results+json", "application/sparql-results+json"),
        ("text/csv;q=high", "text/csv"),
        ("text/csv ; Q = 0.2 , text/xml; q=.5", "text/xml"),
        (" , ,", "application/sparql-results+json"),
    ],
)
def test_results(accept: str, expected: str) -> None:
    assert negotiate(accept, RESULT_FORMATS)[1] == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/*", "application/n-triples"),
        ("text/turtle;q=0.3, application/rdf+xml;q=0.7, */*;q=0.1", "application/rdf+xml"),
        ('application/ld+json; profile="http://example.org/a,b;q=0"', "application/ld+json"),
        ("application/json", "application/json"),
        ("text/plain", "text/plain"),
        ("application/sparql-results+json, text/turtle;q=0.2", "text/turtle"),
    ],
)
def test_graphs(accept: str, expected: str) -> None:
    assert negotiate(accept, GRAPH_FORMATS)[1] == expected


def test_an_alias_names_the_format_of_its_kind() -> None:
    assert negotiate("application/json", RESULT_FORMATS)[0].name == "json"
    assert negotiate("application/json", GRAPH_FORMATS)[0].name == "jsonld"


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "*/*;q=0", "nonsense"])
def test_what_is_not_there_is_refused_with_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        negotiate(accept, RESULT_FORMATS)
    assert caught.value.available == tuple(form.media_type for form in RESULT_FORMATS)
    assert "text/csv" in caught.value.hint


@pytest.mark.parametrize("formats", [RESULT_FORMATS, GRAPH_FORMATS])
def test_every_format_can_be_had_by_each_of_its_names(formats: tuple[Format, ...]) -> None:
    for form in formats:
        for media_type in form.media_types:
            assert negotiate(media_type, formats) == (form, media_type)


@given(st.text())
def test_no_header_brings_it_down(accept: str) -> None:
    assert best(accept, ["text/turtle", "text/csv"]) in {"text/turtle", "text/csv", None}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("csv", ("text/csv", "text/turtle")),
        ("TSV", ("text/tab-separated-values", "text/turtle")),
        ("json", ("application/sparql-results+json", "application/ld+json")),
        ("xml", ("application/sparql-results+xml", "application/rdf+xml")),
        ("turtle", ("application/sparql-results+json", "text/turtle")),
        ("nt", ("application/sparql-results+json", "application/n-triples")),
        ("application/sparql-results xml", ("application/sparql-results+xml", "text/turtle")),
    ],
)
def test_a_word_names_a_format_where_it_fits(word: str, expected: tuple[str, str]) -> None:
    accept = accepting(word)
    assert tuple(negotiate(accept, of)[1] for of in (RESULT_FORMATS, GRAPH_FORMATS)) == expected


@pytest.mark.parametrize("word", ["", "html", "auto", "text", "*", "application/"])
def test_other_words_name_none(word: str) -> None:
    assert accepting(word) == ""
