"""The report that people start from: complete, conforming, and the same in both formats."""

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal
from rdflib.namespace import RDF
from rdflib.term import Node

from reportedly import documents, resources, shipped, submission, verification
from reportedly.cli.files import MEDIA_TYPES
from reportedly.engine.port import Document
from reportedly.submission import Checked
from reportedly.terms import KIND, RPT

TEMPLATES = resources.data() / "templates"
TEXT = documents.read_text(TEMPLATES / "minimal.txt")
FILES = [TEMPLATES / "minimal.ttl", TEMPLATES / "minimal.jsonld"]


def check(file: Path) -> Checked:
    return submission.check(Document(file.read_bytes(), MEDIA_TYPES[file.suffix]), text=TEXT)


def meaning(checked: Checked) -> set[tuple[Node, Node, object]]:
    """The triples, with numbers by their value: 30 is the same integer as decimal."""
    graph = documents.parse_turtle(checked.triples, name="triples")
    return {(s, p, value(o)) for s, p, o in graph}


def value(term: Node) -> object:
    number = term.value if isinstance(term, Literal) else None
    return number if type(number) in (int, Decimal) else term


@pytest.fixture(scope="module")
def template() -> Graph:
    return documents.read_turtle(FILES[0])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.suffix)
def test_a_template_is_accepted_without_a_remark(file: Path) -> None:
    checked = check(file)
    assert checked.accepted
    assert checked.text_checked
    assert checked.outcome.findings == ()


def test_both_formats_mean_the_same() -> None:
    turtle, json_ld = map(check, FILES)
    assert meaning(turtle) == meaning(json_ld)


def test_every_passage_is_in_the_text(template: Graph) -> None:
    verified = verification.verify(template, TEXT)
    assert verified.agrees
    assert verified.same_text


def test_it_shows_a_named_an_unnamed_source_and_the_own_voice(template: Graph) -> None:
    sources = {template.value(source, RDF.type) for source in template.objects(None, RPT.source)}
    assert sources == {RPT.Organization, RPT.UnnamedSource, RPT.Actor}
    assert KIND["own-voice"] in set(template.objects(None, RPT.rendering))


def test_the_unnamed_source_gives_a_lower_bound(template: Graph) -> None:
    (figure,) = template.subjects(RDF.type, RPT.Figure)
    account = template.value(predicate=RPT.figure, object=figure)
    statement = template.value(predicate=RPT.account, object=account)
    source = template.value(statement, RPT.source)
    assert (source, RDF.type, RPT.UnnamedSource) in template
    assert "at least" in str(template.value(figure, RPT.wording))
    assert template.value(figure, RPT["lower"]) == Literal(30)
    assert template.value(figure, RPT["upper"]) is None


def test_templates_are_not_among_the_shipped_graphs() -> None:
    template = ox.NamedNode(check(FILES[0]).report)
    assert template.value not in shipped.names()
    for name, turtle in shipped.graphs().items():
        triples = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        assert template not in {quad.subject for quad in triples}, name
