"""Tells people of flags and sanctions, each what is theirs to know."""

from core.notifications.actions import notify
from social.models import Flag, Sanction
from social.queries.conduct import leaders_of, medical_reviewers
from social.queries.people import who_may_read


def tell_who_leads(*, flag_id: int, is_hidden: bool) -> None:
    """A post is flagged: who leads hears it once a post, and again when it is hidden; off-label also Medical."""
    flag = Flag.objects.select_related("post__thread__space").get(pk=flag_id)
    space, facts = flag.post.thread.space, {"sort": flag.sort, "hidden": is_hidden}
    people = {person.pk: person for person in leaders_of(space)}
    if flag.sort == Flag.Sort.OFF_LABEL:
        people |= {person.pk: person for person in medical_reviewers()}
    once = f"social.flagged:{flag.post_id}:{flag.sort == Flag.Sort.OFF_LABEL}:{is_hidden}"
    others = [person for pk, person in people.items() if pk not in (flag.person_id, flag.post.writer_id)]
    notify(people=others, kind="social.flagged", about=flag, effect_key=once, facts=facts)


def tell_who_flagged(*, flag_ids: list[int]) -> None:
    """Somebody has looked: each who flagged is told what came of it, not what was said to the author."""
    flags = Flag.objects.filter(pk__in=flag_ids).select_related("post__thread__space", "person")
    for flag in flags:
        notify(
            people=who_may_read(flag.post.thread, [flag.person]),
            kind="social.flag_answered",
            about=flag.post.thread,
            effect_key=f"social.flag_answered:{flag.pk}",
            facts={"outcome": flag.outcome},
        )


def tell_sanctioned(*, sanction_id: int) -> None:
    """Somebody is told what holds for them now, why, and until when."""
    made = Sanction.objects.select_related("person", "by").get(pk=sanction_id)
    effect = f"social.sanctioned:{sanction_id}"
    notify(people=[made.person], kind="social.sanctioned", about=made, by=made.by, effect_key=effect)
