"""Rooms and functions are small, and say what they are for."""

import ast
import statistics
import tokenize

import pytest

from tests.house.sources import PRODUCT, ROOT, files, functions, lines_of, name_of, python, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
WRITTEN = {".py", ".ts", ".css", ".mjs", ".html"}


def test_no_file_is_too_long():
    too_long = {}
    for path in files():
        if path.suffix in WRITTEN and "migrations" not in path.parts:
            lines = path.read_text().count("\n")
            if lines > LONGEST_FILE:
                too_long[name_of(path)] = lines
    assert not too_long, f"Past {LONGEST_FILE} lines: split the room by noun."


def test_no_function_is_too_long():
    too_long = [
        f"{name_of(path)}:{function.lineno} {function.name}: {lines_of(function)} lines"
        for path in python(*PRODUCT, "tests", "setup", "benchmarks")
        for function in functions(path)
        if lines_of(function) > LONGEST_FUNCTION
    ]
    assert not too_long, f"Past {LONGEST_FUNCTION} lines: a function does one thing."


def test_every_module_says_in_a_sentence_what_it_is_for():
    silent = []
    for path in python(*PRODUCT, "tests", "setup", "benchmarks"):
        first = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
        is_empty = not path.read_text().strip()
        if not is_empty and not first.endswith((".", "…", ":")):
            silent.append(name_of(path))
    assert not silent, "The first line of a module is a sentence: what is it for?"


def test_health_is_reported(record_property, capsys):
    files_of_python = python(*PRODUCT)
    lengths = [path.read_text().count("\n") for path in files_of_python if path.name != "__init__.py"]
    bodies = [lines_of(function) for path in files_of_python for function in functions(path)]
    comments = sum(map(comments_in, files_of_python)) * 100 / max(sum(lengths), 1)
    with capsys.disabled():
        print(
            f"\n{len(lengths)} modules, median {statistics.median(lengths):.0f} lines; {len(bodies)} functions, "
            f"median {statistics.median(bodies):.0f} lines; {comments:.1f} comments in 100 lines"
        )
    assert lengths


def comments_in(path):
    with path.open("rb") as source:
        return sum(token.type == tokenize.COMMENT for token in tokenize.tokenize(source.readline))


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/test.txt", "requirements/node.txt"])
def test_libraries_are_pinned_by_hash_and_name_no_place(name):
    pins = (ROOT / name).read_text()
    assert pins.count("--hash=sha256:") >= pins.count("==") > 0
    assert "://" not in pins


def test_what_is_required_is_pinned():
    for purpose in ("run", "test", "node"):
        pinned = {line.partition("==")[0] for line in (ROOT / f"requirements/{purpose}.txt").read_text().splitlines()}
        for line in (ROOT / f"requirements/{purpose}.in").read_text().splitlines():
            name = line.split(">=")[0].split("[")[0].strip().lower()
            if name and name[0] not in "#-":
                assert name in {pin.split("[")[0] for pin in pinned}, f"make requirements: {name} is not pinned."
