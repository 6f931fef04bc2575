"""Finds what `make assets` built: the hashed name behind a plain one."""

import functools
import json
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def address(name: str) -> str:
    """The address of a built file such as `main.js`. Raises ImproperlyConfigured, with the remedy."""
    manifest = Path(settings.STATIC_ROOT) / "manifest.json"
    try:
        names = _names(manifest, manifest.stat().st_mtime_ns)
    except FileNotFoundError:
        raise ImproperlyConfigured("The browser's files are not built yet: run `make assets`.") from None
    if name not in names:
        raise ImproperlyConfigured(f"There is no built file {name!r}: run `make assets`, or correct the name.")
    return f"{settings.STATIC_URL}{names[name]}"


@functools.lru_cache(maxsize=2)
def _names(manifest: Path, _changed: int) -> dict[str, str]:
    names: dict[str, str] = json.loads(manifest.read_text())["names"]
    return names
