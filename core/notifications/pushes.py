"""What shows on a device for a notice, in the person's language, from the thing as it is when it leaves."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten
from zoneinfo import ZoneInfo

from django.contrib.sessions.models import Session
from django.utils import timezone, translation

from core.kinds import registry
from core.notifications import kinds_of_notice, queries, quiet
from core.notifications.models import Attention, Notice, PushOut
from core.notifications.ways import Mail

LONGEST_LINE, LONGEST_EXCERPT = 120, 160
# How long a push service keeps what it cannot deliver, and we what it does not take: later the bell and mail tell.
KEPT = timedelta(hours=1)
STEP = timedelta(minutes=5)


@dataclass(frozen=True)
class Message:
    """What is sent: `topic` has one notice shown once, though it comes twice."""

    body: bytes
    seconds: int
    topic: str
    urgent: bool


def write(push: PushOut) -> Message | str:
    """The message, or why there is none: read meanwhile, no longer wished for, no longer to be seen, not now."""
    notice = Notice.objects.select_related("person", "by", "about_type").get(pk=push.notice_id)
    person, kind, about = notice.person, kinds_of_notice.known(notice.kind), notice.about
    if notice.read_at is not None:
        return PushOut.Outcome.READ
    if kind is None or queries.ways_of([person.pk], kind)[person.pk].mail != Mail.NOW or not _is_signed_in(push):
        return PushOut.Outcome.STOPPED
    attention, now = queries.attention_of(person), timezone.now()
    if not kind.urgent and attention.free_from(now, person.zone) > now:
        return PushOut.Outcome.QUIET
    with translation.override(person.language), timezone.override(ZoneInfo(person.zone)):
        shown = registry.load(person, [about]).get(about) if about and person.is_active else None
        if shown is None:
            return PushOut.Outcome.GONE
        line = queries.line(notice, kind, shown, is_mail=True)
        excerpt = "" if kind.is_restricted(shown.thing) else kind.excerpt(shown.thing)
        body = [shorten(text, most, placeholder=" …") for text, most in _lines(line.beneath, excerpt) if text]
        said = {"title": line.sentence, "body": "\n".join(body), "url": line.url, "tag": f"notice-{notice.pk}"}
        message = json.dumps(said | {"lang": person.language}, ensure_ascii=False).encode()
    seconds = _seconds(now, attention, person.zone, is_urgent=kind.urgent)
    return Message(message, seconds, _topic(notice.pk), kind.urgent)


def _lines(title: str, excerpt: str) -> list[tuple[str, int]]:
    return [(title, LONGEST_LINE), ("" if excerpt == title else excerpt, LONGEST_EXCERPT)]


def _is_signed_in(push: PushOut) -> bool:
    """Whether the session still lasts in which the device was named."""
    return Session.objects.filter(session_key=push.device.session_key, expire_date__gt=timezone.now()).exists()


def _seconds(now: datetime, attention: Attention, zone: str, *, is_urgent: bool) -> int:
    """For how long the push service may keep it: not into the person's quiet hours."""
    if is_urgent:
        return int(KEPT.total_seconds())
    steps = range(1, int(KEPT / STEP) + 1)
    free = next((n - 1 for n in steps if quiet.is_quiet(now + n * STEP, zone, attention.hours)), len(steps))
    return int((free * STEP).total_seconds())


def _topic(pk: int) -> str:
    return urlsafe_b64encode(f"notice-{pk}".encode()).rstrip(b"=").decode()[:32]
