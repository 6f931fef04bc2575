"""Which one thing somebody who has just come is offered to begin with, and whether they have done it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q

from core.accounts import words
from core.accounts.models import FirstDay
from core.kinds import registry
from core.kinds.registry import Ref
from social.models import Departure, Membership, Pin, Post, ReadMark, Space, ThreadTag
from social.models.tags import slug_of
from social.models.threads import Thread

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_SPACES = 200
# So much of a word stands for its family: “vaccine” and “vaccins”.
STEM = 5


@dataclass(frozen=True)
class FirstAct:
    """One thing to begin with: what to do, the space it is about, what is to be read there."""

    act: str
    space: Space
    thing: registry.Shown | None = None

    @property
    def on(self) -> str:
        """The reference under which the first day keeps it."""
        return str(self.thing.ref) if self.thing else f"space:{self.space.pk}"


def fitting(person: "Person") -> FirstAct | None:
    """What fits best: a community that talks of what they work on; else a word where they belong; else reading."""
    spaces = _spaces(person)
    scores = _scores(person, spaces)
    ranked = sorted(
        spaces, key=lambda space: (-scores[space.pk], space.language != person.language, -space.member_count)
    )
    return next(_offers(person, ranked, scores), None)


def waiting(person: "Person", day: FirstDay | None) -> FirstAct | None:
    """What was offered and is neither done nor gone; for who has been offered nothing, no query."""
    if day is None or not day.offers:
        return None
    if day.act == FirstDay.Act.READ:
        return _to_read(person, day.act_on)
    space = Space.objects.readable_by(person).living().filter(pk=day.act_on.partition(":")[2]).first()
    done: Any = Membership.objects.filter(person=person, space=space)
    if day.act == FirstDay.Act.HELLO:
        done = Post.objects.filter(author=person, thread__space=space)
    return None if space is None or done.exists() else FirstAct(day.act, space)


def _spaces(person: "Person") -> list[Space]:
    mine = Membership.objects.filter(space=OuterRef("pk"), person=person)
    wrote = Post.objects.filter(thread__space=OuterRef("pk"), author=person)
    left = Departure.objects.filter(space=OuterRef("pk"), person=person)
    spaces = Space.objects.readable_by(person).communities().living()
    marked = spaces.annotate(is_mine=Exists(mine), has_written=Exists(wrote), was_left=Exists(left))
    return list(marked.order_by("-is_mine", "-member_count", "pk")[:MOST_SPACES])


def _scores(person: "Person", spaces: list[Space]) -> dict[int, int]:
    """How much of what they work on each space says in its name, about itself, and in the tags of its talks."""
    said = words.fold(" ".join([*person.works_on, person.about])).split()
    stems = {f" {word[:STEM]}" for word in said if len(word) > 2}
    slugs = [slug_of(word) for word in person.works_on]
    talked = ThreadTag.objects.filter(thread__in=Thread.objects.visible_to(person).values("pk"))
    tags = talked.filter(Q(tag__slug__in=slugs) | Q(tag__slug_fr__in=slugs), thread__space__in=spaces)
    tagged = dict(tags.values_list("thread__space", "tag").distinct().order_by())
    scores = {}
    for space in spaces:
        name, about = f" {words.fold(space.name)}", f" {words.fold(space.about)}"
        scores[space.pk] = sum(2 * (stem in name) + (stem in about) for stem in stems) + 3 * (space.pk in tagged)
    return scores


def _offers(person: "Person", ranked: list[Any], scores: dict[int, int]) -> Iterator[FirstAct]:
    """Every act that is open to them, the one that fits best first."""
    outside = [space for space in ranked if not space.is_mine and not space.was_left and space.openness == "open"]
    inside = [space for space in ranked if space.is_mine]
    yield from (FirstAct(FirstDay.Act.JOIN, space) for space in outside if scores[space.pk])
    yield from (FirstAct(FirstDay.Act.HELLO, space) for space in inside if not space.has_written)
    pins = Pin.objects.filter(space__in=inside).select_related("space").order_by("position", "pk")
    for pin in pins:
        act = _to_read(person, str(pin.ref or ""), pin.space)
        if act is not None:
            yield act
    yield from (FirstAct(FirstDay.Act.JOIN, space) for space in outside)


def _to_read(person: "Person", on: str, space: Space | None = None) -> FirstAct | None:
    """What stands pinned, while it does, the person may see it, and has not read it."""
    try:
        ref = Ref.parse(on)
    except ValueError:
        return None
    pins = Pin.objects.filter(target_type=registry.of(ref.kind).content_type(), target_id=ref.pk)
    here = Space.objects.readable_by(person).living().filter(pk__in=pins.values("space"))
    space = space or here.order_by(F("pk")).first()
    shown = registry.load(person, [ref]).get(ref) if space else None
    if shown is None or space is None:
        return None
    if ref.kind == "thread" and ReadMark.objects.filter(person=person, thread=ref.pk).exists():
        return None
    return FirstAct(FirstDay.Act.READ, space, shown)
