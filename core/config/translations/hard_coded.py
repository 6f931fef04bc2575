"""Finds words that people would read in English for ever: text in templates, sentences in Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template.base import Lexer, TokenType

HOLE = "\x00"
WORD = re.compile(r"[^\W\d_]{2,}")
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
# Whose content is read by machines, or is the same in every language.
SILENT = re.compile(r"<(script|style|code|kbd|svg|title-mark)\b.*?</\1>", re.S | re.I)
SPOKEN_ATTRIBUTE = re.compile(r"""\s(aria-label|title|alt|placeholder|data-word-[a-z-]+)\s*=\s*("[^"]*"|'[^']*')""")
ENTITY = re.compile(r"&#?\w+;")
NAMES = {"Compagnon", "English", "Français"}
# Blocks of ui/base.html that stand within a tag.
ATTRIBUTE_BLOCKS = {"wide", "body_attributes"}
# Calls whose text a person reads: the position of that text among the arguments.
SPEAKING = {"Refused": 1, "ValidationError": 0}
SPEAKING_METHODS = {"success", "info", "warning", "error"}
SPEAKING_KEYWORDS = {"label", "help_text", "empty_label"}


def in_template(path: Path) -> Iterator[str]:
    """One sentence for each line of a template that holds words outside a translate tag; PMID is PMID everywhere."""
    text = SILENT.sub(_same_lines, _skeleton(path.read_text()))
    spoken = [(found.start(), found[2]) for found in SPOKEN_ATTRIBUTE.finditer(text)] if path.suffix == ".html" else []
    plain = TAG.sub(_same_lines, text) if path.suffix == ".html" else text
    spoken += [(found.start(), found[0]) for found in re.finditer(r"[^\n]+", plain)]
    for start, words in spoken:
        found_words = [
            word for word in WORD.findall(ENTITY.sub(" ", words)) if word not in NAMES and not word.isupper()
        ]
        if found_words:
            line = text.count("\n", 0, start) + 1
            yield f"{_relative(path)}:{line}: “{' '.join(found_words)[:60]}” stands outside a translate tag."


def _skeleton(source: str) -> str:
    """The template without its tags, and without what stands in blocktranslate and comment; lines stay in place."""
    parts, closer = [], ""
    for token in Lexer(source).tokenize():
        written = token.contents if token.token_type == TokenType.TEXT else "\n" * token.contents.count("\n")
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if closer:
            parts.append("\n" * written.count("\n"))
            closer = "" if name == closer else closer
        elif name in {"blocktranslate", "blocktrans", "comment", "verbatim"}:
            closer = f"end{name}"
        elif name == "block" and token.contents.split()[1] in ATTRIBUTE_BLOCKS:
            closer = "endblock"
        else:
            parts.append(written if token.token_type == TokenType.TEXT else HOLE + written)
    return "".join(parts)


def in_module(path: Path) -> Iterator[str]:
    """One sentence for each English text that Python would show a person without gettext."""
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Call):
            for text in _spoken_by(node, in_forms=path.stem == "forms" or "forms" in path.parts):
                yield f"{_relative(path)}:{node.lineno}: “{text[:60]}” is shown to people without gettext."


def _spoken_by(call: ast.Call, *, in_forms: bool) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    position = SPEAKING.get(name)
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        is_message = call.func.value.id == "messages" and call.func.attr in SPEAKING_METHODS
        position = 1 if is_message else position
    arguments = call.args[position : position + 1] if position is not None else []
    if in_forms:
        arguments = [*arguments, *(word.value for word in call.keywords if word.arg in SPEAKING_KEYWORDS)]
    for argument in arguments:
        if isinstance(argument, ast.JoinedStr) or (isinstance(argument, ast.Constant) and argument.value):
            yield ast.unparse(argument)


def _same_lines(found: "re.Match[str]") -> str:
    return "\n" * found[0].count("\n") + HOLE


def _relative(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))
