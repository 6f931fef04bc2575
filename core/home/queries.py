"""What a person's morning consists of: one statement a part, however long they have been here."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts import roles
from core.accounts.models import FirstDay
from core.richtext import excerpt
from social.models import Asking, Post, Thread
from social.queries import first_acts
from social.queries.acknowledging import waiting_for
from social.queries.reading import Line, lines
from tutoring.models import StudyGroup
from virtualclass.models import ClassSession, Registration, RegistrationState, SessionState

if TYPE_CHECKING:
    from core.accounts.models import Person

FEW = 5
ANSWERS_SINCE = timedelta(days=14)
JOIN_BEFORE = timedelta(minutes=30)


@dataclass(frozen=True)
class Answer:
    """Somebody's answer to a post of mine."""

    post: Post
    words: str


@dataclass
class Today:
    """Everything the page shows to one person."""

    greeting: str
    next_class: ClassSession | None = None
    can_join: bool = False
    unread: list[Line] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    groups: list[StudyGroup] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    to_acknowledge: list[Asking] = field(default_factory=list)
    first_day: FirstDay | None = None
    first_act: first_acts.FirstAct | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits."""
        return not (self.next_class or self.unread or self.answers or self.waiting or self.to_acknowledge)


def today(person: "Person") -> Today:
    """The morning of one person, tutors with the questions that wait in what they lead."""
    now = timezone.now()
    page = Today(greeting=greeting(person.name, timezone.localtime(now)))
    page.next_class = next_class(person, now)
    page.can_join = page.next_class is not None and (
        page.next_class.state == SessionState.RUNNING or page.next_class.starts_at - now <= JOIN_BEFORE
    )
    page.first_day = FirstDay.objects.filter(person=person).first()
    page.first_act = first_acts.waiting(person, page.first_day)
    page.unread = lines(list(_unread(person)[:FEW]))
    page.to_acknowledge = waiting_for(person)
    page.answers = [Answer(post, excerpt(post.html, 120)) for post in _answers(person, now)[:FEW]]
    page.groups = list(StudyGroup.objects.of(person).alive().select_related("space")[:FEW])
    if person.has_role(roles.TUTOR):
        page.waiting = lines(list(_waiting(person)[:FEW]))
    return page


def greeting(name: str, local: datetime) -> str:
    """By the person's own clock and first name."""
    first = name.split()[0] if name.split() else name
    if local.hour < 12:
        return _("Good morning, %s") % first
    if local.hour < 18:
        return _("Good afternoon, %s") % first
    return _("Good evening, %s") % first


def next_class(person: "Person", now: datetime) -> ClassSession | None:
    """The next class that the person gives or has a seat in, if it is not over."""
    mine = ClassSession.objects.visible_to(person).of(person).upcoming(now)
    waited = Registration.objects.filter(person=person, state=RegistrationState.WAITLISTED)
    return mine.exclude(registrations__in=waited).select_related("trainer", "host").first()


def _unread(person: "Person") -> Any:
    return (
        Thread.objects.visible_to(person).in_places().unread_by(person).select_related("author", "space").latest_first()
    )


def _answers(person: "Person", now: datetime) -> Any:
    """What people answered: beneath a post of the person, or to their answer beneath another's."""
    recent = Post.objects.filter(written_at__gte=now - ANSWERS_SINCE)
    veiled = Post.objects.filter(veil__person=person).values("pk")
    mine = Post.objects.filter(author=person).values("pk").union(veiled, all=True)
    # Two lookups by an index each, where one condition over both would read every post of the fortnight.
    answers = recent.filter(reply_to__in=mine).values("pk").union(recent.filter(meant_for__in=mine).values("pk"))
    posts = Post.objects.visible_to(person).standing().filter(pk__in=answers).exclude(thread__space__kind="direct")
    return (
        posts.exclude(Q(author=person) | Q(veil__person=person))
        .select_related("author", "thread")
        .order_by("-written_at", "-pk")
    )


def _waiting(person: "Person") -> Any:
    """Open questions in spaces that the person leads, oldest first."""
    led = person.memberships.filter(role__in=["tutor", "moderator"]).values("space")
    threads = Thread.objects.visible_to(person).with_mine(person).unanswered().filter(space__in=led)
    return threads.exclude(Q(author=person) | Q(veil__person=person)).select_related("author", "space").oldest_first()
