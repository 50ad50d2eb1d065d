"""Requests of several clients at once, and how long each takes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from time import perf_counter

from .client import Address, Client


def burst(address: Address, requests: Sequence[Sequence[bytes]], timeout: float) -> list[float]:
    """Send the requests of each client one after the other, those of all clients side by side.

    Returns the seconds from the first byte sent to the last one received, of every request. The
    connections are made before. Raises TimedOut, or another Failed, when all clients are done.
    """
    with ExitStack() as stack:
        clients = [stack.enter_context(Client(address, timeout)) for _ in requests]
        pool = stack.enter_context(ThreadPoolExecutor(len(clients)))
        return [seconds for times in pool.map(_send, clients, requests) for seconds in times]


def _send(client: Client, requests: Sequence[bytes]) -> list[float]:
    return [_seconds(client, each) for each in requests]


def _seconds(client: Client, request: bytes) -> float:
    start = perf_counter()
    client.send(request)
    return perf_counter() - start
