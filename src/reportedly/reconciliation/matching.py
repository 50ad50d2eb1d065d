"""Finds what a name may mean among names that are known: pure, without any data behind it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from reportedly.reconciliation.spelling import Spelling, gaps, shared

LABEL: Final = 100.0
"""The score of a label, or of an identifier, as it is written."""
OTHER: Final = 95.0
"""The score of another name as it is written; from here on something may be certain."""
_WORDS: Final = 10.0
"""What is taken away where only the words are the same."""
_SOME: Final = 15.0
"""What is taken away where only some of them are."""
_MOST: Final = 150
"""How many things are compared with one name."""
_QUALIFIED: Final = re.compile(r"(.*\S)\s*\([^()]*\)\s*")


@dataclass(frozen=True)
class Name:
    """A name of a thing, which has a number, and the score of what is written in this way."""

    thing: int
    spelling: Spelling
    score: float


class Index:
    """Names of things, to be found by how they are spelled, by words, and by how they start."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = defaultdict[int, list[Name]](list)
        self._same = defaultdict[str, dict[int, None]](dict)
        self._words = defaultdict[str, dict[int, None]](dict)
        self._gaps = defaultdict[str, set[str]](set)
        self._starts: list[tuple[str, int]] = []
        for name in names:
            self._add(name)
        self._starts.sort()

    def _add(self, name: Name) -> None:
        self._names[name.thing].append(name)
        self._same[_key(name.spelling)][name.thing] = None
        words = name.spelling.words
        for place, word in enumerate(words):
            self._starts.append((" ".join(words[place:]), name.thing))
            if word not in self._words:
                for gap in gaps(word):
                    self._gaps[gap].add(word)
            self._words[word][name.thing] = None

    def scores(self, spelling: Spelling) -> dict[int, float]:
        """Return how well each thing that may be meant fits, 0 to 100, by its number."""
        return {thing: self._score(thing, spelling) for thing in self._meant(spelling)}

    def named(self, spelling: Spelling) -> Iterator[int]:
        """Yield things that have a name with the same words."""
        return islice(self._same.get(_key(spelling), ()), _MOST)

    def starting(self, text: str) -> Iterator[int]:
        """Yield the things of which a name, or a word in it, starts like a text; by name."""
        start, told = Spelling.of(text).plain, set[int]()
        first = bisect_left(self._starts, (start,)) if start else len(self._starts)
        for place in range(first, len(self._starts)):
            name, thing = self._starts[place]
            if not name.startswith(start):
                break
            if thing not in told:
                told.add(thing)
                yield thing

    def _score(self, thing: int, spelling: Spelling) -> float:
        return max(likeness(spelling, name) for name in self._names[thing])

    def _meant(self, spelling: Spelling) -> set[int]:
        """Return the things to be compared: first those of that name, then of the rarest words."""
        found = set(self.named(spelling))
        near = {each for word in spelling.words for gap in gaps(word) for each in self._known(gap)}
        for word in sorted(near, key=lambda each: (len(self._words[each]), each)):
            found.update(islice(self._words[word], max(0, _MOST - len(found))))
        return found

    def _known(self, gap: str) -> set[str]:
        return self._gaps.get(gap, set())


def _key(spelling: Spelling) -> str:
    return spelling.plain or spelling.exact


def names(thing: int, labels: Iterable[str], others: Iterable[str]) -> Iterator[Name]:
    """Yield the names of a thing: its labels, these without what is in brackets, other names."""
    for label in labels:
        yield Name(thing, Spelling.of(label), LABEL)
        if bare := _QUALIFIED.fullmatch(label):
            yield Name(thing, Spelling.of(bare[1]), OTHER)
    for other in others:
        yield Name(thing, Spelling.of(other), OTHER)


def likeness(asked: Spelling, name: Name) -> float:
    """Return how well a name is what somebody writes, 0 to 100."""
    if asked.exact == name.spelling.exact:
        return name.score
    if asked.words and asked.words == name.spelling.words:
        return name.score - _WORDS
    return (name.score - _SOME) * shared(asked.words, name.spelling.words)
