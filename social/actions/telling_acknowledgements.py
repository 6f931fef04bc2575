"""Tells people that an announcement asks for their word: when it asks, when they come, when they forget."""

from core.accounts.models import Person
from core.acts.actions import action
from core.notifications.actions import notify
from social.models import Asking
from social.queries.acknowledging import missing_in, newly_asked

BATCH = 500
KIND = "social.acknowledge"


@action
def tell_asked(*, asking_id: int, round: str) -> int:
    """Whoever has not acknowledged is told, once a round; by a job. Returns how many."""
    asking = Asking.objects.open().select_related("thread__space", "by").filter(pk=asking_id).first()
    if asking is None:
        return 0
    people = list(missing_in(asking).order_by("pk"))
    is_reminder = round not in ("asked", "again")
    for start in range(0, len(people), BATCH):
        _tell(people[start : start + BATCH], asking, round, is_reminder=is_reminder)
    return len(people)


def tell_newcomer(*, space_id: int, person_id: int, before: str, role: str, by_id: int) -> None:
    """Whoever becomes a member is asked too, while it is open."""
    if before or not role:
        return
    asking_now = newly_asked(space_id)
    if asking_now:
        person = Person.objects.get(pk=person_id)
        for asking in asking_now:
            if person_id not in (asking.by_id, asking.thread.author_id):
                _tell([person], asking, "asked", is_reminder=False)


def _tell(people: list[Person], asking: Asking, round: str, *, is_reminder: bool) -> None:
    notify(
        people=people,
        kind=KIND,
        about=asking.thread,
        by=asking.by,
        effect_key=f"{KIND}:{asking.pk}:{asking.revision}:{round}",
        facts={"reminder": is_reminder, "until": asking.until.isoformat() if asking.until else ""},
    )
