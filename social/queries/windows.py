"""The part of a thread that a page shows: some posts in reading order around a place."""

from dataclasses import dataclass

from django.db.models import Q

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
    posts = _posts(thread)
    behind = posts.before_place(place.root, place.number).order_by("-root_number", "-number").values("pk")
    onward = posts.from_place(place.root, place.number).in_reading_order().values("pk")
    both = Q(pk__in=behind[: context + 1]) | Q(pk__in=onward[: size + 1])
    rows = _rows(thread, posts.filter(both).in_reading_order())
    cut = next(index for index, post in enumerate(rows) if Place.of(post) == place)
    shown = rows[max(cut - context, 0) : cut + size]
    return Window(
        shown,
        Place.of(shown[0]) if cut > context else None,
        Place.of(shown[-1]) if len(rows) - cut > size else None,
    )


def after(thread: Thread, place: Place, *, size: int = SIZE) -> Window:
    """The window that goes on after a place."""
    rows = _rows(thread, _posts(thread).from_place(place.root, place.number + 1).in_reading_order()[: size + 1])
    shown = rows[:size]
    return Window(shown, Place.of(shown[0]) if shown else None, Place.of(shown[-1]) if len(rows) > size else None)


def before(thread: Thread, place: Place, *, size: int = SIZE) -> Window:
    """The window that ends before a place."""
    return _ending(thread, _posts(thread).before_place(place.root, place.number), size, later=place)


def first(thread: Thread, *, size: int = SIZE) -> Window:
    """The beginning of the thread."""
    window = after(thread, Place(0, 0), size=size)
    return Window(window.posts, None, window.later)


def last(thread: Thread, *, size: int = SIZE) -> Window:
    """The end of the thread."""
    return _ending(thread, _posts(thread), size, later=None)


def _ending(thread: Thread, posts: PostQuerySet, size: int, later: Place | None) -> Window:
    rows = _rows(thread, posts.order_by("-root_number", "-number")[: size + 1])
    shown = rows[:size][::-1]
    more_before = len(rows) > size
    return Window(shown, Place.of(shown[0]) if more_before else None, Place.of(shown[-1]) if later and shown else None)


def _posts(thread: Thread) -> PostQuerySet:
    return Post.objects.filter(thread=thread)


def _rows(thread: Thread, posts: PostQuerySet) -> list[Post]:
    """The posts with their authors; each knows its thread without asking."""
    rows = list(posts.select_related("author"))
    for post in rows:
        post.thread = thread
    return rows
