"""Names as they are compared: exactly, by their words, and by words that look alike."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

LONGEST: Final = 300
"""How many characters of a name are compared."""
_MOST_WORDS: Final = 20
_LONG: Final = 5
"""Letters of a word that is still the same with one of them wrong."""
_ALIKE: Final = 0.8
"""What such a word counts, where the right one counts 1."""

_ELISION: Final = re.compile(r"\b([cdjlmnst]|qu)['’]")
_DROPPED: Final = "'’‘`ʿʾʻʼ\N{ARABIC TATWEEL}"
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك"}
    | dict.fromkeys(_DROPPED, "")
)
"""Letters that stand for others, beside those that are others with marks."""
_SMALL: Final = frozenset(
    ("the", "of", "and", "de", "du", "des", "la", "le", "les", "et", "d", "l", "al", "el")
)
_ARTICLE: Final = "ال"
_FINAL: Final = re.compile(r"(?<=[a-z]{2}a)h$")
"""What some write at the end of Arabic names, and others leave out: Hama, Hamah."""


@dataclass(frozen=True)
class Spelling:
    """A name in lower case with single spaces, and its words without marks and articles."""

    exact: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> Self:
        """Return how a name is compared, up to `LONGEST` characters of it."""
        text = unicodedata.normalize("NFC", name[:LONGEST].casefold())
        return cls(" ".join(text.split()), tuple(_words(text)))

    @property
    def plain(self) -> str:
        """The words with single spaces."""
        return " ".join(self.words)


def shared(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return the share of letters, 0 to 1, that stand in words which two names have in common."""
    left, common = list(theirs), 0.0
    for word in ours:
        same = next((each for each in left if each == word), None)
        same = same or next((each for each in left if alike(each, word)), None)
        if same:
            left.remove(same)
            common += (len(word) + len(same)) * (1 if same == word else _ALIKE)
    return common / max(1, sum(map(len, ours)) + sum(map(len, theirs)))


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Say whether two long words differ in one letter, or in two neighbours that are swapped."""
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None
    )
    if start is None:
        return True
    one, other = one[start:], other[start:]
    if one[:2] == other[1::-1] and one[2:] == other[2:]:
        return True
    return one[1:] == other[1:] or one[1:] == other or one == other[1:]


def gaps(word: str) -> Iterator[str]:
    """Yield a word, and if it is long also what is left of it without each of its letters.

    Words that are alike have one of these in common.
    """
    yield word
    if len(word) >= _LONG:
        yield from {word[:place] + word[place + 1 :] for place in range(len(word))}


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", _ELISION.sub(r"\1 ", text)).translate(_LETTERS)
    kept = "".join(map(_kept, apart)).split()[:_MOST_WORDS]
    told = [word for word in kept if word not in _SMALL] or kept
    return [_FINAL.sub("", _without_article(word)) for word in told]


def _kept(character: str) -> str:
    """Return a letter or a digit as it is, nothing for a mark, and a space for all else."""
    if unicodedata.category(character) == "Mn":
        return ""
    return character if character.isalnum() else " "


def _without_article(word: str) -> str:
    return word[2:] if word.startswith(_ARTICLE) and len(word) >= _LONG else word
