"""Chance that falls the same way for the same key, on every machine and version of Python."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """A stream of choices that a key determines.

    Only `Random.random` is drawn on: Python promises that its sequence for a seed never changes,
    https://docs.python.org/3/library/random.html#notes-on-reproducibility.
    """

    def __init__(self, *key: object) -> None:
        self._next = Random("/".join(map(str, key))).random  # noqa: S311 - nothing is kept secret

    def chance(self, probability: float) -> bool:
        """Say yes with a probability between 0 and 1."""
        return self._next() < probability

    def between(self, least: int, most: int) -> int:
        """Return a whole number between two others, both included."""
        return least + int(self._next() * (most - least + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of several things."""
        return things[int(self._next() * len(things))]

    def draw(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """Return some different ones of several things; the first are likelier than the last."""
        ranks = [(self._next() * (len(things) + place), place) for place in range(len(things))]
        return [things[place] for _, place in sorted(ranks)[:count]]
