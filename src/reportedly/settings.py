"""What an operator can choose, with the defaults."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

DEFAULT_STORE: Final = user_data_path("reportedly", appauthor=False) / "store"
"""Where a store is kept if nothing else is said, by the custom of the system."""

IN_MEMORY: Final = "memory"
"""The word that stands for a store in memory, where a directory could be named."""


@dataclass(frozen=True)
class Settings:
    """The settings of a server; each has a flag and an environment variable of its name.

    `store` is a directory, or nothing for a store in memory. `max_request` is in bytes.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    store: Path | None = DEFAULT_STORE
    threads: int = 8
    max_request: int = 262_144
