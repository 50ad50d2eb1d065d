"""Checks a report's passages against the text that it was made from.

The data holds positions and digests, never the running text: whoever has the text can check that
every passage is where the data says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Final
from unicodedata import normalize

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from reportedly.errors import ReportError
from reportedly.terms import OA, RPT

_WORDINGS: Final = (RPT.wording, RPT.timeWording, RPT.placeWording)
_ALIKE: Final = ('"“”„‟«»″', "'‘’‚‛‹›′`´", "-‐‑‒–—−")
"""Characters that stand for each other where a text was typed anew: quotation marks and dashes."""
_UNSEEN: Final = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
"""Soft hyphens, joiners, and marks of direction or byte order."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a text, as the data describes it.

    `start` and `end` are code points from 0, `end` exclusive; `digest` is the SHA-256 of the
    stretch in UTF-8; `words` are the words that stand there, where the data has them.
    """

    iri: URIRef
    start: int
    end: int
    digest: str
    words: str | None

    def matches(self, text: str) -> bool:
        """Say whether the text has this passage at its place."""
        stretch = text[self.start : self.end]
        return digest_of(stretch) == self.digest and self.words in (None, stretch)


@dataclass(frozen=True)
class Verification:
    """The outcome of one check.

    `same_text` says whether the whole text is the one that the report was made from, `checked`
    how many passages were compared; `differing` are those that the text does not have at their
    place, in reading order; `strange` are the figures and accounts, with those words that they
    give for a number, a time or a place and that do not stand in the passage of their statement.
    `miscounted` is the report's rpt:length, where the text is the same but has another length.
    """

    report: URIRef
    same_text: bool
    checked: int
    differing: tuple[Passage, ...]
    strange: tuple[tuple[Node, str], ...] = ()
    miscounted: Node | None = None

    @property
    def agrees(self) -> bool:
        """Whether all passages are at their places, all words in them, and the length is right."""
        return not (self.differing or self.strange or self.miscounted is not None)


def verify(graph: Graph, text: str) -> Verification:
    """Compare every passage of the one report in `graph` with `text`.

    Raises ReportError if the graph holds no report or more than one, none of its passages, or a
    passage without position and digest. Positions are those of the Web Annotation Data Model:
    https://www.w3.org/TR/annotation-model/#text-position-selector.
    """
    report = _the_report(graph)
    passages = sorted(_passages(graph, report), key=lambda p: (p.start, p.end, p.iri))
    if not passages:
        raise ReportError(
            f"No passage in the file belongs to {report}.",
            hint="The IRI of a passage is that of its report, followed by # and a name.",
        )
    same_text = digest_of(text) == str(graph.value(report, RPT.digest))
    length = graph.value(report, RPT.length)
    counted = length is None or str(length) == str(len(text))
    return Verification(
        report=report,
        same_text=same_text,
        checked=len(passages),
        differing=tuple(p for p in passages if not p.matches(text)),
        strange=tuple(sorted(_strange(graph, text))),
        miscounted=length if same_text and not counted else None,
    )


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits in lower case."""
    return sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def places_of(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield each start and end of words in a text, letter by letter, in reading order.

    They are code points from 0, the end exclusive; places may overlap. No words have no place.
    """
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def places_alike(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the places, as `places_of` does, of what reads like these words.

    It may differ from them in quotation marks, dashes, spaces, capitals, characters that are not
    seen, and whether accents are characters of their own.
    """
    seen = re.sub(_UNSEEN, "", normalize("NFC", words))
    parts = (f"{_UNSEEN}*".join(map(_alike, part)) for part in seen.split())
    pattern = rf"(?:\s|{_UNSEEN})+".join(parts)
    return (found.span() for found in re.finditer(pattern, text, re.IGNORECASE) if pattern)


def find_elsewhere(passage: Passage, text: str) -> int | None:
    """Return where in the text the passage does stand, nearest to its place, or None.

    A number says that something before it was added to the text or taken away.
    """
    length = passage.end - passage.start
    starts = sorted(range(len(text) - length + 1), key=lambda s: abs(s - passage.start))
    found = (s for s in starts if digest_of(text[s : s + length]) == passage.digest)
    return next(found, None)


def _alike(character: str) -> str:
    """Return a pattern for what reads like a character, which is composed (NFC)."""
    group = next((group for group in _ALIKE if character in group), "")
    forms = group or dict.fromkeys((character, normalize("NFD", character)))
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _the_report(graph: Graph) -> URIRef:
    reports = [r for r in graph.subjects(RDF.type, RPT.Report) if isinstance(r, URIRef)]
    if len(reports) != 1:
        raise ReportError(
            f"The file describes {len(reports) or 'no'} reports; one is needed.",
            hint="Name the Turtle file of a single report: one resource of type rpt:Report.",
        )
    return reports[0]


def _passages(graph: Graph, report: URIRef) -> Iterator[Passage]:
    typed = (graph.subjects(RDF.type, kind) for kind in (RPT.Passage, RPT.Quotation))
    for passage in {*graph.subjects(OA.start), *chain.from_iterable(typed)}:
        if isinstance(passage, URIRef) and passage.startswith(f"{report}#"):
            yield Passage(
                iri=passage,
                start=_position(graph, passage, OA.start),
                end=_position(graph, passage, OA.end),
                digest=str(graph.value(passage, RPT.digest)),
                words=_words(graph, passage),
            )


def _strange(graph: Graph, text: str) -> Iterator[tuple[Node, str]]:
    """Yield the wordings that do not stand in the passage of their statement."""
    for statement, passage in graph.subject_objects(RPT.passage):
        said = list(graph.objects(statement, RPT.account))
        said += [figure for account in said for figure in graph.objects(account, RPT.figure)]
        stretch = _stretch(graph, passage, text) if said else ""
        for subject, wording in ((s, w) for s in said for p in _WORDINGS for w in graph[s:p]):
            if str(wording) not in stretch:
                yield subject, str(wording)


def _stretch(graph: Graph, passage: Node, text: str) -> str:
    start, end = (_position(graph, passage, bound) for bound in (OA.start, OA.end))
    return text[start:end]


def _position(graph: Graph, passage: Node, bound: URIRef) -> int:
    value = graph.value(passage, bound)
    try:
        return int(str(value))
    except ValueError as error:
        raise ReportError(
            f"{passage} has no whole number as {bound.n3(graph.namespace_manager)}.",
            hint="Run reportedly validate on the file first; it finds this and the like.",
        ) from error


def _words(graph: Graph, passage: URIRef) -> str | None:
    wordings = (graph.value(d, RPT.wording) for d in graph.subjects(RPT.passage, passage))
    words = graph.value(passage, OA.exact) or next(wordings, None)
    return None if words is None else str(words)
