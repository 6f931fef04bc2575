"""Slots: a page of a lower room leaves a place, upper rooms fill it; `core/config/panels.py` lists who."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Panel = Callable[[HttpRequest, Any], str]
_panels: dict[str, list[Panel]] = defaultdict(list)


def panel(slot: str, render: Panel) -> None:
    """Lists `render(request, thing) -> safe HTML or ''` under a slot such as `library.object`."""
    if render not in _panels[slot]:
        _panels[slot].append(render)


def rendered(slot: str, request: HttpRequest, thing: Any) -> list[str]:
    """The non-empty panels of a slot, in the order of their listing."""
    return [html for html in (render(request, thing) for render in _panels[slot]) if html]


def shown(slot: str, request: HttpRequest, thing: Any) -> SafeString:
    """The panels of a slot, one after the other. They promise safe HTML: they render templates."""
    return mark_safe("".join(rendered(slot, request, thing)))
