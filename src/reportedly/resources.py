"""Finds the ontology, shapes and data, in a wheel as well as in an editable install."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


@cache
def root() -> Path:
    """Return the folder that holds `ontology`, `shapes` and `data`.

    A wheel carries them inside the package; an editable install leaves them beside `src`.
    """
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _CHECKOUT


def ontology() -> Path:
    """Return the folder of the ontology's Turtle files."""
    return root() / "ontology"


def shapes() -> Path:
    """Return the folder of the SHACL shapes: `data` for reports, `ontology` for the ontology."""
    return root() / "shapes"


def data() -> Path:
    """Return the folder of `shared` actors and places, `reports` and named `queries`."""
    return root() / "data"


def turtle_files(folder: Path) -> list[Path]:
    """Return the Turtle files directly in a folder, by name."""
    return sorted(folder.glob("*.ttl"))
