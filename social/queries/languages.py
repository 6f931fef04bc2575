"""Which talks are in languages that somebody reads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery

from social.models import Mention, Post, ReadLanguages, Thread
from social.models.languages import usual
from social.querysets.spaces import SpaceQuerySet
from social.querysets.threads import ThreadQuerySet

if TYPE_CHECKING:
    from core.accounts.models import Person

EVERY = frozenset(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Languages:
    """How a list of talk is narrowed by language: `offered` where it holds both what the person reads and what not."""

    codes: frozenset[str]
    offered: bool = False
    all_asked: bool = False

    @property
    def narrows(self) -> bool:
        """Whether talks in other languages are left out."""
        return self.offered and not self.all_asked

    @property
    def names(self) -> str:
        """The languages in words."""
        return ", ".join(str(name) for code, name in settings.LANGUAGES if code in self.codes)


def read_by(person: "Person") -> frozenset[str]:
    """The languages that somebody reads; one query."""
    codes = ReadLanguages.objects.filter(person=person).values_list("codes", flat=True).first()
    return frozenset(codes or usual(person)) & EVERY


def with_languages(spaces: SpaceQuerySet, person: "Person") -> SpaceQuerySet:
    """Spaces with what `in_space` reads: which languages are spoken there, which the person reads."""
    threads = Thread.objects.visible_to(person).filter(space=OuterRef("pk"))
    codes = ReadLanguages.objects.filter(person=person).values("codes")[:1]
    there = {f"has_{code}": Exists(threads.filter(language=code)) for code in sorted(EVERY)}
    return spaces.annotate(my_codes=Subquery(codes), **there)


def in_space(person: "Person", space: Any, asked: str) -> Languages:
    """How the talks of a space that came `with_languages` are narrowed, `asked` being "all" or ""."""
    read = frozenset(space.my_codes or usual(person)) & EVERY
    spoken = {code for code in EVERY if getattr(space, f"has_{code}")}
    return Languages(read, offered=bool(spoken & read) and bool(spoken - read), all_asked=asked == "all")


def narrowed(threads: ThreadQuerySet, person: "Person", codes: frozenset[str]) -> ThreadQuerySet:
    """Talks in these languages, and in any other those that concern the person: they wrote in it, or are called."""
    if codes >= EVERY:
        return threads
    in_it: Any = Post.objects.filter(Q(author=person) | Q(veil__person=person), thread=OuterRef("pk"))
    called = Mention.objects.filter(post__thread=OuterRef("pk"), person=person)
    return threads.filter(Q(language__in=codes) | Exists(in_it) | Exists(called))
