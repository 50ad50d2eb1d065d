"""A process that answers queries one after another, and may die of any of them."""

import signal
from io import RawIOBase
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final, cast

from pyoxigraph import Store

from reportedly.engine.evaluation import View, answer
from reportedly.engine.isolation.channel import Channel
from reportedly.engine.port import Content, Query
from reportedly.errors import AnswerTooLarge, ReportedlyError

INLINE: Final = 1 << 16
"""Bytes up to which an answer is sent as it is; a longer one goes into a file without a name."""


def main(channel: Channel, data: View | Path, largest: int) -> None:
    """Answer the queries that come in; `largest` is the limit of an answer in bytes.

    Each query comes with its limit in seconds. The system ends the process a second after that,
    in case that the one who asked can't.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    view = data if isinstance(data, View) else View(Store.read_only(str(data)))
    while True:
        (query, seconds), _ = channel.receive()
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        _answer(channel, view, query, largest)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(channel: Channel, view: View, query: Query | Content, largest: int) -> None:
    with SpooledTemporaryFile(INLINE) as spool:
        try:
            media_type = answer(view, query, cast(IO[bytes], _Limited(spool, largest)))
        except ReportedlyError as error:
            channel.send(error)
            return
        if spool.tell() > INLINE:
            spool.flush()
            channel.send((b"", media_type), spool.fileno())
        else:
            spool.seek(0)
            channel.send((spool.read(), media_type))


class _Limited(RawIOBase):
    """A file for writing that refuses what goes beyond a limit."""

    def __init__(self, file: SpooledTemporaryFile[bytes], largest: int) -> None:
        super().__init__()
        self._file = file
        self._largest = largest

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self._file.tell() + len(data) > self._largest:
            raise AnswerTooLarge(self._largest)
        return self._file.write(data)
