"""What is like a talk: other talks while its title is typed, learning objects beside it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from core.kinds import registry
from core.kinds.registry import Ref, Shown
from core.library import audiences as library
from core.search.alike import alike
from core.search.audiences import own_and_colleagues
from social.models import Post, PostLink, Promotion, Thread
from social.queries.search_keys import keys_of_person

if TYPE_CHECKING:
    from core.accounts.models import Person

OBJECT = "learning_object"
MOST, MOST_RELATED = 5, 5
SHORTEST = 6


def similar_to(person: "Person", title: str) -> list[Thread]:
    """At most five talks that the person may read and whose titles or tags say much the same, the likest first."""
    words = " ".join(title.split())
    if len(words) < SHORTEST:
        return []
    pks = alike(words, "thread", keys_of_person(person), most=2 * MOST)
    threads = Thread.objects.visible_to(person).in_places().filter(pk__in=pks)
    found = {thread.pk: thread for thread in threads.select_related("space").with_answer().with_rungs()}
    return [found[pk] for pk in pks if pk in found][:MOST]


@dataclass(frozen=True)
class Related:
    """A learning object beside a talk, and why: `made` of it, `named` in it or beside the same subject, or `alike`."""

    thing: Shown
    why: str


def related_to(person: "Person", thread: Thread) -> list[Related]:
    """At most five learning objects that have to do with a talk, those that were made of it first; five queries."""
    why: dict[int, str] = {}
    made = Promotion.objects.filter(post__thread=thread).order_by("-at", "-pk")
    for pk in made.values_list("learning_object_id", flat=True)[:MOST_RELATED]:
        why.setdefault(pk, "made")
    for pk in _named(person, thread)[:MOST_RELATED]:
        why.setdefault(pk, "named")
    words = " ".join([thread.title, *(word for tag in thread.tags for word in (tag["en"], tag["fr"]))])
    keys = {*own_and_colleagues(person), *library.of_person(person)}
    for pk in alike(words, OBJECT, keys, most=MOST_RELATED):
        why.setdefault(pk, "alike")
    subject = thread.subject_ref
    refs = [ref for pk in why if (ref := Ref(OBJECT, pk)) != subject]
    shown = registry.load(person, refs) if refs else {}
    useful = [ref for ref in refs if ref in shown and shown[ref].thing.state != "retired"]
    return [Related(shown[ref], why[ref.pk]) for ref in useful][:MOST_RELATED]


def _named(person: "Person", thread: Thread) -> list[int]:
    """The objects that posts of this talk point at, and then those of other talks about the same subject."""
    links = PostLink.objects.filter(
        target_type=registry.of(OBJECT).content_type(), post__in=Post.objects.standing().values("pk")
    )
    here: Any = Q(post__thread=thread)
    if thread.subject_type_id is not None:
        same = Thread.objects.visible_to(person).filter(
            subject_type=thread.subject_type_id, subject_id=thread.subject_id
        )
        here |= Q(post__thread__in=same.values("pk"))
    return list(dict.fromkeys(links.filter(here).order_by("-pk").values_list("target_id", flat=True)[:20]))
