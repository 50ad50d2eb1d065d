"""What strangers send: each is refused, with its place where it has one, and cheaply."""

import json
from collections.abc import Callable

import pytest

from reportedly import resources
from reportedly.engine.port import Document
from reportedly.errors import (
    DocumentSyntaxError,
    FileError,
    ReportedlyError,
    RequestTooLarge,
    SubmissionRefused,
    UnsupportedContentType,
)
from reportedly.submission import context, reading
from reportedly.terms import BASE, PREFIXES

REPORT = f"{BASE}report/a-b"
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
HEAD += f"PREFIX : <{REPORT}#>\n<{REPORT}> a rpt:Report .\n"
MANY = 8_300_000
"""So many bytes fit into a document beside the head."""


def turtle(rest: str) -> Document:
    return Document((HEAD + rest).encode("utf-8", errors="surrogatepass"), "text/turtle")


def json_ld(**members: object) -> Document:
    node = {"@context": context.IRI, "@id": REPORT, "@type": "Report"} | members
    return Document(json.dumps(node).encode(), "application/ld+json")


def refused(document: Document) -> ReportedlyError:
    with pytest.raises(ReportedlyError) as caught:
        reading.read(document)
    assert caught.value.hint
    assert len(caught.value.detail + caught.value.hint) < 1_000
    return caught.value


REFUSED = {
    "blank node": (":s rpt:account [ rpt:gloss 'x'@en ] .", "blank node", "[ rpt:gloss"),
    "blank node by label": (":s rpt:account _:b .", "blank node", "_:b"),
    "blank node as subject": ("_:b rpt:gloss 'x'@en .", "blank node", "_:b"),
    "list": (":s rpt:account ( :a ) .", "Lists", "( :a"),
    "named graph": (f"<{REPORT}> {{ :s rpt:gloss 'x'@en }}", "Named graphs", "{ :s"),
    "reifier": (":s rpt:gloss 'x'@en ~ :r .", "RDF 1.2", "~ :r"),
    "annotation": (":s rpt:gloss 'x'@en {| rpt:reason 'y'@en |} .", "Named graphs", "{|"),
    "triple term": (":s rpt:gloss <<( :a :b :c )>> .", "RDF 1.2", "<<("),
    "reified triple": ("<< :a :b :c >> rpt:gloss 'x'@en .", "RDF 1.2", "<< :a"),
    "direction of a text": (":s rpt:gloss 'x'@ar--rtl .", "type <http", "'x'@ar"),
    "HTML": (":e rdfs:label '<b><b></b></b>'^^rdf:HTML .", "rdf-syntax-ns#HTML", "'<b>"),
    "XML": (":e rdfs:label '<b/>'^^rdf:XMLLiteral .", "rdf-syntax-ns#XMLLiteral", "'<b/>"),
    "JSON": (":e rdfs:label '{}'^^rdf:JSON .", "rdf-syntax-ns#JSON", "'{}'"),
    "unknown datatype": (":e rdfs:label 'x'^^:d .", "a-b#d", "'x'^^"),
    "long text": (f":e rdfs:label '{'x' * 100_001}'@en .", "100,001 characters", "'xxx"),
    "many digits": (f":f rpt:lower {'1' * 1_000_000} .", "1,000,000 characters", "111"),
    "many digits of a decimal": (f":f rpt:lower 1.{'1' * 100} .", "102 characters", "1.11"),
    "long IRI": (f":s rpt:source <https://e.org/{'x' * 2_000}> .", "2,014 characters", "<https:"),
    "script": (":e rdfs:seeAlso <javascript:alert(1)> .", "not an IRI that is read", "<javascript"),
    "file": (":e rdfs:seeAlso <file:///etc/passwd> .", "not an IRI that is read", "<file:"),
    "data": (":e rdfs:seeAlso <data:text/html,x> .", "not an IRI that is read", "<data:"),
    "bidi control": (":e rdfs:label 'abc \u202e cba'@en .", "direction", "'abc"),
    "escaped bidi control": (r":e rdfs:label 'abc \u2066 cba'@en .", "direction", "'abc"),
    "bidi control in an IRI": (":e rdfs:seeAlso <https://e.org/\u202e> .", "direction", "<https"),
    "null": (r":e rdfs:label 'a\u0000b'@en .", "U+0000", "'a\\u0000b'"),
    "escape": (":e rdfs:label 'a\x1b[2Jb'@en .", "U+001B", "'a\x1b"),
    "subclass": (":Lie rdfs:subClassOf rpt:Account .", "defines terms", "rdfs:subClassOf"),
    "same property": (":p owl:equivalentProperty rpt:source .", "defines terms", "owl:equi"),
    "imports": (f"<{REPORT}> owl:imports <http://127.0.0.1:9/> .", "defines terms", "owl:imports"),
    "class": (":Lie a owl:Class .", "not a class of this model", "owl:Class"),
    "shape": (":s a sh:NodeShape .", "not a class of this model", "sh:NodeShape"),
    "shapes": (":s sh:targetClass rpt:Event .", "defines terms", "sh:targetClass"),
    "shapes graph": (f"<{REPORT}> sh:shapesGraph :g .", "defines terms", "sh:shapesGraph"),
    "deactivation": (f"<{BASE}shapes#A> sh:deactivated true .", "not part of", f"<{BASE}shapes"),
    "reification": (":t rdf:subject :s .", "defines terms", "rdf:subject"),
    "member": (":t rdf:_1 :s .", "defines terms", "rdf:_1"),
    "type of another model": (":s a <http://schema.org/Event> .", "not a class", "<http://schema"),
    "type as text": (":s a 'Statement' .", "not a class", "'Statement'"),
    "another report": (f"<{BASE}report/other#s> rpt:gloss 'x'@en .", "not part of", f"<{BASE}"),
    "a longer name": (f"<{REPORT}c> dcterms:title 'x'@en .", "not part of", f"<{REPORT}c"),
    "a version": (f"<{REPORT}/versions> dcterms:title 'x'@en .", "not part of", f"<{REPORT}/"),
    "an empty name": (f"<{REPORT}#> dcterms:title 'x'@en .", "not part of", f"<{REPORT}#>"),
    "a shared actor": ("id:reuters rdfs:label 'Liars'@en .", "not part of", "id:reuters"),
    "a term": ("rpt:Event rdfs:label 'Fact'@en .", "not part of", "rpt:Event"),
    "two reports": (f"<{BASE}report/other> a rpt:Report .", "describes 2 reports", f"<{BASE}rep"),
}


