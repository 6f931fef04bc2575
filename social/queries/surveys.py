"""What a manager may know of how their team talks: figures of five people or more, of what the manager reads too."""

from typing import Any

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.notifications.places import FEWEST_IN_TEAM, Team, TeamLine
from social.models import Acknowledgement, Asking, Membership, Post, Space, Thread

MOST_ASKINGS = 5


def talk_of_team(team: Team) -> list[TeamLine]:
    """How far the team has acknowledged what the manager reads, and how many took part in open talk; three queries."""
    return [*_acknowledged(team), *_took_part(team)]


def _acknowledged(team: Team) -> list[TeamLine]:
    """Announcements that ask five of the team or more, those with a day first."""
    threads = Thread.objects.visible_to(team.manager).in_places()
    here = Q(space=OuterRef("thread__space")) | Q(space=OuterRef("thread__space__parent"))
    asked = Membership.objects.filter(here, person__in=team.people)
    asked = asked.exclude(Q(person=OuterRef("by")) | Q(person=OuterRef("thread__author")))
    done = Acknowledgement.objects.filter(asking=OuterRef("pk"), revision__gte=OuterRef("revision"))
    done = done.filter(Exists(_still_asked(team)))
    rows: Any = Asking.objects.open().filter(thread__in=threads.values("pk"))
    rows = rows.annotate(asked=_people(asked), done=_people(done)).filter(asked__gte=FEWEST_IN_TEAM)
    said = []
    ordered: Any = rows.select_related("thread")
    for asking in ordered.urgent_first()[:MOST_ASKINGS]:
        words = {"title": asking.thread.title, "done": asking.done, "asked": asking.asked}
        if asking.until:
            words["day"] = date_format(asking.until, "DATE_FORMAT")
            text = _("“%(title)s”: %(done)s of %(asked)s have acknowledged; it asks until %(day)s.")
        else:
            text = _("“%(title)s”: %(done)s of %(asked)s have acknowledged.")
        said.append(TeamLine(text % words, reverse("social:thread", args=[asking.thread_id])))
    return said


def _took_part(team: Team) -> list[TeamLine]:
    """How many wrote in communities that the manager reads, where that is five or more."""
    threads = Thread.objects.visible_to(team.manager).filter(space__kind=Space.Kind.COMMUNITY, audience="")
    posts = Post.objects.standing().filter(thread__in=threads.values("pk"), author__in=team.people)
    wrote = posts.filter(written_at__gt=team.since, written_at__lte=team.until).order_by().values("author").distinct()
    people = wrote.count()
    if people < FEWEST_IN_TEAM:
        return []
    words = {"n": people, "all": len(team.people)}
    return [
        TeamLine(
            _("Last week %(n)s of your %(all)s people took part in the talk of communities.") % words,
            reverse("social:communities"),
        )
    ]


def _still_asked(team: Team) -> QuerySet[Any]:
    """That who acknowledged is of the team and still asked: their membership in the announcement's space."""
    here = Q(space=OuterRef("asking__thread__space")) | Q(space=OuterRef("asking__thread__space__parent"))
    return Membership.objects.filter(here, person__in=team.people, person=OuterRef("person"))


def _people(rows: QuerySet[Any]) -> Subquery:
    """How many different people, as a column; rows are joined to the announcement."""
    # A plain function: an aggregate would have its rows grouped, and count each group.
    number = Func("person_id", function="COUNT", template="%(function)s(DISTINCT %(expressions)s)")
    counted = rows.order_by().annotate(n=number).values("n")
    return Subquery(counted, output_field=IntegerField())
