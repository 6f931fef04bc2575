"""Writing, editing, deleting posts; reacting to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.once import once
from core.acts.refusals import Refused
from core.audit import trail
from core.realtime.actions import announce, whisper
from social import events, facts, rules
from social.actions import answering, confirming, hangings, hinting, indexing, veiling
from social.actions.holding import held, held_post
from social.actions.members import add_member
from social.actions.pace import refuse_flood, refuse_slow
from social.actions.polls import PollWish, ask_poll, said_with
from social.actions.wording import Words, put_into_words
from social.models import Post, PostRevision, Reaction, Space, Thread, Veil
from social.models.posts import REACTIONS
from social.queries.direct import barrier_with, company_of
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person


@dataclass
class Draught:
    """What is about to become a post."""

    thread: Thread
    where: rules.Standing
    source: str
    format: str
    words: Words
    reply_to: Post | None = None
    meant_for: Post | None = None
    quotes: Sequence[tuple[int, str]] = ()
    files: Sequence[Any] = ()
    language: str | None = None
    poll: PollWish | None = None
    veil: Veil | None = None


@action
@once(by="author")
def write_post(
    *,
    thread: Thread,
    author: "Person",
    source: str,
    format: str = "text",
    reply_to: Post | None = None,
    quotes: Sequence[tuple[int, str]] = (),
    files: Sequence[Any] = (),
    language: str | None = None,
    poll: PollWish | None = None,
    unnamed: bool | None = None,
    key: UUID | None = None,
) -> Post:
    """Answers in a thread: beneath `reply_to`, with words of other posts (`quotes`: post and words), files, a poll.

    In an open community whoever answers joins. An answer to an answer stands beneath the same post. Whoever asked
    without their name goes on without it, unless they wish otherwise (`unnamed` False).
    """
    where = standing(author, thread.space)
    _refuse_barrier(where, thread)
    veil = veiling.veil_to_answer(where, thread, unnamed)
    refuse_flood(author, veil)
    source = said_with(poll, source)
    refuse_slow(where, thread)
    words = put_into_words(author=author, space=thread.space, thread=thread, source=source, format=format)
    thread = held(thread)
    if thread.space_id != where.space.pk or thread.space.is_archived:
        # It was moved, or its space put away, while this was waiting.
        where = standing(author, thread.space)
        veil = veiling.veil_to_answer(where, thread, unnamed)
    _refuse_barrier(where, thread)
    if not where.is_member:
        add_member(space=thread.space, person=author, by=author)
    top = _top_of(thread, reply_to)
    meant = reply_to if top is not reply_to else None
    return _add(Draught(thread, where, source, format, words, top, meant, quotes, files, language, poll, veil))


def first_post(
    *,
    thread: Thread,
    where: rules.Standing,
    source: str,
    format: str,
    files: Sequence[Any] = (),
    poll: PollWish | None = None,
    veil: Veil | None = None,
) -> Post:
    """The post that a thread opens with; part of `open_thread`."""
    source = said_with(poll, source)
    words = put_into_words(author=where.person, space=thread.space, thread=thread, source=source, format=format)
    if not where.is_member:
        add_member(space=thread.space, person=where.person, by=where.person)
    draught = Draught(thread, where, source, format, words, files=files, language=thread.language, poll=poll, veil=veil)
    return _add(draught)


@action
def edit_post(*, post: Post, author: "Person", source: str, format: str = "text") -> Post:
    """Changes one's words; what they were stays in the history, and only who is newly called is told."""
    post = held_post(post)
    if not rules.may_edit_post(standing(author, post.thread.space), post):
        raise Refused("social.may_not_edit", _("Only its author edits a post, while the talk is open."))
    if (source, format) == (post.source, post.format):
        return post
    words = put_into_words(author=author, space=post.thread.space, thread=post.thread, source=source, format=format)
    author = veiling.as_writer(post, author)
    PostRevision.objects.create(post=post, source=post.source, format=post.format, html=post.html, by=author)
    lose_what_was_read(post, author, "edited")
    post.source, post.format, post.html, post.edited_at = source, format, words.html, timezone.now()
    save_look(post, "source", "format", "html", "edited_at")
    hangings.call(post, words)
    hangings.number_anew(post, words.identifiers)
    hangings.link(post, words.links)
    indexing.index_post(post)
    hinting.note(post)
    state(facts.PostEdited(post.pk, author.pk))
    announce(events.PostEdited(post_id=post.pk, number=post.number), to=post.thread.stream, by=author)
    return post


