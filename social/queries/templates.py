"""Templates of spaces: which a person may begin with, and what one keeps of a space."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.kinds.registry import Ref
from core.library.models import LearningObject
from social import patterns
from social.models import Post, Space, SpaceTemplate
from social.patterns import Admission, Opening, Pattern

if TYPE_CHECKING:
    from core.accounts.models import Person


@dataclass(frozen=True)
class Offer:
    """A template to begin with: its key in the address, and who kept it (None: every house has it)."""

    key: str
    name: str
    pattern: Pattern
    kept: SpaceTemplate | None = None


def offered_to(person: "Person") -> list[Offer]:
    """Those that every house has, in the reader's language, then one's own and what colleagues share."""
    language = person.language
    house = [
        Offer(key, pattern.name, pattern) for key in patterns.KEYS for pattern in [patterns.shipped(key, language)]
    ]
    kept = SpaceTemplate.objects.visible_to(person).select_related("by").order_by("name", "pk")
    return house + [Offer(f"kept-{row.pk}", row.name, Pattern.of(row.pattern), row) for row in kept]


def offer_called(offers: list[Offer], key: str) -> Offer | None:
    """The one that an address asks for."""
    return next((offer for offer in offers if offer.key == key), None)


def to_keep(space: Space) -> list[Post]:
    """First posts of pinned talks that who leads has written: what a template may keep as its opening words."""
    pinned = [pin.ref.pk for pin in space.pins.all() if pin.ref and pin.ref.kind == "thread"]
    posts = Post.objects.standing().filter(thread__in=pinned, thread__space=space, thread__audience="", number=1)
    found = posts.exclude(spoke_as="").select_related("thread")
    return sorted(found, key=lambda post: pinned.index(post.thread_id))


def pattern_of(space: Space, name: str, threads: list[int]) -> Pattern:
    """How a space is arranged, with the opening words of the talks that were chosen among `to_keep`."""
    chosen = [post for post in to_keep(space) if post.thread_id in threads]
    rules = space.join_rules.select_related("unit", "job_role").order_by("pk")
    return Pattern(
        name=name,
        about=space.about,
        openness=space.opens_as or space.openness,
        language=space.language,
        slow_seconds=space.slow_seconds,
        words=tuple(space.vocabulary),
        openings=tuple(Opening(post.thread.title, post.source, post.thread.kind, post.format) for post in chosen),
        objects=tuple(_codes(space)),
        admits=tuple(
            Admission(rule.unit.code if rule.unit else "", rule.job_role.code if rule.job_role else "")
            for rule in rules
        ),
    )


def objects_of(pattern: Pattern, person: "Person") -> list[Any]:
    """The learning objects of a template that the person may see, in its order."""
    if not pattern.objects:
        return []
    found = {thing.code: thing for thing in LearningObject.objects.visible_to(person).filter(code__in=pattern.objects)}
    return [found[code] for code in pattern.objects if code in found]


def _codes(space: Space) -> list[str]:
    pks = [ref.pk for pin in space.pins.all() if (ref := pin.ref) and ref.kind == "learning_object"]
    codes = dict(LearningObject.objects.filter(pk__in=pks).values_list("pk", "code")) if pks else {}
    return [codes[pk] for pk in pks if pk in codes]


def refs_of(pattern: Pattern, person: "Person") -> list[Ref]:
    """The same as references, to be pinned."""
    return [Ref("learning_object", thing.pk) for thing in objects_of(pattern, person)]
