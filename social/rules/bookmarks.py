"""What can be kept."""

from social.models.bookmarks import KEPT_KINDS


def may_keep(kind: str) -> bool:
    """Whether things of this kind can be kept for later."""
    return kind in KEPT_KINDS
