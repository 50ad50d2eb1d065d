"""The servers that are compared."""

import re
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from string import Template

from pyoxigraph import RdfFormat, parse, serialize

from reportedly import media
from reportedly.engine.embedded import Embedded

from .server import HOST, Server, free_port, run

_INI = Template(Path(__file__).with_name("virtuoso.ini").read_text(encoding="utf-8"))


class Reportedly(Server):
    """Ours, with its data on disk."""

    name = "reportedly"
    program = "reportedly"
    path = "/sparql"

    @classmethod
    def version(cls) -> str:
        return version("reportedly")

    def load(self, corpus: Path) -> None:
        _fill(self.folder / "store", corpus)

    def command(self) -> Sequence[str | Path]:
        where = ("--host", HOST, "--port", str(self.address[1]))
        limit = ("--query-seconds", str(self.timeout))
        return ("reportedly", "serve", *where, *limit, "--store", self.folder / "store")


class Oxigraph(Server):
    """The server of the engine that ours builds on."""

    name = "Oxigraph"
    program = "oxigraph"
    path = "/query"

    @classmethod
    def version(cls) -> str:
        return version("oxigraph")

    def load(self, corpus: Path) -> None:
        store = self.folder / "store"
        run("oxigraph", "load", "--location", store, "--file", corpus)
        run("oxigraph", "optimize", "--location", store)

    def command(self) -> Sequence[str | Path]:
        where = ("--location", self.folder / "store", "--bind", f"{HOST}:{self.address[1]}")
        return (
            *("oxigraph", "serve", *where),
            *("--union-default-graph", "--timeout-s", str(self.timeout)),
        )


class RdflibEndpoint(Server):
    """rdflib behind FastAPI; it can't give up, and reads the corpus when it starts."""

    name = "rdflib-endpoint"
    program = "rdflib-endpoint"
    path = "/"

    @classmethod
    def version(cls) -> str:
        return f"{version('rdflib-endpoint')}, rdflib {version('rdflib')}"

    def load(self, corpus: Path) -> None:
        self._corpus = corpus

    def command(self) -> Sequence[str | Path]:
        where = ("--host", HOST, "--port", str(self.address[1]))
        return ("rdflib-endpoint", "serve", *where, self._corpus)


class Virtuoso(Server):
    """Virtuoso Open Source, with buffers for all of the data."""

    name = "Virtuoso"
    program = "virtuoso-t"
    path = "/sparql"

    @classmethod
    def version(cls) -> str:
        found = re.search(r"Version (\S+)", run("virtuoso-t", "+help", check=False))
        return found[1] if found else ""

    def load(self, corpus: Path) -> None:
        """Load with a server that runs for as long."""
        settings = {
            "sql_port": (sql_port := free_port()),
            "port": self.address[1],
            "timeout": self.timeout,
            "corpus_folder": corpus.parent,
        }
        (self.folder / "virtuoso.ini").write_text(_INI.substitute(settings), encoding="utf-8")
        self.start()
        folder, name = corpus.parent, corpus.name
        sql = f"ld_dir('{folder}', '{name}', 'urn:none'); rdf_loader_run(); checkpoint;"
        run("isql-vt", f"{HOST}:{sql_port}", "dba", "dba", f"exec={sql}")
        self.stop()

    def command(self) -> Sequence[str | Path]:
        return ("virtuoso-t", "+configfile", self.folder / "virtuoso.ini", "+foreground")


SERVERS: tuple[type[Server], ...] = (Reportedly, Oxigraph, RdflibEndpoint, Virtuoso)
"""Ours first: the others are measured by it."""


def _fill(store: Path, corpus: Path) -> None:
    """Put each graph of a corpus, whose quads stand together, into our store."""
    with corpus.open("rb") as file, closing(Embedded.on_disk(store)) as engine:
        for name, quads in groupby(parse(file, RdfFormat.N_QUADS), lambda quad: quad.graph_name):
            document = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
            engine.replace(str(name)[1:-1], document or b"", media.N_TRIPLES.media_type)
