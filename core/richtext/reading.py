"""Reads rendered HTML as words: for search, excerpts, mail."""

import re
from html import unescape

from django.utils.safestring import SafeString, mark_safe

from core.richtext.formulas import sources_of

_BLOCK_END = re.compile(r"</(?:p|h3|h4|pre|li|tr|table|ul|ol|blockquote|caption)>|<br>|<hr>")
_CELL_END = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
_BLANK = re.compile(r"[ \t]*\n\s*")


def plain(html: str) -> str:
    """The words of rendered HTML, one line a block; a formula as its LaTeX."""
    text = _CELL_END.sub("\t", _BLOCK_END.sub("\n", sources_of(html)))
    return _BLANK.sub("\n", unescape(_TAG.sub("", text))).strip()


def excerpt(html: str, n: int) -> str:
    """The first words of rendered HTML on one line, at most `n` characters, cut between words."""
    words = " ".join(plain(html).split())
    if len(words) <= n:
        return words
    cut = words[: n - 1]
    if not words[n - 1].isspace() and " " in cut[n // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" .,;:–-") + "…"


def stored(html: str) -> SafeString:
    """Says to templates that this HTML came out of `render`. For nothing else."""
    return mark_safe(html)
