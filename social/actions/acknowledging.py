"""Asking a space to acknowledge an announcement; acknowledging it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.audit import trail
from core.notifications.actions import read_about
from social import facts, rules
from social.actions.holding import held
from social.models import Acknowledgement, Asking, Thread
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

ONCE_IN = timedelta(hours=24)
# The reminder of the day before leaves in the morning of Europe.
MORNING = time(6, tzinfo=UTC)


@action
def ask_to_acknowledge(*, thread: Thread, by: "Person", until: date | None = None) -> Asking:
    """Asks everybody of the space for “I have read this”; asking again gives it another day, or opens it anew."""
    thread = held(thread)
    _refuse_unless_leading(by, thread)
    if until is not None and until < timezone.localdate():
        raise Refused("social.day_has_passed", _("Choose a day that lies ahead."), field="until", status=422)
    asking, is_new = Asking.objects.get_or_create(thread=thread, defaults={"by": by})
    before = None if is_new else {"until": _said(asking.until), "open": asking.is_open}
    was_open = not is_new and asking.is_open
    asking.until, asking.closed_at = until, None
    asking.due_at, asking.done_at = _day_before(until), None
    asking.save(update_fields=["until", "closed_at", "due_at", "done_at"])
    trail.record(by, "social.acknowledgement_asked", thread, before, {"until": _said(until), "open": True})
    if not was_open:
        state(facts.AcknowledgementAsked(asking.pk, "asked"))
    return asking


@action
def acknowledge(*, thread: Thread, person: "Person") -> Acknowledgement:
    """Says that one has read it, as it is now; once, with its time. It stays as evidence, and is not taken back."""
    asking = _asking_of(thread)
    if not rules.may_acknowledge(standing(person, asking.thread.space), asking):
        raise Refused("social.not_asked", _("Nothing here waits for your word."), status=409)
    done, is_new = Acknowledgement.objects.get_or_create(asking=asking, person=person, revision=asking.words)
    if is_new:
        trail.record(person, "social.acknowledged", asking.thread, None, {"person": person.pk, "wording": asking.words})
        read_about(person=person, about=asking.thread)
    return done


@action
def stop_asking(*, thread: Thread, by: "Person") -> Asking:
    """Asks nobody any more; what was acknowledged stays."""
    asking = _asking_of(thread)
    _refuse_unless_leading(by, asking.thread)
    if asking.is_open:
        asking.closed_at = timezone.now()
        asking.save(update_fields=["closed_at"])
        trail.record(by, "social.acknowledgement_asked", asking.thread, {"open": True}, {"open": False})
    return asking


@action
def ask_again(*, thread: Thread, by: "Person") -> Asking:
    """After an edit: whoever acknowledged what it said before is asked once more."""
    asking = _asking_of(thread)
    _refuse_unless_leading(by, asking.thread)
    if asking.revision != asking.words:
        trail.record(
            by, "social.acknowledgement_asked", asking.thread, {"wording": asking.revision}, {"wording": asking.words}
        )
        asking.revision = asking.words
        asking.save(update_fields=["revision"])
        state(facts.AcknowledgementAsked(asking.pk, "again"))
    return asking


@action
def keep_acknowledgements(*, thread: Thread, by: "Person") -> Asking:
    """After an edit: it changed nothing that matters, and nobody is asked again."""
    asking = _asking_of(thread)
    _refuse_unless_leading(by, asking.thread)
    if asking.kept != asking.words:
        trail.record(by, "social.acknowledgement_kept", asking.thread, None, {"wording": asking.words})
        asking.kept = asking.words
        asking.save(update_fields=["kept"])
    return asking


@action
def remind_missing(*, thread: Thread, by: "Person") -> Asking:
    """Reminds those who have not acknowledged; once in 24 hours."""
    asking = _asking_of(thread)
    _refuse_unless_leading(by, asking.thread)
    if not asking.is_open:
        raise Refused("social.not_asked", _("This announcement asks nobody any more."), status=409)
    now = timezone.now()
    if asking.reminded_at is not None and asking.reminded_at > now - ONCE_IN:
        raise Refused("social.reminded_today", _("They were reminded less than a day ago. Give them time."), status=409)
    _note_reminder(asking, now)
    return asking


@action
def remind_the_day_before(*, asking: Asking) -> None:
    """The reminder that leaves by itself, on a row that is claimed; not where somebody has just pressed the button."""
    now = timezone.now()
    asking.done_at = now
    asking.save(update_fields=["done_at"])
    if asking.reminded_at is None or asking.reminded_at <= now - ONCE_IN:
        _note_reminder(asking, now)


@action
def count_wording(*, post_id: int, by_id: int) -> None:
    """An announcement that asks was written anew; who leads is asked on its page what that means."""
    Asking.objects.filter(thread__posts__pk=post_id, thread__posts__number=1).update(words=F("words") + 1)


def _note_reminder(asking: Asking, now: datetime) -> None:
    asking.reminded_at = now
    asking.save(update_fields=["reminded_at"])
    state(facts.AcknowledgementAsked(asking.pk, f"{now:%Y-%m-%d %H:%M}"))


def _asking_of(thread: Thread) -> Asking:
    """The asking of a thread, held. Raises Refused (409) where it asks nothing."""
    held_row = Asking.objects.select_for_update(of=("self",)).select_related("thread__space")
    asking = held_row.filter(thread=thread).first()
    if asking is None:
        raise Refused("social.not_asked", _("Nothing here waits for your word."), status=409)
    return asking


def _refuse_unless_leading(by: "Person", thread: Thread) -> None:
    if not rules.may_ask_to_acknowledge(standing(by, thread.space), thread):
        raise Refused(
            "social.may_not_ask_for_word",
            _("Only those who lead ask for this, for an announcement that everybody here reads."),
        )


def _day_before(until: date | None) -> datetime | None:
    """When the reminder leaves; never where that morning has passed already: everybody has just been told."""
    morning = datetime.combine(until - timedelta(days=1), MORNING) if until else None
    return morning if morning and morning > timezone.now() else None


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""
