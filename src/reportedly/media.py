"""The formats of answers, and the choice among them by content negotiation.

Quality values as in https://www.rfc-editor.org/rfc/rfc9110#name-accept. Where a client likes two
formats equally, the one that it names more exactly wins, then the one that stands first here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reportedly.errors import NotAcceptable


@dataclass(frozen=True)
class Format:
    """A way to write an answer.

    `name` is the word on the command line. The first of `media_types` is the format's own; under
    the others it is served to clients that ask for those only.
    """

    name: str
    media_types: tuple[str, ...]

    @property
    def media_type(self) -> str:
        """The format's own media type."""
        return self.media_types[0]


JSON: Final = Format("json", ("application/sparql-results+json", "application/json"))
XML: Final = Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"))
CSV: Final = Format("csv", ("text/csv",))
TSV: Final = Format("tsv", ("text/tab-separated-values",))

TURTLE: Final = Format("turtle", ("text/turtle", "application/x-turtle"))
N_TRIPLES: Final = Format("ntriples", ("application/n-triples", "text/plain"))
RDF_XML: Final = Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"))
JSON_LD: Final = Format("jsonld", ("application/ld+json", "application/json"))
TRIG: Final = Format("trig", ("application/trig", "application/x-trig"))

RESULT_FORMATS: Final = (JSON, XML, CSV, TSV)
"""For the solutions of SELECT and the answer of ASK, the one to use by default first."""

GRAPH_FORMATS: Final = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG)
"""For the triples of CONSTRUCT and DESCRIBE, the one to use by default first."""

READ_FORMATS: Final = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)
"""For documents that are sent to be stored."""

SUFFIXES: Final = {
    ".ttl": TURTLE,
    ".jsonld": JSON_LD,
    ".nt": N_TRIPLES,
    ".rdf": RDF_XML,
    ".trig": TRIG,
}
"""The end of the name of a document to its format."""

_FORMATS: Final = RESULT_FORMATS + GRAPH_FORMATS
_QUOTED: Final = re.compile(r'"[^"]*"')
_USUAL: Final = 300
"""The length of the longest header for which the choice is remembered."""
_QUALITY: Final = re.compile(r"q\s*=\s*([01]|[01]?\.\d+)")


def negotiate(accept: str, formats: Sequence[Format]) -> tuple[Format, str]:
    """Choose a format, and the media type under which it is asked for.

    `accept` is the value of an Accept header; empty means that anything is welcome. Raises
    NotAcceptable, with the media types that there are, if none of them is accepted.
    """
    offers = _offers(tuple(formats))
    chosen = best(accept, offers)
    if chosen is None:
        raise NotAcceptable(available=tuple(form.media_type for form in formats))
    return offers[chosen], chosen


@cache
def _offers(formats: tuple[Format, ...]) -> dict[str, Format]:
    """Return each media type under which a format is served, their own ones first."""
    own = {form.media_type: form for form in formats}
    return own | {alias: form for form in formats for alias in form.media_types[1:]}


def choices(accept: str) -> tuple[str | None, str | None]:
    """Return the media types in which solutions and graphs are welcome, where there are any."""
    return best(accept, _offers(RESULT_FORMATS)), best(accept, _offers(GRAPH_FORMATS))


def accepting(word: str) -> str:
    """Return the Accept header of a client that names a format in a word; empty if none has it.

    A word is a name, such as `csv` or `json`, the end of a document’s name, or a media type. It may
    mean two formats, one for solutions and one for graphs; where neither fits, any is welcome.
    """
    named = [form.media_type for form in _FORMATS if word.lower().replace(" ", "+") in _words(form)]
    return ", ".join((*named, "*/*;q=0.1")) if named else ""


@cache
def _words(form: Format) -> frozenset[str]:
    """Return the words for a format; `+` has become a space in many a URL."""
    kinds = (name.partition("/")[2] for name in form.media_types)
    ends = (end.removeprefix(".") for end, named in SUFFIXES.items() if named is form)
    return frozenset((form.name, *form.media_types, *kinds, *ends))


def best(accept: str, offers: Iterable[str]) -> str | None:
    """Return the offered media type that a client likes best, or nothing if it accepts none."""
    if len(accept) > _USUAL:
        return _best(accept, tuple(offers))
    return _remembered(accept, tuple(offers))


def _best(accept: str, offers: tuple[str, ...]) -> str | None:
    ranges = _ranges(accept)
    ranked = [(_liking(offer, ranges), offer) for offer in offers]
    liking, chosen = max(ranked, key=lambda pair: pair[0])
    return chosen if liking[0] > 0 else None


_remembered: Final = lru_cache(maxsize=1024)(_best)
"""Most clients send one of few headers."""


def _ranges(accept: str) -> dict[str, float]:
    """Return each accepted media range, without parameters, and its quality."""
    ranges: dict[str, float] = {}
    for item in filter(str.strip, _QUOTED.sub("", accept).split(",")):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        ranges[name] = max(_quality(parameters), ranges.get(name, 0))
    return ranges or {"*/*": 1}


def _quality(parameters: Iterable[str]) -> float:
    """Return the quality value of a media range's parameters; 1 if it has none."""
    found = (_QUALITY.fullmatch(parameter) for parameter in parameters)
    return next((float(match[1]) for match in found if match), 1)


def _liking(offer: str, ranges: dict[str, float]) -> tuple[float, int]:
    """Return the quality of an offer, and how exactly the deciding range names it (0 to 2)."""
    family = offer.partition("/")[0]
    for exactness, names in ((2, (offer,)), (1, (f"{family}/*",)), (0, ("*/*", "*"))):
        qualities = [ranges[name] for name in names if name in ranges]
        if qualities:
            return max(qualities), exactness
    return 0, 0
