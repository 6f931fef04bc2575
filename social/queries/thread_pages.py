"""What a thread's page shows: where its reader stopped, what they may do, which posts."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model

from core.acts.prepared import Prepared
from core.kinds import registry
from core.kinds.registry import Ref, Shown
from social import registries, rules
from social.models import Post, Thread
from social.queries import windows
from social.queries.reading import new_in
from social.queries.standings import standing_beside
from social.queries.windows import Place, Window
from social.querysets.spaces import is_guest, is_stranger

if TYPE_CHECKING:
    from core.accounts.models import Person


@dataclass(frozen=True)
class Asked:
    """Where in a thread somebody wants to read: at a post's number, an end, or on from a place."""

    number: int | None = None
    end: str = ""
    after: Place | None = None
    before: Place | None = None


@dataclass(frozen=True)
class Reading:
    """One reader before one thread."""

    thread: Any
    where: rules.Standing
    window: Window
    read: int | None
    read_at: datetime | None
    new: int
    cards: dict[Ref, Shown]

    @property
    def subject(self) -> Shown | None:
        """What the talk hangs on, if the reader may see it."""
        ref = self.thread.subject_ref
        return self.cards.get(ref) if ref else None

    @property
    def first_new(self) -> Post | None:
        """The post above which the line "new since" stands; none for who reads here for the first time."""
        if self.read is None or not self.new:
            return None
        return next((post for post in self.window.posts if post.number > (self.read or 0)), None)


def thread_to_read(person: "Person", pk: int, asked: Asked) -> Thread | None:
    """The thread with all that its page tells of this reader and it, where they may see it; one query."""
    if is_stranger(person):
        return None
    held = frozenset(registries.held_by(person))
    given = {"held": held, "guest": is_guest(person), "is_numbered": asked.number is not None}
    found = _thread_of_page.things(person.pk, pk, asked.number or 0, **given)
    return found[0] if found else None


def _threads_of_page(reader: int, pk: int, number: int, *, held: frozenset[str], guest: bool, is_numbered: bool) -> Any:
    person = get_user_model()(pk=reader, is_external=guest)
    seen = Thread.objects.in_spaces_of(person).open_to(held)
    threads = seen.filter(pk=pk).with_my_standing(person).with_stream_number().with_my_draft(person)
    threads = threads.with_answer().with_elsewhere(seen).with_my_bookmark(person)
    threads = threads.with_acknowledgement(person).with_space_number()
    threads = threads.with_my_veil(person)
    return threads.with_place(number if is_numbered else None)


_thread_of_page = Prepared(_threads_of_page)


def read_thread(person: "Person", thread: Any, asked: Asked) -> Reading:
    """The page of a thread that was found `thread_to_read`: two queries, three where posts carry cards of two kinds."""
    window = _window(thread, asked)
    refs = [ref for post in window.posts for ref in refs_of(post)]
    if thread.subject_ref:
        refs.append(thread.subject_ref)
    return Reading(
        thread=thread,
        where=standing_beside(person, thread),
        window=window,
        read=thread.my_number,
        read_at=thread.my_read_at,
        new=new_in(thread),
        cards=registry.load(person, refs) if refs else {},
    )


def links_of(post: Post) -> list[Ref]:
    """The things of ours that a post points at; of a hidden one nothing."""
    refs = []
    for text in [] if post.is_hidden else post.carries.get("links", []):
        try:
            refs.append(Ref.parse(text))
        except ValueError:
            continue
    return refs


def left_of(post: Post) -> list[tuple[Ref, int]]:
    """To where posts were moved that stood behind this one, and how many; also behind a deleted one."""
    return [(Ref.parse(text), count) for text, count in post.carries.get("left", [])]


def refs_of(post: Post) -> list[Ref]:
    """Everything of ours that a post shows to who may see it."""
    made = [post.promoted_to] if post.promoted_to is not None and not post.is_hidden else []
    return [*links_of(post), *(ref for ref, _count in left_of(post)), *made]


def _window(thread: Any, asked: Asked) -> Window:
    if asked.after:
        return windows.after(thread, asked.after)
    if asked.before:
        return windows.before(thread, asked.before)
    place = Place.told(getattr(thread, "place_told", None))
    if asked.number and place:
        return windows.around(thread, place)
    if asked.end == "first" or (thread.my_number is None and not asked.end):
        return windows.first(thread)
    if asked.end == "last" or not new_in(thread) or place is None:
        return windows.last(thread)
    return windows.around(thread, place)
