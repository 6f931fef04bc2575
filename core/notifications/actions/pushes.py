"""Names devices, books what shows on them, claims it, and keeps how each ended."""

import hashlib
from datetime import datetime, timedelta

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.notifications import push_services
from core.notifications.facts import PushDue
from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import Attention, Notice, PushDevice, PushOut
from core.notifications.pushes import KEPT

# Longer than a push service may take.
CLAIM = timedelta(minutes=1)
WAITS = [timedelta(seconds=n) for n in (30, 120, 600, 1200)]
MOST_DEVICES = 10
OLD = timedelta(days=14)
SPARED = ("quiet_from", "quiet_until", "quiet_days", "paused_until")


@action
def push_to(
    *, person: Person, session_key: str, endpoint: str, public_key: str, secret: str, user_agent: str = ""
) -> PushDevice:
    """Has what comes at once show on a device, while this session lasts; whoever had it there before has it no more."""
    if not push_services.is_on() or not session_key:
        raise Refused("notifications.no_push", _("Notices cannot be sent to devices here."), status=409)
    if not push_services.is_allowed(endpoint) or not push_services.are_keys(public_key, secret):
        text = _("This browser's push service is not one that we send to. Ask your administrator.")
        raise Refused("notifications.unknown_push_service", text, status=422)
    said = {"session_key": session_key, "endpoint": endpoint, "public_key": public_key, "secret": secret}
    key = hashlib.sha256(endpoint.encode()).hexdigest()
    device, _is_new = PushDevice.objects.update_or_create(
        key=key, defaults={"person": person, "user_agent": user_agent[:300], **said}
    )
    # What waits for who had it before is not this person's.
    PushOut.objects.filter(device=device).exclude(notice__person=person).delete()
    kept = PushDevice.objects.filter(person=person).order_by("-made_at", "-pk").values_list("pk", flat=True)
    PushDevice.objects.filter(pk__in=list(kept[MOST_DEVICES:])).delete()
    return device


@action
def forget_device(*, device: PushDevice) -> None:
    """Nothing shows there any more, not even what is on its way."""
    PushDevice.objects.filter(pk=device.pk).delete()


@action
def forget_devices_of_session(*, session_key: str) -> None:
    """Whoever signed out is not told on that device any more."""
    PushDevice.objects.filter(session_key=session_key).delete()


@action
def forget_devices_of(*, person_id: int) -> None:
    """Whoever left, or whose password changed, is told on no device."""
    PushDevice.objects.filter(person=person_id).delete()


def book_pushes(people: list[Person], kind: NoticeKind, effect_key: str, now: datetime) -> None:
    """One row for each new notice and device. A push is for now: quiet hours and a pause leave it to bell and mail."""
    zones = {person.pk: person.zone for person in people}
    if not zones or not push_services.is_on():
        return
    named = PushDevice.objects.filter(person__in=list(zones))
    devices = list(named.values_list("pk", "person_id", *(f"person__attention__{name}" for name in SPARED)))
    if not devices:
        return
    notices = Notice.objects.filter(effect_key=effect_key, person__in={row[1] for row in devices}, at=now)
    new = dict(notices.values_list("person_id", "pk"))
    rows = []
    for device, person, *said in devices:
        attention = Attention() if said[0] is None else Attention(**dict(zip(SPARED, said, strict=True)))
        if person in new and (kind.urgent or attention.free_from(now, zones[person]) <= now):
            rows.append(PushOut(notice_id=new[person], device_id=device, due_at=now))
    PushOut.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        state(PushDue(len(rows)))


@action
def claim_push(*, at: datetime) -> PushOut | None:
    """The push that has been due longest, now this worker's own; None when none is due."""
    due = PushOut.objects.due(at).select_for_update(skip_locked=True, of=("self",)).select_related("device")
    push = due.order_by("due_at", "pk").first()
    if push is not None:
        push.tries += 1
        PushOut.objects.filter(pk=push.pk).update(tries=push.tries, claimed_until=Now() + CLAIM)
    return push


@action
def settle_push(*, push: PushOut, outcome: str, error: str = "") -> None:
    """The push has ended: it is sent, or nobody needs it any more."""
    PushOut.objects.filter(pk=push.pk, done_at=None).update(
        done_at=timezone.now(), outcome=outcome, claimed_until=None, error=error[:300]
    )


@action
def postpone_push(*, push: PushOut, error: str, wait: int | None = None) -> None:
    """The push service did not take it: later again, with growing patience, while it is fresh."""
    now = timezone.now()
    booked = Notice.objects.values_list("at", flat=True).get(pk=push.notice_id)
    again = now + max(WAITS[min(push.tries, len(WAITS)) - 1], timedelta(seconds=wait or 0))
    if push.tries > len(WAITS) or again > booked + KEPT:
        settle_push(push=push, outcome=PushOut.Outcome.FAILED, error=error)
        return
    PushOut.objects.filter(pk=push.pk, done_at=None).update(due_at=again, claimed_until=None, error=error[:300])


@action
def forget_old_pushes() -> None:
    """Rows of what was pushed long ago tell nobody anything."""
    PushOut.objects.filter(done_at__lt=timezone.now() - OLD).delete()
