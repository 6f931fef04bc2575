"""Where a new thread begins: about what, and in which space."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from core.kinds import registry
from core.kinds.registry import Ref, Shown
from social.models import Space, Thread
from social.queries.knowing import asking_words
from social.rules.spaces import LEADING

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
    words: str = ""

    @property
    def subject(self) -> Ref | None:
        """What it will hang on."""
        return self.about.ref if self.about else None

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
    )


def writable_by(person: "Person") -> "QuerySet[Space]":
    """Where the person may open a thread: their own living spaces, and open communities."""
    own = Space.objects.places().living().readable_by(person)
    home = own.filter(Q(kind="community") | Q(pk__in=person.memberships.values("space_id")))
    return home.exclude(pk__in=person.memberships.filter(muted_until__isnull=False).values("space_id")).order_by(
        "name", "pk"
    )


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
