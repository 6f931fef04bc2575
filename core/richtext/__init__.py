"""The one door through which HTML enters."""

from core.richtext.limits import Limits
from core.richtext.links import Found, Link, Links
from core.richtext.reading import excerpt, plain, stored
from core.richtext.rendering import render

__all__ = ["Found", "Limits", "Link", "Links", "excerpt", "plain", "render", "stored"]
