"""Runs the word list over what people write: it suggests to who leads and to safety officers, and blocks nothing."""

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail
from core.richtext import plain
from social import rules, words
from social.models import Post, SafetyHint, Space, Thread, WatchWord
from social.queries.standings import standing
from social.queries.watching import KEPT, listed

if TYPE_CHECKING:
    from core.accounts.models import Person

BATCH = 200


def note(post: Post) -> None:
    """Keeps what the list finds in a post just written or changed; a class's chat is read when the class is over."""
    if post.thread.space.kind != Space.Kind.CLASS:
        _hint([post])


@action
def screen(*, thread: Thread) -> int:
    """Reads a whole talk by the list, and gives how many of its posts it hints at."""
    hinted = 0
    posts = thread.posts.standing().order_by("number")
    for start in range(0, thread.last_number, BATCH):
        hinted += _hint(list(posts.filter(number__gt=start, number__lte=start + BATCH)))
    return hinted


@action
def dismiss_hint(*, hint: SafetyHint, by: "Person") -> SafetyHint:
    """Says that a hint led to nothing."""
    hint = SafetyHint.objects.select_for_update(of=("self",)).select_related("post__thread__space").get(pk=hint.pk)
    if not rules.may_answer_hint(standing(by, hint.post.thread.space), hint):
        raise Refused("social.not_yours_to_judge", _("Only who leads this talk, or a safety officer, judges this."))
    if hint.state == SafetyHint.State.WAITS:
        _settle(hint, SafetyHint.State.DISMISSED, by)
        trail.record(by, "social.hint_dismissed", hint, {"state": "waits"}, {"state": "dismissed"})
    return hint


def settle_hints_of(post: Post, by: "Person") -> None:
    """What was hinted at is reported now."""
    for hint in post.hints.filter(state=SafetyHint.State.WAITS, sort=SafetyHint.Sort.SAFETY):
        _settle(hint, SafetyHint.State.REPORTED, by)


@action
def add_word(*, text: str, sort: str, language: str, by: "Person") -> WatchWord:
    """Puts a word on the list."""
    _refuse_unless_keeper(by)
    text = " ".join(text.split()).lower()
    if not words.fold(text.rstrip("*")) or len(text) > 80:
        raise Refused("social.no_word", _("Write a word of up to 80 characters."), field="text", status=422)
    word, is_new = WatchWord.objects.get_or_create(
        text=text, sort=sort, defaults={"language": language, "added_by": by}
    )
    if is_new:
        trail.record(by, "social.watch_word", word, None, {"word": text, "sort": sort, "language": language})
        cache.delete(KEPT)
    return word


@action
def remove_word(*, word: WatchWord, by: "Person") -> None:
    """Takes a word off the list."""
    _refuse_unless_keeper(by)
    trail.record(by, "social.watch_word", word, {"word": word.text, "sort": word.sort}, None)
    word.delete()
    cache.delete(KEPT)


def _hint(posts: list[Post]) -> int:
    everything = listed()
    hints = []
    for post in posts:
        found = words.found_in(plain(post.html), everything)
        for sort in words.suggests(found):
            sorts = {"rude"} if sort == SafetyHint.Sort.RUDE else {"product", "event", "patient"}
            said = [word.text for word in found if word.sort in sorts][:10]
            hints.append(SafetyHint(post=post, sort=sort, words=said, at=timezone.now()))
    SafetyHint.objects.bulk_create(hints, ignore_conflicts=True)
    return len({hint.post_id for hint in hints})


def _settle(hint: SafetyHint, state: str, by: "Person") -> None:
    hint.state, hint.handled_by, hint.handled_at = state, by, timezone.now()
    hint.save(update_fields=["state", "handled_by", "handled_at"])


def _refuse_unless_keeper(by: "Person") -> None:
    if not rules.may_keep_words(by):
        raise Refused("social.not_the_keeper", _("Only safety officers and administrators change the word list."))
