"""Writing to somebody directly: two people, or a few."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.once import once
from core.acts.refusals import Refused
from core.realtime.actions import access_changed
from social import rules
from social.actions import indexing
from social.actions.posts import write_post
from social.actions.ringing import ring_messages
from social.models import DirectTalk, Membership, Post, ReadMark, Space, Thread
from social.models.direct import pair_of
from social.queries.direct import barrier_with, company_of, named, reachable_by
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

LONGEST_NAME = 120
# So that the first words are new to who has just been made a member, on a clock that stands still too.
BEFORE = timedelta(seconds=1)


@action
@once(by="author")
def start_talk(
    *,
    author: "Person",
    people: "Sequence[Person]",
    source: str,
    format: str = "text",
    name: str = "",
    files: Sequence[Any] = (),
    key: UUID | None = None,
) -> Post:
    """Writes to somebody, or to a few at once. The same two people always get the same talk; a group is always new."""
    others = _others(author, people)
    talk = _pair(author, others[0]) if len(others) == 1 else _opened(author, others, name=_called(name))
    return write_post(thread=talk.thread, author=author, source=source, format=format, files=files)


@action
def add_to_talk(*, talk: DirectTalk, by: "Person", person: "Person") -> Membership:
    """Brings somebody into a group, who then reads what was said before; a line in the talk says so.

    The talk of two never grows: they start another, so that no third person reads what was meant for two.
    """
    space = Space.objects.select_for_update(of=("self",)).get(pk=talk.space_id)
    if not rules.may_add_to_talk(standing(by, space), talk):
        raise Refused("social.may_not_add", _("Nobody can be added here. Write to all of them in a new message."))
    _refuse_unreachable(by, [person])
    thread = talk.thread
    row = {"caught_up_at": timezone.now() - BEFORE}
    membership, is_new = Membership.objects.get_or_create(space=space, person=person, defaults=row)
    if not is_new:
        return membership
    ReadMark.objects.update_or_create(thread=thread, person=person, defaults={"number": thread.last_number})
    Space.objects.filter(pk=space.pk).update(member_count=F("member_count") + 1)
    with translation.override(by.language):
        said = gettext("I have added %(name)s to this talk.") % {"name": person.name}
    write_post(thread=thread, author=by, source=said)
    _entitle(talk)
    return membership


@action
def leave_talk(*, talk: DirectTalk, person: "Person") -> None:
    """Leaves a group; a line in the talk says so, and from this commit on they read and hear nothing."""
    space = Space.objects.select_for_update(of=("self",)).get(pk=talk.space_id)
    if not rules.may_leave_talk(standing(person, space), talk):
        raise Refused("social.may_not_leave", _("A talk of two cannot be left. You can mute it."))
    if barrier_with(person, company_of(person, space).others) is None:
        with translation.override(person.language):
            said = gettext("I have left this talk.")
        write_post(thread=talk.thread, author=person, source=said)
    Membership.objects.filter(space=space, person=person).delete()
    Space.objects.filter(pk=space.pk).update(member_count=F("member_count") - 1)
    access_changed(space.scope)
    _entitle(talk)
    ring_messages([person.pk])


@action
def entitle_talks_of(*, person_ids: list[int]) -> None:
    """Gives the talks of people who are called otherwise now their names; some statements for 500 people."""
    for start in range(0, len(person_ids), 500):
        some = person_ids[start : start + 500]
        spaces = Membership.objects.filter(person__in=some, space__kind=Space.Kind.DIRECT).values("space_id")
        for talk in DirectTalk.objects.filter(space__in=spaces, name="").select_related("thread", "space"):
            _entitle(talk)


def _others(author: "Person", people: "Sequence[Person]") -> "list[Person]":
    """Everybody but oneself, each once, if all of them may be written to."""
    others = list({person.pk: person for person in people if person.pk != author.pk}.values())
    if not others:
        raise Refused("social.to_nobody", _("Choose to whom you write."), field="people", status=422)
    if len(others) >= rules.MOST_PEOPLE:
        raise Refused(
            "social.too_many_people",
            _("A talk has at most twelve people. For more, found a community."),
            field="people",
            status=422,
        )
    _refuse_unreachable(author, others)
    return others


def _refuse_unreachable(author: "Person", others: "Sequence[Person]") -> None:
    reached = set(reachable_by(author).filter(pk__in=[other.pk for other in others]).values_list("pk", flat=True))
    for other in others:
        if other.pk not in reached:
            words = _("You cannot write to %(name)s: they have no account any more, or you share no space.")
            raise Refused("social.not_reachable", words % {"name": other.name}, field="people", status=422)


def _pair(author: "Person", other: "Person") -> DirectTalk:
    """The one talk of two people; whoever comes second at once finds the first one's."""
    pair = pair_of(author.pk, other.pk)
    known = DirectTalk.objects.select_related("thread__space").filter(pair=pair)
    if talk := known.first():
        return talk
    try:
        with transaction.atomic():
            return _opened(author, [other], pair=pair)
    except IntegrityError:
        return known.get()


def _opened(author: "Person", others: "list[Person]", *, pair: str | None = None, name: str = "") -> DirectTalk:
    """A talk without a word yet. Who talks privately with whom is no regulated change, and not on the trail."""
    everybody = [author, *others]
    title = name or _names_of(everybody)
    now = timezone.now()
    space = Space.objects.create(
        kind=Space.Kind.DIRECT,
        name=title[:120],
        openness=Space.Openness.SECRET,
        language=author.language,
        member_count=len(everybody),
        created_by=author,
    )
    Membership.objects.bulk_create(
        [Membership(space=space, person=person, joined_at=now, caught_up_at=now - BEFORE) for person in everybody]
    )
    thread = Thread.objects.create(
        space=space, title=title, language=author.language, author=author, opened_at=now, last_post_at=now
    )
    indexing.index_thread(thread)
    return DirectTalk.objects.create(space=space, thread=thread, pair=pair, name=name)


def _entitle(talk: DirectTalk) -> None:
    """Brings the title that search and notices use in line with who is there."""
    if talk.name:
        return
    people = [row.person for row in Membership.objects.filter(space=talk.space_id).select_related("person")]
    title = _names_of(people) if people else talk.thread.title
    if title == talk.thread.title:
        return
    Thread.objects.filter(pk=talk.thread_id).update(title=title)
    Space.objects.filter(pk=talk.space_id).update(name=title[:120])
    indexing.index_whole_thread(Thread.objects.get(pk=talk.thread_id))


def _names_of(people: "Sequence[Person]") -> str:
    with translation.override("en"):
        return named(sorted(people, key=lambda person: (person.sought, person.pk)))[:200]


def _called(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise Refused("social.name_too_long", _("Keep the name under 120 characters."), field="name", status=422)
    return name
