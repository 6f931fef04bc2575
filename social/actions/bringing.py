"""Writes a space as its file says it: rows and nothing besides, so that nobody is called, told or counted anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core.accounts.actions import make_former
from core.accounts.models import plain_email
from core.files.actions import Content
from core.kinds.registry import Ref
from core.library.models import LearningObject
from social.actions import indexing, using
from social.actions.bringing_posts import bring_posts
from social.models import (
    FormerMember,
    Membership,
    Pin,
    Role,
    Space,
    SpaceImport,
    Tag,
    Thread,
    ThreadTag,
)
from social.models.tags import slug_of
from social.queries.importing import people_of
from social.rules import MOST_PINS
from social.space_file.shape import AuthorPart, SpaceFile, ThreadPart

NOBODY = {"en": "Anonymous", "fr": "Anonyme"}


@dataclass
class Brought:
    """What a file brings, while it is written: its people by address, its talks by key, bytes by hash."""

    brought: SpaceImport
    space: Space
    contents: dict[str, Content]
    people: dict[str, Any]
    objects: dict[str, LearningObject]
    names: dict[str, str]
    threads: dict[int, Thread] = field(default_factory=dict)
    posts: dict[tuple[int, int], Any] = field(default_factory=dict)

    def person(self, email: str) -> Any:
        """Whoever has that address here; else somebody by name only."""
        key = plain_email(email)
        if key not in self.people:
            self.people[key] = self._former(email, self.names[email])
        return self.people[key]

    def author(self, part: AuthorPart) -> Any:
        """Who said something; one nameless person for all that nobody is named for."""
        if part.person is not None:
            return self.person(part.person)
        if "" not in self.people:
            self.people[""] = self._former("", NOBODY[self.space.language])
        return self.people[""]

    def _former(self, email: str, name: str) -> Any:
        person = make_former(name=name, language=self.space.language)
        FormerMember.objects.create(person=person, email=email, brought_by=self.brought)
        return person


def bring(*, brought: SpaceImport, said: SpaceFile, contents: dict[str, Content], name: str) -> Space:
    """Writes all of it within the act that is under way, and lets it be found. Raises Unreadable for refused words."""
    part = said.space
    space = Space.objects.create(
        kind=Space.Kind.COMMUNITY,
        name=name,
        about=part.about,
        openness=part.openness,
        language=part.language,
        slow_seconds=part.slow_seconds,
        vocabulary=part.vocabulary,
        created_by=brought.by,
        created_at=part.created_at,
        archived_at=timezone.now() if part.archived else None,
    )
    codes = {thread.learning_object for thread in said.threads} | {pin.learning_object for pin in said.pins}
    seen = LearningObject.objects.visible_to(brought.by).filter(code__in=[code for code in codes if code])
    people = people_of([person.email for person in said.people])
    names = {person.email: person.name for person in said.people}
    whole = Brought(brought, space, contents, people, {thing.code: thing for thing in seen}, names)
    _members(whole, said)
    for thread in said.threads:
        _thread(whole, thread)
    _point_elsewhere(whole, said.threads)
    _pins(whole, said)
    space.refresh_from_db()
    indexing.index_space(space)
    for made in whole.threads.values():
        indexing.index_whole_thread(made)
    return space


def _members(whole: Brought, said: SpaceFile) -> None:
    """Those with an account belong, in their roles; who brings it in leads it."""
    rows = {}
    for member in said.members:
        person = whole.people.get(plain_email(member.person))
        if person is not None and person.is_active:
            rows[person.pk] = Membership(space=whole.space, person=person, role=member.role, joined_at=member.joined_at)
    own = rows.setdefault(whole.brought.by_id, Membership(space=whole.space, person=whole.brought.by))
    if own.role == Role.MEMBER:
        own.role = Role.MODERATOR
    Membership.objects.bulk_create(rows.values(), batch_size=500)
    Space.objects.filter(pk=whole.space.pk).update(member_count=len(rows))


def _thread(whole: Brought, part: ThreadPart) -> None:
    thing = whole.objects.get(part.learning_object or "")
    ref = Ref.to(thing) if thing else None
    thread = Thread.objects.create(
        space=whole.space,
        title=part.title,
        kind=part.kind,
        state=part.state,
        language=part.language,
        author=whole.author(part.author),
        opened_at=part.opened_at,
        answered_at=part.answered_at,
        slow_seconds=part.slow_seconds,
        subject_type=_type_of(thing),
        subject_id=thing.pk if thing else None,
        place=part.place if thing else {},
    )
    whole.threads[part.key] = thread
    posts = bring_posts(whole, thread, part.posts)
    whole.posts |= {(part.key, post.number): post for post in posts}
    _tags(whole, thread, part)
    thread.post_count = len(posts)
    thread.last_number = max(post.number for post in posts)
    thread.last_post_at = max(post.written_at for post in posts)
    thread.people_count = len({post.author_id for post in posts})
    thread.save()
    using.use_all([ref] if ref else [], by=Ref("thread", thread.pk))


def _type_of(thing: Any) -> Any:
    return ContentType.objects.get_for_model(thing) if thing else None


def _tags(whole: Brought, thread: Thread, part: ThreadPart) -> None:
    """The tags of those names that the house has, and new ones where it has none."""
    tags: dict[int, Tag] = {}
    for said in part.tags:
        if not slug_of(said.en) or not slug_of(said.fr):
            continue
        tag = Tag.objects.named(slug_of(said.en)).order_by("pk").first()
        if tag is None:
            tag = Tag(kind=Tag.Kind.FREE)
            tag.rename(said.en, said.fr)
            tag.save()
        tags[tag.pk] = tag
    ThreadTag.objects.bulk_create([ThreadTag(thread=thread, tag=tag, by=whole.brought.by) for tag in tags.values()])
    thread.tags = [{"slug": tag.slug, **tag.label} for tag in tags.values()]


def _point_elsewhere(whole: Brought, parts: Sequence[ThreadPart]) -> None:
    for part in parts:
        if part.elsewhere is None:
            continue
        thread = whole.threads[part.key]
        thread.elsewhere = whole.threads[part.elsewhere.thread]
        thread.elsewhere_post = whole.posts.get((part.elsewhere.thread, part.elsewhere.post or 0))
        thread.save(update_fields=["elsewhere", "elsewhere_post"])


def _pins(whole: Brought, said: SpaceFile) -> None:
    things: list[Any] = []
    for pin in said.pins:
        thing = whole.threads.get(pin.thread) if pin.thread else whole.objects.get(pin.learning_object or "")
        if thing is not None and thing not in things:
            things.append(thing)
    Pin.objects.bulk_create(
        [
            Pin(space=whole.space, target_type=_type_of(thing), target_id=thing.pk, position=place, by=whole.brought.by)
            for place, thing in enumerate(things[:MOST_PINS], start=1)
        ]
    )
