"""The core of the ontology as boxes of classes, with lines from their properties to other classes.

Classes stand in columns, each to the right of those whose properties lead to it. All lengths are
in user units of SVG: https://www.w3.org/TR/SVG2/coords.html.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Final

from reportedly.drawing import layers
from reportedly.drawing.layers import Columns, Item, Lane, Layers
from reportedly.vocabulary.description import short
from reportedly.vocabulary.model import Ontology
from reportedly.vocabulary.rules import Rule

WIDTH: Final = 250
GAP: Final = 110
ROW: Final = 22
HEAD: Final = 34
SPACE: Final = 30
MARGIN: Final = 4

_PLAIN: Final = {
    "rdf:langString": "text",
    "xsd:dateTime": "moment",
    "xsd:decimal": "number",
    "xsd:integer": "number",
    "xsd:boolean": "true or false",
    "xsd:string": "text",
}

Point = tuple[int, int]


@dataclass(frozen=True)
class Row:
    """A property in the box of a class: its name, of what its values are, and its middle.

    `required` says that things of the class must have it.
    """

    name: str
    values: str
    y: int
    required: bool


@dataclass(frozen=True)
class Box:
    """A class: the upper left corner and the size of its box, and its properties."""

    name: str
    x: int
    y: int
    height: int
    rows: tuple[Row, ...]
    width: int = WIDTH


@dataclass(frozen=True)
class Line:
    """A line from a property, `name`, of one class to another class, through points rightwards."""

    source: str
    name: str
    target: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The line as path data: a curve from each point to the next, level at both."""
        x, y = self.points[0]
        return f"M{x} {y}" + "".join(_curve(*pair) for pair in pairwise(self.points))


@dataclass(frozen=True)
class Diagram:
    """What is drawn, on a sheet of `width` and `height`."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Property:
    """A property of a class: of what its values are, and those classes of them that are drawn."""

    name: str
    values: str
    to: tuple[str, ...]
    required: bool


_Properties = Mapping[str, list[_Property]]


def draw(ontology: Ontology) -> Diagram:
    """Lay out the core classes with what they must have, and what of the core they may have."""
    properties = _properties(ontology)
    edges = {(iri, to) for iri, found in properties.items() for each in found for to in each.to}
    arranged = layers.arrange(list(properties), edges)
    corners = _corners(arranged.columns, properties)
    boxes = {iri: _box(iri, found, corners, arranged) for iri, found in properties.items()}
    return Diagram(
        width=max((box.x + WIDTH for box in boxes.values()), default=0) + MARGIN,
        height=max((box.y + box.height for box in boxes.values()), default=0) + MARGIN,
        boxes=tuple(boxes.values()),
        lines=tuple(_lines(boxes, properties, corners, arranged)),
    )


def _properties(ontology: Ontology) -> _Properties:
    """Return the core classes, and of each what it must have and what of the core it may have."""
    above = {term.iri: term.above or (term.iri,) for term in ontology.terms if term.is_class}
    classes = [term for term in ontology.terms if term.is_class and term.core]
    return {
        term.iri: [
            _Property(
                name=_name(rule.path),
                values=_values(rule),
                to=tuple(iri for value in rule.values for iri in above.get(value, ())),
                required=rule.least > 0,
            )
            for rule in term.members
            if rule.least or rule.path in ontology.core
        ]
        for term in classes
    }


def _corners(columns: Columns, properties: _Properties) -> dict[Item, Point]:
    """Return the upper left corners of boxes and lanes; each column stands in the middle."""
    sizes = [[_height(each, properties) for each in column] for column in columns]
    spans = [sum(size) + SPACE * (len(size) - 1) for size in sizes]
    corners = dict[Item, Point]()
    for rank, column in enumerate(columns):
        y = MARGIN + (max(spans) - spans[rank]) // 2
        for item, size in zip(column, sizes[rank], strict=True):
            corners[item] = (MARGIN + rank * (WIDTH + GAP), y)
            y += size + SPACE
    return corners


def _height(item: Item, properties: _Properties) -> int:
    return 0 if isinstance(item, Lane) else HEAD + ROW * len(properties[item])


def _box(
    iri: str, properties: list[_Property], corners: Mapping[Item, Point], arranged: Layers
) -> Box:
    """Place a class; properties whose lines lead up come first, those without lines last."""

    def goal(each: _Property) -> float:
        ways = [arranged.ways.get((iri, target)) for target in each.to]
        return min((corners[way[1]][1] for way in ways if way), default=inf)

    x, y = corners[iri]
    rows = tuple(
        Row(each.name, each.values, y + HEAD + ROW * place + ROW // 2, each.required)
        for place, each in enumerate(sorted(properties, key=goal))
    )
    return Box(_name(iri), x, y, HEAD + ROW * len(properties), rows)


def _lines(
    boxes: Mapping[str, Box],
    properties: _Properties,
    corners: Mapping[Item, Point],
    arranged: Layers,
) -> Iterator[Line]:
    for (source, target), (_, *lanes, _) in arranged.ways.items():
        start, end = boxes[source], boxes[target]
        passed = [point for lane in lanes for point in _across(*corners[lane])]
        for each in properties[source]:
            if target in each.to:
                first = next((start.x + WIDTH, r.y) for r in start.rows if r.name == each.name)
                last = (end.x, end.y + HEAD // 2)
                yield Line(start.name, each.name, end.name, (first, *passed, last))


def _across(x: int, y: int) -> tuple[Point, Point]:
    return (x, y), (x + WIDTH, y)


def _curve(start: Point, end: Point) -> str:
    middle = (start[0] + end[0]) // 2
    return f"C{middle} {start[1]} {middle} {end[1]} {end[0]} {end[1]}"


def _name(iri: str) -> str:
    return short(iri).removeprefix("rpt:")


def _values(rule: Rule) -> str:
    """Return in a word or two what the values of a property are."""
    names = map(_name, rule.values)
    return " or ".join(dict.fromkeys(_PLAIN.get(name, name) for name in names))
