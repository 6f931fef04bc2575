"""Every consequence of what happens, one line a reaction: Ctrl-F a fact to see all that follows from it."""

from core.acts.facts import later, when  # noqa: F401


def register() -> None:
    """Binds facts to their consequences; called once when the apps are loaded."""
