"""Asks an engine for pages in the name of whoever reads them, so that readers share its turns."""

from typing import Any, cast

from flask import has_request_context, request

from reportedly.engine.port import NOBODY, Answer, Caller, Content, Engine, Query
from reportedly.web.caching import READING
from reportedly.web.responses import caller as reader


def for_readers(engine: Engine) -> Engine:
    """Return an engine that does what this one does, and where nobody asks, a reader does.

    A reader is who sends a request that reads. One of them can't take the turns of the others, and
    what is asked for a page ends when its reader goes. Requests that write are never broken off.
    """
    return cast(Engine, _ForReaders(engine))


class _ForReaders:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def evaluate(self, query: Query, caller: Caller = NOBODY) -> Answer:
        return self._engine.evaluate(query, _named(caller))

    def content(self, request: Content, caller: Caller = NOBODY) -> Answer | None:
        return self._engine.content(request, _named(caller))


def _named(caller: Caller) -> Caller:
    if caller is NOBODY and has_request_context() and request.method in READING:
        return reader()
    return caller
