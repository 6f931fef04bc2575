"""Writes the mail for a notice, in the person's language, from the thing as it is when the mail leaves."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.kinds import registry
from core.notifications import kinds_of_notice, queries
from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import MailOut, Notice
from core.notifications.queries import Line

LONGEST_EXCERPT = 600
LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Unsent:
    """Why a mail need not go out."""

    outcome: str


def write(mail: MailOut) -> EmailMultiAlternatives | Unsent:
    """The mail, or why there is none: read meanwhile, no longer wished for, no longer to be seen."""
    notice = Notice.objects.select_related("person", "by", "about_type").get(pk=mail.notice_id)
    person, kind, about = notice.person, kinds_of_notice.known(notice.kind), notice.about
    if notice.read_at is not None:
        return Unsent(MailOut.Outcome.READ)
    if kind is None or not queries.ways_of([person.pk], kind)[person.pk].mail:
        return Unsent(MailOut.Outcome.STOPPED)
    with translation.override(person.language), timezone.override(ZoneInfo(person.zone)):
        shown = registry.load(person, [about]).get(about) if about and person.is_active else None
        if shown is None:
            return Unsent(MailOut.Outcome.GONE)
        return _letter(mail, queries.line(notice, kind, shown, is_mail=True), kind)


def _letter(mail: MailOut, line: Line, kind: NoticeKind) -> EmailMultiAlternatives:
    thing, person = line.shown.thing, line.notice.person
    is_restricted = kind.is_restricted(thing)
    parts: dict[str, Any] = {
        "person": person,
        "sentence": line.sentence,
        "title": line.beneath,
        "is_restricted": is_restricted,
        "excerpt": "" if is_restricted else _short(kind.excerpt(thing)),
        "url": settings.ORIGIN + line.url,
        "why": kind.why,
        "settings_url": settings.ORIGIN + reverse("notifications:preferences"),
    }
    letter = EmailMultiAlternatives(
        subject=shorten(_subject(line), LONGEST_SUBJECT, placeholder=" …"),
        body=render_to_string("notifications/mail/notice.txt", parts),
        to=[person.email],
        headers={
            # The same for every try, so that a mail sent twice by a dying worker is one mail to the reader's program.
            "Message-ID": f"<{mail.effect_key.replace(':', '-')}@{settings.ORIGIN_HOSTS[0]}>",
            "References": f"<{str(line.shown.ref).replace(':', '-')}@{settings.ORIGIN_HOSTS[0]}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.attach_alternative(render_to_string("notifications/mail/notice.html", parts), "text/html")
    return letter


def _subject(line: Line) -> str:
    """What happened, and where."""
    said = {"sentence": line.sentence, "title": line.beneath}
    return _("%(sentence)s: %(title)s") % said if line.beneath else line.sentence


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"
