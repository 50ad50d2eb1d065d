"""Apache Jena as Debian packages it, whose command line starts a Java machine for every call.

What one report takes is the difference between a document of many reports and a document of one,
so that starting does not count.
"""

import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Final

from reportedly import generation, resources

_JARS: Final = Path("/usr/share/java")
_NEEDED: Final = (
    *("jena-cmds", "jena-arq", "jena-core", "jena-base", "jena-iri", "jena-shacl", "jena-shex"),
    *("jena-tdb", "jena-tdb2", "jena-rdfconnection", "jena-dboe-base", "jena-dboe-index"),
    *("jena-dboe-storage", "jena-dboe-trans-data", "jena-dboe-transaction", "commons-lang3"),
    *("commons-cli", "commons-csv", "commons-io", "commons-codec", "commons-compress", "thrift"),
    *("protobuf", "gson", "guava", "dexx.collection", "slf4j-api", "slf4j-simple"),
    *("jsonld-java", "jackson-core", "jackson-databind", "jackson-annotations"),
    *("httpclient", "httpclient-cache", "httpcore", "titanium-json-ld"),
)
_TRIES: Final = 3
_PACKED: Final = "org/apache/jena/ext/xerces/"
"""Where Debian 12 leaves the texts that its Jena looks for in `xerces`."""


def installed() -> bool:
    """Whether Jena is there, and a Java to run it."""
    return (_JARS / "jena-shacl.jar").exists() and shutil.which("java") is not None


def seconds_per_report(folder: Path, reports: Sequence[bytes]) -> float:
    """Return the seconds that one more report takes, in Turtle; the folder is for files."""
    parts = (reports[:1], reports)
    one, all_of_them = (min(_seconds(folder, part) for _ in range(_TRIES)) for part in parts)
    return (all_of_them - one) / (len(reports) - 1)


def class_path(folder: Path) -> str:
    """Return where Java finds Jena; what the jars leave out is put into the folder."""
    texts = folder / "texts"
    with zipfile.ZipFile(_JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_PACKED) and not name.endswith(("/", ".class")):
                target = texts / "xerces" / name.removeprefix(_PACKED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return ":".join(map(str, (texts, *(_JARS / f"{name}.jar" for name in _NEEDED))))


def _seconds(folder: Path, reports: Sequence[bytes]) -> float:
    data, shapes = folder / "data.ttl", folder / "shapes.ttl"
    data.write_bytes(b"\n".join((*_vocabulary(), *reports)))
    shapes.write_bytes(b"\n".join(_read(resources.shapes() / "data")))
    start = perf_counter()
    arguments = ("validate", "--shapes", shapes, "--data", data)
    done = subprocess.run(
        ["java", "-cp", class_path(folder), "shacl.shacl", *arguments],
        capture_output=True,
        check=True,
    )
    assert b"conforms  true" in done.stdout
    return perf_counter() - start


def _vocabulary() -> tuple[bytes, ...]:
    ontology = (resources.ontology() / name for name in ("reportedly.ttl", "concepts.ttl"))
    shipped = chain((path.read_bytes() for path in ontology), _read(resources.data() / "shared"))
    return (*shipped, generation.shared().encode())


def _read(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in resources.turtle_files(folder)]
