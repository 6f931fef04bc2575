"""A class as calendars and mailboxes get it."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.accounts import zones
from virtualclass import calendars
from virtualclass.calendars import Attendee, Meeting
from virtualclass.models import CalendarMail, ClassSession, SessionState


def meeting_of(session: ClassSession, *, sequence: int | None = None) -> Meeting:
    """The class in a calendar's words; `sequence` is that of the mail, or the class's own."""
    return Meeting(
        uid=session.uid,
        sequence=session.sequence if sequence is None else sequence,
        title=session.title,
        about=session.about,
        url=f"{settings.ORIGIN}{session.get_absolute_url()}",
        starts_local=session.starts_local,
        zone=session.zone,
        minutes=session.minutes,
        organizer=Attendee(session.trainer.name, session.trainer.email),
        made_at=session.made_at,
        changed_at=session.changed_at,
        cancelled=session.state == SessionState.CANCELLED,
    )


def calendar_of(session: ClassSession, stamp: datetime) -> bytes:
    """The class as a file to open in a calendar."""
    return calendars.published([meeting_of(session)], name=session.title, stamp=stamp)


def message_for(mail: CalendarMail) -> EmailMultiAlternatives:
    """The mail of one scheduling message, in the reader's language and time, with the calendar object in it."""
    session, person = mail.session, mail.person
    attendee = Attendee(person.name, person.email)
    content = calendars.message(
        meeting_of(session, sequence=mail.sequence), method=mail.method, attendee=attendee, stamp=timezone.now()
    )
    with translation.override(person.language), timezone.override(zones.of(person.zone)):
        words = {"mail": mail, "session": session, "person": person, "origin": settings.ORIGIN}
        subject = _subject(mail)
        body = render_to_string("virtualclass/mail/invitation.txt", words | {"where": zones.of(person.zone)})
    message = EmailMultiAlternatives(
        subject,
        body,
        to=[sanitize_address((person.name, person.email), "utf-8")],
        # The same for every try, so that a mail sent twice by a dying worker is one mail to the reader's program.
        headers={"Message-ID": f"<class-mail-{mail.pk}@{settings.ORIGIN_HOSTS[0]}>"},
    )
    # RFC 6047: the method stands on the part as well, or calendars show a file instead of an invitation.
    message.attach_alternative(content.decode(), f"text/calendar; method={mail.method}")
    message.attach("invitation.ics", content, "application/ics")
    return message


def _subject(mail: CalendarMail) -> str:
    session = mail.session
    if mail.method == calendars.CANCEL:
        return _("Cancelled: %s") % session.title
    return (_("Changed: %s") if mail.sequence else _("Invitation: %s")) % session.title
