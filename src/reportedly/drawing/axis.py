"""The axis that a chart and a timeline stand under."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """A line of the axis, and the number or the moment that it stands for."""

    at: float
    label: str
