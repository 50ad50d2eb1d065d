"""The texts that reports were made from, as far as the operator has them, found by their digest.

They are others’ property: they lie in a folder of the operator’s, and only their own server shows
them. See `rpt:digest` in https://w3id.org/reportedly/ns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final, Self

from reportedly.errors import SettingsError

_LONGEST: Final = 8 << 20
"""The most bytes that a text may have."""


@dataclass(frozen=True)
class Texts:
    """Texts by the SHA-256 of their bytes; the default has none."""

    paths: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path | None) -> Self:
        """Return the texts that are now directly in a folder, whatever the files are called.

        Raises SettingsError if it can't be read.
        """
        if folder is None:
            return cls()
        try:
            files = [path for path in sorted(folder.iterdir()) if _is_text(path)]
            return cls({_digest(path): path for path in files})
        except OSError as error:
            raise SettingsError(
                f"The texts in {folder} can’t be read: {error.strerror}.",
                hint="--texts names a folder of texts in UTF-8, which this user may read.",
            ) from error

    def find(self, digest: str) -> str | None:
        """Return the text that has this SHA-256; nothing if there is none, or not any more."""
        path = self.paths.get(digest)
        try:
            content = path.read_bytes() if path else b""
            return content.decode() if path and sha256(content).hexdigest() == digest else None
        except (OSError, UnicodeDecodeError):
            return None


def _is_text(path: Path) -> bool:
    return path.is_file() and path.stat().st_size <= _LONGEST


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
