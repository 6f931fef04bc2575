"""The part of a thread that a page shows: some posts in reading order around a place."""

from dataclasses import dataclass

from django.db.models import Q

from core.acts.prepared import Prepared
from social.models import Post, Thread
from social.querysets.posts import PLACES, PostQuerySet

SIZE, CONTEXT = 20, 3


@dataclass(frozen=True)
class Place:
    """A place of the reading order."""

    root: int
    number: int

    def __str__(self) -> str:
        return f"{self.root}.{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """Reads `12.14`; None for anything else."""
        root, _, number = text.partition(".")
        fits = all(part.isascii() and part.isdigit() and len(part) < 10 for part in (root, number))
        return cls(int(root), int(number)) if fits else None

    @classmethod
    def told(cls, whole: int | None) -> "Place | None":
        """Reads what `Thread.objects.with_place` tells in one number; None where it found no post."""
        return cls(*divmod(whole, PLACES)) if whole else None

    @classmethod
    def of(cls, post: Post) -> "Place":
        """Where a post stands."""
        return cls(post.root_number, post.number)


END = Place(PLACES, 0)


@dataclass(frozen=True)
class Window:
    """Posts in reading order; `earlier` and `later` are the places to go on from, None at the ends."""

    posts: list[Post]
    earlier: Place | None
    later: Place | None

    @property
    def numbers(self) -> list[int]:
        """The numbers it holds."""
        return [post.number for post in self.posts]


def around(thread: Thread, place: Place, *, size: int = SIZE, context: int = CONTEXT) -> Window:
    """The window that begins a little before a place, where a post stands."""
    rows = _rows(thread, _around, place, size=size + 1, context=context + 1)
    cut = next(index for index, post in enumerate(rows) if Place.of(post) == place)
    shown = rows[max(cut - context, 0) : cut + size]
    return Window(
        shown,
        Place.of(shown[0]) if cut > context else None,
        Place.of(shown[-1]) if len(rows) - cut > size else None,
    )


def after(thread: Thread, place: Place, *, size: int = SIZE) -> Window:
    """The window that goes on after a place."""
    rows = _rows(thread, _onward, Place(place.root, place.number + 1), size=size + 1)
    shown = rows[:size]
    return Window(shown, Place.of(shown[0]) if shown else None, Place.of(shown[-1]) if len(rows) > size else None)


def before(thread: Thread, place: Place, *, size: int = SIZE) -> Window:
    """The window that ends before a place."""
    rows = _rows(thread, _behind, place, size=size + 1)[::-1]
    shown = rows[-size:]
    return Window(shown, Place.of(shown[0]) if len(rows) > size else None, Place.of(shown[-1]) if shown else None)


def first(thread: Thread, *, size: int = SIZE) -> Window:
    """The beginning of the thread."""
    window = after(thread, Place(0, 0), size=size)
    return Window(window.posts, None, window.later)


def last(thread: Thread, *, size: int = SIZE) -> Window:
    """The end of the thread."""
    window = before(thread, END, size=size)
    return Window(window.posts, window.earlier, None)


def _rows(thread: Thread, statement: Prepared, place: Place, **given: int) -> list[Post]:
    """The posts with their authors; each knows its thread without asking."""
    rows: list[Post] = statement.things(thread.pk, place.root, place.number, **given)
    for post in rows:
        post.thread = thread
    return rows


def _posts(thread: int) -> PostQuerySet:
    return Post.objects.filter(thread=thread).select_related("author")


def _posts_onward(thread: int, root: int, number: int, *, size: int) -> PostQuerySet:
    return _posts(thread).from_place(root, number).in_reading_order()[:size]


def _posts_behind(thread: int, root: int, number: int, *, size: int) -> PostQuerySet:
    return _posts(thread).before_place(root, number).against_reading_order()[:size]


def _posts_around(thread: int, root: int, number: int, *, size: int, context: int) -> PostQuerySet:
    behind = _posts_behind(thread, root, number, size=context).values("pk")
    onward = _posts_onward(thread, root, number, size=size).values("pk")
    return _posts(thread).filter(Q(pk__in=behind) | Q(pk__in=onward)).in_reading_order()


_around = Prepared(_posts_around)
_onward = Prepared(_posts_onward)
_behind = Prepared(_posts_behind)
