"""Keeps what a part of a page looked like, for everybody who is shown the same."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_KEPT = 512


class Kept(Node):
    """`{% kept looks %}…{% endkept %}`: drawn once for a language and a value of `looks`, which must be hashable.

    The value says all that the part depends on, and what stands in it is shown to everybody whose value is the same:
    no name, no token, nothing of one reader.
    """

    child_nodelists = ("nodelist",)

    def __init__(self, looks: FilterExpression, nodelist: NodeList) -> None:
        self.looks = looks
        self.nodelist = nodelist
        self.drawn: OrderedDict[Any, SafeString] = OrderedDict()
        self.lock = Lock()

    def render(self, context: Context) -> SafeString:
        key = (get_language(), self.looks.resolve(context))
        with self.lock:
            piece = self.drawn.get(key)
            if piece is not None:
                self.drawn.move_to_end(key)
                return piece
        piece = self.nodelist.render(context)
        with self.lock:
            self.drawn[key] = piece
            if len(self.drawn) > MOST_KEPT:
                self.drawn.popitem(last=False)
        return piece


def kept(parser: Parser, token: Token) -> Kept:
    """Reads the tag. Raises TemplateSyntaxError when it does not say what the part depends on."""
    words = token.split_contents()
    if len(words) != 2:
        raise TemplateSyntaxError("Write {% kept looks %}, where looks says all that the part depends on.")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(parser.compile_filter(words[1]), nodelist)
