"""Writes the posts of a talk as a file says them; every word passes the one door of HTML again."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core import richtext
from core.acts.refusals import Refused
from core.files.actions import attach, keep_content
from core.kinds import registry
from core.richtext import Found, Link
from social import registries
from social.actions.wording import by_name
from social.models import Ballot, Mention, Poll, Post, PostRevision, Quote, Reaction, Thread
from social.queries.polls import told_to_all
from social.space_file.reading import Fault, Unreadable
from social.space_file.shape import PostPart

if TYPE_CHECKING:
    from social.actions.bringing import Brought

_CALLED = re.compile(r'(data-mention="person:)([^"\s]{3,254}@[^"\s]+)(")')
_ALONE = {"voters": 0}


class _Calls:
    """Answers richtext whom a text calls, among those that the file names and who have an account here."""

    def __init__(self, people: Sequence[Any]) -> None:
        self.people = [person for person in people if person.is_active]
        self.called: dict[int, None] = {}

    def resolve(self, found: Sequence[Found]) -> Mapping[str, Link]:
        """Links by words or key, as `core.richtext.Links` asks."""
        mentions = [item for item in found if item.kind == "mention"]
        others = [item for item in found if item.kind != "mention"]
        links = registries.identified(others) if others else {}
        for item in mentions:
            words = item.text.lstrip("@")
            is_key = item.key.startswith("person:")
            person = self._keyed(item.key) if is_key else by_name(self.people, words)
            if person is not None:
                self.called[person.pk] = None
                name = item.key if is_key else f"@{words[: len(person.name)]}"
                links[name] = Link(registry.of("person").url(person), person.name, "mention")
        return links

    def _keyed(self, key: str) -> Any:
        return next((person for person in self.people if key == f"person:{person.pk}"), None)


def bring_posts(whole: "Brought", thread: Thread, parts: Sequence[PostPart]) -> list[Post]:
    """All posts of a talk, with what hangs on them."""
    calls: dict[int, list[int]] = {}
    made: dict[int, Post] = {}
    for is_answer in (False, True):
        some = [part for part in parts if (part.reply_to is not None) == is_answer]
        rows = [_post(whole, thread, part, made, calls) for part in some]
        made |= {post.number: post for post in Post.objects.bulk_create(rows, batch_size=200)}
    _mean(made, parts)
    for part in parts:
        _hang(whole, made[part.number], part, made)
    Mention.objects.bulk_create(
        [Mention(post=made[number], person_id=pk) for number, pks in calls.items() for pk in pks], batch_size=500
    )
    return [made[part.number] for part in parts]


def _post(whole: "Brought", thread: Thread, part: PostPart, made: dict[int, Post], calls: dict[int, list[int]]) -> Post:
    author = whole.author(part.author)
    source = _own(whole, part.source)
    html, called = _words(whole, source, part.format, f"{thread.title} #{part.number}")
    calls[part.number] = [pk for pk in called if pk != author.pk]
    top = made[part.reply_to] if part.reply_to else None
    return Post(
        thread=thread,
        number=part.number,
        root_number=top.number if top else part.number,
        reply_to=top,
        author=author,
        spoke_as=part.spoke_as,
        source=source,
        format=part.format,
        html=html,
        language=part.language,
        written_at=part.written_at,
        edited_at=part.edited_at,
        accepted_at=part.accepted.at if part.accepted else None,
        accepted_by=whole.person(part.accepted.by) if part.accepted else None,
        reaction_counts=_counted(part),
        carries=_carried(part),
    )


def _mean(made: dict[int, Post], parts: Sequence[PostPart]) -> None:
    """Which answer each answer of an answer really answers."""
    changed = []
    for part in parts:
        if part.meant_for:
            made[part.number].meant_for = made[part.meant_for]
            changed.append(made[part.number])
    Post.objects.bulk_update(changed, ["meant_for"], batch_size=200)


def _hang(whole: "Brought", post: Post, part: PostPart, made: dict[int, Post]) -> None:
    """History, quotes, signs, files and poll of one post."""
    revisions = [_was(whole, post, row) for row in part.history]
    PostRevision.objects.bulk_create(revisions)
    Quote.objects.bulk_create([Quote(post=post, quoted=made[each.post], text=each.text) for each in part.quotes])
    signs = [
        Reaction(post=post, person=whole.person(each.person), sign=each.sign, at=each.at) for each in part.reactions
    ]
    Reaction.objects.bulk_create(signs, batch_size=500)
    for file in part.files:
        attach(file=keep_content(owner=post.author, name=file.name, content=whole.contents[file.sha256]), to=post)
    if part.poll:
        poll = _poll(whole, post, part.poll)
        post.carries = {**post.carries, "poll": told_to_all(poll)}
        post.save(update_fields=["carries"])


def _was(whole: "Brought", post: Post, row: Any) -> PostRevision:
    source = _own(whole, row.source)
    html, _called = _words(whole, source, row.format, f"#{post.number}")
    by, at = whole.author(row.by), row.replaced_at
    return PostRevision(post=post, source=source, format=row.format, html=html, by=by, replaced_at=at)


def _poll(whole: "Brought", post: Post, part: Any) -> Poll:
    """The poll; one that was closed with its result kept back is closed without."""
    many = len(part.options)
    result = None
    if part.closed_at:
        kept = part.result.model_dump() if part.result else {"points": [0] * many, "firsts": [0] * many, **_ALONE}
        result = kept
    poll = Poll(
        post=post,
        question=part.question,
        options=part.options,
        kind=part.kind,
        most=part.most,
        is_anonymous=part.anonymous,
        shows=part.shows,
        due_at=part.due_at,
        closed_at=part.closed_at,
        result=result,
    )
    if part.anonymous and part.closed_at:
        poll.salt = ""
    poll.save()
    Ballot.objects.bulk_create(
        [Ballot(poll=poll, person=whole.person(each.person), choices=each.choices) for each in part.ballots]
    )
    return poll


def _words(whole: "Brought", source: str, format: str, place: str) -> tuple[str, list[int]]:
    """What a text comes to here. Raises Unreadable where it is too long, too deep, or empty."""
    calls = _Calls(list(whole.people.values()))
    try:
        html = richtext.render(source, format="html" if format == "html" else "text", links=calls)
    except Refused as refusal:
        raise Unreadable(Fault("words", place)) from refusal
    return html, list(calls.called)


def _own(whole: "Brought", source: str) -> str:
    """A text whose calls name people by their keys here; those who have no account stay as the file says them."""

    def called(match: re.Match[str]) -> str:
        person = whole.people.get(match[2].strip().lower())
        return match[1] + (str(person.pk) if person is not None else match[2]) + match[3]

    return _CALLED.sub(called, source)


def _counted(part: PostPart) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in part.reactions:
        counts[each.sign] = counts.get(each.sign, 0) + 1
    return counts


def _carried(part: PostPart) -> dict[str, Any]:
    whole = {"quotes": len(part.quotes), "files": len(part.files), "redacted": int(part.redacted)}
    return {"brought": 1, **{name: much for name, much in whole.items() if much}}
