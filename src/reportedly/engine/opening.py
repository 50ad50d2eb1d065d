"""Opens the engine that the settings name, with the shipped graphs in it."""

from pathlib import Path

from reportedly import shipped
from reportedly.engine.embedded import Embedded


def open_engine(store: Path | None, *, create: bool = True) -> Embedded:
    """Open the store in a directory, or one in memory if there is none, and bring it up to date.

    `create` says whether a directory without a store may become one. Raises StoreError.
    """
    engine = Embedded.on_disk(store, create=create) if store else Embedded.in_memory()
    engine.bring_up_to_date(shipped.graphs())
    return engine
