"""One query to one peer over HTTP: https://www.w3.org/TR/sparql11-protocol/#query-operation."""

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import httpcore

from reportedly import __version__, media
from reportedly.federation import solutions
from reportedly.federation.calling import failures
from reportedly.federation.calling.connections import Connections
from reportedly.federation.calling.network import LookUp, Network
from reportedly.federation.calling.peers import Peer
from reportedly.federation.calling.urls import endpoint
from reportedly.terms import BASE

_LONGEST_URL: Final = 2_000
"""Bytes of a URL that every server takes."""
_LONGEST_TAG: Final = 1_000
IDLE: Final = 15
"""Seconds after which a connection is closed that nobody uses."""
_BROKEN: Final = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    OSError,
)
_FRAMES: Final = {"content-length", "transfer-encoding"}
"""The headers by which the end of a body is known."""
_HEADERS: Final = {
    "Accept": solutions.ACCEPT,
    "Accept-Encoding": "identity",
    "User-Agent": f"reportedly/{__version__} (+{BASE.rstrip('/')})",
}


@dataclass(frozen=True)
class CallLimits:
    """What a call may take: `seconds` as a whole, and bytes of its answer, its `size`.

    To each peer there are `connections` at a time.
    """

    seconds: float = 10
    size: int = 16 << 20
    connections: int = 4


@dataclass(frozen=True)
class Reply:
    """What a peer has sent; without a body, what is kept of it is still good.

    `headers` are by their names in small letters.
    """

    body: bytes | None
    media_type: str
    headers: Mapping[str, str]

    @property
    def tag(self) -> str:
        """What the peer calls this version: https://www.rfc-editor.org/rfc/rfc9110#name-etag."""
        tag = self.headers.get("etag", "")
        return tag if len(tag) <= _LONGEST_TAG and tag.isascii() and tag.isprintable() else ""

    @property
    def may_be_kept(self) -> bool:
        """Whether the peer lets others keep it, however short."""
        return "no-store" not in self._caching

    @property
    def is_doubtful(self) -> bool:
        """Whether the peer wants to be asked before it is used again."""
        return "no-cache" in self._caching

    @property
    def most_rows(self) -> int | None:
        """After how many solutions the peer has cut it off, as Virtuoso tells; None for never."""
        rows = self.headers.get("x-sparql-maxrows", "").strip()
        return int(rows) if rows.isascii() and rows.isdecimal() and len(rows) < 12 else None

    @property
    def _caching(self) -> set[str]:
        directives = self.headers.get("cache-control", "").lower().split(",")
        return {directive.partition("=")[0].strip() for directive in directives}


class Line:
    """The connections to one peer, for the event loop that they are first used on.

    There are as many `turns` as there may be `connections`.
    """

    def __init__(
        self, peer: Peer, limits: CallLimits, look_up: LookUp, trust: ssl.SSLContext | None = None
    ) -> None:
        self._peer = peer
        self._limits = limits
        self._endpoint = endpoint(peer.url)
        self.turns = asyncio.Semaphore(limits.connections)
        self._url = httpcore.URL(
            scheme=self._endpoint.scheme, host=self._endpoint.host, port=self._endpoint.port
        )
        network = Network(peer.name, self._endpoint, look_up)
        self.connections = Connections(
            lambda: httpcore.AsyncHTTPConnection(
                self._url.origin, trust, keepalive_expiry=IDLE, network_backend=network
            )
        )

    async def ask(self, query: str, tag: str = "") -> Reply:
        """Send a query, with the tag of an answer that is kept, and return what comes.

        This is for who has one of the `turns`. Raises PeerFailed and PeerAnswerTooLarge.
        """
        try:
            return await self._try_twice(self._request(query, tag))
        except _BROKEN as error:
            raise failures.broken(self._peer.name, error) from error

    async def _try_twice(self, request: Mapping[str, Any]) -> Reply:
        """Try again if a connection was used before, and has been closed over there meanwhile."""
        may_be_stale = self.connections.are_idle
        try:
            return await self._exchange(request)
        except (httpcore.NetworkError, httpcore.RemoteProtocolError):
            if not may_be_stale:
                raise
        await self.connections.close_idle()
        return await self._exchange(request)

    async def _exchange(self, request: Mapping[str, Any]) -> Reply:
        async with (
            self.connections.one() as connection,
            connection.stream(**request) as response,
        ):
            headers = _combined(response.headers)
            media_type = self._check(
                response.status, headers, "If-None-Match" in request["headers"]
            )
            if response.status == 304:
                return Reply(None, "", headers)
            return Reply(await self._body(response, headers), media_type, headers)

    def _check(self, status: int, headers: Mapping[str, str], is_kept: bool) -> str:
        """Return the media type of an answer that is to be read. Raises PeerFailed."""
        if status == 304 and is_kept:
            return ""
        if status != 200:
            raise failures.refused(self._peer.name, status, headers)
        if headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise failures.unreadable(self._peer.name, "something packed, which was not asked for")
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in solutions.MEDIA_TYPES:
            raise failures.unreadable(self._peer.name, _kind(media_type))
        if media_type in media.TSV.media_types and not headers.keys() & _FRAMES:
            raise failures.unreadable(self._peer.name, "a table that could be cut off unnoticed")
        if headers.get("x-sql-state"):
            raise failures.partial(self._peer.name)
        return media_type

    async def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        limit = self._limits.size
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit:
            raise failures.long(self._peer.name, limit)
        body = bytearray()
        async for part in response.aiter_stream():
            await asyncio.sleep(0)  # parts can be many and small, and others want their turns
            body += part
            if len(body) > limit:
                raise failures.long(self._peer.name, limit)
        return bytes(body)

    def _request(self, query: str, tag: str) -> dict[str, Any]:
        """Return a request: one that can be kept, if that is wanted and the query is short."""
        form = urlencode({"query": query})
        where = self._endpoint
        headers = {"Host": where.authority, **_HEADERS}
        asked = f"{where.target}{'&' if '?' in where.target else '?'}{form}"
        short = len(f"{where.scheme}://{where.authority}{asked}") <= _LONGEST_URL
        if self._peer.fresh and short:
            headers |= {"If-None-Match": tag} if tag else {}
            return self._message("GET", asked, headers, None)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._message("POST", where.target, headers, form.encode("ascii"))

    def _message(
        self, method: str, target: str, headers: dict[str, str], content: bytes | None
    ) -> dict[str, Any]:
        where = self._url
        url = httpcore.URL(scheme=where.scheme, host=where.host, port=where.port, target=target)
        return {"method": method, "url": url, "headers": headers, "content": content}


def _combined(lines: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by their names, those that came several times as one.

    See https://www.rfc-editor.org/rfc/rfc9110#section-5.3.
    """
    headers: dict[str, str] = {}
    for name, value in lines:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _kind(media_type: str) -> str:
    if media_type in ("text/html", "application/xhtml+xml"):
        return "a web page, not with results"
    return "a format that is not read here" if media_type else "something without a media type"