@pytest.mark.parametrize(("rest", "word", "found"), REFUSED.values(), ids=REFUSED)
def test_what_rdf_can_say_but_nobody_may(rest: str, word: str, found: str) -> None:
    before = ":x rpt:gloss 'é'@fr ;\n  rpt:reason 'ü'@de .\n  "
    error = refused(turtle(before + rest))
    assert isinstance(error, SubmissionRefused)
    assert word in error.detail
    assert error.line is not None
    assert error.column is not None
    lines = (HEAD + before + rest).split("\n")
    assert lines[error.line - 1][error.column - 1 :].startswith(found)
    assert error.source in (lines[error.line - 1], "")


BROKEN = {
    "newline in an IRI": (":s rpt:source <https://e.org/a\nb> .", "IRI"),
    "escaped newline in an IRI": (r":s rpt:source <https://e.org/\u000A> .", "IRI"),
    "space in an IRI": (":s rpt:source <https://e.org/a b> .", "IRI"),
    "bracket in an IRI": (r":s rpt:source <https://e.org/\u003E> .", "IRI"),
    "relative IRI": ("<#s> rpt:gloss 'x'@en .", "IRI"),
    "lone surrogate": (r":e rdfs:label '\uD800'@en .", "unicode"),
    "unknown prefix": (":s rtp:gloss 'x'@en .", "prefix"),
    "open text": (":s rpt:gloss 'x .", "Unexpected end|Line jumps"),
    "no full stop": (":s rpt:gloss 'x'@en", "dot|end"),
}


@pytest.mark.parametrize(("rest", "word"), BROKEN.values(), ids=BROKEN)
def test_what_is_not_turtle(rest: str, word: str) -> None:
    with pytest.raises(DocumentSyntaxError, match=word) as caught:
        reading.read(turtle("\n" + rest))
    assert caught.value.line > HEAD.count("\n") + 1
    assert caught.value.hint.splitlines()[2].endswith("^")


def test_text_that_is_not_utf_8_has_the_line() -> None:
    with pytest.raises(FileError, match="line 2, is not UTF-8"):
        reading.read(Document(b"# one\n# \xff\n", "text/turtle"))
    with pytest.raises(FileError, match="line 1, is not UTF-8"):
        reading.read(Document(b"<a:s> <a:p> '\xed\xa0\x80' .", "text/turtle"))


