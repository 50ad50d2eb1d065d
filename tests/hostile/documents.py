"""Documents that must not get in, each with what is wrong with it."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass

TURTLE = "text/turtle"
JSON_LD = "application/ld+json"
BASE = "https://w3id.org/reportedly/"
CONTEXT = f"{BASE}context.jsonld"
REPORT = f"{BASE}report/hostile"
PREFIXES = f"""\
PREFIX : <{REPORT}#>
PREFIX id: <{BASE}id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <{BASE}ns#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


@dataclass(frozen=True)
class Sent:
    """A body and its headers; `statuses` are the answers that are right."""

    body: bytes
    content_type: str = TURTLE
    encoding: str = ""
    statuses: tuple[int, ...] = (400, 413, 415, 422)

    @property
    def headers(self) -> dict[str, str]:
        coding = {"Content-Encoding": self.encoding} if self.encoding else {}
        return {"Content-Type": self.content_type, "Accept": "application/json", **coding}


def turtle(triples: str) -> Sent:
    return Sent(f"{PREFIXES}<{REPORT}> a rpt:Report .\n{triples}\n".encode())


def json_ld(document: object) -> Sent:
    return Sent(json.dumps(document).encode(), JSON_LD)


def remote(canary: str) -> dict[str, Sent]:
    """Documents that have a reader fetch what is at an address, if it lets them."""
    node = {"@id": REPORT, "@type": "Report"}
    return {
        "remote context": json_ld({"@context": canary, **node}),
        "import of a context": json_ld({"@context": {"@import": canary}, **node}),
        "remote context in a list": json_ld({"@context": [CONTEXT, canary], **node}),
        "remote context inside": json_ld(
            {"@context": CONTEXT, **node, "statement": {"@context": canary, "@id": f"{REPORT}#s"}}
        ),
        "owl:imports": turtle(f"<{REPORT}> owl:imports <{canary}> ."),
        "external entity": Sent(
            f'<!DOCTYPE r [<!ENTITY e SYSTEM "{canary}">]><r>&e;</r>'.encode(),
            "application/rdf+xml",
        ),
        "a context named in the header": Sent(
            json.dumps(node).encode(),
            f'{JSON_LD}; profile="http://www.w3.org/ns/json-ld#compacted"; context="{canary}"',
        ),
    }


_BOMB = "<!DOCTYPE r [<!ENTITY a '0'>{}]><r>&j;</r>".format(
    "".join(
        f"<!ENTITY {new} '{f'&{old};' * 10}'>"
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
)

DOCUMENTS: dict[str, Callable[[], Sent]] = {
    "entity bomb": lambda: Sent(_BOMB.encode(), "application/rdf+xml", statuses=(415,)),
    "context in a file": lambda: json_ld({"@context": "file:///etc/passwd", "@id": REPORT}),
    "deep JSON-LD": lambda: Sent(b'{"@graph":[' * 100_000 + b"]}" * 100_000, JSON_LD),
    "many prefixes": lambda: Sent(
        "".join(f"@prefix p{n}: <http://example.org/{n}> .\n" for n in range(100_000)).encode()
    ),
    "deep Turtle": lambda: Sent(b"<a:s> <a:p> " + b"[ <a:p> " * 100_000 + b"]" * 100_000 + b" ."),
    "deep lists": lambda: Sent(b"<a:s> <a:p> " + b"( " * 100_000 + b")" * 100_000 + b" ."),
    "long literal": lambda: Sent(b'<a:s> <a:p> "' + b"x" * 200_000_000 + b'" .', statuses=(413,)),
    "gzip bomb": lambda: Sent(gzip.compress(b" " * 200_000_000, 1), encoding="gzip"),
    "broken gzip": lambda: Sent(gzip.compress(b"<a:s> <a:p> 1 .")[:-9], encoding="gzip"),
    "unknown encoding": lambda: Sent(b"\x00", encoding="zstd"),
    "HTML literal": lambda: turtle(f':e rdfs:label "{"<b>" * 10_000}"^^rdf:HTML .'),
    "million digits": lambda: turtle(f":f rpt:lower {'9' * 1_000_000} ."),
    "newline in an IRI": lambda: turtle(":s rpt:source <http://example.org/\n> ."),
    "escaped newline in an IRI": lambda: turtle(r":s rpt:source <http://example.org/\u000A> ."),
    "space in an IRI": lambda: turtle(":s rpt:source <http://example.org/a b> ."),
    "bracket in an IRI": lambda: turtle(r":s rpt:source <http://example.org/\u003E> ."),
    "lone surrogate": lambda: turtle(r':e rdfs:label "\uD800"@en .'),
    "encoded surrogate": lambda: Sent(b'<a:s> <a:p> "\xed\xa0\x80" .'),
    "surrogate in JSON": lambda: Sent(
        json.dumps({"@context": CONTEXT, "@id": REPORT, "title": "\ud800"}).encode(), JSON_LD
    ),
    "not UTF-8": lambda: Sent(b'<a:s> <a:p> "\xff" .'),
    "bidi controls": lambda: turtle(':e rdfs:label "abc \u202e cba"@en .'),
    "named graphs": lambda: Sent(
        b"<a:g> { <a:s> <a:p> <a:o> }", "application/trig", statuses=(415,)
    ),
    "named graphs as Turtle": lambda: Sent(b"<a:g> { <a:s> <a:p> <a:o> }"),
    "named graphs in JSON-LD": lambda: json_ld(
        {
            "@context": CONTEXT,
            "@id": f"{REPORT}#g",
            "@graph": [{"@id": REPORT, "@type": "Report"}],
            "title": "x",
        }
    ),
    "subclass": lambda: turtle("rpt:Account rdfs:subClassOf rpt:Event ."),
    "subclass of its own": lambda: turtle(":Lie rdfs:subClassOf rpt:Account ."),
    "same property": lambda: turtle(":p owl:equivalentProperty rpt:source ."),
    "another report": lambda: turtle(f"<{BASE}report/syria-2024-12-02#s01> rpt:source id:rpt ."),
    "a shared actor": lambda: turtle('id:white-helmets rdfs:label "Terrorists"@en .'),
    "shapes": lambda: turtle(
        "[] a sh:NodeShape ; sh:targetClass rpt:Event ; sh:deactivated true ."
    ),
    "deactivation": lambda: turtle(f"<{BASE}shapes#Account> sh:deactivated true ."),
    "path in the slug": lambda: Sent(f"<{BASE}report/../ns> a <{BASE}ns#Report> .".encode()),
    "encoded path in the slug": lambda: Sent(
        f"<{BASE}report/%2E%2E%2Fns> a <{BASE}ns#Report> .".encode()
    ),
    "dropped node": lambda: json_ld(
        {"@context": CONTEXT, "@id": REPORT, "@type": "Report", "sauce": {"@id": f"{REPORT}#a"}}
    ),
    "empty body": lambda: Sent(b""),
    "no report": lambda: Sent(b"# nothing\n"),
    "wrong type": lambda: Sent(b"<a:s> <a:p> <a:o> .", "application/pdf", statuses=(415,)),
    "no type": lambda: Sent(b"<a:s> <a:p> <a:o> .", "", statuses=(415,)),
    "broken form": lambda: Sent(b"--x\r\n\r\n", "multipart/form-data; boundary=x"),
    "two reports": lambda: turtle(f"<{BASE}report/other> a rpt:Report ."),
}
"""What is sent, made when it is needed: some of it is large."""
