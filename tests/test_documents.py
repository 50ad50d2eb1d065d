from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from reportedly import documents, resources
from reportedly.documents import Position
from reportedly.errors import DocumentSyntaxError, FileError

EX = "http://example.org/"


def test_agrees_with_rdflib_on_the_seed_report() -> None:
    for path in resources.turtle_files(resources.data() / "reports"):
        assert isomorphic(documents.read_turtle(path), Graph().parse(path))


def test_lexical_forms_are_kept_as_written() -> None:
    graph = documents.parse_turtle(f"<{EX}a> <{EX}b> 01, 01.50 .".encode(), name="x")
    assert {str(o) for o in graph.objects()} == {"01", "01.50"}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\\\n\r'), max_size=40))
def test_any_text_survives(text: str) -> None:
    graph = documents.parse_turtle(f'<{EX}a> <{EX}b> "{text}" .'.encode(), name="x")
    assert list(graph.objects()) == [Literal(text)]


def test_prefixes_of_the_document_are_kept() -> None:
    graph = documents.parse_turtle(f"PREFIX e: <{EX}> e:a e:b e:c .".encode(), name="x")
    assert dict(graph.namespaces())["e"] == URIRef(EX)


def test_datatypes_and_languages() -> None:
    graph = documents.parse_turtle(f'<{EX}a> <{EX}b> true, "x"@fr, "y" .'.encode(), name="x")
    assert set(graph.objects()) == {
        Literal("true", datatype=XSD.boolean),
        Literal("x", lang="fr"),
        Literal("y"),
    }


def test_a_byte_order_mark_is_passed_over() -> None:
    graph = documents.parse_turtle(f"\ufeff<{EX}a> <{EX}b> 1 .".encode(), name="x")
    assert len(graph) == 1


@pytest.mark.parametrize(
    ("start", "expected"), [(0, (1, 1, "aé")), (4, (2, 1, "b")), (6, (3, 1, ""))]
)
def test_the_position_of_a_code_point(start: int, expected: tuple[int, int, str]) -> None:
    assert documents.position("aé\r\nb\n", start) == Position(*expected)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_positions_are_those_of_the_parser(end: str) -> None:
    text = f"# é{end}{end}<{EX}a>{end} <{EX}b> ! .{end}"
    with pytest.raises(DocumentSyntaxError) as caught:
        documents.parse_turtle(text.encode(), name="x")
    found = Position(caught.value.line, caught.value.column, caught.value.source)
    assert documents.position(text, text.index("!")) == found == Position(4, 25, f" <{EX}b> ! .")


def test_a_position_in_a_long_line_leaves_the_line_out() -> None:
    assert documents.position("a" * 5_000, 4_000) == Position(1, 4_001, "")


def test_a_syntax_error_in_a_long_line_shows_only_what_is_near() -> None:
    with pytest.raises(DocumentSyntaxError) as caught:
        documents.parse_turtle(b" " * 5_000 + b"!", name="x")
    assert (caught.value.column, caught.value.source) == (5_001, "")
    assert caught.value.hint.splitlines()[1:3] == ["  " + " " * 60 + "!", "  " + " " * 60 + "^"]


def test_a_syntax_error_has_line_column_and_caret() -> None:
    with pytest.raises(DocumentSyntaxError) as caught:
        documents.parse_turtle(f'PREFIX e: <{EX}>\ne:a e:b "ééé" foo .'.encode(), name="mine.ttl")
    assert (caught.value.line, caught.value.column) == (2, 15)
    assert caught.value.detail.startswith("mine.ttl, line 2, column 15: ")
    assert caught.value.hint.splitlines()[1:3] == ['  e:a e:b "ééé" foo .', " " * 16 + "^"]


@pytest.mark.parametrize(
    ("document", "word"),
    [
        ("<a> <b> <c> .", "absolute"),
        ("e:a e:b e:c .", "prefix"),
        (f"<{EX}a> <{EX}b> <<( <{EX}a> <{EX}b> <{EX}c> )>> .", "triple terms"),
        ("\ufeff\ufeff", "subject"),
        ("<" + "a" * 5_000, "Unexpected end"),
        ("a" * 5_000, "a… is|a…\\."),
        (f"<{EX}a> <{EX}b> ", "Unexpected end"),
    ],
)
def test_what_is_refused(document: str, word: str) -> None:
    with pytest.raises(DocumentSyntaxError, match=word):
        documents.parse_turtle(document.encode(), name="x")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no file"):
        documents.read_bytes(tmp_path / "none.ttl")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        documents.read_bytes(tmp_path)


def test_text_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(FileError, match="line 2, is not UTF-8"):
        documents.read_text(path)
