"""What somebody missed since they were last here, by importance, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.kinds.registry import of, shown
from core.notifications import kinds_of_notice
from core.notifications import queries as notices
from core.notifications.models import Notice
from social.models import Asking, Clearing, Membership, Post, ReadMark, Role, Space, Thread
from social.queries.acknowledging import waiting_for
from social.queries.reading import Line, lines
from social.queries.unread import REASONS

if TYPE_CHECKING:
    from core.accounts.models import Person

# Who was never here, or long ago, is not told of everything.
USUAL, LONGEST = timedelta(days=14), timedelta(days=90)
BUSY, FEW, MOST_TO_ME, MOST_READ = 5, 8, 20, 60
ASKED, ACCEPTED, LIVELY, NEW, OTHER = range(5)


@dataclass(frozen=True)
class Missed:
    """A talk that somebody missed, and why it is told."""

    line: Line
    reason: str | Promise

    @property
    def answer(self) -> int | None:
        """The accepted answer, where it is what was missed."""
        thread: Any = self.line.thread
        return thread.answer_pk if thread.rank == ACCEPTED else None


@dataclass
class CatchUp:
    """The page, the most important first."""

    since: datetime
    until: datetime | None
    to_me: list[notices.Line] = field(default_factory=list)
    askings: list[Asking] = field(default_factory=list)
    asked: list[Missed] = field(default_factory=list)
    accepted: list[Missed] = field(default_factory=list)
    lively: list[Missed] = field(default_factory=list)
    new: list[Missed] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was missed."""
        return not (self.to_me or self.askings or self.asked or self.accepted or self.lively or self.new)

    @property
    def parts(self) -> list[tuple[str, str | Promise, str, list[Missed]]]:
        """The parts that hold talks and are not empty: a name, a heading, an icon, the talks."""
        every = [
            ("asked", gettext_lazy("Your tutor or manager asks"), "graduation-cap", self.asked),
            ("accepted", gettext_lazy("Answered in what you follow"), "circle-check", self.accepted),
            ("lively", gettext_lazy("Where much was said"), "flame", self.lively),
            ("new", gettext_lazy("New talks in your spaces"), "sparkles", self.new),
        ]
        return [part for part in every if part[3]]


def last_here(person: "Person") -> datetime:
    """When they said they were caught up, or last read before today, whichever is later; one query."""
    today = datetime.combine(timezone.localdate(), time(), tzinfo=timezone.get_current_timezone())
    said = Clearing.objects.filter(person=OuterRef("pk"), whole=True).standing().latest_first().values("at")[:1]
    read = ReadMark.objects.filter(person=OuterRef("pk"), at__lt=today).order_by().values("person")
    row = get_user_model()._default_manager.filter(pk=person.pk)
    [moments] = row.values_list(Subquery(said), Subquery(read.annotate(last=Max("at")).values("last")))
    known: list[datetime] = [at for at in moments if at is not None]
    return max(known or [timezone.now() - USUAL])


def bounded(since: datetime) -> datetime:
    """A moment as far back as one catches up."""
    return max(since, timezone.now() - LONGEST)


def catch_up_of(person: "Person", since: datetime) -> CatchUp:
    """What happened since then and waits for the person: six queries, however much that is."""
    told = _told(person, since)
    by_me = {line.shown.thing.thread_id for line in told}
    askings = waiting_for(person)
    seen = by_me | {asking.thread_id for asking in askings}
    threads = [thread for thread in _threads(person, since) if thread.pk not in seen]
    chosen: list[Any] = [
        part for rank in range(OTHER) for part in [each for each in threads if each.rank == rank][:FEW]
    ]
    missed: list[tuple[Any, Missed]] = [
        (line.thread, Missed(line, _reason(line.thread, person))) for line in lines(chosen)
    ]

    def of_rank(rank: int) -> list[Missed]:
        return [each for thread, each in missed if thread.rank == rank]

    return CatchUp(
        since=since,
        until=max(_moments(threads, told, askings), default=None),
        to_me=told,
        askings=askings,
        asked=of_rank(ASKED),
        accepted=of_rank(ACCEPTED),
        lively=of_rank(LIVELY),
        new=of_rank(NEW),
    )


