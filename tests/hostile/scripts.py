"""How peers misbehave. Each script is the endpoint of a peer of its own.

All that they send has SECRET in it, which no client of ours may ever read.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import repeat

from .peer import Script, Step

SECRET = "words of the peer"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TSV = "text/tab-separated-values"
OK = "200 OK"
EMPTY = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'
FOR_EVER = 3600.0
MEGABYTE = 1 << 20


def message(body: bytes, media_type: str = JSON, status: str = OK, *headers: str) -> bytes:
    """Return an answer as a whole."""
    return head(len(body), media_type, status, *headers) + body


def head(length: int, media_type: str = JSON, status: str = OK, *headers: str) -> bytes:
    """Return the head of an answer."""
    return _lines(
        f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {length}", *headers
    )


def chunked(media_type: str = JSON) -> bytes:
    """Return the head of an answer that comes in chunks."""
    return _lines(f"HTTP/1.1 {OK}", f"Content-Type: {media_type}", "Transfer-Encoding: chunked")


def results(*rows: Mapping[str, object], variables: tuple[str, ...] = ("s", "p", "o")) -> bytes:
    """Return solutions as JSON, of terms in JSON."""
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": rows}}).encode()


def uri(iri: str) -> dict[str, str]:
    return {"type": "uri", "value": iri}


def _lines(*lines: str) -> bytes:
    return "\r\n".join((*lines, "", "")).encode("latin-1")


def _said(body: bytes, media_type: str = JSON, status: str = OK, *headers: str) -> Script:
    """Return the script of a peer that just answers."""
    return lambda: iter((message(body, media_type, status, *headers),))


def _hang() -> Iterator[Step]:
    yield FOR_EVER


def _drip() -> Iterator[Step]:
    yield head(1000)
    for _ in range(1000):
        yield b" "
        yield 1.0


def _drip_head() -> Iterator[Step]:
    for byte in head(1000, JSON, OK, f"X-Said: {SECRET}"):
        yield bytes([byte])
        yield 1.0


def _gigabyte() -> Iterator[Step]:
    yield head(1 << 30)
    yield from repeat(b" " * MEGABYTE, 1 << 10)


def _gigabyte_in_chunks() -> Iterator[Step]:
    yield chunked()
    yield from repeat(b"100000\r\n" + b" " * MEGABYTE + b"\r\n", 1 << 10)


def _tiny_chunks() -> Iterator[Step]:
    yield chunked()
    yield from repeat(b"1\r\n \r\n" * 20_000, 1 << 13)


def _until_it_closes() -> Iterator[Step]:
    yield _lines(f"HTTP/1.1 {OK}", f"Content-Type: {JSON}")
    yield from repeat(b" " * MEGABYTE, 1 << 10)
    yield None


def _endless_head() -> Iterator[Step]:
    yield f"HTTP/1.1 {OK}\r\n".encode()
    yield from repeat(f"X-Said: {SECRET}\r\n".encode() * 1000, 1 << 14)


def _continue() -> Iterator[Step]:
    yield from repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, 1 << 14)


def _chatter() -> Iterator[Step]:
    """No HTTP at all."""
    yield from repeat(SECRET.encode() * 10_000, 1 << 12)


def _dies() -> Iterator[Step]:
    yield head(1000) + EMPTY[:20]
    yield None


def _dies_in_a_chunk() -> Iterator[Step]:
    yield chunked() + b"1000\r\n" + EMPTY
    yield None


def _dies_at_once() -> Iterator[Step]:
    yield None


def _packed() -> Iterator[Step]:
    yield message(_bomb(), JSON, OK, "Content-Encoding: gzip")


@cache
def _bomb() -> bytes:
    return gzip.compress(b" " * (256 * MEGABYTE))


@cache
def _many_rows() -> bytes:
    return results(*({"s": uri(f"x:{number}")} for number in range(200_000)), variables=("s",))


@cache
def _hundred_thousand_rows() -> bytes:
    rows = ({name: uri(f"x:{number}") for name in "spo"} for number in range(99_000))
    return results(*rows)


def _rows(body: str) -> Iterator[Step]:
    yield message(_many_rows() if body == "many" else _hundred_thousand_rows())


def _wide() -> Iterator[Step]:
    yield message(results(variables=tuple(f"v{number}" for number in range(500_000))))


def _deep() -> Iterator[Step]:
    yield message(b'{"head": {"vars": ["s"]}, "results": ' + b"[" * 4_000_000)


def _deep_terms() -> Iterator[Step]:
    term = b'{"type": "triple", "value": {"subject": ' * 200_000
    yield message(b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": ' + term)


def _deep_xml() -> Iterator[Step]:
    start = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
    yield message(start + b"<results>" * 400_000 + b"</sparql>", XML)


def _laughs() -> Iterator[Step]:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    results = (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head>'
        '<results><result><binding name="s"><literal>&a11;</literal></binding></result></results>'
        "</sparql>"
    )
    doctype = f'<!DOCTYPE sparql [<!ENTITY a0 "{SECRET}">{entities}]>'
    yield message(f'<?xml version="1.0"?>{doctype}{results}'.encode(), XML)


def _more_than_was_asked() -> Iterator[Step]:
    names = ("s", "x", "y", "s_node", "endpoint")
    yield message(results({name: uri("x:more") for name in names}, variables=names))


def _twice() -> Iterator[Step]:
    yield message(results({"s": uri("x:twice")}, variables=("s", "s")))


def _late() -> Iterator[Step]:
    yield 1.0
    yield message(EMPTY)


PAGE = f"<!DOCTYPE html><title>{SECRET}</title><p>Not found".encode()
NOTICE = json.dumps({"message": SECRET}).encode()

SCRIPTS: dict[str, Script] = {
    "hang": _hang,
    "drip": _drip,
    "drip-head": _drip_head,
    "gigabyte": _gigabyte,
    "gigabyte-in-chunks": _gigabyte_in_chunks,
    "tiny-chunks": _tiny_chunks,
    "until-it-closes": _until_it_closes,
    "endless-head": _endless_head,
    "continue": _continue,
    "chatter": _chatter,
    "dies": _dies,
    "dies-in-a-chunk": _dies_in_a_chunk,
    "dies-at-once": _dies_at_once,
    "packed": _packed,
    "many-rows": lambda: _rows("many"),
    "wide": _wide,
    "deep": _deep,
    "deep-terms": _deep_terms,
    "deep-xml": _deep_xml,
    "laughs": _laughs,
    "page": _said(PAGE, "text/html"),
    "page-as-json": _said(PAGE),
    "broken": _said(EMPTY[:-5] + SECRET.encode()),
    "notice": _said(NOTICE),
    "boolean": _said(b'{"head": {}, "boolean": true}'),
    "nothing": _said(b""),
    "no-content": _said(b"", JSON, "204 No Content"),
    "graph": _said(f"<x:a> <x:b> '{SECRET}' .".encode(), "text/turtle"),
    "no-unicode": _said(b'{"head": {"vars": ["\xff\xfe"]}, "results": {"bindings": []}}'),
    "error": _said(NOTICE, "application/json", "500 Internal Server Error"),
    "refusal": _said(
        PAGE, "text/html", "401 Unauthorized", f'WWW-Authenticate: Basic realm="{SECRET}"'
    ),
    "not-found": _said(PAGE, "text/html", f"404 {SECRET}"),
    "unmodified": _said(b"", JSON, "304 Not Modified"),
    "switches": _said(b"", JSON, "101 Switching Protocols", "Upgrade: h2c"),
    "negative": lambda: iter((head(-5),)),
    "two-lengths": _said(EMPTY, JSON, OK, "Content-Length: 9999"),
}
"""Those that give no answer that could be used."""

STRANGE: dict[str, Script] = {
    "more": _more_than_was_asked,
    "twice": _twice,
    "a-hundred-thousand": lambda: _rows("hundred thousand"),
    "late": _late,
    "good": _said(results({"s": uri("x:s"), "p": uri("x:p"), "o": uri("x:o")})),
    "cookie": _said(EMPTY, JSON, OK, f"Set-Cookie: session={SECRET}"),
}
"""Those that answer, each in its way."""
