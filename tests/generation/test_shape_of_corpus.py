"""What a corpus is made of: sizes, variety, and figures that can't both be right."""

from collections import Counter
from statistics import mean

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.namespace import RDFS

from reportedly import generation, resources
from reportedly.terms import RPT

REPORTS = 40


@pytest.fixture(scope="module")
def corpus() -> ox.Store:
    """A store with the vocabulary and some reports, each in its graph."""
    store = ox.Store()
    for path in resources.turtle_files(resources.ontology()):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    store.bulk_load(input=generation.shared_nquads(), format=ox.RdfFormat.N_QUADS)
    for report in generation.corpus(reports=REPORTS, seed=1):
        store.bulk_load(input=report.nquads(), format=ox.RdfFormat.N_QUADS)
    return store


def rows(corpus: ox.Store, query: str) -> list[dict[str, str]]:
    prefixes = "PREFIX rpt: <https://w3id.org/reportedly/ns#> "
    found = corpus.query(prefixes + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name]} for row in found]


def counts(corpus: ox.Store, pattern: str) -> Counter[str]:
    """Count what ?what is in a pattern, by the last part of its IRI."""
    found = rows(corpus, f"SELECT ?what (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?what")
    return Counter({row["what"].rpartition("/")[2]: int(row["n"]) for row in found})


def per_report(corpus: ox.Store, pattern: str) -> list[int]:
    in_graph = f"GRAPH ?what {{ {pattern} }} FILTER(CONTAINS(STR(?what), '/report/'))"
    return list(counts(corpus, in_graph).values())


def test_a_report_has_about_60_statements_and_1000_triples(corpus: ox.Store) -> None:
    statements = per_report(corpus, "?s a rpt:Statement")
    triples = per_report(corpus, "?s ?p ?o")
    assert len(triples) == REPORTS
    assert 55 <= mean(statements) <= 60
    assert 1000 <= mean(triples) <= 1200
    assert min(triples) > 800
    assert max(triples) < 1500


def test_statements_are_carried_in_chains_of_up_to_four(corpus: ox.Store) -> None:
    chains = "SELECT ?s (COUNT(?c) AS ?what) { ?s a rpt:Statement ; rpt:within+ ?c } GROUP BY ?s"
    lengths = counts(corpus, f"{{ {chains} }}")
    assert set(lengths) == {"1", "2", "3", "4"}
    assert lengths["4"] > REPORTS


@pytest.mark.parametrize(
    ("link", "least"),
    [
        ("rpt:rendering", 4),
        ("rpt:status", 6),
        ("rpt:act", 20),
        ("rpt:kind", 12),
        ("rpt:measure", 6),
    ],
)
def test_concepts_vary(corpus: ox.Store, link: str, least: int) -> None:
    assert len(counts(corpus, f"?s {link} ?what")) >= least


def test_every_property_of_a_report_is_used(corpus: ox.Store, vocabulary: Graph) -> None:
    used = {row["p"] for row in rows(corpus, "SELECT DISTINCT ?p { ?s ?p ?o }")}
    ours = {str(p) for p in vocabulary.subjects(RDFS.domain) if str(p).startswith(RPT)}
    assert ours - used == {str(RPT.location)}


def test_sources_are_joint_unnamed_or_in_denial(corpus: ox.Store) -> None:
    joint = "SELECT ?s { ?s rpt:source ?x } GROUP BY ?s HAVING (COUNT(?x) > 1)"
    assert len(rows(corpus, joint)) > REPORTS / 2
    assert len(rows(corpus, "SELECT ?s { ?s rpt:source/a rpt:UnnamedSource }")) > REPORTS
    assert len(rows(corpus, "SELECT ?a { ?a rpt:denied true }")) > REPORTS / 2


def test_events_are_told_by_several_sources_and_reports(corpus: ox.Store) -> None:
    told = rows(
        corpus,
        "SELECT ?e (COUNT(DISTINCT ?x) AS ?n) { ?s rpt:source ?x ; rpt:account/rpt:ofEvent ?e }"
        "GROUP BY ?e",
    )
    assert mean(int(row["n"]) for row in told) > 3
    linked = counts(corpus, "?event <http://www.w3.org/2002/07/owl#sameAs> ?what")
    assert sum(linked.values()) > 4 * REPORTS


def test_some_figures_cannot_both_be_right(corpus: ox.Store) -> None:
    query = (resources.data() / "queries" / "compare-figures.rq").read_text("utf-8")
    found = rows(corpus, query)
    verdicts = Counter(row["verdict"] for row in found)
    assert 0.01 < verdicts["cannot both be right"] / len(found) < 0.2
    assert verdicts["can both be right"] > verdicts["scope differs or unknown"] > 0
    clashes = [row for row in found if row["verdict"] == "cannot both be right"]
    across = {row["figure1"].split("#")[0] != row["figure2"].split("#")[0] for row in clashes}
    assert across == {True, False}
