"""How one person knows another from the talk: communities of both, and what the other has answered there."""

from typing import TYPE_CHECKING

from django.db.models import Case, Count, IntegerField, Value, When, Window

from social.models import Post, Space

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST = 5
# What is said in a class or in a direct talk was said to those who were there.
PUBLIC = ("community", "study_group")


def in_common(reader: "Person", person: "Person") -> list[Space]:
    """Communities in which both are, of those that the reader sees."""
    spaces = Space.objects.visible_to(reader).communities().living()
    return list(spaces.joined_by(reader).joined_by(person).by_name())


def latest_contributions(reader: "Person", person: "Person") -> list[Post]:
    """The person's accepted answers that the reader may read, then their latest posts: one of each talk, by one query.

    Each says in `accepted` how many answers there are. By author, so what somebody wrote without their name is never
    among them.
    """
    posts = Post.objects.visible_to(reader).filter(author=person, thread__space__kind__in=PUBLIC)
    rank = Case(When(accepted_at=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    ranked = posts.annotate(rank=rank, accepted=Window(Count("accepted_at"))).select_related("thread")
    by_talk: dict[int, Post] = {}
    for post in ranked.order_by("rank", "-written_at", "-pk")[: MOST * 8]:
        by_talk.setdefault(post.thread_id, post)
    return list(by_talk.values())[:MOST]
