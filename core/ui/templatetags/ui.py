"""Template tags of the design language."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BoundField
from django.middleware.csrf import get_token
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from core.ui import assets, icons, keeping, panels, times
from core.ui.folding import draws_once

register = template.Library()
register.tag("kept", keeping.kept)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: `{% asset "main.js" %}`."""
    return assets.address(name)


@register.simple_tag
@draws_once
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """A Lucide icon: `{% icon "sun" %}`; with `label` it speaks for itself."""
    return icons.icon(name, label, classes)


@register.simple_tag
def local_time(moment: datetime | date | None, form: str = "moment") -> str:
    """A moment in the reader's zone and words; `form` is `moment`, `date`, `time` or `exact`. Nothing for no moment.

    A day without a time is the same day in every zone, and is said as `date`.
    """
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), times.day(moment))
    exact = times.exact(moment)
    told = format_html('<span class="visually-hidden"> ({})</span>', exact) if times.is_relative(moment, form) else ""
    return format_html(
        '<local-time data-form="{}"><time datetime="{}" title="{}">{}{}</time></local-time>',
        form,
        times.stamp(moment),
        exact,
        times.spoken(moment, form),
        told,
    )


@register.simple_tag
def plural_count(number: int, one: str, many: str) -> str:
    """`{% plural_count 3 "%(n)s answer" "%(n)s answers" %}`, in the person's language."""
    return ngettext(one, many, number) % {"n": number_format(number, use_l10n=True, force_grouping=True)}


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, thing: Any = None) -> SafeString:
    """What upper rooms show in a slot (core/config/panels.py), one panel after the other.

    Asked for the same thing twice in an answer (rail and bottom bar), the panels work once.
    """
    request = context.get("request") or getattr(context, "request", None)
    if request is None:
        return SafeString("")
    kept = request.__dict__.setdefault("_slots", {})
    mark = (name, type(thing), getattr(thing, "pk", None) or id(thing))
    if mark not in kept:
        kept[mark] = panels.shown(name, request, thing)
    html: SafeString = kept[mark]
    return html


@register.simple_tag(takes_context=True)
def csrf_field(context: template.Context) -> str:
    """The CSRF field, also in a partial that was included with `only`, where `csrf_token` is out of reach."""
    request = context.get("request") or getattr(context, "request", None)
    if request is None:
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_tag
def fresh_key() -> str:
    """An idempotency key for a form that is written by hand."""
    return str(uuid4())


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """This page's query with some names changed; a name set to None or nothing goes away."""
    request = context.get("request") or getattr(context, "request", None)
    if request is None:
        return "?"
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def kind_of(field: BoundField) -> str:
    """How a field is laid out: `check`, `choices`, `hidden` or `plain`."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if field.widget_type == "checkbox":
        return "check"
    return "choices" if field.use_fieldset else "plain"


@register.filter
def fallback_initials(person: Any) -> str:
    """The initials of whoever has a name."""
    words = str(getattr(person, "name", person) or "?").split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
