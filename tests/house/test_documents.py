"""What is written about the house is true of it."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import PRODUCT, ROOT, files, name_of, python, tree

DOCUMENTS = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
STORY = re.compile(r"^- (?P<sentence>.+?) → (?P<shown_by>.+)$")
NAMED = re.compile(r"`([^`]+)`")
VARIABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.M)


def lines_that_promise(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- ")]


def stories() -> list[str]:
    return lines_that_promise((ROOT / "docs/stories.md").read_text())


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document):
    for found in LINK.finditer(re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text(), flags=re.S)):
        target = (found[1] or found[2]).partition("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            assert (document.parent / target).exists(), f"{name_of(document)} links to {target}, which is not there."


@pytest.mark.parametrize("line", stories())
def test_a_story_is_shown_by_a_test_that_exists(line):
    story = STORY.match(line)
    assert story, "Write: - What was promised → `tests/area/test_file.py::test_name`"
    shown_by = NAMED.findall(story["shown_by"])
    assert shown_by
    assert [name for name in shown_by if not exists(name)] == []


def exists(name: str) -> bool:
    """Whether a test, a test of a browser model, or a command of the Makefile is there."""
    if name.startswith("make "):
        return bool(re.search(rf"^{re.escape(name[5:])}:", (ROOT / "Makefile").read_text(), re.M))
    file, _, test = name.partition("::")
    path = ROOT / file
    if not path.is_file():
        return False
    return test in names_in(path) if path.suffix == ".py" else path.name.endswith(".test.ts")


def names_in(path: Path) -> set[str]:
    """The tests of a file, `test_x` and `TestY::test_x`."""
    module = tree(path)
    found = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return found


def test_a_story_without_its_test_would_be_found():
    assert not exists("tests/house/test_documents.py::test_that_is_not_there")
    assert not exists("tests/nowhere/test_nothing.py::test_x")
    assert not exists("make coffee")
    assert exists("make check")


def test_decisions_are_numbered_once_and_say_what_they_decide():
    numbers = {}
    for path in sorted((ROOT / "docs/decisions").glob("[0-9]*.md")):
        number = path.name[:4]
        assert number not in numbers, f"{path.name} and {numbers.get(number)} have the same number."
        numbers[number] = path.name
        assert path.read_text().startswith(f"# {int(number)}. "), f"{path.name} begins with “# {int(number)}. …”."


def test_every_variable_that_we_read_is_documented_and_no_other():
    read = {
        str(call.args[0].value)
        for path in (ROOT / "core/config").glob("*.py")
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and called(call) in {"text", "flag", "number", "origin", "redis", "address"}
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    documented = set(VARIABLE.findall((ROOT / "docs/how-to/run-in-production.md").read_text()))
    assert documented == read


def called(call: ast.Call) -> str:
    """The bare name of what is called: `text` of `env.text(…)`."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_only_one_module_reads_the_environment():
    readers = {
        name_of(path)
        for path in python(*PRODUCT)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        if path.name not in {"asgi.py", "wsgi.py"}
    }
    assert readers <= {"core/config/environment.py"}
