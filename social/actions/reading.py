"""Reading, following, and what is not sent yet: each person's own business, told to nobody."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.refusals import Refused
from core.notifications.actions import read_about_any
from core.richtext import Limits
from social.actions.ringing import ring_messages, ring_unread
from social.models import Draft, Follow, FollowLevel, Membership, Post, ReadMark, Space, Thread

if TYPE_CHECKING:
    from core.accounts.models import Person

LONGEST_CONTEXT = 80


@action
def mark_read(*, thread: Thread, person: "Person", number: int) -> int:
    """Moves the person's mark on to `number`; it never goes back by reading. Returns where it stands.

    What they were told of the thread, and of the posts they have read, is read by that.
    """
    number = min(max(number, 0), thread.last_number)
    if number == thread.last_number:
        # Numbers behind the end were moved away: nobody waits for them.
        number = max(number, thread.numbers_given)
    mark, is_new = _mark(thread, person, number)
    has_moved = not is_new and mark.number < number
    if has_moved:
        mark.number, mark.by_hand, mark.at = number, False, timezone.now()
        mark.save(update_fields=["number", "by_hand", "at"])
    if is_new or has_moved:
        ring_unread(person.pk)
        if thread.space.kind == Space.Kind.DIRECT:
            ring_messages([person.pk])
    posts = Post.objects.filter(thread=thread, number__lte=mark.number)
    read_about_any(person=person, things=[posts, Thread.objects.filter(pk=thread.pk)])
    return mark.number


@action
def mark_unread(*, thread: Thread, person: "Person", number: int) -> int:
    """Puts the mark just before post `number`, to come back to it."""
    number = min(max(number, 1), thread.last_number) - 1
    mark, _is_new = _mark(thread, person, number)
    mark.number, mark.by_hand = number, True
    mark.save(update_fields=["number", "by_hand"])
    ring_unread(person.pk)
    return mark.number


@action
def catch_up(*, space: Space, person: "Person", until: datetime | None = None) -> None:
    """Takes everything in a space as read that was said by `until`, or by now.

    Now is the database's, or later where a server wrote whose clock was ahead: what stands there has been said.
    """
    newest = space.threads.order_by().values("space").annotate(at=Max("last_post_at")).values("at")
    by_now = Greatest(Now(), Coalesce(Subquery(newest), Now()))
    Membership.objects.filter(space=space, person=person).update(caught_up_at=until or by_now)
    ReadMark.objects.filter(thread__space=space, person=person, by_hand=True).update(by_hand=False)
    said = Post.objects.filter(thread__space=space)
    said = said.filter(written_at__lte=until) if until else said
    read_about_any(person=person, things=[said, space.threads.all()])
    ring_unread(person.pk)


@action
def follow_thread(*, thread: Thread, person: "Person", level: str) -> Follow:
    """Says how closely the person follows a thread; it beats what they said of the space."""
    if level not in FollowLevel.values:
        raise Refused("social.no_such_level", _("There is no such level."), field="level", status=422)
    return Follow.objects.update_or_create(thread=thread, person=person, defaults={"level": level})[0]


@action
def save_draft(
    *, person: "Person", context: str, source: str, version: int, format: str = "text", title: str = ""
) -> Draft:
    """Keeps what is being written. `version` is the one it was written upon (0: none yet).

    Raises Refused 409 `social.newer_draft` when another device saved since; read it and decide.
    """
    if not context or len(context) > LONGEST_CONTEXT or format not in ("text", "html"):
        raise Refused("social.no_such_context", _("There is no such place to write."), status=422)
    if len(source.encode()) > Limits.BYTES or len(title) > 200:
        raise Refused(
            "social.draft_too_long", _("This is too long to be kept. Shorten it."), field="source", status=422
        )
    now = timezone.now()
    mine = Draft.objects.filter(person=person, context=context)
    # An empty draft was sent: nobody loses words when it is written over.
    saved = mine.filter(Q(version=version) | Q(source="")).update(
        source=source, format=format, title=title, version=F("version") + 1, saved_at=now
    )
    if saved:
        return mine.get()
    return _new_draft(
        Draft(person=person, context=context, source=source, format=format, title=title, version=version + 1)
    )


@action
def discard_draft(*, person: "Person", context: str) -> None:
    """Drops what was begun: it was sent, or is not wanted."""
    Draft.objects.filter(person=person, context=context).delete()


def _new_draft(draft: Draft) -> Draft:
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise _newer() from None
    return draft


def _newer() -> Refused:
    text = _("You wrote here on another device since. Choose which text to keep.")
    return Refused("social.newer_draft", text, status=409)


def _mark(thread: Thread, person: "Person", number: int) -> tuple[ReadMark, bool]:
    return ReadMark.objects.select_for_update().get_or_create(thread=thread, person=person, defaults={"number": number})
