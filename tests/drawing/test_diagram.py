"""What is drawn where in the diagram of the core."""

from itertools import combinations

import pytest

from reportedly.drawing.diagram import HEAD, WIDTH, Box, Diagram, draw
from reportedly.engine.opening import open_engine
from reportedly.vocabulary import ontology
from reportedly.vocabulary.model import Ontology


@pytest.fixture(scope="module")
def drawn() -> Diagram:
    return draw(ontology.read(open_engine(None)))


@pytest.fixture(scope="module")
def boxes(drawn: Diagram) -> dict[str, Box]:
    return {box.name: box for box in drawn.boxes}


def inside(box: Box, x: float, y: float) -> bool:
    return box.x < x < box.x + WIDTH and box.y < y < box.y + box.height


def test_every_core_class_has_a_box(boxes: dict[str, Box]) -> None:
    core = {"Report", "Statement", "Account", "Event", "Figure", "Passage", "Actor", "Place"}
    assert set(boxes) == core


def test_classes_stand_right_of_what_leads_to_them(boxes: dict[str, Box]) -> None:
    columns = [
        {name for name, box in boxes.items() if box.x == x}
        for x in sorted({box.x for box in boxes.values()})
    ]
    assert columns[:2] == [{"Statement"}, {"Report", "Account"}]


def test_boxes_are_on_the_sheet_and_do_not_overlap(drawn: Diagram) -> None:
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + WIDTH <= drawn.width
        assert box.y + box.height <= drawn.height
    for one, two in combinations(drawn.boxes, 2):
        apart = one.y + one.height < two.y or two.y + two.height < one.y
        assert one.x != two.x or apart


def test_a_line_leads_from_its_property_to_the_head_of_a_class(
    drawn: Diagram, boxes: dict[str, Box]
) -> None:
    for line in drawn.lines:
        start, end = boxes[line.source], boxes[line.target]
        row = next(row for row in start.rows if row.name == line.name)
        assert line.points[0] == (start.x + WIDTH, row.y)
        assert line.points[-1] == (end.x, end.y + HEAD // 2)


def test_no_line_runs_behind_a_box(drawn: Diagram) -> None:
    for line in drawn.lines:
        for (x, y), (to, level) in zip(line.points[1:-1:2], line.points[2:-1:2], strict=True):
            assert y == level
            assert not any(inside(box, (x + to) / 2, y) for box in drawn.boxes)


def test_the_chain_of_the_model_is_drawn(drawn: Diagram) -> None:
    lines = {(line.source, line.name, line.target) for line in drawn.lines}
    assert {
        ("Statement", "within", "Report"),
        ("Statement", "source", "Actor"),
        ("Statement", "account", "Account"),
        ("Account", "ofEvent", "Event"),
        ("Account", "figure", "Figure"),
        ("Account", "place", "Place"),
        ("Statement", "quotation", "Passage"),
    } <= lines


def test_rows_tell_of_what_values_are_and_what_is_required(boxes: dict[str, Box]) -> None:
    rows = {row.name: row for row in boxes["Statement"].rows}
    assert rows["within"].values == "Report or Statement"
    assert rows["act"].values == "kind:acts"
    assert (rows["source"].required, rows["saidOn"].required) == (True, False)
    assert "oa:start" in {row.name for row in boxes["Passage"].rows}


def test_an_empty_ontology_is_an_empty_sheet() -> None:
    shown = ontology.read(open_engine(None))
    assert draw(Ontology(shown.iri, shown.said, ())).boxes == ()
