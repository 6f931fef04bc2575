"""What upper rooms show on the pages of lower ones, one line a slot."""

from core.ui.panels import panel
from social import panels as social


def register() -> None:
    """Fills the slots; called once when the apps are loaded."""
    panel("rail.communities", social.unread_communities)
    panel("rail.groups", social.unread_groups)
    panel("library.object", social.threads_about)
