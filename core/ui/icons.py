"""Draws Lucide icons into the page, each parsed once in the life of the process."""

import functools
import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide


def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """The icon as inline SVG; hidden from screen readers unless it has a label of its own."""
    looks = f"icon {classes}".strip()
    # The library hands attributes to an XML tree, which escapes them itself.
    return _drawn(str(name), str(label), looks)


@functools.lru_cache(maxsize=1024)
def _drawn(name: str, label: str, classes: str) -> SafeString:
    named = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    svg = lucide(name, size=None, **{"class": escape(classes)}, **named)
    svg = re.sub(r">\s+<", "><", svg).replace(" />", "/>").replace('stroke-width="2" ', "")
    return mark_safe(svg)
