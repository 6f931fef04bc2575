"""Templates compile, stand on what is below them, and lead somewhere."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import html5lib
import pytest
from django.template import TemplateDoesNotExist
from django.template.base import FilterExpression, Variable
from django.template.defaulttags import URLNode
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.urls import get_resolver

from core.config.translations import words
from core.config.translations.areas import room_of
from tests.house.sources import PRODUCT, ROOT, apps, files, name_of, python, tree

FOLDER = ROOT / "templates"
TEMPLATES = [path for path in files() if FOLDER in path.parents and path.suffix in {".html", ".txt", ".xml"}]
IDS = [str(path.relative_to(FOLDER)) for path in TEMPLATES]
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
each_template = pytest.mark.parametrize("path", TEMPLATES, ids=IDS)


@cache
def nodes(path: Path):
    return words.nodes_of(path)


def height(area: str) -> int:
    """How far down in the house an area stands: 0 is the top."""
    by_short_name = {name.rpartition(".")[2]: name for name in apps()}
    full = by_short_name[area]
    return next(number for number, layer in enumerate(LAYERS) if full in re.findall(r"[\w.]+", layer))


def literal(value) -> str | None:
    """What an expression is when it is only a text."""
    var = value.var if isinstance(value, FilterExpression) else value
    if isinstance(var, Variable) and isinstance(var.literal, str):
        return str(var.literal)
    return var if isinstance(var, str) else None


@each_template
def test_it_compiles(path):
    assert nodes(path) is not None


@each_template
def test_it_takes_pieces_only_from_its_own_area_or_below(path):
    own = room_of(path.relative_to(FOLDER))
    for node in nodes(path):
        expression = {IncludeNode: "template", ExtendsNode: "parent_name"}.get(type(node))
        name = literal(getattr(node, expression)) if expression else None
        if not name:
            continue
        assert (FOLDER / name).exists(), f"{name_of(path)} takes {name}, which is not there."
        other = room_of(Path(name))
        is_below = other == own or other == "ui" or height(other) > height(own)
        assert is_below, f"{name_of(path)} takes {name} from {other}, which does not stand below {own}."


@each_template
def test_every_address_that_it_names_exists(path):
    known = names_of_urls()
    for node in nodes(path):
        name = literal(node.view_name) if isinstance(node, URLNode) else None
        assert name is None or name in known, f"{name_of(path)} leads to {name!r}, which no urls.py has."


@each_template
def test_it_has_no_inline_script_style_or_handler(path):
    source = path.read_text()
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "No inline handler: the security policy forbids it."
    assert not re.search(r"\sstyle\s*=\s*[\"']", source), "No inline style: the security policy forbids it."
    if source.startswith("<svg"):
        return  # A picture of its own brings its own style along.
    inline = re.search(r"<(script|style)(?![^>]*\b(?:src|type=\"application/json\"|nonce))[^>]*>", source)
    assert not inline, f"No inline {inline[1]}: the security policy forbids it." if inline else ""


@each_template
def test_its_tags_are_whole(path):
    """No tag or quote is left open. Whether they nest is judged in the browser, on whole pages."""
    if path.suffix != ".html":
        return
    bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "x", path.read_text(), flags=re.S)
    parser = html5lib.HTMLParser()
    parser.parseFragment(bare)
    assert not [error for error in parser.errors if error[1].startswith("eof-in")]


@cache
def names_of_urls() -> set[str]:
    """Every name under which an address is known, with its namespaces."""
    found: set[str] = set()

    def walk(resolver, prefix: str) -> None:
        found.update(prefix + name for name in resolver.reverse_dict if isinstance(name, str))
        for namespace, (_, inner) in resolver.namespace_dict.items():
            walk(inner, f"{prefix}{namespace}:")

    walk(get_resolver(), "")
    return found


def test_every_template_that_python_names_is_there():
    named = {
        (name_of(path), node.value)
        for path in python(*PRODUCT)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"[a-z_]+/[a-z_/]+\.(html|txt)", node.value)
    }
    assert sorted(pair for pair in named if not is_there(pair[1])) == []


def is_there(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True
