"""Lays the figures of a topic out against each other, one cell for each two of them."""

from dataclasses import dataclass
from typing import Final

from reportedly.attribution.comparing import Figure
from reportedly.attribution.figures import Group
from reportedly.drawing.chart import Chart

FEWEST: Final = 4
"""Fewer figures are seen at once without it."""
MOST: Final = 24
"""More lines would not fit on a page."""


@dataclass(frozen=True)
class Line:
    """A figure, and the verdict on it and each of the figures before it; empty for no verdict."""

    number: int
    figure: Figure
    verdicts: tuple[str, ...]


def lines(group: Group, drawn: Chart) -> tuple[Line, ...]:
    """Return a line for each figure that is compared, in the order in which they are drawn.

    There is none where they are too few or too many.
    """
    rows = (row.figure for band in drawn.bands for row in band.rows)
    figures = [figure for figure in rows if figure.compared]
    if not FEWEST <= len(figures) <= MOST:
        return ()
    found = {
        frozenset((pair.first.number.iri, pair.second.number.iri)): pair.verdict
        for pair in group.pairs
    }
    return tuple(
        Line(
            number,
            figure,
            tuple(
                found.get(frozenset((figure.number.iri, other.number.iri)), "")
                for other in figures[: number - 1]
            ),
        )
        for number, figure in enumerate(figures, 1)
    )
