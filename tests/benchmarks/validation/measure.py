"""Gives every validator the same reports in turns, and times each from bytes to verdict."""

import re
from collections.abc import Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import Final

from reportedly import generation

from .engines import Validator

SEED: Final = 1
_KIND: Final = re.compile(r"\n    rpt:kind [^;]+ ;")

Times = Mapping[str, float]
"""The median in seconds, by the name of the validator."""


def valid(count: int) -> list[bytes]:
    """Return synthetic reports that conform, in Turtle."""
    return [each.turtle.encode() for each in generation.corpus(reports=count, seed=SEED)]


def invalid(count: int) -> list[bytes]:
    """Return the same reports, in each of which one account lacks its kind."""
    broken = [_KIND.sub("", report.decode(), count=1) for report in valid(count)]
    return [report.encode() for report in broken]


def compare(validators: Sequence[Validator], reports: Sequence[bytes], conform: bool) -> Times:
    """Return the median of each validator, which has checked one report before."""
    times: dict[str, list[float]] = {each.name: [] for each in validators}
    for each in validators:
        each.conforms(reports[0])
    for number, report in enumerate(reports):
        first = number % len(validators)
        for each in (*validators[first:], *validators[:first]):
            times[each.name].append(_seconds(each, report, conform))
    return {name: median(seconds) for name, seconds in times.items()}


def _seconds(validator: Validator, report: bytes, conform: bool) -> float:
    start = perf_counter()
    verdict = validator.conforms(report)
    seconds = perf_counter() - start
    assert verdict is conform, f"{validator.name} says {verdict}"
    return seconds