@action
def delete_post(*, post: Post, by: "Person", reason: str = "") -> Post:
    """Hides a post's words from everybody at once, in quotes too; its number and place stay."""
    post = held_post(post)
    if post.is_deleted:
        return post
    if not rules.may_delete_post(standing(by, post.thread.space), post):
        raise Refused("social.may_not_delete", _("Only its author, or a moderator, deletes a post."))
    return erase(post, veiling.as_writer(post, by), reason)


def erase(post: Post, by: "Person", reason: str) -> Post:
    """Hides the words of a post that the action holds, whoever may do so by whatever rule."""
    if post.is_accepted:
        post.thread = held(post.thread)
        answering.lose_answer(post, by)
    lose_what_was_read(post, by, "deleted")
    post.deleted_at, post.deleted_by = timezone.now(), by
    save_look(post, "deleted_at", "deleted_by")
    Thread.objects.filter(pk=post.thread_id).update(post_count=F("post_count") - 1)
    hangings.release(post)
    trail.record(by, "social.post_deleted", post, {"deleted": False}, {"deleted": True}, reason)
    state(facts.PostDeleted(post.pk, by.pk))
    show_anew(post, events.PostDeleted(post_id=post.pk, number=post.number), by)
    return post


def lose_what_was_read(post: Post, by: "Person", why: str) -> None:
    """The words of a post that the action holds go: no tutor stands by them, and its job aid hears of it."""
    if post.is_confirmed:
        confirming.lose_confirmation(post, by, why)
    if post.promoted_to is not None:
        state(facts.PromotedWordsChanged(post.pk, by.pk))


@action
def restore_post(*, post: Post, by: "Person") -> Post:
    """Takes a deletion back."""
    post = held_post(post)
    if not post.is_deleted:
        return post
    if not rules.may_restore_post(standing(by, post.thread.space), post):
        raise Refused("social.may_not_restore", _("Only who deleted this post, or a moderator, brings it back."))
    return bring_back(post, veiling.as_writer(post, by))


def bring_back(post: Post, by: "Person", reason: str = "") -> Post:
    """Shows the words of a deleted post that the action holds again."""
    post.deleted_at = post.deleted_by = None
    save_look(post, "deleted_at", "deleted_by")
    Thread.objects.filter(pk=post.thread_id).update(post_count=F("post_count") + 1)
    hangings.take_up(post)
    if post.promoted_to is not None:
        state(facts.PromotedWordsChanged(post.pk, by.pk))
    trail.record(by, "social.post_deleted", post, {"deleted": True}, {"deleted": False}, reason)
    state(facts.PostRestored(post.pk, by.pk))
    show_anew(post, events.PostRestored(post_id=post.pk, number=post.number), by)
    return post


@action
def react(*, post: Post, person: "Person", sign: str, on: bool | None = None) -> bool:
    """Reacts to a post by one of the signs, or takes it back (`on` None turns it over). True: it stands now."""
    if sign not in REACTIONS:
        raise Refused("social.no_such_sign", _("There is no such reaction."), field="sign", status=422)
    post = held_post(post)
    if not rules.may_react(standing(person, post.thread.space), post):
        raise Refused("social.may_not_react", _("Only members react here, while the talk is not archived."))
    stood = Reaction.objects.filter(post=post, person=person, sign=sign)
    wanted = not stood.exists() if on is None else on
    if wanted:
        changed = Reaction.objects.get_or_create(post=post, person=person, sign=sign)[1]
    else:
        changed = bool(stood.delete()[0])
    if changed:
        counts = Reaction.objects.filter(post=post).values("sign").annotate(n=Count("pk"))
        post.reaction_counts = {row["sign"]: row["n"] for row in counts}
        save_look(post, "reaction_counts")
        announce(events.ReactionChanged(post_id=post.pk, number=post.number), to=post.thread.stream, by=person)
    return wanted


