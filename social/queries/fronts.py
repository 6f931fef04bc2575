"""What stands first on a space's page: what is pinned, what waits for the reader's word, open questions."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core.kinds import registry
from core.kinds.registry import Shown
from core.library.models import LearningObject
from social import rules
from social.models import Asking, Pin, Thread

FEW = 3
MOST_ASKED = 5
MOST_FOUND = 8


@dataclass(frozen=True)
class Front:
    """The head of a space's page."""

    pins: list[Shown] = field(default_factory=list)
    askings: list[Asking] = field(default_factory=list)
    questions: list[Thread] = field(default_factory=list)


def front_of(where: rules.Standing) -> Front:
    """Three queries, four where objects and talks are pinned."""
    pins = [shown for _pin, shown in pinned(where)]
    person = where.person
    waits = Exists(Asking.objects.waiting_for(person).filter(thread=OuterRef("pk")))
    threads = Thread.objects.visible_to(person).filter(space=where.space).annotate(waits=waits)
    threads = threads.filter(Q(waits=True) | Q(kind="question", state="open")).select_related("asking", "author")
    # An announcement that waits comes before any question.
    found: list[Any] = list(threads.order_by("kind", "opened_at", "pk")[: FEW + MOST_ASKED])
    askings, questions = [], []
    for thread in found:
        thread.space = where.space
        if thread.waits:
            thread.asking.thread = thread
            askings.append(thread.asking)
        else:
            questions.append(thread)
    return Front(pins, askings, questions[:FEW])


def pinned(where: rules.Standing) -> list[tuple[Pin, Shown]]:
    """What is pinned and the reader may see, in order."""
    pins = [(pin, pin.ref) for pin in where.space.pins.all()]
    found = registry.load(where.person, [ref for _pin, ref in pins if ref]) if pins else {}
    return [(pin, found[ref]) for pin, ref in pins if ref in found]


def to_pin(where: rules.Standing, words: str) -> list[tuple[str, str, str]]:
    """Talks of the space and learning objects with these words in the title, as (reference, title, kind)."""
    words = words.strip()
    if not words:
        return []
    threads = Thread.objects.visible_to(where.person).filter(space=where.space, title__icontains=words)
    objects = LearningObject.objects.visible_to(where.person).filter(title__icontains=words)
    found = [(f"thread:{thread.pk}", thread.title, "thread") for thread in threads.latest_first()[:MOST_FOUND]]
    first = objects.order_by("title", "pk")[:MOST_FOUND]
    return found + [(f"learning_object:{row.pk}", row.title, "learning_object") for row in first]
