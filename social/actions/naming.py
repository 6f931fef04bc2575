"""Has posts drawn anew that show the name of somebody who is called otherwise now."""

from django.db.models import F, Q

from core.acts.actions import action
from social.models import Post, Quote, Reaction

# Databases take only so many numbers in one statement; a file brings 25,000 people.
TOGETHER = 500


@action
def draw_names_anew(*, person_ids: list[int]) -> None:
    """Posts under which these people reacted, or that quote them. An author's own name is part of what is looked up
    (social.rendering), so their posts need nothing."""
    for start in range(0, len(person_ids), TOGETHER):
        some = person_ids[start : start + TOGETHER]
        reacted = Reaction.objects.filter(person__in=some).values("post_id")
        quoting = Quote.objects.filter(quoted__author__in=some).values("post_id")
        Post.objects.filter(Q(pk__in=reacted) | Q(pk__in=quoting)).update(look=F("look") + 1)
