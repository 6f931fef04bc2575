"""Every address of the site, with an example of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter
from django.urls.resolvers import RegexPattern


@dataclass(frozen=True)
class Address:
    """One line of a urls.py: its full name, its route, its view."""

    name: str
    route: str
    view: Any

    def __str__(self) -> str:
        return self.name or self.route


def every() -> list[Address]:
    """All of them, those of libraries included."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[Any], prefix: str, route: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + _example(pattern.pattern)
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, namespace, here)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{prefix}{pattern.name}" if pattern.name else "", "/" + here, pattern.callback)


def _example(pattern: Any) -> str:
    """The route with each part filled in: 1 for a number, `x` for a word."""
    if isinstance(pattern, RegexPattern):
        return str(pattern).lstrip("^").rstrip("$").replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "1-x")
    route = str(pattern)
    for name, converter in pattern.converters.items():
        value = "1" if isinstance(converter, IntConverter) else "x"
        if isinstance(converter, UUIDConverter):
            value = "00000000-0000-4000-8000-000000000000"
        for written in (f"<{name}>", f"<int:{name}>", f"<str:{name}>", f"<slug:{name}>", f"<uuid:{name}>"):
            route = route.replace(written, value)
        route = route.replace(f"<path:{name}>", value)
    return route
