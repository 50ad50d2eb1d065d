from concurrent.futures import ThreadPoolExecutor

import pytest
from pyshacl.errors import ValidationFailure
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import RDF, RDFS, SH

from reportedly import documents, resources, validation
from reportedly.terms import ID, KIND, PREFIXES, RPT, SHAPE
from reportedly.validation import Finding, Severity, background, outcome, reference, suggestions

EX = "https://w3id.org/reportedly/report/x#"
PROLOGUE = f"PREFIX : <{EX}>\n" + "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())


def parsed(turtle: str) -> Graph:
    return documents.parse_turtle((PROLOGUE + turtle).encode(), name="x.ttl")


def findings(turtle: str) -> list[Finding]:
    return list(validation.validate(parsed(turtle)).findings)


def test_a_report_conforms_and_no_graph_is_changed() -> None:
    (path,) = resources.turtle_files(resources.data() / "reports")
    report = documents.read_turtle(path)
    sizes = len(report), len(background.vocabulary())
    result = validation.validate(report)
    assert (result.findings, result.conforms) == ((), True)
    assert (len(report), len(background.vocabulary())) == sizes


def test_the_vocabulary_alone_conforms() -> None:
    assert validation.validate().findings == ()


def test_many_threads_may_need_the_validator_first() -> None:
    validation._made.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: validation.validator(), range(4)))
    assert len(set(map(id, made))) == 1


def test_several_graphs_are_taken_together() -> None:
    event = parsed(":e a rpt:Event ; rdfs:label 'It'@en .")
    account = parsed(":a a rpt:Account ; rpt:ofEvent :e .")
    focused = {finding.focus for finding in validation.validate(event, account).findings}
    assert focused == {URIRef(EX + "a")}


def test_a_finding_says_which_node_where_by_which_shape_and_the_cure() -> None:
    found = findings(":e a rpt:Event ; rpt:place id:aleppo .")[-1]
    assert (found.severity, found.focus) == (Severity.VIOLATION, URIRef(EX + "e"))
    assert (found.path, found.value) == (RPT.place, ID.aleppo)
    assert (found.component, found.shape) == (SH.ClosedConstraintComponent, SHAPE.Event)
    assert set(found.messages) == {"en", "fr", "ar"}
    assert "put what a source says into an rpt:Account" in found.messages["en"]


def test_what_a_query_finds_is_told_in_all_languages() -> None:
    found = [f for f in findings(":p rpt:locatedIn :p .") if f.shape == SHAPE["Typed-type"]]
    found += findings(":p a rpt:Place ; rdfs:label 'P'@en ; rpt:locatedIn :p .")
    assert [f.shape for f in found] == [SHAPE["Typed-type"], SHAPE["Place-locatedIn-acyclic"]]
    assert [set(f.messages) for f in found] == [{"en", "fr", "ar"}] * 2


def test_paths_are_read_as_sparql_writes_them() -> None:
    found = findings(":d a rpt:Designation . :e a rpt:Event .")
    paths = {f.path.n3(background.shapes().namespace_manager) for f in found if f.path}
    assert "^rpt:designation" in paths
    assert "^rpt:ofEvent|^rpt:saidIn|^rpt:after|^rpt:concurrentWith" in paths


def test_warnings_come_last_and_do_not_count() -> None:
    digest = "0" * 64
    passage = f":p a rpt:Passage ; oa:start 0 ; oa:end 1 ; rpt:digest '{digest}' ."
    result = validation.validate(parsed(passage))
    assert [finding.severity for finding in result.findings] == [Severity.WARNING]
    assert result.conforms
    graver = validation.validate(parsed(f"{passage} :e a rpt:Event ."))
    assert [f.severity for f in graver.findings][-2:] == [Severity.VIOLATION, Severity.WARNING]
    assert not graver.conforms


def test_lexical_forms_are_judged_as_they_were_written() -> None:
    values = [f.value for f in findings(":p a rpt:Passage ; oa:start 'one'^^xsd:integer .")]
    assert Literal("one", datatype=URIRef(PREFIXES["xsd"] + "integer"), normalize=False) in values


def test_the_report_is_that_of_pyshacl_without_prepared_queries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = background.union([background.vocabulary(), parsed(":s a rpt:Statement ; rpt:act 1 .")])
    data += parsed(":s rpt:within :s . :p a rpt:Place ; rpt:locatedIn :p . :q rpt:source :q .")
    prepared = reference.validation_report(data, background.shapes())
    monkeypatch.setattr(reference, "PreparingGraph", Graph)
    assert to_isomorphic(prepared) == to_isomorphic(
        reference.validation_report(data, background.shapes())
    )


def test_unusable_shapes_are_an_error() -> None:
    shapes = Graph().parse(
        data=f"""{PROLOGUE} :s a sh:NodeShape ; sh:targetClass rdfs:Class ;
        sh:sparql [ sh:select "SELECT $this {{ VALUES $this {{ 1 }} }}" ] ."""
    )
    with pytest.raises(ValidationFailure):
        reference.validation_report(parsed(":c a rdfs:Class ."), shapes)


@pytest.mark.parametrize(
    ("turtle", "meant"),
    [
        (":s a rpt:Statement ; rpt:sourc id:reuters .", RPT.source),
        (":s a rpt:Statment .", RPT.Statement),
        (":s a rpt:Statement ; rpt:act kind:anounce .", KIND.announce),
        (":s a rpt:Statement ; rpt:source id:vladmir-putin .", ID["vladimir-putin"]),
        (":s a rpt:Statement ; rpt:act kind:xyzzy .", None),
        (":s a rpt:Statement ; rpt:rendering kind:quotation .", None),
        (":a a rpt:Account ; rpt:status kind:denied .", None),
        (":a a rpt:Account ; rpt:kind kind:plan .", None),
        (':p a rpt:Person ; rpt:label "Anna"@en .', RDFS.label),
        (':q a rpt:Quotation ; rpt:text "It rained." .', None),
        (":s a rpt:Statement ; rpt:act :anounce .", None),
        (":s a rpt:Statement ; rpt:act kind:airstrike .", None),
    ],
)
def test_what_was_meant(turtle: str, meant: URIRef | None) -> None:
    guesses = {suggestions.meant(finding) for finding in findings(turtle)} - {None}
    assert guesses == ({meant} if meant else set())


def test_a_report_that_is_no_report_is_refused() -> None:
    report = Graph()
    report.add((BNode(), SH.conforms, Literal(False)))
    assert outcome.read(report).findings == ()
    root, result = BNode(), BNode()
    report.add((root, SH.conforms, Literal(False)))
    report.add((root, SH.result, result))
    report.add((result, RDF.type, SH.ValidationResult))
    report.add((result, SH.resultSeverity, SH.Violation))
    with pytest.raises(ValueError, match="a result without sh:focusNode"):
        outcome.read(report)
