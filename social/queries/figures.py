"""How the talk of a space goes: figures of its last ninety days, by three statements, never of one person."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Count, F, Min, OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from social import rules
from social.models import Post, Space, Thread

DAYS = 90
WEEKS = 13
LOUDEST = 3


@dataclass(frozen=True)
class Week:
    """A week by its Monday, and how many posts it had."""

    monday: date
    posts: int


@dataclass(frozen=True)
class Lasting:
    """A time in words: days from two on, hours from one and a half, else minutes."""

    days: int
    hours: int
    minutes: int


@dataclass(frozen=True)
class Figures:
    """What who leads may know; None where too few people wrote to tell without naming them."""

    questions: int = 0
    answered: int = 0
    first_answer: timedelta | None = None
    posts: int = 0
    contributors: int | None = None
    loudest: int | None = None
    weeks: list[Week] = field(default_factory=list)

    @property
    def answered_share(self) -> int | None:
        """How many of a hundred questions got an answer."""
        return round(100 * self.answered / self.questions) if self.questions else None

    @property
    def lasting(self) -> "Lasting":
        """The median wait, in the unit that says it best."""
        minutes = round((self.first_answer or timedelta()).total_seconds() / 60)
        return Lasting(
            minutes // (48 * 60) and round(minutes / 1440), round(minutes / 60) if minutes >= 90 else 0, minutes
        )

    @property
    def busiest(self) -> int:
        """The most posts of a week, to draw the others beside it."""
        return max((week.posts for week in self.weeks), default=0)


def figures_of(space: Space) -> Figures:
    """The last ninety days of a space."""
    now = timezone.now()
    since = now - timedelta(days=DAYS)
    waits = _waits(space, since)
    answered = [wait for wait in waits if wait is not None]
    posts = Post.objects.standing().filter(thread__space=space, written_at__gte=since)
    voices = list(posts.order_by().values("author").annotate(n=Count("pk")).values_list("n", flat=True))
    days = posts.order_by().annotate(day=TruncDate("written_at")).values("day").annotate(n=Count("pk"))
    said = sum(voices)
    is_many = len(voices) >= rules.FEWEST_FOR_FIGURES
    return Figures(
        questions=len(waits),
        answered=len(answered),
        first_answer=_median(answered),
        posts=said,
        contributors=len(voices) if is_many else None,
        loudest=round(100 * sum(sorted(voices)[-LOUDEST:]) / said) if is_many and said else None,
        weeks=_weeks({row["day"]: row["n"] for row in days}, now),
    )


def _waits(space: Space, since: datetime) -> list[timedelta | None]:
    """How long each question waited for the first word of somebody else; None where it still does."""
    others = Post.objects.standing().filter(thread=OuterRef("pk")).exclude(author=OuterRef("author"))
    first = others.order_by().values("thread").annotate(at=Min("written_at")).values("at")
    questions = Thread.objects.questions().filter(space=space, opened_at__gte=since)
    rows = questions.annotate(first_at=Subquery(first)).values_list(F("opened_at"), "first_at")
    return [first_at - opened_at if first_at else None for opened_at, first_at in rows]


def _median(waits: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None


def _weeks(posts_by_day: dict[date, int], now: datetime) -> list[Week]:
    today = timezone.localdate(now)
    this_monday = today - timedelta(days=today.weekday())
    counts: Counter[date] = Counter()
    for day, number in posts_by_day.items():
        counts[day - timedelta(days=day.weekday())] += number
    mondays = [this_monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    return [Week(monday, counts[monday]) for monday in mondays]
