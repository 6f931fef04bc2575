"""What a digest holds, from things as they are when it leaves; and when it is to leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from textwrap import shorten
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.kinds import registry
from core.notifications import places, queries, quiet
from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import MailOut, Notice
from core.notifications.places import Fresh, Place
from core.notifications.queries import Line
from core.notifications.ways import Cadence, Mail

LONGEST_EXCERPT = 180
MOST_NOTICES, MOST_TALKS, MOST_SAID = 300, 8, 3
SPANS = {Cadence.DAILY: timedelta(days=1), Cadence.WEEKLY: timedelta(days=7)}
# Who was away long is not told of everything since.
LONGEST_SPAN = timedelta(days=15)


@dataclass(frozen=True)
class Said:
    """One line beneath a talk."""

    sentence: str
    excerpt: str


@dataclass
class Talk:
    """One thing that a digest leads to, with what was said there; without title where no word may leave the house."""

    title: str
    url: str
    is_restricted: bool = False
    said: list[Said] = field(default_factory=list)

    @property
    def shown(self) -> list[Said]:
        """The first few."""
        return self.said[:MOST_SAID]

    @property
    def hidden(self) -> int:
        """How many more there are."""
        return len(self.said) - len(self.shown)


@dataclass
class Part:
    """Talks of one weight, by space; `more` were left out."""

    heading: str | Promise
    spaces: dict[str, list[Talk]]
    more: int = 0


@dataclass
class Digest:
    """All parts that are not empty, the most important first."""

    parts: list[Part]
    count: int


def compose(person: Person, since: datetime, until: datetime) -> Digest:
    """What the person has not read of that time and may see now; three queries and one a kind of thing."""
    lines = list(_lines(person, since, until))
    personal = _talks(line for line in lines if line.kind.mail)
    watched = _talks(line for line in lines if not line.kind.mail)
    told = {ref for talks in (personal, watched) for ref in talks}
    fresh = _fresh(each for each in places.gathered(person, since, until) if str(each.place.ref) not in told)
    by_activity = dict(sorted(watched.items(), key=lambda item: -len(item[1][1].said)))
    parts = [
        _part(_("For you"), personal),
        _part(_("What you follow"), by_activity),
        _part(_("New in your communities and groups"), fresh),
    ]
    parts = [part for part in parts if part.spaces]
    return Digest(parts, sum(part.more + sum(map(len, part.spaces.values())) for part in parts))


def since_of(mail: MailOut, person: Person, cadence: Cadence) -> datetime:
    """Where a digest begins: where the last one that left ended; the first one tells of a whole period.

    One that waited out a pause, or was given up, is told by the next.
    """
    before = MailOut.objects.digests_of(person).filter(due_at__lt=mail.due_at).exclude(pk=mail.pk).exclude(done_at=None)
    first = mail.due_at
    for due_at, outcome in before.values_list("due_at", "outcome")[: LONGEST_SPAN.days + 1]:
        if outcome not in (MailOut.Outcome.FAILED, MailOut.Outcome.PAUSED):
            return max(due_at, mail.due_at - LONGEST_SPAN)
        first = due_at
    return max(first - SPANS.get(cadence, LONGEST_SPAN), mail.due_at - LONGEST_SPAN)


def last_slot(at: datetime, zone: str, cadence: Cadence, day: int, hour: int) -> tuple[date, datetime]:
    """The day, by the zone's own calendar, and the moment at which a digest was last to leave."""
    today = at.astimezone(ZoneInfo(zone)).date()
    days = (today - timedelta(days=back) for back in range(-1, 9))
    slots = ((each, quiet.moment(each, time(hour), zone)) for each in days)
    return next(
        (each, slot) for each, slot in slots if slot <= at and (cadence == Cadence.DAILY or each.weekday() == day)
    )


def _lines(person: Person, since: datetime, until: datetime) -> Iterator[Line]:
    kinds = {kind.name: kind for kind, way in queries.all_ways_of(person) if way.mail == Mail.DIGEST}
    rows = Notice.objects.filter(person=person, kind__in=kinds, at__gt=since, at__lte=until).unread().newest_first()
    # Of too many the newest; then in their order, so that a talk is read from where it goes on.
    notices = list(rows.select_related("by", "about_type")[:MOST_NOTICES])[::-1]
    found = registry.load(person, [about for notice in notices if (about := notice.about)])
    standing = [(notice, kinds[notice.kind], found[about]) for notice in notices if (about := notice.about) in found]
    for needing in {kind.name: kind for _notice, kind, _shown in standing}.values():
        things = [shown.thing for _notice, kind, shown in standing if kind is needing]
        prefetch_related_objects(things, *needing.needs, *needing.mail_needs)
    for notice, kind, shown in standing:
        yield queries.line(notice, kind, shown, is_mail=True)


def _talks(lines: Iterable[Line]) -> dict[str, tuple[str, Talk]]:
    """Lines by the talk they came from, each with the name of its space."""
    talks: dict[str, tuple[str, Talk]] = {}
    for line in lines:
        is_restricted = line.kind.is_restricted(line.shown.thing)
        place = line.kind.place(line.shown.thing)
        key = str(place.ref if place else line.shown.ref)
        talk = _talk(place, line, is_restricted)
        space = place.space if place and not is_restricted else ""
        talks.setdefault(key, (space, talk))[1].said.append(_said(line, line.kind, is_restricted))
    return talks


def _talk(place: Place | None, line: Line, is_restricted: bool) -> Talk:
    if is_restricted:
        return Talk("", place.url if place else line.url, is_restricted=True)
    return Talk(place.title, place.url) if place else Talk(line.title or line.shown.title, line.url)


def _said(line: Line, kind: NoticeKind, is_restricted: bool) -> Said:
    if is_restricted:
        return Said(line.sentence, "")
    excerpt, by = _short(kind.excerpt(line.shown.thing)), line.notice.by
    # Beneath a talk that is named, of what does not concern the reader alone, a name and the words are enough.
    is_plain = bool(excerpt and by and not kind.mail and kind.place(line.shown.thing))
    return Said(gettext("%s:") % by if is_plain else line.sentence, excerpt)


def _fresh(found: Iterable[Fresh]) -> dict[str, tuple[str, Talk]]:
    talks = {}
    for each in found:
        if each.is_restricted:
            talks[str(each.place.ref)] = ("", Talk("", each.place.url, is_restricted=True))
        else:
            talk = Talk(each.title, each.place.url, said=[Said("", _short(each.excerpt))] if each.excerpt else [])
            talks[str(each.place.ref)] = (each.place.space, talk)
    return talks


def _part(heading: str | Promise, talks: dict[str, tuple[str, Talk]]) -> Part:
    part = Part(heading, {}, max(0, len(talks) - MOST_TALKS))
    for space, talk in list(talks.values())[:MOST_TALKS]:
        part.spaces.setdefault(space, []).append(talk)
    return part


def _short(text: str) -> str:
    return shorten(text, LONGEST_EXCERPT, placeholder=" …")
