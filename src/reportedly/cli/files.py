"""The files that commands read and write."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final

from reportedly import documents, media
from reportedly.errors import FileError

MEDIA_TYPES: Final = {end: media.SUFFIXES[end].media_type for end in (".ttl", ".nt", ".jsonld")}
"""The end of the name of a document to its media type."""


def documents_in(paths: Iterable[Path], kinds: Collection[str] = MEDIA_TYPES.keys()) -> list[Path]:
    """Return the documents of some kinds among files and in folders, however deep, each once.

    Hidden files and folders within folders are left out. Raises FileError for what is not there
    or not of these kinds, and for a folder without any.
    """
    found = (each for path in paths for each in _documents(path, kinds))
    return list(dict.fromkeys(found))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; raises FileError if it can't be read."""
    return sha256(documents.read_bytes(path)).hexdigest()


@contextmanager
def writing(path: Path | None) -> Iterator[None]:
    """Say in a sentence what can't be written; a closed pipe is left to click."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileError(
            f"{path or 'Standard output'} can’t be written: {error.strerror}.",
            hint="Check that you may write there and that there is room.",
        ) from error


def _documents(path: Path, kinds: Collection[str]) -> list[Path]:
    if not path.exists():
        raise FileError(f"There is no file {path}.", hint="Check the path.")
    if path.is_dir():
        return _within(path, kinds)
    if path.suffix not in kinds:
        raise FileError(
            f"{path} is of a kind that is not read here.",
            hint=f"The name of a document ends with {' or '.join(kinds)}.",
        )
    return [path]


def _within(folder: Path, kinds: Collection[str]) -> list[Path]:
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in kinds and path.is_file() and not _is_hidden(path.relative_to(folder))
    ]
    if not found:
        raise FileError(
            f"There is no document in {folder}.",
            hint=f"The name of a document ends with {' or '.join(kinds)}.",
        )
    return found


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
