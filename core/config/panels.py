"""What upper rooms show on the pages of lower ones, one line a slot."""

from core.ui.panels import panel  # noqa: F401


def register() -> None:
    """Fills the slots; called once when the apps are loaded."""
