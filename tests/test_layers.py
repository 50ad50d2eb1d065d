"""The layers of the design: arrows point down only, and each library has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly

PACKAGE = Path(reportedly.__file__).parent
LAYERS = [
    {"web", "cli", "__main__"},
    {"submission"},
    {"drawing", "export"},
    {"reconciliation"},
    {"attribution", "vocabulary"},
    {"federation"},
    {"validation", "questions", "verification", "generation", "access", "description"},
    {"linksets"},
    {"lookup", "keeping"},
    {"engine.opening", "engine.backup"},
    {"engine.isolated"},
    {"engine.isolation"},
    {"engine.embedded"},
    {"engine.evaluation", "engine.updating", "engine.reading"},
    {"engine.explanation", "engine.serialisation", "engine.layout", "engine.directory", "guard"},
    {"engine.port", "engine"},
    {
        *("rdf", "documents", "cures", "media", "tokens", "results", "shipped"),
        *("resources", "terms", "texts", "settings", "errors", "outside", ""),
    },
]
"""The modules or packages of each layer, the highest first."""

DOORS = {
    "flask": {"web"},
    "uvicorn": {"web"},
    "uvloop": {"engine"},
    "werkzeug": {"web"},
    "click": {"cli"},
    "httpx": {"cli"},
    "httpcore": {"federation"},
    "pyshacl": {"validation"},
    "psutil": {"engine"},
    "urllib.request": set[str](),
    "http.client": set[str](),
}
"""Who may import a library; only the command line and calls of peers reach out to others."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}

MODULES = {
    str(path.relative_to(PACKAGE).with_suffix("")).replace("/", "."): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "resources" not in path.relative_to(PACKAGE).parts[:-1]
}


def name(module: str) -> str:
    """The name of a module within the package: `engine` for `engine.__init__`."""
    return module.removesuffix("__init__").rstrip(".")


def imports(path: Path) -> Iterator[str]:
    """What a module imports, with the names that it takes from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(module: str) -> int:
    """The number of the layer of a module, 0 for the highest."""
    parts = module.split(".")
    for number, members in enumerate(LAYERS):
        if any(".".join(parts[:length]) in members for length in (2, 1)):
            return number
    raise AssertionError(f"{module} has no layer: put it into LAYERS")


def ours(imported: str) -> str:
    """The module of ours that an import is of: the longest part of it that is one."""
    parts = imported.split(".")[1:]
    known = {name(module) for module in MODULES}
    return next(
        ".".join(parts[:length])
        for length in range(len(parts), -1, -1)
        if ".".join(parts[:length]) in known
    )


@pytest.mark.parametrize("module", MODULES)
def test_arrows_point_down(module: str) -> None:
    for imported in imports(MODULES[module]):
        if imported.split(".")[0] == "reportedly":
            assert layer(name(module)) <= layer(ours(imported)), f"{module} imports {imported}"


@pytest.mark.parametrize("module", MODULES)
def test_each_library_has_one_door(module: str) -> None:
    for imported in imports(MODULES[module]):
        for library, users in DOORS.items():
            if f"{imported}.".startswith(f"{library}."):
                assert name(module).split(".")[0] in users, f"{module} imports {imported}"


def test_only_the_engine_and_compiled_shapes_open_the_store_of_oxigraph() -> None:
    users = {
        module
        for module, path in MODULES.items()
        if "pyoxigraph.Store" in imports(path) or "ox.Store" in path.read_text(encoding="utf-8")
    }
    assert {user.partition(".")[0] for user in users} == {"engine", "validation"}
    assert all(user.startswith(("engine.", "validation.compiled.")) for user in users)


def test_the_port_knows_no_library() -> None:
    outside = {name.split(".")[0] for name in imports(MODULES["engine.port"])}
    assert outside == {"collections", "dataclasses", "os", "typing"}


@pytest.mark.parametrize("module", MODULES)
def test_names_say_what_a_module_is_for(module: str) -> None:
    assert not VAGUE & set(module.split("."))


@pytest.mark.parametrize("module", [module for module in MODULES if not module.startswith("cli")])
def test_only_the_command_line_prints(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "print" not in called