@pytest.mark.parametrize("body", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_document(body: bytes) -> None:
    for media_type in ("text/turtle", "application/ld+json"):
        with pytest.raises(SubmissionRefused, match="empty"):
            reading.read(Document(body, media_type))


def test_a_document_without_a_report() -> None:
    error = refused(Document(b"# nothing", "text/turtle"))
    assert error.detail == "The document describes no reports; one is needed."


@pytest.mark.parametrize(
    "media_type",
    ["application/rdf+xml", "application/trig", "application/n-quads", "text/n3", "text/html", ""],
)
def test_other_formats_are_not_read(media_type: str) -> None:
    bomb = b"<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><r>&b;</r>"
    with pytest.raises(UnsupportedContentType, match="not read"):
        reading.read(Document(bomb, media_type))


@pytest.mark.parametrize(
    "slug",
    [
        "../ns",
        "%2E%2E/ns",
        "A-b",
        "a--b",
        "-a",
        "a-",
        "a_b",
        "",
        "a/b",
        "a#b",
        "é",
        "a" * 101,
        "a.b",
    ],
)
def test_slugs_that_are_none(slug: str) -> None:
    document = Document(
        f"<{BASE}report/{slug}> a <{PREFIXES['rpt']}Report> .".encode(), "text/turtle"
    )
    error = refused(document)
    assert "not of the form" in error.detail
    assert isinstance(error, SubmissionRefused)
    assert (error.line, error.column) == (1, 1)


def test_a_report_elsewhere() -> None:
    document = f"<https://example.org/report/a> a <{PREFIXES['rpt']}Report> .".encode()
    assert "not of the form" in refused(Document(document, "text/turtle")).detail


LARGE: dict[str, Callable[[], Document]] = {
    "literal of 9 MB": lambda: turtle(f":s rpt:gloss '{'x' * 9_000_000}' ."),
    "literal of 8 MB": lambda: turtle(f":s rpt:gloss '{'x' * MANY}' ."),
    "8 MB of an open literal": lambda: turtle(f":s rpt:gloss '''{'x' * MANY}"),
    "8 MB of quotation marks": lambda: turtle("'" * MANY),
    "8 MB of backslashes": lambda: turtle(f":s rpt:gloss '{chr(92) * MANY}' ."),
    "8 MB of brackets": lambda: turtle(":s rpt:gloss " + "[" * MANY),
    "deep Turtle": lambda: turtle(":s rpt:p " + "[ :p " * 100_000 + "]" * 100_000 + " ."),
    "deep lists": lambda: turtle(":s rpt:p " + "( " * 100_000 + ")" * 100_000 + " ."),
    "deep triple terms": lambda: turtle(":s rpt:p " + "<<( :s :p " * 100_000 + " ."),
    "many prefixes": lambda: turtle("".join(f"@prefix p{n}: <a:{n}> .\n" for n in range(100_000))),
    "many triples": lambda: turtle(":s rpt:lower " + ",".join(map(str, range(50_001))) + " ."),
    "a fault far behind": lambda: turtle(
        ":s rpt:lower " + ",".join(map(str, range(49_900))) + " . id:x rpt:lower 1 ."
    ),
    "8 MB of semicolons": lambda: turtle(":s rpt:gloss 'x'@en" + ";" * MANY + " [] ."),
    "8 MB of comments": lambda: turtle("#\n" * (MANY // 2) + "[] ."),
    "8 MB of names": lambda: turtle("a " * (MANY // 2)),
    "8 MB of one name": lambda: turtle("a" * MANY),
    "8 MB of one IRI": lambda: turtle(f"<https://{'a' * MANY}> a rpt:Event ."),
    "8 MB of dots": lambda: turtle(":a" + "." * MANY),
    "million digits": lambda: json_ld(length=int("1" * 4_000)),
    "deep JSON": lambda: Document(
        b'{"@graph":[' * 100_000 + b"]}" * 100_000, "application/ld+json"
    ),
    "deep arrays": lambda: Document(b"[" * MANY, "application/ld+json"),
    "many values": lambda: Document(b'{"a":[1' + b",1" * 4_000_000, "application/ld+json"),
    "many keys": lambda: json_ld(**{f"k{n}": n for n in range(400_000)}),
    "long text in JSON": lambda: json_ld(digest="x" * MANY),
    "long key": lambda: json_ld(**{"x" * MANY: 1}),
    "escapes in JSON": lambda: json_ld(digest="\u0001" * (MANY // 6)),
}


@pytest.mark.parametrize("make", LARGE.values(), ids=LARGE)
def test_the_huge_and_the_deep_are_refused(make: Callable[[], Document]) -> None:
    assert isinstance(refused(make()), FileError | RequestTooLarge)


@pytest.mark.parametrize(
    ("members", "word"),
    [
        ({"@context": "http://127.0.0.1:9/canary"}, "none is fetched"),
        ({"@context": [context.IRI, {"@import": "http://127.0.0.1:9/"}]}, "none is fetched"),
        ({"@context": "file:///etc/passwd"}, "none is fetched"),
        ({"author": {"@id": "id:reuters", "label": {"en": "Liars"}}}, "not part of"),
        ({"label": {"en": "abc \u202e cba"}}, "direction"),
        ({"seeAlso": "javascript:alert(1)"}, "not an IRI that is read"),
        ({"digest": {"@value": "<b>", "@type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML"}},
         "HTML"),
        ({"@type": ["Report", "owl:Ontology"]}, "not a class of this model"),
    ],
)  # fmt: skip
def test_guards_hold_for_json_ld(members: dict[str, object], word: str) -> None:
    error = refused(json_ld(**members))
    assert isinstance(error, SubmissionRefused)
    assert word in error.detail
    assert error.line == 1


def test_what_is_shipped_may_be_submitted() -> None:
    for path in resources.turtle_files(resources.data() / "reports"):
        read = reading.read(Document(path.read_bytes(), "text/turtle"))
        assert read.slug == path.stem