def _told(person: "Person", since: datetime) -> list[notices.Line]:
    """Mentions and answers that the person has not looked at, the newest first."""
    kind = of("post")
    rows = Notice.objects.filter(person=person, kind__in=REASONS, about_type=kind.content_type(), at__gt=since).unread()
    told = list(rows.newest_first().select_related("by", "about_type")[:MOST_TO_ME])
    posts: Any = kind.visible_to(person).filter(pk__in=[notice.about_id for notice in told])
    found = {post.pk: post for post in posts.select_related("thread__direct")}
    standing = [(notice, found[notice.about_id]) for notice in told if notice.about_id in found]
    return [notices.line(notice, kinds_of_notice.of(notice.kind), shown(post)) for notice, post in standing]


def _threads(person: "Person", since: datetime) -> list[Any]:
    """Talks of the person's spaces, and those they watch, with something of weight since then; by one statement."""
    posts = Post.objects.filter(thread=OuterRef("pk"))
    mine = posts.filter(author=person)
    said = posts.standing().filter(written_at__gt=since).exclude(author=person).order_by()
    leads = Membership.objects.filter(space=OuterRef("space"), person=OuterRef("author"), role=Role.TUTOR)
    asks = Q(kind=Thread.Kind.QUESTION, state=Thread.State.OPEN, opened_at__gt=since, is_mine=False)
    follows = Q(my_follow="watch") | Q(author=person) | Q(is_mine=True)
    behind = Q(my_number=None) | Q(my_number__lt=F("last_number"))
    belongs = Q(my_membership__isnull=False) | Q(my_follow_row__level="watch")
    mine_too: Any = Thread.objects.visible_to(person).with_mine(person).with_answer()
    threads = (
        mine_too.filter(belongs, Q(last_post_at__gt=since) | Q(answer__accepted_at__gt=since))
        .filter(space__kind__in=[Space.Kind.COMMUNITY, Space.Kind.STUDY_GROUP])
        .exclude(my_follow="mute")
        .annotate(
            is_mine=Exists(mine),
            by_tutor=Exists(leads),
            said=Coalesce(Subquery(said.values("thread").annotate(n=Count("pk")).values("n")), 0),
        )
        .annotate(
            rank=Case(
                When(asks & (Q(author=person.manager_id or 0) | Q(by_tutor=True)) & ~Q(author=person), then=ASKED),
                When(follows & Q(answer__accepted_at__gt=since) & ~Q(answer__author=person), then=ACCEPTED),
                When(behind & Q(said__gte=BUSY), then=LIVELY),
                When(Q(opened_at__gt=since, my_number=None, is_mine=False), then=NEW),
                default=OTHER,
            )
        )
        .filter(rank__lt=OTHER)
        .select_related("author", "space")
    )
    return list(threads.order_by("rank", "-said", "-last_post_at", "-pk")[:MOST_READ])


def _reason(thread: Any, person: "Person") -> str:
    if thread.rank == ASKED:
        asks = _("Your manager asks, and you have not answered yet.")
        return asks if thread.author_id == person.manager_id else _("Your tutor asks, and you have not answered yet.")
    if thread.rank == ACCEPTED:
        return _("%(name)s gave the answer that was accepted.") % {"name": thread.answer_by}
    if thread.rank == LIVELY:
        return ngettext("%(n)d post since then.", "%(n)d posts since then.", thread.said) % {"n": thread.said}
    return _("New in a space of yours.")


def _moments(threads: Sequence[Any], told: Sequence[notices.Line], askings: Sequence[Asking]) -> Iterable[datetime]:
    """When the newest was said of what the page tells."""
    yield from (thread.last_post_at for thread in threads)
    yield from (line.shown.thing.written_at for line in told)
    yield from (asking.thread.last_post_at for asking in askings)
