"""`{{ post.html|stored }}`: prints what `core.richtext.render` made when it was written."""

from django import template
from django.utils.safestring import SafeString

from core.richtext import reading

register = template.Library()


@register.filter
def stored(html: str) -> SafeString:
    """HTML that `render` made, as it is."""
    return reading.stored(html)


@register.filter
def excerpt(html: str, n: int) -> str:
    """The first `n` characters of words in rendered HTML."""
    return reading.excerpt(html, n)
