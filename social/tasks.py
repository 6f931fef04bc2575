"""What the talk does after the answer, or by the clock."""

from collections.abc import Collection

from django.utils import timezone

from core.acts.jobs import carry_each, do_each, job
from social import actions
from social.actions import (
    acknowledging,
    arranging,
    exporting,
    importing,
    recognising,
    telling,
    telling_acknowledgements,
)
from social.actions.safety_cases import tell_deadline
from social.actions.sweeps import carry_out
from social.models import Asking, Bookmark, Poll, Post, SafetyDeadline, SpaceExport, SpaceImport, Wave
from social.queries.joining import rules_in_force

# Databases take only so many numbers in one statement; a file brings 25,000 people.
MOST_TOGETHER = 500


@job
def tell_watchers(post_id: int) -> None:
    """One post, told to whoever watches its thread or space."""
    telling.tell_watchers(post_id=post_id)


def tell_watchers_later(*, post_id: int, thread_id: int, space_id: int, **_fact: object) -> None:
    """Books that job, if anybody watches."""
    if telling.is_watched(thread_id=thread_id, space_id=space_id):
        tell_watchers.enqueue(post_id=post_id)


def close_due_polls() -> None:
    """Closes polls whose time has come, each once."""
    due = Poll.objects.due(timezone.now()).select_related("post")
    do_each(due.order_by("due_at", "pk"), lambda poll: actions.close_due_poll(poll=poll))


def open_due_waves() -> None:
    """Opens waves whose moment has come, each once."""
    due = Wave.objects.due(timezone.now())
    do_each(due.order_by("due_at", "pk"), lambda wave: actions.open_wave(wave=wave))


def fire_reminders() -> None:
    """Reminds people of what they kept for this time, each once."""
    due = Bookmark.objects.due(timezone.now()).select_related("person")
    do_each(due.order_by("remind_at", "pk"), lambda bookmark: actions.remind(bookmark=bookmark))


@job
def tell_asked(asking_id: int, round: str) -> None:
    """One announcement, told to whoever has not acknowledged it."""
    telling_acknowledgements.tell_asked(asking_id=asking_id, round=round)


def remind_the_day_before() -> int:
    """Announcements whose day is tomorrow: who has not acknowledged is reminded, once."""
    rows = Asking.objects.due(timezone.now()).order_by("due_at")
    return do_each(rows, lambda asking: acknowledging.remind_the_day_before(asking=asking))


@job
def bring_in_by_rule(rule_id: int) -> None:
    """Everybody who fits a new rule, some in a transaction, until nobody is left."""
    while arranging.bring_in_by_rule(rule_id=rule_id):
        pass


@job
def bring_in_by_rules(person_ids: list[int]) -> None:
    """People who have come, or moved, by whatever rules they fit now."""
    for rule_id in list(rules_in_force()):
        while arranging.bring_in_by_rule(rule_id=rule_id, among=person_ids):
            pass


def bring_in_by_rules_later(*, person_ids: list[int] | None = None, person_id: int | None = None) -> None:
    """Books that job for some people, if there is any rule; so many at once as a statement takes."""
    people = person_ids if person_ids is not None else [person_id] if person_id is not None else []
    if people and rules_in_force():
        for start in range(0, len(people), MOST_TOGETHER):
            bring_in_by_rules.enqueue(person_ids=people[start : start + MOST_TOGETHER])


def tell_safety_deadlines() -> int:
    """Tells the safety officers of cases that are half through their time, or late: each row once."""
    owed = SafetyDeadline.objects.filter(done_at=None, due_at__lte=timezone.now()).select_related("case")
    return do_each(owed.order_by("due_at", "pk"), tell_deadline)


def write_due_exports() -> int:
    """Writes spaces to files for who asked, each by one worker at a time."""
    return carry_each(SpaceExport.objects.outstanding().order_by("pk"), exporting.write_export)


@job
def write_exports_now(export_id: int) -> None:
    """The same at once, for one that was just asked for."""
    write_due_exports()


def go_on_with_imports() -> int:
    """Looks at files of spaces, or writes them, each by one worker at a time."""
    return carry_each(SpaceImport.objects.outstanding().order_by("pk"), importing.go_on)


@job
def go_on_now(import_id: int) -> None:
    """The same at once, for one that was just brought or wanted."""
    go_on_with_imports()


def drop_past_parcels() -> None:
    """Takes away files of spaces whose days are over."""
    exporting.drop_past_exports()
    importing.drop_forgotten_imports()


@job
def sweep_posts(sweep_id: int) -> None:
    """Deletes the posts of a large sweep."""
    carry_out(sweep_id=sweep_id)


@job
def recognise_posts(post_ids: list[int]) -> None:
    """Posts that name by its number what somebody has brought in since, each in a transaction of its own."""
    for post in Post.objects.filter(pk__in=post_ids).order_by("pk"):
        recognising.recognise(post=post)


def recognise_posts_later(numbers: Collection[tuple[str, str]]) -> None:
    """Books that job, if any post holds one of these numbers."""
    posts = list(recognising.posts_naming(numbers).values_list("pk", flat=True))
    for start in range(0, len(posts), MOST_TOGETHER):
        recognise_posts.enqueue(post_ids=posts[start : start + MOST_TOGETHER])
