"""Tags as pages show them."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from social.models import Tag, Thread
from social.models.tags import slug_of

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_OFFERED = 8


def offered(person: "Person", words: str) -> list[dict[str, Any]]:
    """Tags that begin so, those used most in spaces of the person first; words of the vocabulary are there unused."""
    slug = slug_of(words)
    seen = list(Tag.objects.beginning_with(slug).seen_by(person).most_used_first()[:MOST_OFFERED])
    rest = Tag.objects.beginning_with(slug).filter(kind=Tag.Kind.VOCABULARY).exclude(pk__in=[tag.pk for tag in seen])
    more = list(rest.order_by("slug")[: MOST_OFFERED - len(seen)]) if slug and len(seen) < MOST_OFFERED else []
    return [
        {"slug": tag.slug, "word": tag.word, "kind": tag.kind, "count": getattr(tag, "use_count", 0)}
        for tag in [*seen, *more]
    ]


def threads_tagged(person: "Person", slug: str) -> "QuerySet[Thread]":
    """The talks with a tag that the person may read."""
    tagged = Thread.objects.filter(tag_uses__tag__slug=slug).values("pk")
    threads = Thread.objects.visible_to(person).filter(pk__in=tagged)
    return threads.with_mine(person).select_related("author", "space")


def all_tags(words: str) -> "QuerySet[Tag]":
    """Every tag with how often it is used, for who keeps the vocabulary."""
    return Tag.objects.beginning_with(slug_of(words)).annotate(use_count=Count("uses"))


def words_in_use(person: "Person") -> tuple[Any, list[str]]:
    """For a first day: the tags used most where the person may read, a word of no closed room among them."""
    tags = Tag.objects.seen_by(person).most_used_first()[:MOST_OFFERED]
    return _("Talked about here"), [tag.word for tag in tags]
