"""Where a new thread begins: about what, and in which space."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from core.kinds import registry
from core.kinds.registry import Ref, Shown
from social.models import Departure, Sanction, Space, Thread
from social.models.tags import slug_of
from social.queries.knowing import asking_words
from social.rules.spaces import LEADING
from social.rules.veils import FEWEST_TO_HIDE_AMONG

if TYPE_CHECKING:
    from core.accounts.models import Person


@dataclass(frozen=True)
class Begun:
    """A thread about to be opened."""

    spaces: "QuerySet[Space]"
    space: Space | None = None
    about: Shown | None = None
    place: dict[str, Any] = field(default_factory=dict)
    kind: str = Thread.Kind.DISCUSSION
    language: str = "en"
    title: str = ""
    may_announce: bool = False
    # Where the person may ask without their name.
    unnamed_in: Sequence[str] = ()
    words: str = ""

    @property
    def subject(self) -> Ref | None:
        """What it will hang on."""
        return self.about.ref if self.about else None

    def words_for_tags(self, terms: Iterable[str]) -> list[str]:
        """Words to offer as tags: those that fit what it hangs on, then those of the space; each once."""
        own = self.space.vocabulary if self.space else []
        return list({slug_of(word): word for word in [*own, *terms]}.values())

    @property
    def draft_context(self) -> str:
        """Under which name the server keeps what is being written."""
        return f"space:{self.space.pk if self.space else 0}"

    @property
    def initial(self) -> dict[str, Any]:
        """What the form starts with."""
        begun = {"source": self.words} if self.words else {}
        return {"space": self.space, "kind": self.kind, "language": self.language, "title": self.title, **begun}


def begun(person: "Person", asked: Mapping[str, Any]) -> Begun:
    """Reads `?space=7&about=library_object:12&place={"page":4}&kind=question`; what one may not see is left out.

    Without a space, the one proposed is where this thing is talked about most among the person's own.
    """
    about = _thing(person, asked.get("about", ""))
    spaces = writable_by(person)
    space = _chosen(spaces, asked.get("space", "")) or _proposed(person, spaces, about)
    kind = asked.get("kind", "")
    return Begun(
        spaces=spaces,
        space=space,
        about=about,
        place=_place(asked.get("place", "")),
        kind=kind if kind in Thread.Kind.values else (Thread.Kind.QUESTION if about else Thread.Kind.DISCUSSION),
        language=space.language if space else person.language,
        title=str(asked.get("title", ""))[:200],
        words=_asking(person, asked.get("favour", "")),
        may_announce=person.memberships.filter(role__in=LEADING).exists(),
        unnamed_in=list(letting_ask_unnamed(spaces, person).values_list("name", flat=True)),
    )


def writable_by(person: "Person") -> "QuerySet[Space]":
    """Where the person may open a thread: their own living spaces, and open communities that did not remove them."""
    own = Space.objects.places().living().readable_by(person)
    home = own.filter(Q(kind="community") | Q(pk__in=person.memberships.values("space_id")))
    home = home.exclude(pk__in=person.memberships.filter(muted_until__isnull=False).values("space_id"))
    removed = Q(pk__in=Departure.objects.filter(person=person, was_sent=True).values("space_id"))
    removed |= Q(pk__in=Sanction.objects.running().filter(person=person, sort="remove").values("space_id"))
    return home.exclude(removed & ~Q(pk__in=person.memberships.values("space_id"))).order_by("name", "pk")


def letting_ask_unnamed(spaces: "QuerySet[Space]", person: "Person") -> "QuerySet[Space]":
    """Those of `spaces` in which the person may ask without their name (`rules.barrier_to_asking_unnamed`)."""
    home = Space.objects.home_of(person).values("pk")
    return spaces.filter(lets_ask_unnamed=True, member_count__gte=FEWEST_TO_HIDE_AMONG, pk__in=home)


def _thing(person: "Person", text: str) -> Shown | None:
    try:
        ref = Ref.parse(text)
    except ValueError:
        return None
    return registry.load(person, [ref]).get(ref)


def _chosen(spaces: "QuerySet[Space]", text: str) -> Space | None:
    return spaces.filter(pk=int(text)).first() if text.isascii() and text.isdigit() and len(text) < 18 else None


def _proposed(person: "Person", spaces: "QuerySet[Space]", about: Shown | None) -> Space | None:
    """My study group if it talks about the thing, else a community that does, else where I am most."""
    mine = spaces.filter(pk__in=person.memberships.values("space_id"))
    if about is None:
        return mine.order_by("-member_count", "pk").first()
    kind = registry.of(about.ref.kind).content_type()
    on_it = Count("threads", filter=Q(threads__subject_type=kind, threads__subject_id=about.ref.pk))
    best = spaces.annotate(on_it=on_it).filter(on_it__gt=0)
    group = best.filter(kind="study_group").order_by("-on_it", "pk").first()
    return group or best.order_by("-on_it", "pk").first() or mine.order_by("-member_count", "pk").first()


def _place(text: str) -> dict[str, Any]:
    try:
        place = json.loads(text) if text else {}
    except ValueError:
        return {}
    return place if isinstance(place, dict) else {}


def _asking(person: "Person", text: str) -> str:
    """The words by which somebody who knows is asked, where that was prepared; one query where it was."""
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return ""
    favour = person.favours.filter(pk=int(text), asked_at=None).select_related("person").first()
    return asking_words(favour.person) + "\n\n" if favour else ""
