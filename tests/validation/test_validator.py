from concurrent.futures import ThreadPoolExecutor

import psutil
import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import SH

from reportedly import generation
from reportedly.errors import ReportError
from reportedly.terms import PREFIXES, RPT, SHAPE
from reportedly.validation import Validator, background, conversion, reference, validator
from reportedly.validation.validator import conforming

PROLOGUE = "PREFIX : <https://w3id.org/reportedly/report/x#>\n" + "".join(
    f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()
)


def parsed(turtle: str) -> list[ox.Triple]:
    return [q.triple for q in ox.parse((PROLOGUE + turtle).encode(), format=ox.RdfFormat.TURTLE)]


def graph(triples: list[ox.Triple]) -> Graph:
    return background.union([background.vocabulary(), conversion.graph(triples)])


@pytest.fixture(scope="module")
def shared() -> list[ox.Triple]:
    return parsed(generation.shared())


@pytest.fixture(scope="module")
def report() -> list[ox.Triple]:
    return parsed(next(generation.corpus(reports=1, seed=2)).turtle)


FAULTS = ":e a rpt:Event . :p a rpt:Passage ; oa:start 4 ; oa:end 3 ; rpt:unheard :p ."


def test_all_our_shapes_are_compiled() -> None:
    assert validator().unsupported == []


def test_the_report_is_that_of_pyshacl() -> None:
    triples = parsed(FAULTS)
    report = reference.validation_report(graph(triples), background.shapes())
    assert to_isomorphic(validator().check(triples).report) == to_isomorphic(report)


def test_nothing_found_is_a_report_too(report: list[ox.Triple], shared: list[ox.Triple]) -> None:
    outcome = validator().check(report, shared)
    assert outcome.findings == ()
    assert to_isomorphic(outcome.report) == to_isomorphic(conforming())
    assert [*outcome.report.objects(None, SH.conforms)] == [Literal(True)]


def test_more_vocabulary_holds_for_that_check_only(
    report: list[ox.Triple], shared: list[ox.Triple]
) -> None:
    assert validator().check(report, shared).conforms
    assert not validator().check(report).conforms
    assert validator().check(report, shared).conforms


def test_faults_of_the_vocabulary_are_found_as_well() -> None:
    outcome = validator().check([], parsed(":p a rpt:Place ; rpt:locatedIn :p ."))
    assert {finding.shape for finding in outcome.findings} == {
        SHAPE["Label"],
        SHAPE["Place-locatedIn-acyclic"],
    }


def test_what_is_said_twice_or_known_already_changes_nothing() -> None:
    known = conversion.triples(background.vocabulary())[:50]
    once, twice = parsed(FAULTS), [*parsed(FAULTS), *parsed(FAULTS), *known]
    assert validator().check(once).findings == validator().check(twice).findings
    assert validator().check([]).findings == ()


def test_triples_about_the_vocabulary_are_judged_with_it() -> None:
    outcome = validator().check(
        parsed("id:aleppo rpt:locatedIn id:aleppo . id:aleppo a rpt:State .")
    )
    shapes = {finding.shape for finding in outcome.findings}
    assert SHAPE["Place-locatedIn-acyclic"] in shapes
    assert SHAPE["Thing-disjoint"] in shapes
    assert validator().check([]).findings == ()


def test_new_classes_are_looked_up() -> None:
    outcome = validator().check(parsed(":C rdfs:subClassOf rpt:Event . :e a :C ."))
    assert URIRef(SHAPE["Event-account"]) in {finding.shape for finding in outcome.findings}


@pytest.mark.parametrize("value", ["01", "1.50", "'1'^^xsd:boolean", "'x'^^xsd:integer"])
def test_lexical_forms_are_told_as_they_are(value: str) -> None:
    triples = parsed(f":p a rpt:Passage ; oa:start {value} ; oa:end 2.50 .")
    told = {finding.value.n3() for finding in validator().check(triples).findings if finding.value}
    assert '"2.50"^^<http://www.w3.org/2001/XMLSchema#decimal>' in told


def test_numbers_that_are_one_in_the_store_are_counted_apart() -> None:
    triples = parsed(":r a rpt:Report ; rpt:length 100 , 0100 .")
    lengths = {
        each.shape for each in validator().check(triples).findings if each.path == RPT.length
    }
    assert lengths == {SHAPE["Report-length"]}


def test_any_thread_may_check(report: list[ox.Triple], shared: list[ox.Triple]) -> None:
    faulty = parsed(FAULTS)
    with ThreadPoolExecutor(4) as threads:
        counts = threads.map(
            lambda n: len(validator().check(faulty if n % 2 else report, shared).findings),
            range(12),
        )
        assert set(list(counts)[::2]) == {0}


@pytest.mark.slow
def test_memory_stays_flat_over_many_checks(
    report: list[ox.Triple], shared: list[ox.Triple]
) -> None:
    process = psutil.Process()
    sizes = []
    for _ in range(4):
        for _ in range(128):
            validator().check(report, shared)
        sizes.append(process.memory_info().rss)
    assert sizes[-1] - sizes[0] < 10_000_000


def test_warmth_changes_no_outcome() -> None:
    validator().warm()
    assert validator().check([]).findings == ()
    assert validator().check(parsed(":s a rpt:Statement ; rpt:within :s .")).findings


def test_a_blank_node_for_a_number_is_an_error_that_says_so() -> None:
    triples = parsed(":f a rpt:Figure ; rpt:lower [] ; rpt:upper 3 .")
    with pytest.raises(ReportError, match="number or a time, which shape:Figure-lower compares"):
        validator().check(triples)
    assert validator().check([]).findings == ()


def test_broken_shapes_are_an_error() -> None:
    shapes = Graph().parse(
        data=f"""{PROLOGUE} :s a sh:NodeShape ; sh:targetClass rpt:Event ;
        sh:sparql [ sh:select "SELECT $this {{ VALUES $this {{ 1 }} }}" ] ."""
    )
    with pytest.raises(Exception, match="VALUES"):
        Validator(shapes, Graph()).check(parsed(":e a rpt:Event ."))
