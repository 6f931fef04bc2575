"""Opening, leading and putting away threads."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.kinds import registry
from core.kinds.registry import Ref
from core.realtime.actions import access_changed, announce
from social import events, facts, registries, rules
from social.actions import indexing, using, veiling
from social.actions.holding import held
from social.actions.pace import refuse_flood
from social.actions.polls import PollWish
from social.actions.posts import first_post
from social.actions.tags import set_tags
from social.models import Space, Thread
from social.queries.people import concerned_by
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

LONGEST_TITLE = 200
LARGEST_PLACE = 5


@action
@once(by="author")
def open_thread(
    *,
    space: Space,
    author: "Person",
    title: str,
    source: str,
    format: str = "text",
    kind: str = Thread.Kind.DISCUSSION,
    language: str | None = None,
    subject: Ref | None = None,
    place: dict[str, Any] | None = None,
    files: Iterable[Any] = (),
    poll: PollWish | None = None,
    tags: Iterable[str] = (),
    unnamed: bool = False,
    key: UUID | None = None,
) -> Thread:
    """Opens a thread with its first post, perhaps about something the author may see, with tags and a poll.

    `unnamed`: a question is asked under a veil, where the space lets people do so.
    """
    where = standing(author, space)
    if kind not in Thread.Kind.values:
        raise Refused("social.no_such_kind", _("There is no such kind of thread."), field="kind", status=422)
    if not rules.may_open_thread(where, kind):
        raise Refused("social.may_not_open", _may_not_open(where, kind))
    veil = veiling.veil_to_ask(where, kind) if unnamed else None
    refuse_flood(author, veil)
    model = _seen_by(author, subject)
    author, now = veiling.face(author, veil), timezone.now()
    thread = Thread.objects.create(
        space=space,
        title=titled(title),
        kind=kind,
        language=language or space.language,
        author=author,
        subject_type=model.content_type() if model else None,
        subject_id=subject.pk if subject else None,
        place=_placed(place),
        audience=registries.restriction_of(subject),
        opened_at=now,
        last_post_at=now,
        veil=veil,
        is_hushed=veil is not None,
    )
    _refuse_hidden(where, thread)
    first_post(thread=thread, where=where, source=source, format=format, files=list(files), poll=poll, veil=veil)
    set_tags(thread, author, tags)
    indexing.index_thread(thread)
    using.use_all([subject] if subject else [], by=Ref("thread", thread.pk))
    state(facts.ThreadOpened(thread.pk, space.pk, author.pk, kind))
    announce(events.ThreadOpened(thread_id=thread.pk), to=space.stream, by=author)
    return thread


@action
def rename_thread(*, thread: Thread, by: "Person", title: str) -> Thread:
    """Gives a thread another title."""
    thread = held(thread)
    if not rules.may_rename_thread(standing(by, thread.space), thread):
        raise Refused("social.may_not_rename", _("Only who opened this talk, or a moderator, renames it."))
    title = titled(title)
    if title == thread.title:
        return thread
    by = veiling.as_opener(thread, by)
    trail.record(by, "social.thread_renamed", thread, {"title": thread.title}, {"title": title})
    thread.title = title
    thread.save(update_fields=["title"])
    indexing.index_whole_thread(thread)
    announce(events.ThreadChanged(thread_id=thread.pk, state=thread.state), to=thread.stream, by=by)
    return thread


@action
def restrict_threads(*, subjects: Iterable[Ref], audience: str) -> int:
    """Gives every thread about one of `subjects` a restriction key ("" lifts it); who lost access hears nothing more.

    For rooms that answer for the subjects. Returns how many threads changed.
    """
    changed: list[int] = []
    for subject in subjects:
        content_type = registry.of(subject.kind).content_type()
        threads = Thread.objects.about(content_type, [subject.pk]).exclude(audience=audience)
        for thread in threads.select_for_update(of=("self",)).order_by("pk"):
            thread.audience = audience
            thread.save(update_fields=["audience"])
            access_changed(f"space:{thread.space_id}")
            indexing.index_whole_thread(thread)
            changed.append(thread.pk)
    if changed:
        state(facts.TopicsChanged(changed))
    return len(changed)


@action
def note_changed_subject(*, thread: Thread, at: datetime) -> "list[Person] | None":
    """Says on a thread's page, open ones too, that what it hangs on has changed since. For rooms that answer for it.

    Returns whom that concerns; None where it was noted before, or concerns no talk: it began afterwards.
    """
    thread = held(thread)
    if thread.opened_at >= at or (thread.subject_changed_at and thread.subject_changed_at >= at):
        return None
    thread.subject_changed_at = at
    thread.save(update_fields=["subject_changed_at"])
    announce(events.ThreadChanged(thread_id=thread.pk, state=thread.state), to=thread.stream)
    return concerned_by(thread)


def _refuse_hidden(where: rules.Standing, thread: Thread) -> None:
    if not rules.may_read_thread(where, thread):
        raise Refused("social.restricted_subject", _("Talk about this is not open to you."))


def _may_not_open(where: rules.Standing, kind: str) -> Any:
    if kind == Thread.Kind.ANNOUNCEMENT and rules.may_open_thread(where):
        return _("Only those who lead this space make announcements.")
    if where.space.is_archived:
        return _("This space is archived: it can be read, not continued.")
    if where.is_muted:
        return _("A moderator has asked you to pause here. You can read meanwhile.")
    return _("Only members open talks here. Ask to join first.")


def _seen_by(author: "Person", subject: Ref | None) -> registry.Kind | None:
    if subject is None:
        return None
    if subject not in registry.load(author, [subject]):
        raise Refused("social.no_such_subject", _("What you want to talk about is not there any more."), status=422)
    return registry.of(subject.kind)


def titled(title: str) -> str:
    """A title as it is kept. Raises Refused (422) for none, or one too long."""
    title = " ".join(title.split())
    if not title:
        raise Refused(
            "social.thread_needs_a_title", _("Give it a title that says what it is about."), field="title", status=422
        )
    if len(title) > LONGEST_TITLE:
        raise Refused("social.title_too_long", _("Keep the title under 200 characters."), field="title", status=422)
    return title


def _placed(place: dict[str, Any] | None) -> dict[str, Any]:
    """A place in a subject: a few short words and numbers."""
    place = place or {}
    fits = all(
        len(str(name)) <= 40 and isinstance(value, (int, float, str)) and len(str(value)) <= 200
        for name, value in place.items()
    )
    if len(place) > LARGEST_PLACE or not fits:
        raise Refused("social.no_such_place", _("This place cannot be kept."), field="place", status=422)
    return place