def _add(draught: Draught) -> Post:
    """Writes the next post of a thread that is held, with all that hangs on it."""
    thread, writer, now = draught.thread, draught.where.person, timezone.now()
    author = veiling.face(writer, draught.veil)
    if draught.veil is not None:
        veiling.refuse_what_tells(draught.files, has_poll=draught.poll is not None)
        draught.files = veiling.without_owner(draught.files)
    number = thread.next_number
    is_new_voice = not Post.objects.filter(thread=thread, author=author).exists()
    post = Post.objects.create(
        thread=thread,
        number=number,
        root_number=draught.reply_to.number if draught.reply_to else number,
        author=author,
        veil=draught.veil,
        spoke_as=draught.where.role if rules.may_moderate(draught.where) and not draught.veil else "",
        source=draught.source,
        format=draught.format,
        html=draught.words.html,
        language=draught.language or writer.language,
        reply_to=draught.reply_to,
        meant_for=draught.meant_for,
        written_at=now,
    )
    thread.last_number, thread.last_post_at = number, now
    thread.post_count += 1
    thread.people_count += is_new_voice
    thread.save(update_fields=["last_number", "last_post_at", "post_count", "people_count"])
    hangings.hang(post, draught.words, draught.quotes, draught.files)
    if draught.poll is not None:
        ask_poll(post, draught.poll)
    hangings.move_own_mark(post, writer)
    indexing.index_post(post)
    hinting.note(post)
    _tell(post)
    return post


def _tell(post: Post) -> None:
    thread = post.thread
    answered = post.meant_for or post.reply_to
    answered_id = answered.author_id if answered else None
    state(facts.PostWritten(post.pk, thread.pk, thread.space_id, post.author_id, post.number, answered_id))
    if thread.space.kind == Space.Kind.DIRECT:
        state(facts.MessageWritten(post.pk, thread.pk, post.author_id))
    created = events.PostCreated(post_id=post.pk, number=post.number, root_number=post.root_number)
    announce(created, to=thread.stream, by=post.author)
    whisper(events.ThreadMovedOn(thread_id=thread.pk, last_number=post.number), to=thread.space.stream)


def _top_of(thread: Thread, post: Post | None) -> Post | None:
    """The post beneath which an answer to `post` stands: two levels, no more."""
    if post is None:
        return None
    top = post.reply_to or post
    if top.thread_id != thread.pk:
        raise Refused("social.other_thread", _("That post stands in another talk."), field="reply_to", status=422)
    return top


def save_look(post: Post, *fields: str) -> None:
    """Saves, and says that the rendered post looks different."""
    post.look += 1
    post.save(update_fields=[*fields, "look"])


def show_anew(post: Post, event: events.OfPost, by: "Person | None" = None) -> None:
    """Announces what became of a post, to the posts that quote it as well, and tells the search."""
    indexing.index_post(post)
    announce(event, to=post.thread.stream, by=by)
    quoting = Post.objects.filter(pk__in=post.quoted_in.values("post_id"))
    quoting.update(look=F("look") + 1)
    for other in quoting.standing().select_related("thread"):
        announce(events.PostEdited(post_id=other.pk, number=other.number), to=other.thread.stream)


def _refuse_barrier(where: rules.Standing, thread: Thread) -> None:
    barrier = rules.barrier_to_writing(where, thread)
    if barrier is None and thread.space.kind == Space.Kind.DIRECT:
        barrier = barrier_with(where.person, company_of(where.person, thread.space).others)
    if barrier is not None:
        raise Refused(*barrier)
