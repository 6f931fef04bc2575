"""What upper rooms show on the pages of lower ones, one line a slot."""

from core.ui.panels import panel
from social import panels as social
from tutoring import panels as tutoring


def register() -> None:
    """Fills the slots; called once when the apps are loaded."""
    panel("rail.communities", social.unread_communities)
    panel("rail.groups", social.unread_groups)
    panel("library.object", social.threads_about)
    panel("thread.subject", tutoring.subject_card)
    panel("space.beside", tutoring.group_of_space)
