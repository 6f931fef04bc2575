"""What is like a talk: other talks while its title is typed, learning objects beside it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from core.kinds import registry
from core.library.models import LearningObject, Use
from core.search.alike import alike
from social.models import Post, Promotion, Thread
from social.queries.search_keys import keys_of_person

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST, MOST_RELATED, MOST_USES = 5, 5, 20
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

    thing: LearningObject
    why: str


def related_to(person: "Person", thread: Thread) -> list[Related]:
    """At most five learning objects that have to do with a talk, those that were made of it first; three queries."""
    why = _made_or_named(person, thread)
    seen = LearningObject.objects.visible_to(person).exclude(state=LearningObject.State.RETIRED)
    subject = thread.subject_ref
    if subject is not None and subject.kind == "learning_object":
        seen = seen.exclude(pk=subject.pk)
    known = seen.in_bulk(why)
    words = " ".join([thread.title, *(word for tag in thread.tags for word in (tag["en"], tag["fr"]))])
    alike = seen.in_catalogue().exclude(pk__in=known).alike(words)[:MOST_RELATED]
    found = [Related(known[pk], why[pk]) for pk in why if pk in known]
    return [*found, *(Related(thing, "alike") for thing in alike)][:MOST_RELATED]


def _made_or_named(person: "Person", thread: Thread) -> dict[int, str]:
    """What was made of answers of this talk; then what posts here, or in talks about the same subject, point at."""
    here: Any = Q(thread=thread)
    if thread.subject_type_id is not None:
        same = Thread.objects.visible_to(person).filter(
            subject_type=thread.subject_type_id, subject_id=thread.subject_id
        )
        here |= Q(thread__in=same.values("pk"))
    posts = registry.of("post").content_type()
    made = Promotion.objects.filter(
        post=OuterRef("by_id"), post__thread=thread, learning_object=OuterRef("learning_object")
    )
    uses = Use.objects.filter(by_type=posts, by_id__in=Post.objects.standing().filter(here).values("pk"))
    rows = uses.annotate(is_made=Exists(made)).order_by("-is_made", "-pk").values_list("learning_object_id", "is_made")
    why: dict[int, str] = {}
    for pk, is_made in rows[:MOST_USES]:
        why.setdefault(pk, "made" if is_made else "named")
    return why
