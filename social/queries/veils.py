"""Who has looked behind a veil, and whom somebody saw who did."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from social.models import Post, Unveiling

if TYPE_CHECKING:
    from core.accounts.models import Person


def looks_at(post: Post) -> "QuerySet[Unveiling]":
    """Who has looked who wrote a post, the latest first; one query."""
    return Unveiling.objects.filter(veil=post.veil_id).select_related("by")


def look_of(post: Post, person: "Person") -> Unveiling | None:
    """Their own look at it, with whom they saw; None for who has not looked."""
    return Unveiling.objects.filter(veil=post.veil_id, by=person).select_related("veil__person").first()
