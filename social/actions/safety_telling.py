"""Tells the safety officers of a case, and the author of what happens with their post."""

from core.notifications.actions import notify
from social.models import SafetyCase
from social.queries.people import safety_officers, who_may_read


def tell_officers(*, case_id: int) -> None:
    """A case came in; the author of a post that somebody else reported is told what that means, not by whom."""
    case = _case(case_id)
    notify(
        people=safety_officers(),
        kind="social.safety_new",
        about=case,
        effect_key=f"social.safety_new:{case_id}",
    )
    if case.post is not None and case.author is not None and case.author_id != case.reporter_id:
        notify(
            people=who_may_read(case.post.thread, [case.author]),
            kind="social.safety_author",
            about=case.post.thread,
            effect_key=f"social.safety_author:{case_id}",
            facts={"post": case.post_id},
        )


def tell_author(*, case_id: int, what: str) -> None:
    """A post is back: as it was, or shortened."""
    case = _case(case_id)
    if case.post is not None and case.author is not None:
        notify(
            people=who_may_read(case.post.thread, [case.author]),
            kind="social.safety_decided",
            about=case.post,
            effect_key=f"social.safety_decided:{case_id}:{case.steps.count()}",
            facts={"what": what},
        )


def _case(pk: int) -> SafetyCase:
    return SafetyCase.objects.select_related("post__thread__space", "author").get(pk=pk)
