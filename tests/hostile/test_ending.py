"""However the server ends, and whatever it is busy with, all of its processes end."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from .attacks import ATTACKS
from .site import Site, running

pytestmark = pytest.mark.slow

ENDLESS = ATTACKS["cross product"].query
BUSY = 6


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("store", ["memory", "disk"])
def test_a_busy_server_leaves_no_process(tmp_path: Path, sign: signal.Signals, store: str) -> None:
    directory = store if store == "memory" else str(tmp_path / "store")

    def ask(site: Site) -> int:
        with suppress(OSError, HTTPException):
            return site.ask(ENDLESS).status
        return 0

    with running("--store", directory, "--query-seconds", "3") as site:
        with ThreadPoolExecutor(BUSY) as busy:
            replies = [busy.submit(ask, site) for _ in range(BUSY)]
            time.sleep(1)
            passing = forker_directory(site)
            assert passing.is_dir()
            site.look()
            os.kill(site.process.pid, sign)
            assert site.process.wait(20) == (-sign if sign == signal.SIGKILL else 0)
        assert site.left_over() == []
        assert not passing.exists()
        if sign != signal.SIGKILL:
            assert {reply.result() for reply in replies} <= {503, 504}


def forker_directory(site: Site) -> Path:
    """The directory that the processes of a server use while they run."""
    words = (word for forker in site.root.children() for word in forker.cmdline())
    return next(Path(word) for word in words if Path(word).name.startswith("reportedly-"))
