"""Takes talks as read by one deed, one, several or all, and takes that back."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.refusals import Refused
from core.notifications.actions import bring_back, clear_about_any
from social.actions.ringing import ring_messages, ring_unread
from social.models import Clearing, Membership, Post, ReadMark, Space, Thread
from social.models.clearing import UNDO

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_TOGETHER = 1000
Had = dict[str, list[Any]]


@action
def clear_threads(*, person: "Person", threads: Sequence[Thread]) -> Clearing:
    """Takes some talks as read to their end."""
    before = {"marks": _read_to_the_end(person, threads)}
    about = Thread.objects.filter(pk__in=[thread.pk for thread in threads])
    notices = clear_about_any(person=person, things=[Post.objects.filter(thread__in=about.values("pk")), about])
    return _keep(person, {**before, "notices": notices}, count=len(threads))


@action
def clear_all(*, person: "Person", until: datetime) -> Clearing:
    """Takes everything as read that was said by `until`, the newest word that the person has been shown.

    Later than the newest word there is, it means that one: no clock has a say.
    """
    mine = Thread.objects.visible_to(person)
    until = min(until, mine.aggregate(at=Max("last_post_at"))["at"] or until)
    by_hand = ReadMark.objects.filter(person=person, by_hand=True, thread__last_post_at__lte=until)
    before: dict[str, Any] = {"by_hand": list(by_hand.values_list("pk", flat=True))}
    count = mine.waiting_for(person).filter(last_post_at__lte=until).count()
    members = Membership.objects.select_for_update().filter(person=person, caught_up_at__lt=until)
    before["spaces"] = [[pk, at.isoformat()] for pk, at in members.values_list("pk", "caught_up_at")]
    Membership.objects.filter(pk__in=[pk for pk, _at in before["spaces"]]).update(caught_up_at=until)
    ReadMark.objects.filter(pk__in=before["by_hand"]).update(by_hand=False)
    said = Post.objects.filter(thread__in=mine.values("pk"), written_at__lte=until)
    before["notices"] = clear_about_any(person=person, things=[said, mine.filter(opened_at__lte=until)])
    # What is watched from outside of its space stands on no membership.
    outside = mine.waiting_for(person).filter(last_post_at__lte=until).select_related("space")[:MOST_TOGETHER]
    before["marks"] = _read_to_the_end(person, list(outside))
    ring_messages([person.pk])
    return _keep(person, before, count=count, whole=True, until=until)


@action
def take_clearing_back(*, clearing: Clearing, person: "Person") -> None:
    """Puts back what held before, but for what the person has read since."""
    clearing = Clearing.objects.select_for_update().get(pk=clearing.pk, person=person)
    if clearing.undone_at is not None:
        return
    if not clearing.may_be_undone:
        raise Refused("social.too_late_to_undo", _("This can be taken back for a day; that is over."), status=409)
    before = clearing.before
    bring_back(person=person, notices=before.get("notices", []))
    _put_marks_back(person, before.get("marks", {}))
    ReadMark.objects.filter(person=person, pk__in=before.get("by_hand", [])).update(by_hand=True)
    at = {pk: parse_datetime(text) for pk, text in before.get("spaces", [])}
    unmoved = Membership.objects.filter(person=person, pk__in=at)
    members = list(unmoved.filter(caught_up_at=clearing.until)) if clearing.until else []
    for member in members:
        member.caught_up_at = at[member.pk] or member.caught_up_at
    Membership.objects.bulk_update(members, ["caught_up_at"])
    Clearing.objects.filter(pk=clearing.pk).update(undone_at=Now(), before={})
    ring_messages([person.pk])
    ring_unread(person.pk)


def _read_to_the_end(person: "Person", threads: Sequence[Thread]) -> Had:
    """Moves the marks; answers by thread what held before and what holds now: [number, by hand, number]."""
    marks = ReadMark.objects.select_for_update().filter(person=person, thread__in=threads)
    stood = {mark.thread_id: mark for mark in marks}
    # Numbers behind the end were moved away: nobody waits for them.
    ends = {thread.pk: max(thread.last_number, thread.numbers_given) for thread in threads}
    had: Had = {}
    for pk, end in ends.items():
        mark = stood.get(pk)
        had[str(pk)] = [mark.number, mark.by_hand, max(end, mark.number)] if mark else [None, False, end]
    now = timezone.now()
    rows = [ReadMark(person=person, thread_id=int(pk), number=set_to, at=now) for pk, (*_had, set_to) in had.items()]
    ReadMark.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["person", "thread"],
        update_fields=["number", "by_hand", "at"],
    )
    if any(thread.space.kind == Space.Kind.DIRECT for thread in threads):
        ring_messages([person.pk])
    return had


def _put_marks_back(person: "Person", had: Had) -> None:
    marks = ReadMark.objects.select_for_update().filter(person=person, thread__in=[int(pk) for pk in had])
    back, gone = [], []
    for mark in marks:
        number, by_hand, set_to = had[str(mark.thread_id)]
        if mark.number != set_to:
            continue
        if number is None:
            gone.append(mark.pk)
        else:
            mark.number, mark.by_hand = number, by_hand
            back.append(mark)
    ReadMark.objects.bulk_update(back, ["number", "by_hand"])
    ReadMark.objects.filter(pk__in=gone).delete()


def _keep(person: "Person", before: dict[str, Any], **fields: Any) -> Clearing:
    old = Clearing.objects.filter(person=person, at__lt=Now() - UNDO)
    old.filter(whole=False).delete()
    old.exclude(before={}).update(before={})
    clearing = Clearing.objects.create(person=person, before=before, **fields)
    ring_unread(person.pk)
    clearing.refresh_from_db(fields=["at"])
    return clearing
