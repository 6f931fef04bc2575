"""Every consequence of what happens, one line a reaction: Ctrl-F a fact to see all that follows from it."""

from core.acts.facts import later, when  # noqa: F401
from core.acts.jobs import due
from core.files.actions import sweep_orphans


def register() -> None:
    """Binds facts to their consequences; called once when the apps are loaded."""
    due("files.orphans", sweep_orphans, every=3600)
