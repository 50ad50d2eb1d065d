"""Bundles the editor when the package is built, if npm is there to do it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_INSTALL: Final = ("install", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0")
_SECONDS: Final = 120
_NOTE: Final = "The page at /sparql will have a plain form in place of the editor: "


class EditorHook(BuildHookInterface):
    """Makes `web/static/editor`, in the tree that is built: wheels and editable installs have it.

    Nothing is done while that is newer than what it is made of. Without npm, or when npm fails, as
    it does without a network, the package is complete but for the editor.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the editor, or say why it is missing."""
        root = Path(self.root)
        source, bundle = root / ".build" / "editor", root / "src/reportedly/web/static/editor"
        if _is_new(source, bundle / "editor.js"):
            return
        npm = shutil.which("npm")
        if npm is None:
            self.app.display_warning(f"{_NOTE}npm is not installed.")
            return
        try:
            _bundle(npm, source, bundle)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
            self.app.display_warning(f"{_NOTE}{fault}")


def _is_new(source: Path, made: Path) -> bool:
    if not made.is_file():
        return False
    parts = (path for path in source.iterdir() if path.is_file())
    return all(path.stat().st_mtime <= made.stat().st_mtime for path in parts)


def _bundle(npm: str, source: Path, bundle: Path) -> None:
    """Replace the bundle if all goes well. Raises CalledProcessError and TimeoutExpired."""
    made = source / "node_modules" / ".bundle"
    shutil.rmtree(made, ignore_errors=True)
    _run(source, npm, *_INSTALL)
    _run(source, npm, "run", "bundle", "--", f"--outfile={made / 'editor.js'}")
    (made / "LICENSES.txt").write_text(_licences(source / "node_modules"), encoding="utf-8")
    shutil.rmtree(bundle, ignore_errors=True)
    shutil.copytree(made, bundle)


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_SECONDS)


def _licences(modules: Path) -> str:
    """Return under which licence each package is that may be in the bundle, with its text."""
    packages = sorted((*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")))
    return "\n\n".join(_licence(package) for package in packages)


def _licence(package: Path) -> str:
    known = json.loads(package.read_text(encoding="utf-8"))
    head = f"{known['name']} {known['version']}: {known.get('license', 'see below')}"
    texts = sorted(package.parent.glob("LICEN[CS]E*"))
    return "\n\n".join((head, *(text.read_text(encoding="utf-8").strip() for text in texts)))
