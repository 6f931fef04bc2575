"""Tells who speaks without a name that somebody has looked who they are."""

from core.notifications.actions import notify
from social.models import Unveiling
from social.queries.people import who_may_read


def tell_unveiled(*, unveiling_id: int) -> None:
    """Who it is about hears who looked; the reason stands on the page."""
    look = Unveiling.objects.select_related("veil__person", "post__thread__space", "by").get(pk=unveiling_id)
    notify(
        people=who_may_read(look.post.thread, [look.veil.person]),
        kind="social.unveiled",
        about=look.post,
        by=look.by,
        effect_key=f"social.unveiled:{unveiling_id}",
    )
