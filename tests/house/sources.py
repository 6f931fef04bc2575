"""The project's own files, as git knows them."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINGS = ("social", "virtualclass", "tutoring")
PRODUCT = ("core", *WINGS)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def entries() -> list[Path]:
    """Everything that git tracks or would track, links included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted({ROOT / name for name in listed if name})


def files() -> list[Path]:
    """The files among them that still exist."""
    return [path for path in entries() if path.is_file()]


def name_of(path: Path) -> str:
    """A file's name as people write it."""
    return str(path.relative_to(ROOT))


def python(*folders: str) -> list[Path]:
    """Python files below the folders, without migrations."""
    wanted = [ROOT / folder for folder in folders]
    return [
        path
        for path in files()
        if path.suffix == ".py" and "migrations" not in path.parts and any(top in path.parents for top in wanted)
    ]


@functools.cache
def tree(path: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(path.read_text(), str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones alike."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def lines_of(function: Function) -> int:
    """How many lines a function's body has, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def apps() -> dict[str, Path]:
    """Every area by the name under which it is imported: `core.ui`, `social`."""
    rooms = {f"core.{path.parent.name}": path.parent for path in (ROOT / "core").glob("*/__init__.py")}
    return {**rooms, **{wing: ROOT / wing for wing in WINGS}}
