"""Virtuoso Open Source as a process of its own, which is small and on this machine only."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

from tests.benchmarks.server import HOST, free_port

from .installed import Rows, run

_INI: Final = Template("""
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:$sql
DisableUnixSocket = 1
CaseMode = 2
CheckpointInterval = 0
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500

[HTTPServer]
ServerPort = 127.0.0.1:$web
ServerRoot = .
ServerThreads = 5
""")
_GRANTS: Final = """
GRANT SELECT ON DB.DBA.SPARQL_SINV_2 TO "SPARQL";
GRANT EXECUTE ON DB.DBA.SPARQL_SINV_IMP TO "SPARQL";
"""
"""What the page of a question says that SERVICE needs."""
_SETTINGS: Final = ("CSV=ON", "BLOBS=ON", "VERBOSE=OFF", "BANNER=OFF", "PROMPT=OFF")
_WRITTEN: Final = re.compile(r"%(?:FF(?=[8-F]))?([0-9A-F]{2})")
_SECONDS: Final = 60


@dataclass(frozen=True)
class Virtuoso:
    """A running server, its folder, and the ports of isql and of its SPARQL endpoint."""

    folder: Path
    sql: int
    web: int

    @property
    def endpoint(self) -> str:
        """Where it answers queries."""
        return f"http://{HOST}:{self.web}/sparql"

    def isql(self, lines: str, *columns: str) -> Rows:
        """Return the rows of an answer, which isql prints without a head, with ; between values."""
        script = self.folder / "lines.sql"
        script.write_text(f"{lines}\n", encoding="ascii")
        login = (f"{HOST}:{self.sql}", "dba", "dba")
        printed = run("isql-vt", *login, *_SETTINGS, "ERRORS=STDOUT", str(script))
        assert "Error" not in printed, printed
        values = ([_read(value) for value in line.split(";")] for line in printed.splitlines())
        return [dict(zip(columns, row, strict=True)) for row in values if row != [""]]


@contextmanager
def running(folder: Path) -> Iterator[Virtuoso]:
    """Run Virtuoso in a folder, where anybody may have it send SERVICE."""
    server = Virtuoso(folder, free_port(), free_port())
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.substitute(sql=server.sql, web=server.web), encoding="ascii")
    command = ("virtuoso-t", "+configfile", str(ini), "+foreground")
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    try:
        _wait(folder / "output")
        server.isql(_GRANTS)
        yield server
    finally:
        process.terminate()
        process.wait(_SECONDS)


def _wait(output: Path) -> None:
    limit = time.monotonic() + _SECONDS
    while "Server online" not in output.read_text():
        assert time.monotonic() < limit, output.read_text()
        time.sleep(0.05)


def _read(value: str) -> str:
    """Return a value without the signs that isql writes as the numbers of their bytes."""
    raw = _WRITTEN.sub(lambda found: chr(int(found[1], 16)), value)
    return raw.encode("latin-1").decode()
