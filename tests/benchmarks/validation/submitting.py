"""Reports submitted to the real server over HTTP, which answers when each is on disk."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from time import perf_counter

from reportedly import generation, media
from reportedly.generation import world
from tests.benchmarks.servers import Reportedly

from .measure import SEED

_TYPE = {"Content-Type": media.TURTLE.media_type}


class Submitted(Reportedly):
    """Our server with an empty store on disk, into which everybody may submit reports."""

    def command(self) -> Sequence[str | Path]:
        return (*super().command(), "--allow-anonymous-writes")


def rate(folder: Path, submitters: int, reports: int) -> float:
    """Return how many reports a second are published when so many clients submit them."""
    server = Submitted(folder, timeout=60)
    server.start()
    try:
        return _rate(server, submitters, reports)
    finally:
        server.stop()


def _rate(server: Submitted, submitters: int, reports: int) -> float:
    sent = [each.turtle.encode() for each in generation.corpus(reports=reports + 4, seed=SEED)]
    with closing(HTTPConnection(*server.address)) as connection:
        graph = f"/graphs?graph={world.GRAPH}"
        connection.request("PUT", graph, generation.shared().encode(), _TYPE)
        assert connection.getresponse().read() == b""
    _submit(server, sent[:4])  # warm
    shares = [list(islice(sent, 4 + first, None, submitters)) for first in range(submitters)]
    with ThreadPoolExecutor(submitters) as pool:
        start = perf_counter()
        list(pool.map(partial(_submit, server), shares))
        return reports / (perf_counter() - start)


def _submit(server: Submitted, reports: Sequence[bytes]) -> None:
    with closing(HTTPConnection(*server.address)) as connection:
        for report in reports:
            connection.request("POST", "/reports", report, _TYPE)
            response = connection.getresponse()
            assert response.status == 201, response.read()
            response.read()
