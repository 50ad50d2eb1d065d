"""Connections of clients: uvicorn's, with limits for those who are slow or send too much.

https://uvicorn.dev/ reads requests as soon as they come; whoever answers them waits for nobody.
"""

import re
from asyncio import AbstractEventLoop, TimerHandle, Transport
from typing import Any, Final, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)
from uvicorn.server import ServerState

from reportedly.web.responses import GONE

MOST: Final = 2048
"""How many connections there may be."""
LONGEST_HEAD: Final = 1 << 18
"""Bytes that the request line and the headers may have, about."""
MOST_WAITING: Final = 100
"""How many requests a client may send on a connection without waiting for answers."""
_UPGRADE: Final = re.compile(rb"(?<=\n)upgrade(?=[ \t]*:)", re.IGNORECASE)
_BARE: Final = re.compile(rb"[\x80-\xff]")
_CONTINUE: Final = b"HTTP/1.1 100 "
_KEEP: Final = 75
"""Seconds for which a connection is kept after a response."""
_LINGER: Final = 2
"""Seconds for which a client that is refused may go on sending before it is cut off.

Data that nobody has read would make the system throw the refusal away.
"""


class Config(uvicorn.Config):
    """The settings of connections; clients have `patience` seconds to send or to take something."""

    def __init__(self, app: Any, patience: float) -> None:
        super().__init__(
            app,
            http=Connection,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            headers=[("Server", "reportedly")],
            timeout_keep_alive=_KEEP,
        )
        self.patience = patience


class Connection(HttpToolsProtocol):
    """A connection whose client has a limited time to send a request, and to read the response."""

    config: Config

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._is_refused = False
        self._is_receiving = False
        self._head: int | None = 0
        self._running: RequestResponseCycle | None = None
        self._late_sender: TimerHandle | None = None
        self._late_reader: TimerHandle | None = None

    def is_gone(self) -> bool:
        """Say whether the client doesn't wait for a response any more."""
        return self._is_refused or self.transport.is_closing()

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > MOST:
            self._refuse(503, "There are too many connections. Try again in a minute.")
        else:
            self._limit_sending()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_limits()
        self._disconnect()
        super().connection_lost(exc)

    def eof_received(self) -> None:
        """Close, as soon as the client has taken what was sent; it sends nothing more."""
        self._limit_reading()

    def data_received(self, data: bytes) -> None:
        """Read what has come."""
        if self._is_refused:
            return
        if not self._is_receiving:
            data = _escaped(data)
        super().data_received(data if self._head is None else _without_upgrade(data))
        if self._head is not None:
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                self._refuse(431, "The request line and the headers are too long.")
        if self._is_receiving or (self._is_idle() and not self.timeout_keep_alive_task):
            self._limit_sending()

    def on_message_begin(self) -> None:
        """Note that a request has begun."""
        super().on_message_begin()
        self._is_receiving, self._head = True, 0
        self.scope["state"][GONE] = self.is_gone

    def on_headers_complete(self) -> None:
        """Note that the headers are complete."""
        if len(self.pipeline) >= MOST_WAITING:
            raise ValueError  # uvicorn takes this for a request that can't be read
        super().on_headers_complete()
        self._head = None

    def on_message_complete(self) -> None:
        """Note that the request is complete."""
        super().on_message_complete()
        self._is_receiving, self._head = False, 0
        if self._late_sender:
            self._late_sender.cancel()
            self._late_sender = None

    def on_response_complete(self) -> None:
        """Have the next request answered, or make sure that the last response is taken."""
        self._joined.flush()
        super().on_response_complete()
        if self.transport.is_closing():
            self._limit_reading()

    def pause_writing(self) -> None:
        """Wait until the client has taken something."""
        super().pause_writing()
        self._limit_reading()

    def resume_writing(self) -> None:
        """Go on, now that the client has."""
        super().resume_writing()
        if self._late_reader:
            self._late_reader.cancel()
            self._late_reader = None

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing more was asked."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            super().timeout_keep_alive_handler()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._running = cycle
        self._joined = _Joined(self.transport)
        cycle.transport = cast(Transport, self._joined)
        super()._start_asgi_task(cycle, app)

    def shutdown(self) -> None:
        """Close the connection, or have it closed after the response that is being made."""
        if self._is_receiving and self._may_speak():
            self.transport.close()
        else:
            super().shutdown()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Refuse a request that breaks the rules of HTTP."""
        self._refuse(400, "The request breaks the rules of HTTP.")

    def _is_idle(self) -> bool:
        return self._running is None or self._running.response_complete

    def _may_speak(self) -> bool:
        """Say whether it is not too late for words: neither a response is being sent, nor was."""
        if self._is_receiving and self._head is None:
            return self._running is self.cycle and not self.cycle.response_started
        return self._is_idle()

    def _disconnect(self) -> None:
        """Tell whoever is answering that the client has gone."""
        if self._running and not self._running.response_complete:
            self._running.disconnected = True
            self._running.message_event.set()

    def _limit_sending(self) -> None:
        if not self._late_sender and not self._is_refused:
            self._late_sender = self.loop.call_later(self.config.patience, self._end_sending)

    def _limit_reading(self) -> None:
        if not self._late_reader:
            self._late_reader = self.loop.call_later(self.config.patience, self.transport.abort)

    def _end_sending(self) -> None:
        self._late_sender = None
        if self.flow.read_paused:
            self._limit_sending()  # it is we who are late
        else:
            seconds = f"{self.config.patience:g} seconds"
            self._refuse(408, f"The request did not arrive within {seconds}. Send it at once.")

    def _refuse(self, status: int, sentence: str) -> None:
        """Answer what could not be read, and close the connection."""
        self._stop_limits()
        self._is_refused = True
        if not self._may_speak():
            self.transport.abort()
            return
        self._disconnect()
        self.transport.write(_refusal(status, sentence))
        self.flow.resume_reading()
        self.transport.write_eof()
        self._late_reader = self.loop.call_later(_LINGER, self.transport.abort)

    def _stop_limits(self) -> None:
        for timer in (self._late_sender, self._late_reader):
            if timer:
                timer.cancel()
        self._late_sender = self._late_reader = None


class _Joined:
    """A transport that sends the head of a response together with the start of its body."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._held: bytes | None = None
        self._has_begun = False
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        if self._has_begun or data.startswith(_CONTINUE):
            self._transport.write(data if self._held is None else self._held + data)
            self._held = None
        else:
            self._held, self._has_begun = _spelled(data), True

    def flush(self) -> None:
        if self._held is not None:
            self.write(b"")

    def close(self) -> None:
        self.flush()
        self._transport.close()


