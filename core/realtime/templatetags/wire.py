"""Tags by which a page says what it listens to."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.realtime.streams import StreamRef, last_number

register = template.Library()


@register.simple_tag
def listen(stream: StreamRef, since: int | None = None) -> SafeString:
    """`data-stream` and `data-seq` for an element: the stream, and the number from which its page stands.

    Read it before what the page shows: give `since` (from `streams.last_number(s)`, taken first in the view) where
    rows are loaded before the template runs.
    """
    seq = last_number(stream.name) if since is None else since
    return format_html('data-stream="{}" data-seq="{}"', stream.name, seq)
