"""Draws what never changes once: runs of text, translated words, icons and fixed addresses become one piece a language.

Two thirds of a page are such runs, and Django's templates draw them node by node, each time anew. A node may be folded
when it depends on nothing but the language: its arguments are literals, and it gives its result to no variable.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import FilterExpression, TextNode, Variable
from django.template.defaulttags import CommentNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags.i18n import TranslateNode
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.ui.addresses import numbered

_drawing_once: set[Any] = set()


def draws_once(tag: Callable[..., Any]) -> Callable[..., Any]:
    """Says of a simple tag that it gives the same for the same arguments and language, however often it is asked."""
    _drawing_once.add(tag)
    return tag


class FoldingLoader(cached.Loader):
    """Django's caching loader, whose templates are folded when they are first loaded."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        if not hasattr(template, "is_folded"):
            fold(template.nodelist)
            template.is_folded = True  # type: ignore[attr-defined]
        return template


class Folded(Node):
    """Nodes that depend on the language alone, as one."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.drawn: dict[str | None, SafeString] = {}

    def render_annotated(self, context: Context) -> SafeString:
        language = get_language()
        piece = self.drawn.get(language)
        if piece is None:
            # Safe as each of its parts is: they are the template's own words.
            piece = mark_safe("".join(str(node.render_annotated(context)) for node in self.nodes))
            self.drawn[language] = piece
        return piece

    render = render_annotated


class NumberedURL(URLNode):
    """Django's `{% url %}`, which works out once what the address of a view with numbers looks like."""

    def render(self, context: Context) -> str:
        arguments = [each.resolve(context) for each in self.args]
        if self.kwargs or not all(type(each) is int and each >= 0 for each in arguments):
            return super().render(context)
        try:
            url = numbered(str(self.view_name.resolve(context)), *arguments)
        except NoReverseMatch:
            if not self.asvar:
                raise
            url = ""
        if self.asvar:
            context[self.asvar] = url
            return ""
        return conditional_escape(url) if context.autoescape else url


def fold(nodes: NodeList) -> None:
    """Folds a template's nodes in place, those within blocks, loops and conditions too."""
    for node in nodes:
        if type(node) is URLNode:
            node.__class__ = NumberedURL
    folded: list[Node] = []
    for is_fixed, run in _runs(nodes):
        folded += [Folded(run)] if is_fixed and len(run) > 1 else run
    nodes[:] = folded
    for node in nodes:
        for inner in _within(node):
            fold(inner)


def _runs(nodes: NodeList) -> Iterator[tuple[bool, list[Node]]]:
    run: list[Node] = []
    was_fixed = False
    for node in nodes:
        if run and was_fixed != _is_fixed(node):
            yield was_fixed, run
            run = []
        was_fixed = _is_fixed(node)
        run.append(node)
    if run:
        yield was_fixed, run


def _within(node: Node) -> Iterator[NodeList]:
    branches = getattr(node, "conditions_nodelists", None)
    if branches is not None:
        yield from (inner for _condition, inner in branches)
        return
    for name in getattr(node, "child_nodelists", ()):
        inner = getattr(node, name, None)
        if isinstance(inner, NodeList):
            yield inner


def _is_fixed(node: Node) -> bool:
    match node:
        case TextNode() | CommentNode() | LoadNode():
            return True
        case TranslateNode():
            return not node.asvar and _are_literal([node.filter_expression, node.message_context])
        case URLNode():
            return not node.asvar and _are_literal([node.view_name, *node.args, *node.kwargs.values()])
        case SimpleNode():
            return (
                node.func in _drawing_once and not node.target_var and _are_literal([*node.args, *node.kwargs.values()])
            )
    return False


def _are_literal(expressions: list[FilterExpression | None]) -> bool:
    return all(each is None or (_is_literal(each.var) and not each.filters) for each in expressions)


def _is_literal(value: Any) -> bool:
    return not isinstance(value, Variable) or value.lookups is None
