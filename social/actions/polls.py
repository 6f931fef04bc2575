"""Asking, voting, closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.refusals import Refused
from core.realtime.actions import announce
from social import events, facts, rules
from social.actions.holding import held_post
from social.models import Poll, Post
from social.queries.polls import ballot_of, counted, told_to_all
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

FEWEST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION, LONGEST_QUESTION = 2, 12, 120, 200


@dataclass(frozen=True)
class PollWish:
    """A poll that somebody wants to ask; `most` None lets people choose as many as they like."""

    question: str
    options: tuple[str, ...]
    kind: str = Poll.Kind.SINGLE
    most: int | None = None
    is_anonymous: bool = False
    shows: str = Poll.Shows.ALWAYS
    closes_at: datetime | None = None


def said_with(poll: PollWish | None, source: str) -> str:
    """The words of a post; whoever says nothing beside a poll says its question."""
    return source if source.strip() or poll is None else poll.question


def ask_poll(post: Post, wish: PollWish) -> Poll:
    """Hangs a poll on a post that is being written; part of `write_post` and `open_thread`."""
    question, options = " ".join(wish.question.split()), [" ".join(words.split()) for words in wish.options]
    _refuse_nonsense(wish, question, options)
    poll = Poll.objects.create(
        post=post,
        question=question,
        options=options,
        kind=wish.kind,
        most=_most(wish, len(options)),
        is_anonymous=wish.is_anonymous,
        shows=wish.shows,
        due_at=wish.closes_at,
    )
    post.carries = {**post.carries, "poll": told_to_all(poll)}
    post.save(update_fields=["carries"])
    return poll


@action
def vote(*, poll: Poll, person: "Person", choices: Sequence[int]) -> Poll:
    """Votes, or changes one's vote: one a person, whatever is sent however often.

    So no key is kept: the hash of a vote under somebody's name would give an anonymous vote away. For the same reason
    nothing that follows from an anonymous vote says by whom.
    """
    poll = _held_for(poll, person)
    chosen = _chosen(poll, choices)
    poll.ballots.model.objects.update_or_create(**ballot_of(poll, person), defaults={"choices": chosen})
    _show(poll, None if poll.is_anonymous else person)
    return poll


@action
def withdraw_vote(*, poll: Poll, person: "Person") -> Poll:
    """Takes one's vote back."""
    poll = _held_for(poll, person)
    if poll.ballots.model.objects.filter(**ballot_of(poll, person)).delete()[0]:
        _show(poll, None if poll.is_anonymous else person)
    return poll


@action
def close_poll(*, poll: Poll, by: "Person") -> Poll:
    """Closes a poll before its time."""
    poll = _held(poll)
    if poll.closed_at is not None:
        return poll
    if not rules.may_close_poll(standing(by, poll.post.thread.space), poll):
        raise Refused("social.may_not_close_poll", _("Only who asked this poll, or a moderator, closes it."))
    return _close(poll, by)


@action
def close_due_poll(*, poll: Poll) -> Poll:
    """Closes a poll whose time has come; one that is closed stays as it is."""
    poll = _held(poll)
    return poll if poll.closed_at is not None else _close(poll, None)


def _close(poll: Poll, by: "Person | None") -> Poll:
    """Keeps what came out. Of an anonymous poll, ballots and salt are gone from then on."""
    poll.result = counted(poll).as_plain()
    poll.closed_at, poll.closed_by = timezone.now(), by
    if poll.is_anonymous:
        poll.ballots.all().delete()
        poll.salt = ""
    poll.save(update_fields=["result", "closed_at", "closed_by", "salt"])
    _show(poll, by)
    state(facts.PollClosed(poll.pk, poll.post_id, poll.post.author_id, by.pk if by else None))
    return poll


def _held(poll: Poll) -> Poll:
    """The poll as it is now, under its post's lock."""
    post = held_post(poll.post)
    poll = Poll.objects.get(pk=poll.pk)
    poll.post = post
    return poll


def _held_for(poll: Poll, person: "Person") -> Poll:
    poll = _held(poll)
    barrier = rules.barrier_to_voting(standing(person, poll.post.thread.space), poll)
    if barrier is not None:
        raise Refused(*barrier)
    return poll


def _show(poll: Poll, by: "Person | None") -> None:
    """Lets every open page see how it stands."""
    post = poll.post
    post.carries = {**post.carries, "poll": told_to_all(poll)}
    post.look += 1
    post.save(update_fields=["carries", "look"])
    announce(events.PollChanged(post_id=post.pk, number=post.number), to=post.thread.stream, by=by)


def _chosen(poll: Poll, choices: Sequence[int]) -> list[int]:
    chosen = list(choices)
    if not chosen:
        raise _bad("choices", _("Choose something first."))
    if len(set(chosen)) != len(chosen):
        raise _bad("choices", _("Each place is given once."))
    if not all(1 <= number <= len(poll.options) for number in chosen):
        raise _bad("choices", _("This is not among the answers."))
    if len(chosen) > poll.most:
        raise _bad("choices", _("Choose at most %(n)s.") % {"n": poll.most})
    return chosen if poll.kind == Poll.Kind.RANKED else sorted(chosen)


def _most(wish: PollWish, options: int) -> int:
    if wish.kind == Poll.Kind.SINGLE:
        return 1
    return min(wish.most or options, options) if wish.kind == Poll.Kind.MULTIPLE else options


def _refuse_nonsense(wish: PollWish, question: str, options: list[str]) -> None:
    if not question or len(question) > LONGEST_QUESTION:
        raise _bad("poll_question", _("Ask the poll's question, in at most 200 characters."))
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise _bad("poll_options", _("Give two to twelve answers, one on each line."))
    if not all(0 < len(words) <= LONGEST_OPTION for words in options):
        raise _bad("poll_options", _("Keep each answer under 120 characters."))
    if len({words.casefold() for words in options}) != len(options):
        raise _bad("poll_options", _("Two of the answers are the same."))
    if wish.kind not in Poll.Kind.values or wish.shows not in Poll.Shows.values:
        raise _bad("poll_kind", _("There is no such kind of poll."))
    if wish.most is not None and wish.most < 1:
        raise _bad("poll_most", _("At least one answer can be chosen."))
    if wish.closes_at is not None and wish.closes_at <= timezone.now():
        raise _bad("poll_closes", _("Choose a time that is still to come."))


def _bad(field: str, text: object) -> Refused:
    return Refused("social.bad_poll", str(text), field=field, status=422)
