"""Every kind of thing that lower rooms may name, one line a kind."""

from core.files.kinds import FILE
from core.kinds import registry

KINDS: list[registry.Kind] = [
    FILE,
]


def register() -> None:
    """Makes every kind known; called once when the apps are loaded."""
    for kind in KINDS:
        registry.register(kind)
