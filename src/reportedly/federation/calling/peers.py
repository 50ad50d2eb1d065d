"""Who may be called: the peers that the operator has named."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from math import isfinite
from typing import Final

from reportedly.errors import SettingsError
from reportedly.federation.calling.urls import endpoint, without_credentials
from reportedly.terms import BASE

CALLED: Final = f"{BASE}peer/"
"""What an IRI starts with by which a peer can be called by its name."""
_SETTING: Final = re.compile(r"(?P<key>[^=]*)|(?P<called>.+?)=(?P<url>[a-z]+://.*)", re.IGNORECASE)
_NAME: Final = re.compile(r"[a-z0-9-]+")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_NO_NAME: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Peer:
    """An endpoint that queries may call.

    `name` is what errors, metrics and `Server-Timing` call it. `iris` are those by which queries
    may call it; `url` is where it is asked. Answers are kept for `fresh` seconds; 0 keeps none.
    `batch` is how many solutions it is sent at once.
    """

    name: str
    url: str
    iris: frozenset[str]
    fresh: float = 0
    batch: int = 100


@dataclass(frozen=True)
class Preset:
    """A peer that is known by name; `url` is empty where there is no public endpoint."""

    url: str
    iris: tuple[str, ...] = ()


PRESETS: Final[Mapping[str, Preset]] = {
    "wikidata": Preset(
        "https://query.wikidata.org/sparql",
        (
            "http://query.wikidata.org/sparql",
            "https://query.wikidata.org/bigdata/namespace/wdq/sparql",
        ),
    ),
    "dbpedia": Preset("https://dbpedia.org/sparql", ("http://dbpedia.org/sparql",)),
    "geonames": Preset(""),
}
"""Peers that an operator can name without a URL; the IRIs stay theirs when another URL is given."""


class Peers:
    """The peers of a server, by the IRIs by which queries call them."""

    def __init__(self, peers: Iterable[Peer] = ()) -> None:
        self.all = tuple(peers)
        self._by_iri = {iri: peer for peer in self.all for iri in peer.iris}

    def find(self, iri: str) -> Peer | None:
        """Return the peer that an IRI calls; nothing if the operator has named none."""
        return self._by_iri.get(iri)


def read(federate: Iterable[str], cache: Iterable[str]) -> Peers:
    """Return the peers that settings name.

    `federate` holds NAME=URL, IRI=URL, or the names of presets; `cache` holds NAME=SECONDS. The
    URL of one peer calls the first that was named with it. Raises SettingsError.
    """
    named = _named(federate)
    fresh = _fresh(cache, named)
    taken = {iri for called in named.values() for iri in called.iris}
    peers = []
    for name, called in named.items():
        iris = called.iris | ({called.url} - taken)
        taken |= iris
        peers.append(Peer(name, called.url, iris, fresh.get(name, 0)))
    return Peers(peers)


@dataclass(frozen=True)
class _Called:
    """A setting: where to ask, and the IRIs that are the peer’s whatever its URL is."""

    url: str
    iris: frozenset[str]


def _named(federate: Iterable[str]) -> dict[str, _Called]:
    named: dict[str, _Called] = {}
    for setting in federate:
        key, url = _parts(setting)
        name = preset_of(key) or (key if _NAME.fullmatch(key) else _name_for(key, named))
        iris = frozenset({f"{CALLED}{name}", *_iris(key, name)})
        if name in named or any(iris & called.iris for called in named.values()):
            raise SettingsError(
                f"--federate names {key} twice.", hint="Leave one of the two settings out."
            )
        named[name] = _Called(url, iris)
    return named


def _parts(setting: str) -> tuple[str, str]:
    """Return the name or IRI in a setting, and the URL."""
    match = _SETTING.fullmatch(setting)
    key = (match["key"] or match["called"] or "") if match else ""
    if not (_NAME.fullmatch(key) or _IRI.fullmatch(key)) or not match:
        raise SettingsError(
            f"--federate {without_credentials(setting)!a} is not a NAME=URL.",
            hint="A name has small letters, digits and hyphens, or is an IRI that queries call, "
            "as in --federate mirror=https://sparql.example.org/query – once for each peer.",
        )
    url = match["url"] or _preset_url(key)
    endpoint(url)
    return key, url


def _preset_url(name: str) -> str:
    if name in PRESETS and PRESETS[name].url:
        return PRESETS[name].url
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"--federate {name} gives the peer no name.", hint=f"Write --federate NAME={name}"
        )
    known = ", ".join(name for name, preset in PRESETS.items() if preset.url)
    reason = "has no public endpoint of its own" if name in PRESETS else "is not known here"
    raise SettingsError(
        f"--federate {name} needs a URL: {name} {reason}.",
        hint=f"Write --federate {name}=URL; without a URL there are: {known}.",
    )


def preset_of(key: str) -> str:
    """Return the name of the preset that a name or an IRI belongs to, or nothing."""
    if key in PRESETS:
        return key
    return next((name for name in PRESETS if key in _iris(name, name)), "")


def _iris(key: str, name: str) -> Iterator[str]:
    if not _NAME.fullmatch(key):
        yield key
    preset = PRESETS.get(name)
    if preset:
        yield from filter(None, (preset.url, *preset.iris))


def _name_for(iri: str, named: Container[str]) -> str:
    """Return a name for a peer that is known by an IRI, made of its host."""
    host = iri.split("//", 1)[-1].split("/", 1)[0] if "//" in iri else iri
    name = _NO_NAME.sub("-", host.lower()).strip("-") or "peer"
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain((name,), numbered) if each not in named)


def _fresh(cache: Iterable[str], named: Mapping[str, _Called]) -> dict[str, float]:
    fresh: dict[str, float] = {}
    for setting in cache:
        key, _, seconds = setting.rpartition("=")
        name = key if key in named else preset_of(key) or _calls(key, named)
        if name not in named or name in fresh:
            named_twice = "names a peer twice" if name in fresh else "names no peer"
            reason = named_twice if "=" in setting else "tells no time"
            raise SettingsError(
                f"--peer-cache {setting!a} {reason}.",
                hint="Write NAME=SECONDS once for a peer that --federate names: "
                f"{', '.join(named) or 'there are none'}.",
            )
        fresh[name] = _seconds(seconds, setting)
    return fresh


def _calls(iri: str, named: Mapping[str, _Called]) -> str:
    return next((name for name, called in named.items() if iri in called.iris), "")


def _seconds(text: str, setting: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not isfinite(seconds) or seconds < 0:
        raise SettingsError(
            f"--peer-cache {setting!a} tells no time.",
            hint="Write for how many seconds answers are kept, as in wikidata=3600",
        )
    return seconds