def _spelled(head: bytes) -> bytes:
    """Write the name of a header as the clients do that don't find it otherwise.

    Names are the same in any case (https://www.rfc-editor.org/rfc/rfc9110#name-field-names), but R
    looks for the encoding of what it reads in `Content-Type`.
    """
    return head.replace(b"\r\ncontent-type:", b"\r\nContent-Type:", 1)


def _escaped(data: bytes) -> bytes:
    """Escape, in data that begin with a request line, what isn’t ASCII there.

    It may not stand there (https://www.rfc-editor.org/rfc/rfc3986#section-2), but Virtuoso and
    curl send the URL as they have it.
    """
    end = data.find(b"\n")
    if end < 0 or data[:end].isascii():
        return data
    return _BARE.sub(lambda sign: b"%%%02X" % ord(sign[0]), data[:end]) + data[end:]


def _without_upgrade(data: bytes) -> bytes:
    """Hide, in data that begin with a head, that a client would speak another protocol as well.

    https://www.rfc-editor.org/rfc/rfc9110#name-upgrade: it is ignored. The parser would take what
    follows for that protocol; the client of Java offers HTTP/2 with its first request.
    """
    if b"pgrade" not in data and b"PGRADE" not in data:
        return data
    head, end, rest = data.partition(b"\r\n\r\n")
    return _UPGRADE.sub(b"X-Upgrade", head) + end + rest


def _refusal(status: int, sentence: str) -> bytes:
    lines = (
        "Server: reportedly",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(sentence) + 1}",
        "Connection: close",
    )
    return STATUS_LINE[status] + "\r\n".join((*lines, "", f"{sentence}\n")).encode()
