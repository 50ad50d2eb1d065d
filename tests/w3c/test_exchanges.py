"""An answer that is not the expected one is found out."""

import pytest
from pyoxigraph import RdfFormat, parse

from .client import Response
from .exchanges import check
from .nodes import PREFIXES, Node, indexed, typed

STATUSES = "PREFIX hts: <http://www.w3.org/2011/http-statusCodes#>\n"
BOOLEAN = (
    'mf:expectedStatus hts:StatusCode2xx ; mf:expectedFormat "boolean" ; mf:expectedBoolean true'
)
GRAPH = """
mf:expectedStatus hts:OK , hts:Created ;
ht:headers ( [ ht:fieldName "content-type" ; ht:fieldValue "text/turtle; charset=utf-8" ] ) ;
ht:body [ cnt:chars "<http://example.org/a> <http://example.org/b> [] ." ]
"""
JSON, TURTLE = "application/sparql-results+json", "text/turtle;charset=UTF-8"
TRUE, FALSE = b'{"head":{},"boolean":true}', b'{"head":{},"boolean":false}'
SAME = b"<http://example.org/a> <http://example.org/b> _:x ."
OTHER = b"<http://example.org/a> <http://example.org/c> _:x ."


def expected(text: str) -> Node:
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    document = f"{prefixes}\n{STATUSES}[] a ht:Response ; {text} ."
    [response] = typed(indexed(parse(document, RdfFormat.TURTLE)), "ht:Response")
    return response


def answer(status: int, media_type: str = "", body: bytes = b"") -> Response:
    return Response(status, {"content-type": media_type}, body)


@pytest.mark.parametrize(
    ("text", "response"),
    [
        (BOOLEAN, answer(200, JSON, TRUE)),
        (GRAPH, answer(201, TURTLE, SAME)),
        ("mf:expectedStatus hts:StatusCode4xx", answer(405)),
        ("mf:expectedStatus hts:NotFound", answer(404)),
    ],
)
def test_what_is_expected_passes(text: str, response: Response) -> None:
    check(expected(text), response)


@pytest.mark.parametrize(
    ("text", "response"),
    [
        (BOOLEAN, answer(200, JSON, FALSE)),
        (BOOLEAN, answer(500, JSON, TRUE)),
        (BOOLEAN, answer(200, JSON, b'{"head":{"vars":[]},"results":{"bindings":[]}}')),
        (GRAPH, answer(200, TURTLE, OTHER)),
        (GRAPH, answer(204, TURTLE, SAME)),
        (GRAPH, answer(200, "application/n-triples", SAME)),
        ("mf:expectedStatus hts:StatusCode4xx", answer(404)),
        ("mf:expectedStatus hts:StatusCode4xx", answer(200)),
    ],
)
def test_anything_else_fails(text: str, response: Response) -> None:
    with pytest.raises(AssertionError):
        check(expected(text), response)
