"""Carries Python values, and open files, between two processes of this program.

Only for processes that this program started itself: values travel as pickles.
"""

import os
import pickle
import select
import socket
import struct
from typing import Any, Final, Self

_HEADER: Final = struct.Struct("!QB")


def pack(value: object) -> bytes:
    """Return what is sent for a value."""
    return pickle.dumps(value)


class Channel:
    """One end of a connection; the other end is in another process.

    Not to be used by two threads at once.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._poll = select.poll()
        self._poll.register(end, select.POLLIN)

    @classmethod
    def pair(cls) -> tuple[Self, Self]:
        """Return the two ends of a new connection."""
        here, there = socket.socketpair()
        return cls(here), cls(there)

    @classmethod
    def adopt(cls, descriptor: int) -> Self:
        """Return the end that an inherited or received descriptor stands for."""
        return cls(socket.socket(fileno=descriptor))

    def fileno(self) -> int:
        """Return the descriptor of this end."""
        return self._end.fileno()

    def send(self, value: object, *files: int) -> None:
        """Send a value, and copies of open descriptors with it.

        Raises BrokenPipeError or ConnectionError if the other end is closed.
        """
        self.send_packed(pack(value), *files)

    def send_packed(self, payload: bytes, *files: int) -> None:
        """Send a value that was packed before."""
        data = _HEADER.pack(len(payload), len(files)) + payload
        sent = socket.send_fds(self._end, [data], files)
        if sent < len(data):
            self._end.sendall(memoryview(data)[sent:])

    def size(self) -> int:
        """Return the length in bytes of the value that has begun to arrive; 0 if there is none.

        Not to be asked before something has arrived, or the other end is closed.
        """
        header = self._end.recv(_HEADER.size, socket.MSG_PEEK | socket.MSG_WAITALL)
        return int(_HEADER.unpack(header)[0]) if len(header) == _HEADER.size else 0

    def receive(self) -> tuple[Any, list[int]]:
        """Return the next value and the descriptors sent with it, which the caller must close.

        Waits for it. Raises EOFError if the other end is closed.
        """
        header, files, _, _ = socket.recv_fds(self._end, _HEADER.size, 4, socket.MSG_WAITALL)
        try:
            return self._read_value(header), files
        except BaseException:
            for file in files:
                os.close(file)
            raise

    def ready(self, seconds: float) -> bool:
        """Wait until there is something to receive, or the other end is closed."""
        return bool(self._poll.poll(seconds * 1000))

    def close(self) -> None:
        """Close this end."""
        self._end.close()

    def _read_value(self, header: bytes) -> Any:
        if len(header) < _HEADER.size:
            raise EOFError
        size, _ = _HEADER.unpack(header)
        return pickle.loads(self._read(size))  # noqa: S301 - our own processes only

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            piece = self._end.recv(min(size - len(data), 1 << 20))
            if not piece:
                raise EOFError
            data += piece
        return bytes(data)
