"""Reads of notices: as they are shown, counted, and by which ways they go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from core.accounts.models import Person
from core.acts.prepared import Prepared
from core.kinds import registry
from core.kinds.registry import Ref, Shown
from core.notifications import keys, kinds_of_notice, places
from core.notifications.kinds_of_notice import NoticeKind, Told
from core.notifications.models import Attention, Notice, Preference, PushDevice
from core.notifications.places import Muting
from core.notifications.ways import Mail, Way
from core.realtime.models import Stream

COUNTED = 100
RECENT = 8


@dataclass(frozen=True)
class Line:
    """A notice as it is shown: its sentence and where it leads."""

    notice: Notice
    kind: NoticeKind
    shown: Shown
    title: str
    sentence: str
    url: str

    @property
    def beneath(self) -> str:
        """The title, where the sentence does not name it already."""
        return "" if self.title in self.sentence else self.title


def ways_of(people: Iterable[int], kind: NoticeKind) -> dict[int, Way]:
    """Each person's ways for a kind."""
    rows = Preference.objects.filter(kind=kind.name, person_id__in=list(people))
    chosen = {row.person_id: Way(row.bell, Mail(row.mail)) for row in rows}
    return {pk: chosen.get(pk, kind.way) for pk in people}


def all_ways_of(person: Person) -> list[tuple[NoticeKind, Way]]:
    """Every kind, and the ways of one person for it."""
    chosen = {row.kind: Way(row.bell, Mail(row.mail)) for row in Preference.objects.filter(person=person)}
    return [(kind, chosen.get(kind.name, kind.way)) for kind in kinds_of_notice.every()]


def devices_of(person: Person) -> list[PushDevice]:
    """On which devices their notices show, the last named first."""
    return list(PushDevice.objects.visible_to(person).order_by("-made_at", "-pk"))


def attention_of(person: Person) -> Attention:
    """How somebody's attention is spared; unsaved, with the defaults, for who has said nothing."""
    return Attention.objects.filter(person=person).first() or Attention(person=person)


def leads_a_team(person: Person) -> bool:
    """Whether anybody reports to them."""
    return person.reports.filter(is_active=True).exists()


def lines(person: Person, notices: Iterable[Notice]) -> list[Line]:
    """Notices as sentences, with one query for each kind of thing; of what the person may not see, nothing."""
    rows = [(notice, notice.about, kinds_of_notice.known(notice.kind)) for notice in notices]
    found = registry.load(person, [about for _notice, about, _kind in rows if about])
    standing = [(notice, kind, found[about]) for notice, about, kind in rows if kind is not None and about in found]
    for needing in {kind.name: kind for _notice, kind, _shown in standing if kind.needs}.values():
        prefetch_related_objects([shown.thing for _n, kind, shown in standing if kind == needing], *needing.needs)
    return [line(notice, kind, shown) for notice, kind, shown in standing]


def line(notice: Notice, kind: NoticeKind, shown: Shown, *, is_mail: bool = False) -> Line:
    """One notice as a sentence; in a mail a restricted scope gives no title."""
    is_hidden = is_mail and kind.is_restricted(shown.thing)
    title = "" if is_hidden else kind.title(shown.thing) if kind.title else shown.title
    told = Told(notice.by.name if notice.by else "", title, shown.thing, notice.facts)
    return Line(notice, kind, shown, title, kind.words(told), kind.url(told) if kind.url else shown.url)


def recent(person: Person) -> list[Line]:
    """The last few notices, for the bell; a few more are read than shown, for some may be gone."""
    newest = Notice.objects.visible_to(person).newest_first().select_related("by", "about_type")
    return lines(person, newest[: RECENT * 3])[:RECENT]


def gone(person: Person) -> list[int]:
    """Primary keys of unread notices about what the person may no longer see."""
    unread = list(Notice.objects.visible_to(person).unread().newest_first().select_related("about_type")[:COUNTED])
    found = registry.load(person, [about for notice in unread if (about := notice.about)])
    return [notice.pk for notice in unread if notice.about not in found or kinds_of_notice.known(notice.kind) is None]


def unread_count(person: Person) -> int:
    """How many notices wait, of what the person may still see; counted to a hundred."""
    unread = Notice.objects.visible_to(person).unread()[:COUNTED].count()
    return unread - len(gone(person)) if unread else 0


def bell(person: Person) -> tuple[int, int]:
    """How many notices wait, and the number from which the page listens: one statement, for it stands on every page."""
    [(unread, seq)] = _bell.rows(person.pk)
    return (int(unread) if person.is_active else 0), int(seq)


def _bell_of(pk: int) -> QuerySet[Person, Any]:
    person = Person(pk=pk)
    unread = Notice.objects.visible_to(person).unread().order_by().values("person").annotate(n=Count("pk")).values("n")
    seq = Stream.objects.filter(name=f"person:{pk}").values("last_seq")[:1]
    return Person.objects.filter(pk=pk).values_list(Coalesce(Subquery(unread), 0), Coalesce(Subquery(seq), 0))


_bell = Prepared(_bell_of)


@dataclass(frozen=True)
class Stopping:
    """What a link in a mail stops: a kind, a place that is muted, the Monday mail, or (none of them) the digest."""

    person: Person
    kind: NoticeKind | None = None
    place: Ref | None = None
    muting: Muting | None = None
    is_team: bool = False


def stopping_by(key: str) -> Stopping | None:
    """What the key of a link stops; None where it is not ours, or its person has left."""
    stop = keys.read_stop(key)
    person = Person.objects.filter(pk=stop.person_id, is_active=True).first() if stop else None
    if stop is None or person is None:
        return None
    if stop.place:
        place = Ref.parse(stop.place)
        muting = places.muting_of(place.kind)
        return Stopping(person, place=place, muting=muting) if muting else None
    if stop.kind == keys.TEAM:
        return Stopping(person, is_team=True)
    kind = kinds_of_notice.known(stop.kind)
    return Stopping(person, kind) if kind is not None or stop.kind == keys.DIGEST else None
