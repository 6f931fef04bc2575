"""What hangs on a post: quotes, calls, links, files, and its author's own read mark."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import richtext
from core.acts.actions import state
from core.acts.refusals import Refused
from core.files import actions as files_actions
from core.kinds import registry
from core.kinds.registry import Ref
from core.richtext import Found
from social import facts
from social.actions import using
from social.actions.wording import Words
from social.models import Mention, Post, PostIdentifier, PostLink, Quote, ReadMark

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_QUOTES, MOST_FILES, LONGEST_QUOTE = 10, 10, 2000
SHORT_QUOTE = 300


def hang(post: Post, words: Words, quotes: Sequence[tuple[int, str]], files: Sequence[Any]) -> None:
    """Writes all that a new post carries."""
    if quotes:
        quote(post, quotes)
    call(post, words, is_new=True)
    if words.identifiers:
        number(post, words.identifiers)
    if words.links:
        link(post, words.links, is_new=True)
    if len(files) > MOST_FILES:
        raise Refused("social.too_many_files", _("Attach at most ten files."), field="files", status=422)
    for file in files:
        files_actions.attach(file=file, to=post)
    if carries := carried(quotes, files, words.links):
        post.carries = carries
        post.save(update_fields=["carries"])


def carried(quotes: Sequence[Any], files: Sequence[Any], links: Sequence[Ref]) -> dict[str, Any]:
    """What `Post.carries` says; nothing for a post of words alone."""
    whole = {"quotes": len(quotes), "files": len(files), "links": [str(ref) for ref in links]}
    return {name: much for name, much in whole.items() if much}


def quote(post: Post, quotes: Sequence[tuple[int, str]]) -> None:
    """Writes the quotes, each of words that the quoted post really holds; without words, of its beginning."""
    if len(quotes) > MOST_QUOTES:
        raise Refused("social.too_many_quotes", _("Quote at most ten posts."), field="quotes", status=422)
    found = Post.objects.standing().filter(thread=post.thread_id).in_bulk([pk for pk, _words in quotes])
    rows = []
    for pk, words in quotes:
        quoted = found.get(pk)
        if quoted is None:
            raise Refused(
                "social.quoted_gone", _("The post you quote is not there any more."), field="quotes", status=422
            )
        rows.append(Quote(post=post, quoted=quoted, text=_their_words(quoted, words)))
    Quote.objects.bulk_create(rows)


def call(post: Post, words: Words, *, is_new: bool = False) -> None:
    """Writes whom the post calls, and states it for who was not called by it before."""
    before = set() if is_new else set(post.mentions.values_list("person_id", "group"))
    groups = {"tutors": words.calls_tutors, "here": words.calls_here}
    now = [(pk, "") for pk in words.calls] + [(None, group) for group, is_called in groups.items() if is_called]
    fresh = [called for called in now if called not in before]
    if gone := before - set(now):
        people = [pk for pk, _group in gone if pk]
        uncalled = [group for _pk, group in gone if group]
        post.mentions.filter(Q(person__in=people) | Q(group__in=uncalled)).delete()
    if not fresh:
        return
    Mention.objects.bulk_create([Mention(post=post, person_id=pk, group=group) for pk, group in fresh])
    for pk, group in fresh:
        if group == "here":
            state(facts.HereCalled(post.pk, post.thread.space_id, post.author_id))
        elif pk is None:
            state(facts.TutorsMentioned(post.pk, post.thread.space_id, post.author_id))
        else:
            state(facts.PersonMentioned(post.pk, pk, post.author_id))


def link(post: Post, links: Sequence[Ref], *, is_new: bool = False) -> None:
    """Writes which of our things the post points at."""
    if not is_new:
        release(post)
        post.links.all().delete()
        post.carries = {**post.carries, "links": [str(ref) for ref in links]}
        post.save(update_fields=["carries"])
    types = {ref.kind: registry.of(ref.kind).content_type() for ref in links}
    PostLink.objects.bulk_create([PostLink(post=post, target_type=types[ref.kind], target_id=ref.pk) for ref in links])
    using.use_all(links, by=Ref("post", post.pk))


def number(post: Post, identifiers: Sequence[Found]) -> None:
    """Writes which numbers of studies and publications stand in the post, known to anybody or not."""
    PostIdentifier.objects.bulk_create(
        [PostIdentifier(post=post, kind=each.kind, value=each.key) for each in identifiers]
    )


def number_anew(post: Post, identifiers: Sequence[Found]) -> None:
    """The same for a post whose words have changed."""
    post.identifiers.all().delete()
    number(post, identifiers)


def release(post: Post) -> None:
    """Lets go of what a deleted post points at, so that nothing counts as used by it."""
    using.release_all(links_of(post), by=Ref("post", post.pk))


def take_up(post: Post) -> None:
    """Takes up again what a restored post points at."""
    using.use_all(links_of(post), by=Ref("post", post.pk))


def links_of(post: Post) -> list[Ref]:
    """What a post points at, by its rows."""
    return [link.ref for link in post.links.all() if link.ref is not None]


def move_own_mark(post: Post, writer: "Person") -> None:
    """Who had read everything up to their own post has read that too; what they had not read stays unread."""
    mark = ReadMark.objects.filter(thread=post.thread_id, person=writer)
    moved = mark.filter(number=post.number - 1).update(number=F("number") + 1, by_hand=False, at=timezone.now())
    if not moved and post.number == 1:
        ReadMark.objects.create(thread=post.thread, person=writer, number=1)


def _their_words(quoted: Post, words: str) -> str:
    whole = " ".join(richtext.plain(quoted.html).split())
    words = " ".join(words.split())
    if not words:
        return richtext.excerpt(quoted.html, SHORT_QUOTE)
    if words not in whole or len(words) > LONGEST_QUOTE:
        raise Refused(
            "social.not_their_words",
            _("These words are not in the post you quote. Mark them there again."),
            field="quotes",
            status=422,
        )
    return words
