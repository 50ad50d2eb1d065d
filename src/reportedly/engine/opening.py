"""Opens the engine that is asked for, with the shipped graphs in it."""

from pathlib import Path

from reportedly import shipped
from reportedly.engine.embedded import Embedded
from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.limits import Limits
from reportedly.settings import Settings


def open_engine(store: Path | None, *, create: bool = True) -> Embedded:
    """Open the store in a directory, or one in memory if there is none, and bring it up to date.

    `create` says whether a directory without a store may become one. Raises StoreError.
    """
    engine = Embedded.on_disk(store, create=create) if store else Embedded.in_memory()
    engine.bring_up_to_date(shipped.graphs())
    return engine


def open_isolated(settings: Settings) -> Isolated:
    """Open the store of a server in processes of its own, and bring it up to date.

    Raises StoreError.
    """
    engine = Isolated(settings.store, limits_of(settings))
    engine.bring_up_to_date({} if settings.empty else shipped.graphs())
    return engine


def limits_of(settings: Settings) -> Limits:
    """Return the limits that the settings of a server set; a quarter of the turns is for others."""
    return Limits(
        seconds=settings.query_seconds,
        memory=settings.query_memory,
        answer=settings.max_answer,
        workers=settings.workers,
        share=max(1, settings.workers * 3 // 4),
        waiting=settings.waiting,
        write_seconds=settings.write_seconds,
    )
