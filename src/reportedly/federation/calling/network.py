"""Connections to an address that was checked, and to no other.

A name is looked up once for each connection. All addresses that it stands for must be allowed;
one of them is connected to as it stands, so that no second look-up can tell another one, and it is
looked at again when the connection is there.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from ipaddress import ip_address
from threading import Thread
from typing import Any, Final

import httpcore

from reportedly.federation.calling import failures
from reportedly.federation.calling.addresses import Address, is_public
from reportedly.federation.calling.urls import Endpoint

LookUp = Callable[[str, int], Iterable[str]]
"""Returns the addresses that a host and a port stand for; blocks, and may raise OSError."""

_PATIENCE: Final = 2.5
"""Seconds after which the next address of several is tried."""
_SIP: Final = 4_096
"""Bytes that are read at a time."""
_MOST: Final = 8
"""How many addresses of one host are tried."""


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses that a name stands for, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Network(httpcore.AsyncNetworkBackend):
    """What connects to one peer. Only the address that its own URL names may be a hidden one."""

    def __init__(
        self,
        name: str,
        endpoint: Endpoint,
        look_up: LookUp,
        tcp: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._name = name
        self._endpoint = endpoint
        self._look_up = look_up
        self._tcp = tcp or httpcore.AnyIOBackend()
        self._pending: asyncio.Future[list[str]] | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the peer. Raises PeerFailed, httpcore.ConnectError and ConnectTimeout."""
        del host, port, local_address, socket_options  # those of the peer are known
        *others, last = await self._addresses()
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._connect(address, _PATIENCE)
        return await self._connect(last, timeout)

    async def _addresses(self) -> list[Address]:
        """Return the addresses of the peer, all of which were checked."""
        if self._endpoint.address:
            return [self._endpoint.address]
        try:
            found = [ip_address(address) for address in await self._look_up_once()]
        except OSError as error:
            raise failures.unknown_host(self._name) from error
        if not found:
            raise failures.unknown_host(self._name)
        for address in found:
            self._check(address)
        return found[:_MOST]

    async def _connect(
        self, address: Address, seconds: float | None
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._tcp.connect_tcp(str(address), self._endpoint.port, seconds)
        try:
            self._check(_reached(stream))
        except BaseException:
            await stream.aclose()
            raise
        return _Sipping(stream)

    def _check(self, address: Address) -> None:
        """Make sure that an address may be connected to. Raises PeerFailed."""
        if address != self._endpoint.address and not is_public(address):
            raise failures.hidden_host(self._name)

    async def _look_up_once(self) -> list[str]:
        """Look the host up in a thread, together with all who wait for that now."""
        if self._pending is None:
            self._pending = _in_thread(self._look_up, self._endpoint)
            self._pending.add_done_callback(self._forget)
        return await asyncio.shield(self._pending)

    def _forget(self, done: "asyncio.Future[list[str]]") -> None:
        self._pending = None
        if not done.cancelled():
            done.exception()  # taken note of, also if nobody waits for it any more


class _Sipping(httpcore.AsyncNetworkStream):
    """A connection that is read little by little.

    All that was read is worked off at once, and that takes time where lines are short and many.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, and nothing at the end."""
        return await self._stream.read(min(max_bytes, _SIP), timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send something."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection tells of itself."""
        return self._stream.get_extra_info(info)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return the same connection, encrypted."""
        try:
            return _Sipping(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:
            await self.aclose()
            raise


def _reached(stream: httpcore.AsyncNetworkStream) -> Address:
    """Return where a connection leads. Raises ConnectError if it is gone by now."""
    reached = stream.get_extra_info("server_addr")
    if not reached:
        raise httpcore.ConnectError("The connection was closed over there at once.")
    return ip_address(reached[0])


def _in_thread(look_up: LookUp, endpoint: Endpoint) -> "asyncio.Future[list[str]]":
    """Look a host up in a thread of its own, which nobody needs to wait for: not even the end."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[list[str]] = loop.create_future()

    def finish(found: list[str] | OSError) -> None:
        if isinstance(found, OSError):
            future.set_exception(found)
        else:
            future.set_result(found)

    def work() -> None:
        found = _found(look_up, endpoint)
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(finish, found)

    Thread(target=work, name="look-up", daemon=True).start()
    return future


def _found(look_up: LookUp, endpoint: Endpoint) -> list[str] | OSError:
    try:
        return list(look_up(endpoint.host, endpoint.port))
    except OSError as error:
        return error
