"""Tells people of something, and keeps what they have read."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from core.accounts.models import Person
from core.acts.actions import action, state
from core.kinds.registry import of_model
from core.notifications import kinds_of_notice, queries
from core.notifications.actions.pushes import book_pushes
from core.notifications.events import NoticesChanged
from core.notifications.facts import MailDue
from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import Attention, MailOut, Notice
from core.notifications.streams import stream_of
from core.notifications.ways import Mail
from core.realtime.actions import announce, whisper

# An announcement is numbered and so outlives a lost bell, at one statement a person; a crowd is whispered to.
CROWD = 50
SPARED = ("quiet_from", "quiet_until", "quiet_days", "paused_until")


@action
def notify(
    *,
    people: Iterable[Person],
    kind: str,
    about: Model,
    effect_key: str,
    by: Person | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Tells people of `about`, each once for an effect key, by the ways they chose; never `by` of their own deed.

    Leave `by` out where the author is anonymous to peers. `facts` are small values for the sentence, never text.
    """
    known = kinds_of_notice.of(kind)
    told = {person.pk: person for person in people if person.is_active and (by is None or person.pk != by.pk)}
    ways = queries.ways_of(told, known)
    now = timezone.now()
    notices = [
        Notice(
            person=told[pk],
            kind=kind,
            about_type=of_model(type(about)).content_type(),
            about_id=about.pk,
            by=by,
            facts=facts or {},
            in_bell=way.bell,
            at=now,
            effect_key=effect_key,
        )
        for pk, way in ways.items()
        if way.is_any
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    at_once = [told[pk] for pk, way in ways.items() if way.mail == Mail.NOW]
    book_mails(at_once, known, effect_key, now)
    book_pushes(at_once, known, effect_key, now)
    ring([pk for pk, way in ways.items() if way.bell])


@action
def read_notice(*, notice: Notice) -> Notice:
    """Somebody followed a notice."""
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
        ring([notice.person_id])
    return notice


@action
def read_all(*, person: Person, up_to: int | None = None) -> int:
    """Marks everything read, up to the newest that the person has been shown; answers how many that were."""
    unread = Notice.objects.visible_to(person).unread()
    if up_to is not None:
        unread = unread.filter(pk__lte=up_to)
    return _mark_read(unread, person)


@action
def read_about(*, person: Person, about: Model) -> int:
    """Whoever has read a thing has read what they were told of it."""
    kind = of_model(type(about)).content_type()
    return _mark_read(Notice.objects.visible_to(person).unread().filter(about_type=kind, about_id=about.pk), person)


@action
def read_about_any(*, person: Person, things: "Sequence[QuerySet[Any]]") -> int:
    """The same for whatever is among `things`, each of one kind (the posts of a talk, the talk): by one statement."""
    return _mark_read(Notice.objects.visible_to(person).unread().filter(_about_any(things)), person)


@action
def clear_about_any(*, person: Person, things: "Sequence[QuerySet[Any]]") -> list[int]:
    """The same for who may take it back: answers which notices became read."""
    unread = Notice.objects.visible_to(person).unread().filter(_about_any(things))
    keys = list(unread.select_for_update().values_list("pk", flat=True))
    if keys:
        _mark_read(Notice.objects.filter(pk__in=keys), person)
    return keys


@action
def bring_back(*, person: Person, notices: Sequence[int]) -> None:
    """Makes notices unread again that were read by a deed which is taken back."""
    if Notice.objects.filter(person=person, pk__in=notices).update(read_at=None):
        ring([person.pk])


@action
def forget_gone(*, person: Person) -> int:
    """Takes what the person may no longer see off the count, without a word of it."""
    return _mark_read(Notice.objects.filter(pk__in=queries.gone(person)), person)


def _about_any(things: "Sequence[QuerySet[Any]]") -> Q:
    about = Q(pk__in=[])
    for some in things:
        kind = of_model(some.model).content_type()
        about |= Q(Exists(some.order_by().filter(pk=OuterRef("about_id"))), about_type=kind)
    return about


def _mark_read(notices: Any, person: Person) -> int:
    count: int = notices.update(read_at=timezone.now())
    if count:
        ring([person.pk])
    return count


def book_mails(people: list[Person], kind: NoticeKind, effect_key: str, now: datetime) -> None:
    """One row a mail; a pause and quiet hours put off what is not urgent."""
    if not people:
        return
    zones = {person.pk: person.zone for person in people}
    new = Notice.objects.filter(effect_key=effect_key, person_id__in=zones, at=now)
    mails = []
    for pk, person_id, *said in new.values_list("pk", "person_id", *(f"person__attention__{name}" for name in SPARED)):
        # Whoever has said nothing has no row.
        attention = Attention() if said[0] is None else Attention(**dict(zip(SPARED, said, strict=True)))
        due = now if kind.urgent else attention.free_from(now, zones[person_id])
        mails.append(MailOut(notice_id=pk, effect_key=f"notice:{pk}", due_at=due))
    MailOut.objects.bulk_create(mails, ignore_conflicts=True)
    due_now = sum(mail.due_at <= now for mail in mails)
    if due_now:
        state(MailDue(due_now))


def ring(people: list[int]) -> None:
    tell = announce if len(people) <= CROWD else whisper
    for pk in people:
        tell(NoticesChanged(), to=stream_of(pk))
