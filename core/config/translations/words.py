"""Finds the words of an area: calls of gettext in its Python, translate tags in its templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Template, engines
from django.template.base import FilterExpression, Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise

from core.config.translations.areas import Area

# What a call's arguments are: the text, its plural, its context.
ARGUMENTS = {
    "gettext": ("text",),
    "gettext_noop": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}


@dataclass(frozen=True)
class Word:
    """One text for people, and where it stands; `context` tells two meanings of one English word apart."""

    text: str
    where: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        """What a catalogue finds it by."""
        return self.context, self.text


def of_area(area: Area) -> list[Word]:
    """All words of an area, in the order of its files."""
    words = [word for path in area.modules() for word in of_module(path)]
    return words + [word for path in area.templates() for word in of_template(path)]


def of_module(path: Path) -> Iterator[Word]:
    """The words in calls of gettext and its sisters, under whatever name they were imported."""
    tree = ast.parse(path.read_text(), str(path))
    names = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            given = zip(ARGUMENTS[names[node.func.id]], node.args, strict=False)
            fields = {name: argument.value for name, argument in given if isinstance(argument, ast.Constant)}
            if "text" in fields:
                yield Word(where=_place(path, node.lineno), **fields)  # type: ignore[arg-type]


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                plain = alias.name.removesuffix("_lazy")
                if plain in ARGUMENTS:
                    yield alias.asname or alias.name, plain


def of_template(path: Path) -> Iterator[Word]:
    """The words of translate and blocktranslate tags, and of `_("…")` in any tag or filter."""
    for node in nodes_of(path):
        where = _place(path, node.token.lineno if node.token else 1)
        if isinstance(node, BlockTranslateNode):
            plural = node.render_token_list(node.plural)[0] if node.plural else None
            yield Word(node.render_token_list(node.singular)[0], where, plural, _context(node))
        elif isinstance(node, TranslateNode) and isinstance(node.filter_expression.var, Variable):
            literal = node.filter_expression.var.literal
            if isinstance(literal, str):
                yield Word(literal.replace("%", "%%"), where, context=_context(node))
        yield from (Word(text, where) for text in _marked(vars(node)))


def nodes_of(path: Path) -> list[Node]:
    """Every node of a compiled template. Raises TemplateSyntaxError when it does not compile."""
    engine: Any = engines["django"]
    template = Template(path.read_text(), name=str(path), engine=engine.engine)
    return list(template.nodelist.get_nodes_by_type(Node))


def _context(node: Any) -> str | None:
    return node.message_context.resolve({}) if node.message_context else None


def _marked(value: Any) -> Iterator[str]:
    """The literals written `_("…")` among a node's own expressions; its child nodes come on their own."""
    if isinstance(value, Promise):
        # Django resolves `_("…")` when it compiles: into a lazy call, which its own pickling gives away.
        _, (_, arguments, *_) = value.__reduce__()  # type: ignore[misc]
        yield str(arguments[0])
    elif isinstance(value, Variable) and value.translate and isinstance(value.literal, str):
        yield value.literal.replace("%", "%%")
    elif isinstance(value, FilterExpression):
        yield from _marked(value.var)
        yield from _marked([argument for _, filled in value.filters for _, argument in filled])
    elif isinstance(value, dict):
        yield from _marked([each for name, each in value.items() if name not in {"token", "origin"}])
    elif isinstance(value, (list, tuple)) and not isinstance(value, Node):
        for each in value:
            if not isinstance(each, Node):
                yield from _marked(each)


def _place(path: Path, line: int | None) -> str:
    return f"{path.relative_to(settings.BASE_DIR)}:{line or 1}"
