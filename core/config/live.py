"""Every area's `live.py`, loaded once: how events look, what may be whispered, who wants heartbeats."""

from importlib import import_module

MODULES: list[str] = [
    "social.live",
    "virtualclass.live",
]


def register() -> None:
    """Loads them; called once when the apps are loaded."""
    for module in MODULES:
        import_module(module)
