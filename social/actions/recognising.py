"""Recognises in posts that were written before what somebody has brought in since."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q, QuerySet

from core import richtext
from core.acts.actions import action
from core.realtime.actions import announce
from core.richtext import Found, Link
from social import events, registries
from social.actions import hangings
from social.actions.holding import held_post
from social.actions.posts import save_look
from social.actions.wording import MOST_LINKS, identified_in
from social.models import Post


def posts_naming(numbers: Collection[tuple[str, str]]) -> QuerySet[Post]:
    """Posts that hold one of these numbers (kind and value), deleted and held ones too; nothing for no numbers."""
    wanted = Q(pk__in=[])
    for kind in {kind for kind, _value in numbers}:
        wanted |= Q(identifiers__kind=kind, identifiers__value__in=[value for own, value in numbers if own == kind])
    return Post.objects.filter(wanted).distinct().order_by("pk")


@action
def recognise(*, post: Post) -> bool:
    """Links the numbers in a post to what we know by now; nobody has edited it by that. False: as before."""
    post = held_post(post)
    html = richtext.link_anew(post.html, _Numbers())
    if html == post.html:
        return False
    before = hangings.links_of(post)
    new = [ref for ref in identified_in(html) if ref not in before]
    post.html = html
    hangings.link(post, [*before, *new][:MOST_LINKS])
    save_look(post, "html")
    if not post.is_hidden:
        announce(events.PostEdited(post_id=post.pk, number=post.number), to=post.thread.stream)
    return True


class _Numbers:
    """Answers richtext what numbers lead to; who is named in a post was decided when it was written."""

    def resolve(self, found: Sequence[Found]) -> Mapping[str, Link]:
        """Links by words or key, as `core.richtext.Links` asks."""
        return registries.identified([item for item in found if item.kind != "mention"])
