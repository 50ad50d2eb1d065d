"""The files of the questions: complete, in one style, and made of terms that exist."""

import re

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef

from reportedly import guard
from reportedly.questions import Question, called, load
from reportedly.terms import BASE, PREFIXES
from reportedly.tokens import scan

from .across import ACROSS, within

QUESTIONS = load()
BY_SLUG = {question.slug: question for question in QUESTIONS}
COMPETENCY = [f"Q{number:02}" for number in range(1, 27)]
FOREIGN = {
    "ged": f"{BASE}peer/conflict-events#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "uom": "http://www.opengis.net/def/uom/OGC/1.0/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
}
"""Prefixes that only questions to other datasets need."""
COMPARISON = re.compile(r"  # Two figures of one measure.*?AS \?possible\)\n", re.DOTALL)

each = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)


def body(question: Question) -> str:
    """The query without comments and without the content of strings and IRIs."""
    return re.sub(r'#[^"\n]*$|"[^"]*"|<[^>\s]*>', '""', question.text, flags=re.MULTILINE)


def test_every_competency_question_is_answered() -> None:
    assert [question.id for question in QUESTIONS][: len(COMPETENCY)] == COMPETENCY


@pytest.mark.parametrize("attribute", ["id", "title", "question"])
def test_no_two_questions_share(attribute: str) -> None:
    assert len({getattr(question, attribute) for question in QUESTIONS}) == len(QUESTIONS)


@each
def test_header_prefixes_query_in_this_order(question: Question) -> None:
    header, prefixes, query = question.text.split("\n\n", 2)
    keys = [line.split(":")[0] for line in header.splitlines()]
    assert keys[:4] == ["# title", "# question", "# id", "# theme"]
    allowed = (
        r"(# parameter (# choices )?)*"
        if called(question.text)
        else r"(# parameter # choices ){0,2}"
    )
    assert re.fullmatch(allowed, "".join(f"{key} " for key in keys[4:]))
    used = sorted(set(re.findall(r"(?<![\w?])([a-z]+):[\w-]", body(question))))
    known = PREFIXES | (FOREIGN if called(question.text) else {})
    assert prefixes.splitlines() == [f"PREFIX {name}: <{known[name]}>" for name in used]
    assert query.startswith("SELECT")


@each
def test_layout(question: Question) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.slug)
    assert question.question.endswith("?")
    assert "\n\n\n" not in question.text
    for line in question.text.splitlines():
        assert len(line) <= 100
        assert line == line.rstrip()
        assert "\t" not in line


@each
def test_indentation_follows_the_braces(question: Question) -> None:
    depth = 0
    for line in body(question).splitlines():
        content = line.lstrip(" ")
        closing = content.startswith("}")
        indentation = len(line) - len(content)
        assert indentation % 2 == 0, line
        assert not content or indentation >= 2 * (depth - closing), line
        depth += line.count("{") - line.count("}")
    assert depth == 0


@each
def test_answers_are_ordered_by_what_they_show(question: Question) -> None:
    found = ox.Store().query(within(question.text))
    assert isinstance(found, ox.QuerySolutions)
    order = question.text.rpartition("\nORDER BY ")[2]
    assert order != question.text
    assert set(re.findall(r"\?(\w+)", order)) <= {column.value for column in found.variables}


@each
def test_nothing_hangs_on_text_or_on_the_name_of_a_graph(question: Question) -> None:
    words = re.findall(r"[A-Z]+", body(question))
    assert not {"REGEX", "CONTAINS", "STRSTARTS", "GRAPH", "FROM"}.intersection(words)
    assert ("SERVICE" in words) == (question.slug in ACROSS)
    assert BASE + "report/" not in question.text


@each
def test_the_guard_lets_it_pass(question: Question) -> None:
    guard.check(scan(question.text), calls=question.slug in ACROSS)
    guard.check_query(within(question.text))


@each
def test_what_calls_other_datasets_is_under_a_theme_of_its_own(question: Question) -> None:
    assert (question.theme == "Across datasets") == (question.slug in ACROSS)


@each
def test_terms_exist(question: Question, dataset: Graph) -> None:
    names = re.findall(r"\b(rpt|kind|id):([\w-]+)", question.text)
    unknown = [
        f"{prefix}:{name}"
        for prefix, name in names
        if (URIRef(PREFIXES[prefix] + name), None, None) not in dataset
    ]
    assert unknown == []


def test_both_questions_on_figures_compare_in_the_same_way() -> None:
    slugs = ("figures-that-differ", "compare-figures")
    blocks = [COMPARISON.findall(BY_SLUG[slug].text) for slug in slugs]
    assert len(blocks[0]) == 1
    assert blocks[0] == blocks[1]
