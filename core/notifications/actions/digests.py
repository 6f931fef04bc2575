"""Books the digests and Monday mails that are to leave: one row a person and day, whoever books."""

from datetime import datetime, timedelta

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from core.accounts.models import Person
from core.acts.actions import action
from core.notifications import digests
from core.notifications.models import Attention, MailOut
from core.notifications.places import FEWEST_IN_TEAM
from core.notifications.ways import Cadence

BATCH = 1000
# A digest that nobody could book for so long is left out; the next one tells of it.
LATE = timedelta(hours=20)
KEPT = timedelta(days=60)
MONDAY = 0
CHOSEN = ("attention__digest", "attention__digest_day", "attention__digest_hour")


def book_digests() -> int:
    """Books what has become due since the last sweep, in batches of their own; answers how many."""
    now, booked = timezone.now(), 0
    people = Person.objects.filter(is_active=True).order_by()
    for zone, *said in people.values_list("zone", *CHOSEN).distinct():
        own = Attention() if said[0] is None else Attention(digest=said[0], digest_day=said[1], digest_hour=said[2])
        if own.digest == Cadence.NEVER:
            continue
        day, slot = digests.last_slot(now, zone, Cadence(own.digest), own.digest_day, own.digest_hour)
        if slot <= now - LATE:
            continue
        alike = people.filter(zone=zone, **dict(zip(CHOSEN, said, strict=True)))
        booked += _book_all(alike, f"{day:%Y-%m-%d}", slot)
    return booked


def book_team_mails() -> int:
    """Books the Monday mail of who leads a team of five or more, at the hour of their digest; answers how many."""
    now, booked = timezone.now(), 0
    team = Count("reports", filter=Q(reports__is_active=True))
    leads = Person.objects.filter(is_active=True).order_by().annotate(team=team).filter(team__gte=FEWEST_IN_TEAM)
    leads = leads.exclude(attention__team_mail=False)
    for zone, said in set(leads.values_list("zone", "attention__digest_hour")):
        hour = Attention().digest_hour if said is None else said
        day, slot = digests.last_slot(now, zone, Cadence.WEEKLY, MONDAY, hour)
        if slot > now - LATE:
            alike = leads.filter(zone=zone, attention__digest_hour=said)
            booked += _book_all(alike, f"{day:%Y-%m-%d}", slot, sort="team")
    return booked


@action
def book_some(*, people: list[int], day: str, slot: datetime, sort: str = "digest") -> None:
    """One row each; whoever has one of that day already keeps it."""
    rows = [MailOut(**{f"{sort}_of_id": pk}, effect_key=f"{sort}:{pk}:{day}", due_at=slot) for pk in people]
    MailOut.objects.bulk_create(rows, ignore_conflicts=True)


@action
def forget_old_digests() -> None:
    """Rows of digests that left long ago tell nobody anything."""
    MailOut.objects.filter(notice=None, done_at__lt=timezone.now() - KEPT).delete()


def _book_all(people: "QuerySet[Person]", day: str, slot: datetime, sort: str = "digest") -> int:
    key = Concat(Value(f"{sort}:"), Cast(OuterRef("pk"), CharField()), Value(f":{day}"))
    has_one = MailOut.objects.filter(effect_key=key)
    waiting = list(people.exclude(Exists(has_one)).values_list("pk", flat=True))
    for start in range(0, len(waiting), BATCH):
        book_some(people=waiting[start : start + BATCH], day=day, slot=slot, sort=sort)
    return len(waiting)
