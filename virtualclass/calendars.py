"""Writes a class as iCalendar (RFC 5545) for calendars and for scheduling mail (RFC 5546, RFC 6047)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

PRODUCT = "-//Compagnon//Virtual classes//EN"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Attendee:
    """Who is asked to come: a name, an e-mail address, and whether they said yes by registering."""

    name: str
    email: str
    accepted: bool = True


@dataclass(frozen=True)
class Meeting:
    """What a calendar needs to know of one class; `starts_local` is naive wall time in `zone`, `minutes` its length."""

    uid: UUID
    sequence: int
    title: str
    about: str
    url: str
    starts_local: datetime
    zone: str
    minutes: int
    organizer: Attendee
    made_at: datetime
    changed_at: datetime
    cancelled: bool = False


def message(meeting: Meeting, *, method: str, attendee: Attendee, stamp: datetime) -> bytes:
    """The calendar object of one scheduling mail: the same UID for ever, a SEQUENCE that rises with each change."""
    calendar = _calendar(method)
    event = _event(meeting, stamp)
    event.add("organizer", _address(meeting.organizer, {"CN": meeting.organizer.name}))
    status = "ACCEPTED" if attendee.accepted and method == REQUEST else "NEEDS-ACTION"
    parameters = {"CN": attendee.name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": status, "RSVP": "FALSE"}
    event.add("attendee", _address(attendee, parameters))
    if method == REQUEST:
        event.add_component(_alarm(meeting.title))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def published(meetings: Iterable[Meeting], *, name: str, stamp: datetime) -> bytes:
    """A calendar to download or subscribe to: many classes, nobody asked to answer."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        event = _event(meeting, stamp)
        event.add("organizer", _address(meeting.organizer, {"CN": meeting.organizer.name}))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(meeting: Meeting, stamp: datetime) -> Event:
    start = meeting.starts_local.replace(tzinfo=ZoneInfo(meeting.zone))
    event = Event()
    event.add("uid", f"{meeting.uid}@compagnon")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("created", meeting.made_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("dtstart", start)
    # The end is reckoned on the UTC line, so that a class across a clock change keeps its length.
    event.add("dtend", (start.astimezone(UTC) + timedelta(minutes=meeting.minutes)).astimezone(ZoneInfo(meeting.zone)))
    event.add("summary", meeting.title)
    event.add("description", f"{meeting.about}\n\n{meeting.url}".strip())
    event.add("location", meeting.url)
    event.add("url", meeting.url)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-15))
    return alarm


def _address(person: Attendee, parameters: dict[str, str]) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    for name, value in parameters.items():
        address.params[name] = vText(value)
    return address
