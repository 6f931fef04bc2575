"""Who has acknowledged an announcement, who has not, and what waits for one's own word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from social.models import Acknowledgement, Asking, Membership, Space, Thread

if TYPE_CHECKING:
    from core.accounts.models import Person

FEW = 5


@dataclass(frozen=True)
class Tally:
    """How many of those who are asked have acknowledged."""

    done: int
    asked: int

    @property
    def missing(self) -> int:
        """How many have not."""
        return self.asked - self.done


def waiting_for(person: "Person", space: Space | None = None) -> list[Asking]:
    """Announcements that wait for the person's word, the most urgent first; one query."""
    threads = Thread.objects.visible_to(person)
    if space is not None:
        threads = threads.filter(space=space)
    rows = Asking.objects.waiting_for(person).filter(thread__in=threads.order_by().values("pk"))
    return list(rows.select_related("thread__space").urgent_first()[:FEW])


def asked_by(asking: Asking) -> "QuerySet[Person]":
    """Everybody who is asked: the active members of the space and of its parent, but not its author and who asks."""
    space = asking.thread.space
    homes = [space.pk] if space.parent_id is None else [space.pk, space.parent_id]
    members = Membership.objects.filter(space__in=homes).values("person_id")
    people = get_user_model()._default_manager.filter(is_active=True, pk__in=members)
    return people.exclude(pk__in=[asking.by_id, asking.thread.author_id])


def missing_in(asking: Asking) -> "QuerySet[Person]":
    """Those who are asked and have not acknowledged."""
    return asked_by(asking).exclude(Exists(_of(asking)))


def tally_of(asking: Asking) -> Tally:
    """The two numbers, by one statement."""
    rows = asked_by(asking).annotate(is_done=Exists(_of(asking)))
    return Tally(**rows.aggregate(asked=Count("pk"), done=Count("pk", filter=Q(is_done=True))))


def acknowledgements_of(asking: Asking) -> "QuerySet[Acknowledgement]":
    """Who has, the latest first; what was said of earlier wordings too, for it is evidence."""
    return asking.acknowledgements.select_related("person__unit")


def evidence_of(asking: Asking) -> Iterator[list[Any]]:
    """Rows for a file: everybody who has acknowledged or is still asked."""
    yield [_("Name"), _("E-mail"), _("Unit"), _("Acknowledged at (UTC)"), _("Wording"), _("State")]
    for row in acknowledgements_of(asking).order_by("at", "pk").iterator():
        word = _("acknowledged") if row.revision >= asking.revision else _("earlier wording")
        yield [*_who(row.person), row.at.strftime("%Y-%m-%d %H:%M:%S"), row.revision, word]
    for person in missing_in(asking).select_related("unit").order_by("sought", "pk").iterator():
        yield [*_who(person), "", "", _("not yet")]


def _who(person: "Person") -> list[str]:
    return [person.name, person.email, person.unit.name if person.unit else ""]


def _of(asking: Asking) -> "QuerySet[Acknowledgement]":
    return Acknowledgement.objects.filter(asking=asking, person=OuterRef("pk"), revision__gte=asking.revision)


def newly_asked(space_id: int) -> list[Asking]:
    """What asks somebody who has just become a member of a space, or of a space above it."""
    spaces = Q(thread__space=space_id) | Q(thread__space__parent=space_id)
    return list(Asking.objects.open().filter(spaces).select_related("thread__space", "by"))


def is_overdue(asking: Asking) -> bool:
    """Whether its day has passed."""
    return asking.until is not None and asking.until < timezone.localdate()
