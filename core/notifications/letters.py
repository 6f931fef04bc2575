"""Writes the mails that go out, in the person's language, from the things as they are when the mail leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.accounts.models import Person
from core.kinds import registry
from core.notifications import digests, keys, kinds_of_notice, places, queries
from core.notifications.keys import Stop
from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import MailOut, Notice
from core.notifications.places import Place, Team
from core.notifications.queries import Line
from core.notifications.ways import Cadence, Mail

LONGEST_EXCERPT = 600
WEEK = timedelta(days=7)
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Unsent:
    """Why a mail need not go out."""

    outcome: str


@dataclass(frozen=True)
class Held:
    """Until when a mail waits, because the person wishes to be left in peace."""

    until: datetime


def write(mail: MailOut) -> EmailMultiAlternatives | Unsent | Held:
    """The mail, or why there is none: read meanwhile, no longer wished for, no longer to be seen, not now."""
    if mail.digest_of is not None:
        return _digest(mail, mail.digest_of)
    if mail.team_of is not None:
        return _team(mail, mail.team_of)
    assert mail.notice_id is not None
    notice = Notice.objects.select_related("person", "by", "about_type").get(pk=mail.notice_id)
    person, kind, about = notice.person, kinds_of_notice.known(notice.kind), notice.about
    if notice.read_at is not None:
        return Unsent(MailOut.Outcome.READ)
    if kind is None or queries.ways_of([person.pk], kind)[person.pk].mail != Mail.NOW:
        return Unsent(MailOut.Outcome.STOPPED)
    now = timezone.now()
    free = now if kind.urgent else queries.attention_of(person).free_from(now, person.zone)
    if free > now:
        return Held(free)
    with translation.override(person.language), timezone.override(ZoneInfo(person.zone)):
        shown = registry.load(person, [about]).get(about) if about and person.is_active else None
        if shown is None:
            return Unsent(MailOut.Outcome.GONE)
        return _letter(mail, queries.line(notice, kind, shown, is_mail=True), kind)


def _letter(mail: MailOut, line: Line, kind: NoticeKind) -> EmailMultiAlternatives:
    thing, person = line.shown.thing, line.notice.person
    is_restricted = kind.is_restricted(thing)
    place = kind.place(thing)
    answers = "" if is_restricted else _answers(line)
    parts: dict[str, Any] = {
        "person": person,
        "sentence": line.sentence,
        "title": line.beneath,
        "is_restricted": is_restricted,
        "excerpt": "" if is_restricted else _short(kind.excerpt(thing)),
        "url": settings.ORIGIN + line.url,
        "why": kind.why,
        "can_answer": bool(answers),
        "settings_url": settings.ORIGIN + reverse("notifications:preferences"),
        "stop_url": _stop_url(Stop(person.pk, kind.name)),
        "mute": _muting(person, kind, place),
    }
    letter = _envelope(mail, person, _subject(line), "notice", parts)
    letter.extra_headers["References"] = f"<{str(line.shown.ref).replace(':', '-')}@{settings.ORIGIN_HOSTS[0]}>"
    letter.reply_to = [answers] if answers else []
    return letter


def _digest(mail: MailOut, person: Person) -> EmailMultiAlternatives | Unsent:
    attention = queries.attention_of(person)
    cadence = Cadence(attention.digest)
    if cadence == Cadence.NEVER or not person.is_active:
        return Unsent(MailOut.Outcome.STOPPED)
    if attention.is_paused:
        return Unsent(MailOut.Outcome.PAUSED)
    since = digests.since_of(mail, person, cadence)
    with translation.override(person.language), timezone.override(ZoneInfo(person.zone)):
        digest = digests.compose(person, since, mail.due_at)
        if not digest.parts:
            return Unsent(MailOut.Outcome.EMPTY)
        parts = {
            "person": person,
            "digest": digest,
            "is_daily": cadence == Cadence.DAILY,
            "origin": settings.ORIGIN,
            "all_url": settings.ORIGIN + reverse("notifications:centre"),
            "settings_url": settings.ORIGIN + reverse("notifications:preferences"),
            "stop_url": _stop_url(Stop(person.pk, keys.DIGEST)),
        }
        subject = ngettext("Your digest: %(n)d talk", "Your digest: %(n)d talks", digest.count) % {"n": digest.count}
        return _envelope(mail, person, subject, "digest", parts)


def _team(mail: MailOut, manager: Person) -> EmailMultiAlternatives | Unsent:
    """What can be told of a team as a whole, of the week before; nothing of who of it did what."""
    attention = queries.attention_of(manager)
    if not attention.team_mail or not manager.is_active:
        return Unsent(MailOut.Outcome.STOPPED)
    if attention.is_paused:
        return Unsent(MailOut.Outcome.PAUSED)
    people = frozenset(manager.reports.filter(is_active=True).values_list("pk", flat=True))
    with translation.override(manager.language), timezone.override(ZoneInfo(manager.zone)):
        told = places.surveyed(Team(manager, people, mail.due_at - WEEK, mail.due_at))
        if not told:
            return Unsent(MailOut.Outcome.EMPTY)
        parts = {
            "person": manager,
            "lines": told,
            "size": len(people),
            "fewest": places.FEWEST_IN_TEAM,
            "origin": settings.ORIGIN,
            "settings_url": settings.ORIGIN + reverse("notifications:preferences"),
            "stop_url": _stop_url(Stop(manager.pk, keys.TEAM)),
        }
        return _envelope(mail, manager, _("Your team this week"), "team", parts)


def _envelope(mail: MailOut, person: Person, subject: str, name: str, parts: dict[str, Any]) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        subject=shorten(subject, LONGEST_SUBJECT, placeholder=" …"),
        body=render_to_string(f"notifications/mail/{name}.txt", parts),
        to=[person.email],
        headers={
            # The same for every try, so that a mail sent twice by a dying worker is one mail to the reader's program.
            "Message-ID": f"<{mail.effect_key.replace(':', '-')}@{settings.ORIGIN_HOSTS[0]}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{parts['stop_url']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(render_to_string(f"notifications/mail/{name}.html", parts), "text/html")
    return letter


def _answers(line: Line) -> str:
    """The address to which an answer goes, where somebody takes it."""
    ref = line.shown.ref
    if places.answering_of(ref.kind) is None:
        return ""
    return keys.reply_address(line.notice.person_id, ref, timezone.now())


def _muting(person: Person, kind: NoticeKind, place: Place | None) -> dict[str, Any] | None:
    muting = places.muting_of(place.ref.kind) if place else None
    if muting is None or place is None:
        return None
    return {"label": muting.label, "url": _stop_url(Stop(person.pk, kind.name, str(place.ref)))}


def _stop_url(stop: Stop) -> str:
    return settings.ORIGIN + reverse("notifications:stop", args=[keys.stop_key(stop)])


def _subject(line: Line) -> str:
    """What happened, and where."""
    said = {"sentence": line.sentence, "title": line.beneath}
    return _("%(sentence)s: %(title)s") % said if line.beneath else line.sentence


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"
