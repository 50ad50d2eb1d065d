"""How peers fail, in our own words: nothing that a peer has written is repeated.

Hints that speak of the operator are for whoever runs this server; all others are for who asks.
"""

import ssl
from collections.abc import Mapping
from typing import Final

import httpcore

from reportedly.errors import PeerAnswerTooLarge, PeerFailed, PeerTakesTime
from reportedly.federation.calling.urls import shown_host

_LATER: Final = "Ask again later, or write SERVICE SILENT to go on without it."
_ANOTHER: Final = (
    "Write SERVICE SILENT to go on without it. "
    "The operator can check the URL given with --federate."
)
_LESS: Final = "Ask it for less: bind more variables, or add a LIMIT within SERVICE."

_STATUSES: Final[Mapping[int, tuple[str, str]]] = {
    400: ("did not understand the query", "Use in SERVICE only what {name} understands."),
    401: ("wants to know who asks", "Credentials are never sent on. " + _ANOTHER),
    403: ("lets nobody in from here", "Credentials are never sent on. " + _ANOTHER),
    404: ("has no endpoint where it was asked", _ANOTHER),
    405: ("takes no queries where it was asked", _ANOTHER),
    406: ("has no format of results that is read here", _ANOTHER),
    407: ("wants to know who asks", "Credentials are never sent on. " + _ANOTHER),
    410: ("has no endpoint where it was asked", _ANOTHER),
    413: ("found the query too long", _LESS),
    414: ("found the query too long", _LESS),
    415: ("takes no queries in a form", _ANOTHER),
    429: ("is asked too often", _LATER),
    500: ("could not answer the query", f"{_LESS} Or use only what {{name}} understands."),
    502: ("is not there now", _LATER),
    503: ("is busy", _LATER),
    504: ("took too long by its own measure", _LESS),
}
"""What the statuses of refusals say of a peer, and what to do about it."""


def refused(name: str, status: int, headers: Mapping[str, str]) -> PeerFailed:
    """Return the error of a peer that answers with another status than 200."""
    if 300 <= status < 400 and status != 304:
        return _redirected(name, headers.get("location", ""))
    reason, hint = _STATUSES.get(status, ("answered with a status that is no answer", _ANOTHER))
    wait = _wait(headers.get("retry-after", "")) if status in (429, 503) else ""
    return PeerFailed(f"{name} {reason} ({status}){wait}.", hint=hint.format(name=name), peer=name)


def broken(name: str, error: Exception) -> PeerFailed:
    """Return the error of a connection that could not be made, or did not last."""
    cause = error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = "shows a certificate that can’t be trusted"
    elif isinstance(error, ssl.SSLError) or isinstance(cause, ssl.SSLError):
        reason = "could not agree with us on a safe connection: it may not speak https there"
    elif isinstance(error, httpcore.ProtocolError):
        reason = "broke the rules of HTTP, or broke off in the middle"
    elif isinstance(error, (httpcore.ConnectError, httpcore.ConnectTimeout)):
        reason = "can’t be reached: no connection could be made"
    else:
        reason = "broke the connection off"
    return PeerFailed(f"{name} {reason}.", hint=_LATER, peer=name)


def unknown_host(name: str) -> PeerFailed:
    """Return the error of a peer whose host has no address."""
    return PeerFailed(
        f"{name} can’t be reached: no address was found for its host.",
        hint="Ask again later, or write SERVICE SILENT to go on without it. The operator can see "
        "whether this machine reaches the Internet, and check the URL given with --federate.",
        peer=name,
    )


def hidden_host(name: str) -> PeerFailed:
    """Return the error of a peer whose host stands for an address that is never connected to."""
    return PeerFailed(
        f"{name} was not asked: its host stands for an address that is not a public one.",
        hint="The operator can allow an address by writing it, instead of a name, into the URL "
        "given with --federate.",
        peer=name,
    )


def unreadable(name: str, what: str) -> PeerFailed:
    """Return the error of a peer that has answered something else than solutions."""
    return PeerFailed(f"{name} answered with {what}.", hint=_ANOTHER, peer=name)


def partial(name: str) -> PeerFailed:
    """Return the error of a peer that says that its answer is not the whole one."""
    return PeerFailed(f"{name} gave only a part of its answer.", hint=_LESS, peer=name)


def late(name: str, seconds: float) -> PeerTakesTime:
    """Return the error of a peer that did not answer in time."""
    return PeerTakesTime(
        f"{name} did not answer within {seconds:g} seconds.",
        hint=f"{_LESS} The operator can raise --peer-seconds.",
        peer=name,
    )


def crowded(name: str, seconds: float) -> PeerTakesTime:
    """Return the error of a call for which no connection became free in time."""
    return PeerTakesTime(
        f"{name} did not answer within {seconds:g} seconds: other queries from here came first.",
        hint="Ask again later. The operator can raise --peer-connections, if the peer allows it.",
        peer=name,
    )


def long(name: str, limit: int) -> PeerAnswerTooLarge:
    """Return the error of an answer of more bytes than it may have."""
    return PeerAnswerTooLarge(
        f"The answer of {name} is longer than {limit:,} bytes.",
        hint=f"{_LESS} The operator can raise --peer-answer.",
        peer=name,
    )


def many(name: str, rows: int) -> PeerAnswerTooLarge:
    """Return the error of an answer of more solutions than are read."""
    return PeerAnswerTooLarge(
        f"The answer of {name} has more than {rows:,} solutions.", hint=_LESS, peer=name
    )


def _redirected(name: str, location: str) -> PeerFailed:
    host = shown_host(location)
    return PeerFailed(
        f"{name} sends us on to {host or 'another address'}, and nobody is followed.",
        hint="The operator can name the new address with --federate, if it is to be trusted.",
        peer=name,
    )


def _wait(asked: str) -> str:
    seconds = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 9 else 0
    return f", and asks for a wait of {seconds:,} seconds" if seconds else ""
