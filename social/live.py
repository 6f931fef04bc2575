"""What open pages of the talk are told, and what they may whisper."""

from datetime import UTC
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from core.kinds.registry import Ref
from core.realtime.catalogue import Event
from core.realtime.live import renders, whispered
from social import events, rules
from social.models import Post, Thread
from social.queries.standings import standing
from social.rendering import draw


@renders(
    events.PostCreated,
    events.PostEdited,
    events.PostDeleted,
    events.PostRestored,
    events.ReactionChanged,
    events.PollChanged,
    events.AnswerChanged,
    events.ConfirmationChanged,
    events.PromotionChanged,
    events.PostHeld,
    events.PostReleased,
)
def posts(refs: list[int]) -> dict[int, str]:
    """Posts as they are now, in UTC: `<local-time>` says each reader's own."""
    rows = list(Post.objects.filter(pk__in=refs).select_related("author", "thread__space"))
    with timezone.override(UTC):
        return dict(draw(rows))


@renders(events.ThreadChanged)
def thread_lines(refs: list[int]) -> dict[int, str]:
    """What stands under a thread's title."""
    with timezone.override(UTC):
        threads = Thread.objects.filter(pk__in=refs).with_answer()
        return {
            thread.pk: render_to_string("social/_thread_state.html", {"thread": thread, "is_for_all": True})
            for thread in threads
        }


@renders(events.ThreadOpened, events.ThreadArrived)
def thread_rows(refs: list[int]) -> dict[int, str]:
    """A new thread's line in the list of its space; not everybody who reads the space reads a restricted one."""
    with timezone.override(UTC):
        threads = Thread.objects.open_to(()).filter(pk__in=refs, merged_into=None).select_related("author")
        return {thread.pk: render_to_string("social/_new_thread.html", {"thread": thread}) for thread in threads}


@whispered("social.typing")
def typing(person: Any, stream: Ref, data: Any) -> Event | None:
    """Somebody is writing in a thread, in which they may write."""
    thread = Thread.objects.visible_to(person).select_related("space").filter(pk=stream.pk).first()
    if (
        stream.kind != "thread"
        or thread is None
        or thread.is_hushed
        or not rules.may_write(standing(person, thread.space), thread)
    ):
        return None
    return events.Typing(person_id=person.pk, name=person.name)
