"""What a channel carries arrives whole, or an error says that it can't."""

import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.engine.isolation.channel import Channel
from reportedly.errors import QueryTakesTime

Pair = tuple[Channel, Channel]


@pytest.fixture
def pair() -> Iterator[Pair]:
    here, there = Channel.pair()
    with closing(here), closing(there):
        yield here, there


VALUES = st.recursive(
    st.none() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(VALUES, max_size=3))
def test_values_arrive_in_order(values: list[object]) -> None:
    here, there = Channel.pair()
    with closing(here), closing(there):
        for value in values:
            here.send(value)
        assert [there.receive() for _ in values] == [(value, []) for value in values]


@pytest.mark.parametrize("size", [0, 1, 1 << 16, (1 << 20) + 1, 30_000_000])
def test_a_large_value_arrives_whole(pair: Pair, size: int) -> None:
    value = os.urandom(size)
    sender = threading.Thread(target=pair[0].send, args=(value,))
    sender.start()
    assert pair[1].receive() == (value, [])
    sender.join()


def test_errors_arrive_as_they_are(pair: Pair) -> None:
    pair[0].send(QueryTakesTime(7))
    error, _ = pair[1].receive()
    assert isinstance(error, QueryTakesTime)
    assert error.seconds == 7
    assert "7 seconds" in error.detail


@pytest.mark.parametrize("number", [1, 2, 4])
def test_open_files_arrive(pair: Pair, number: int) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"content")
        file.flush()
        pair[0].send("files", *[file.fileno()] * number)
    value, files = pair[1].receive()
    assert (value, len(files)) == ("files", number)
    for descriptor in files:
        assert os.pread(descriptor, 10, 0) == b"content"
        os.close(descriptor)


def test_files_stay_with_their_value(pair: Pair) -> None:
    with tempfile.TemporaryFile() as file:
        pair[0].send("without")
        pair[0].send("with", file.fileno())
        pair[0].send("without again")
    received = [pair[1].receive() for _ in range(3)]
    assert [len(files) for _, files in received] == [0, 1, 0]
    os.close(received[1][1][0])


def test_a_closed_end_is_told(pair: Pair) -> None:
    here, there = pair
    here.send("last")
    here.close()
    assert there.ready(0)
    assert there.receive() == ("last", [])
    assert there.ready(0)
    with pytest.raises(EOFError):
        there.receive()
    with pytest.raises(OSError):
        there.send("to nobody")


def test_a_value_that_breaks_off_is_told_and_leaves_no_file_open() -> None:
    left, right = socket.socketpair()
    with tempfile.TemporaryFile() as file, closing(Channel(right)) as channel:
        socket.send_fds(left, [(1000).to_bytes(8, "big") + b"\1"], [file.fileno()])
        left.sendall(b"half")
        left.close()
        before = opened()
        with pytest.raises(EOFError):
            channel.receive()
        assert opened() == before


def test_nothing_to_receive_is_waited_for(pair: Pair) -> None:
    assert not pair[1].ready(0.01)
    pair[0].send(None)
    assert pair[1].ready(10)


def opened() -> int:
    """Return the lowest descriptor that is free."""
    descriptor = os.dup(0)
    os.close(descriptor)
    return descriptor
