"""Keeps what was read from an engine for as long as its data stay the same."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import TypeVar
from weakref import WeakKeyDictionary

from reportedly.engine.port import Engine

_Value = TypeVar("_Value")


def for_a_revision(read: Callable[[Engine], _Value]) -> Callable[[Engine], _Value]:
    """Decorate what reads from an engine, so that it reads once for each revision of its data.

    Threads that want the same wait for the one that reads it.
    """
    kept: WeakKeyDictionary[Engine, tuple[int, _Value]] = WeakKeyDictionary()
    turn = RLock()

    @wraps(read)
    def reading(engine: Engine) -> _Value:
        with turn:
            revision = engine.revision
            found = kept.get(engine)
            if found is None or found[0] != revision:
                found = kept[engine] = (revision, read(engine))
            return found[1]

    return reading
