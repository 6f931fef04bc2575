"""What stands first on a space's page: what is pinned, what waits for the reader's word, open questions, answers."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, When

from core.kinds import registry
from core.kinds.registry import Ref, Shown
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
    worked_out: list[Thread] = field(default_factory=list)


def front_of(where: rules.Standing) -> Front:
    """Two queries; three where a learning object is pinned."""
    pins = [(pin.ref, pin) for pin in where.space.pins.all()]
    threads = _threads_in_front(where, [ref.pk for ref, _pin in pins if ref and ref.kind == "thread"])
    shown = {Ref.to(thread): _shown(thread) for thread in threads}
    if others := [ref for ref, _pin in pins if ref and ref.kind != "thread"]:
        shown |= registry.load(where.person, others)
    questions = [thread for thread in threads if thread.kind == Thread.Kind.QUESTION and thread.state == "open"]
    return Front(
        pins=[shown[ref] for ref, _pin in pins if ref in shown],
        askings=[thread.asking for thread in threads if thread.waits],
        questions=questions[:FEW],
        worked_out=sorted((thread for thread in threads if thread.is_worked_out), key=_worked_out_at, reverse=True),
    )


def _worked_out_at(thread: Any) -> Any:
    return thread.worked_out_at, thread.pk


def _threads_in_front(where: rules.Standing, pinned_pks: list[int]) -> list[Any]:
    """What is pinned, then announcements that wait for the reader, then the latest that was worked out, then questions
    that nobody has answered."""
    asked = Asking.objects.waiting_for(where.person)
    seen = Thread.objects.visible_to(where.person).filter(space=where.space)
    latest = seen.worked_out().order_by("-worked_out_at", "-pk").values("pk")[:FEW]
    is_latest = Case(When(pk__in=latest, then=True), default=False, output_field=BooleanField())
    threads = seen.annotate(waits=Exists(asked.filter(thread=OuterRef("pk"))), is_worked_out=is_latest)
    rank = Case(When(pk__in=pinned_pks, then=0), When(waits=True, then=1), When(is_worked_out=True, then=2), default=3)
    # Each is found by itself: among a million talks these few are not looked for one by one.
    first = seen.unanswered().oldest_first().values("pk")[: FEW + len(pinned_pks)]
    questions = Thread.objects.filter(pk__in=first).order_by().values("pk")
    learned = Thread.objects.filter(pk__in=latest).order_by().values("pk")
    waiting = asked.filter(thread__space=where.space).order_by().values("thread_id")
    fixed = Thread.objects.filter(pk__in=pinned_pks).order_by().values("pk")
    wanted = threads.filter(pk__in=questions.union(learned, waiting, fixed)).annotate(rank=rank)
    found: list[Any] = list(
        wanted.select_related("asking", "author")
        .with_answer()
        .with_rungs()
        .order_by("rank", "opened_at", "pk")[: len(pinned_pks) + MOST_ASKED + 2 * FEW]
    )
    for thread in found:
        thread.space = where.space
        if thread.waits:
            thread.asking.thread = thread
    return found


def _shown(thread: Thread) -> Shown:
    kind = registry.of("thread")
    return Shown(Ref.to(thread), kind.title(thread), kind.url(thread), kind.icon, str(kind.word), thread)


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
