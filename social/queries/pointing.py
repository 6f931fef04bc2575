"""Finds which talk or post somebody means by a link, a reference, or some words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from core.kinds import registry
from core.kinds.registry import Ref, Shown
from core.search.queries import find
from social.models import Post

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_OFFERED = 8
KINDS = ("thread", "post")
# What our addresses show; a thread's may name a post by its number.
VIEWS = {"social:thread": "thread", "social:post": "post"}


@dataclass(frozen=True)
class Meant:
    """The one thing that is meant, or those to choose from."""

    thing: Shown | None = None
    offers: Sequence[Shown] = field(default_factory=list)


def meant(person: "Person", text: str, *, kinds: Collection[str] = KINDS, but: Collection[Ref] = ()) -> Meant:
    """What the person means, among what they may see and not among `but`; nothing for nothing."""
    text = text.strip()
    ref = _reference(text) or _at_address(text)
    if ref is not None:
        return Meant(thing=registry.load(person, [ref]).get(ref) if ref.kind in kinds else None)
    hits = [hit.ref for hit in find(person, text, list(kinds), size=MOST_OFFERED * 2).hits] if text else []
    seen = registry.load(person, [ref for ref in hits if ref not in but])
    return Meant(offers=[seen[ref] for ref in hits if ref in seen][:MOST_OFFERED])


def is_address(text: str) -> bool:
    """Whether the text names one thing rather than describes it."""
    return _reference(text.strip()) is not None or _at_address(text.strip()) is not None


def _reference(text: str) -> Ref | None:
    try:
        ref = Ref.parse(text)
    except ValueError:
        return None
    return ref if ref.kind in KINDS else None


def _at_address(text: str) -> Ref | None:
    """What a pasted link of ours shows; with `?post=12` the post of that number."""
    parts = urlsplit(text)
    if not parts.path.startswith("/") or (parts.netloc and parts.hostname not in settings.ORIGIN_HOSTS):
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    kind, pk = VIEWS.get(match.view_name), match.kwargs.get("pk")
    if kind is None or not isinstance(pk, int):
        return None
    name, _equals, number = parts.query.partition("=")
    if kind == "thread" and name == "post" and number.isdigit() and len(number) < 10:
        post = Post.objects.filter(thread=pk, number=int(number)).values_list("pk", flat=True).first()
        return Ref("post", post) if post else Ref(kind, pk)
    return Ref(kind, pk)
