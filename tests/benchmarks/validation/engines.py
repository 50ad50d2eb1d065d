"""The validators that are compared; each reads the bytes of a report and gives a verdict."""

from abc import ABC, abstractmethod
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, ClassVar

import pyoxigraph
import pyshacl
import pyshacl_turbo
from rdflib import Graph

from reportedly import generation, media, submission
from reportedly.engine.port import Document
from reportedly.validation import background


class Validator(ABC):
    """A validator that has read the shapes and the vocabulary."""

    name: ClassVar[str]
    package: ClassVar[str]

    @classmethod
    def version(cls) -> str:
        """Return what is installed; nothing if it is not."""
        try:
            return version(cls.package)
        except PackageNotFoundError:
            return ""

    @abstractmethod
    def conforms(self, report: bytes) -> bool:
        """Read a report in Turtle and check it, with an account of what is wrong."""


class Ours(Validator):
    """The path that a submission takes: guards, shapes and, on findings, lines and columns."""

    name = "reportedly"
    package = "reportedly"

    def __init__(self) -> None:
        self._shared = shared_triples()

    def conforms(self, report: bytes) -> bool:
        document = Document(report, media.TURTLE.media_type)
        return submission.check(document, extra=self._shared).accepted


class PySHACL(Validator):
    """pySHACL as it comes out of the box."""

    name = "pySHACL"
    package = "pyshacl"

    def __init__(self) -> None:
        self._shapes = background.shapes()
        self._vocabulary = background.union([background.vocabulary(), shared_graph()])

    def conforms(self, report: bytes) -> bool:
        conforms, _, _ = pyshacl.validate(
            self._data(report), shacl_graph=self._shapes, allow_warnings=True
        )
        return bool(conforms)

    def _data(self, report: bytes) -> Graph:
        return Graph().parse(report, format="turtle") + self._vocabulary


class Turbo(PySHACL):
    """pyshacl-turbo, with shapes that are compiled once."""

    name = "pyshacl-turbo"
    package = "pyshacl-turbo"

    def __init__(self) -> None:
        super().__init__()
        self._compiled: Any = pyshacl_turbo.compile_shapes(self._shapes)

    def conforms(self, report: bytes) -> bool:
        return bool(self._compiled.validate(self._data(report), allow_warnings=True)[0])


class Shifty(PySHACL):
    """pyshifty, with shapes that are prepared once."""

    name = "pyshifty"
    package = "pyshifty"

    def __init__(self) -> None:
        super().__init__()
        import shifty

        self._prepared: Any = shifty.PreparedValidator(self._shapes)

    def conforms(self, report: bytes) -> bool:
        data = self._data(report)
        return bool(self._prepared.validate(data, infer=False, minimum_severity="violation")[0])


VALIDATORS: tuple[type[Validator], ...] = (PySHACL, Ours, Turbo, Shifty)
"""The reference first: the others are measured by it."""


def shared_graph() -> Graph:
    """Return the actors and places of the synthetic reports."""
    return Graph().parse(data=generation.shared(), format="turtle")


@cache
def shared_triples() -> tuple[pyoxigraph.Triple, ...]:
    """Return the same as triples."""
    quads = pyoxigraph.parse(generation.shared(), pyoxigraph.RdfFormat.TURTLE)
    return tuple(quad.triple for quad in quads)
