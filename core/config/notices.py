"""Every area's `notices.py`, loaded once: what people can be told of."""

from importlib import import_module

MODULES: list[str] = [
    "social.notices",
    "social.notices.knowledge",
    "virtualclass.notices",
    "tutoring.notices",
]


def register() -> None:
    """Loads them; called once when the apps are loaded."""
    for module in MODULES:
        import_module(module)
