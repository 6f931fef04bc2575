"""New talks in somebody's spaces, for the digest."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.urls import reverse

from core.kinds.registry import Ref
from core.notifications.places import Fresh, Place
from core.richtext import excerpt
from social.models import Post, Space, Thread

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST, LONGEST = 40, 180


def novelties(person: "Person", since: datetime, until: datetime) -> list[Fresh]:
    """Talks that others opened in that time and the person has not entered, the liveliest first; two queries.

    A class's chat is over when a digest leaves.
    """
    begun = Prefetch("posts", Post.objects.standing().filter(number=1), to_attr="first_posts")
    threads = (
        Thread.objects.visible_to(person)
        .new_to(person, since, until)
        .filter(space__kind__in=[Space.Kind.COMMUNITY, Space.Kind.STUDY_GROUP])
        .select_related("space")
        .prefetch_related(begun)
        .order_by("-post_count", "-last_post_at", "-pk")
    )
    return [_fresh(thread) for thread in threads[:MOST]]


def _fresh(thread: Thread) -> Fresh:
    place = Place(Ref("thread", thread.pk), thread.title, reverse("social:thread", args=[thread.pk]), thread.space.name)
    if thread.audience:
        return Fresh(place, "", "", is_restricted=True)
    first: list[Post] = thread.first_posts  # type: ignore[attr-defined]  # prefetched under this name
    return Fresh(place, thread.title, excerpt(first[0].html, LONGEST) if first else "")
