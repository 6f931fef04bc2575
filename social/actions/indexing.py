"""Tells the search what changed, in the transaction that changed it; and everything, when it begins anew."""

from collections.abc import Iterable, Iterator

from core.kinds.registry import Ref
from core.richtext import plain
from core.search.actions import Entry, forget, index_many
from core.search.audiences import COLLEAGUES
from social.models import Post, Space, Thread
from social.queries.search_keys import key_of


def index_space(space: Space) -> None:
    """A community is found by its name and what it says of itself; groups and classes by their own pages."""
    if space.kind == Space.Kind.COMMUNITY:
        index_many([_space_entry(space)])


def index_thread(thread: Thread) -> None:
    """A thread is found by its title and its tags."""
    index_many([_thread_entry(thread)])


def index_post(post: Post) -> None:
    """A post is found by its words, under its thread's title; a hidden one is not found."""
    if post.is_hidden:
        forget(Ref("post", post.pk))
    else:
        index_many([_post_entry(post)])


def index_posts(posts: Iterable[Post]) -> None:
    """Posts that were moved, each with its thread: found under that one's title, by its readers."""
    index_many(_post_entry(post) for post in posts if not post.is_hidden)


def forget_thread(thread: Thread) -> None:
    """A thread that holds nothing any more is not found."""
    forget(Ref("thread", thread.pk))


def index_whole_thread(thread: Thread) -> None:
    """A thread and all its posts, after a change of title or of who may read: some statements for 500 posts."""
    index_thread(thread)
    index_many(_entries_of(thread))


def every_space() -> Iterator[Entry]:
    """All communities."""
    for space in Space.objects.communities().iterator():
        yield _space_entry(space)


def every_thread() -> Iterator[Entry]:
    """All threads."""
    for thread in Thread.objects.filter(merged_into=None).iterator():
        yield _thread_entry(thread)


def every_post() -> Iterator[Entry]:
    """All posts that stand."""
    for post in Post.objects.standing().select_related("thread").iterator():
        yield _post_entry(post)


def _entries_of(thread: Thread) -> Iterator[Entry]:
    for post in thread.posts.standing().iterator():
        post.thread = thread
        yield _post_entry(post)


def _space_entry(space: Space) -> Entry:
    keys = {key_of(space.pk, "")} | (set() if space.openness == Space.Openness.SECRET else {COLLEAGUES})
    place = f"space:{space.pk}"
    return Entry(Ref("space", space.pk), space.name, space.about, space.language, keys, space.created_at, place=place)


def _thread_entry(thread: Thread) -> Entry:
    keys = {key_of(thread.space_id, thread.audience)}
    return Entry(
        Ref("thread", thread.pk),
        thread.title,
        "",
        thread.language,
        keys,
        thread.opened_at,
        tags=_words_of(thread),
        by=None if thread.veil_id else thread.author_id,
        place=f"space:{thread.space_id}",
    )


def _words_of(thread: Thread) -> list[str]:
    """Its tags by their words in both languages."""
    return list(dict.fromkeys(word for tag in thread.tags for word in (tag["en"], tag["fr"])))


def _post_entry(post: Post) -> Entry:
    keys = {key_of(post.thread.space_id, post.thread.audience)}
    words = plain(post.html)
    return Entry(
        Ref("post", post.pk),
        post.thread.title,
        words,
        post.language,
        keys,
        post.written_at,
        is_own_title=False,
        by=None if post.veil_id else post.author_id,
        place=f"space:{post.thread.space_id}",
    )
