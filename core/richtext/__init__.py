"""The one door through which HTML enters."""

from core.richtext.formulas import unread as has_unread_formula
from core.richtext.limits import Limits
from core.richtext.links import Found, Link, Links
from core.richtext.reading import excerpt, plain, stored
from core.richtext.rendering import link_anew, render

__all__ = [
    "Found",
    "Limits",
    "Link",
    "Links",
    "excerpt",
    "has_unread_formula",
    "link_anew",
    "plain",
    "render",
    "stored",
]
