"""Programs of Node.js, with the packages in this folder."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from tests.clients import installed

HERE: Final = Path(__file__).parent
PACKAGES: Final = HERE / "node_modules"
_COMMANDS: Final = PACKAGES / ".bin"


def run(program: str | Path, *arguments: str | Path, text: str = "") -> str:
    """Return what one of our programs, or a command of a package, prints."""
    before = ("node", HERE / program) if str(program).endswith(".mjs") else (program,)
    command = map(str, (*before, *arguments))
    return installed.run(*command, text=text, path=str(_COMMANDS))


def needs(version: tuple[int, int]) -> list[Any]:
    """Return the marks of tests that need the packages, and this version of Node.js or a newer."""
    name = ".".join(map(str, version))
    return [
        pytest.mark.slow,
        pytest.mark.skipif(_version() < version, reason=f"needs node {name} or newer"),
        pytest.mark.skipif(
            not PACKAGES.is_dir(), reason="needs: npm install --prefix tests/clients"
        ),
    ]


@cache
def _version() -> tuple[int, ...]:
    there = shutil.which("node", path=_COMMANDS) or shutil.which("node")
    told = installed.run(there, "--version") if there else "v0"
    return tuple(map(int, told.strip().removeprefix("v").split(".")))
