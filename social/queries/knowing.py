"""Who knows about something: people, by what they answered where the reader may read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp2, log2
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from social import rules
from social.models import Expertise, Favour, Post, Space, Tag, Thread, ThreadTag
from social.models.knowledge import WHOLE_SPACE
from social.models.tags import slug_of
from social.queries.people import readers_of, who_may_read
from social.rules.knowledge import ASKED_WITHIN, ASKS_WITHIN
from social.rules.warmth import ACCEPTED, CONFIRMED, warmth

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST, MOST_ROWS = 4, 80
# What somebody said on the very topic comes before what they said in the same space.
OF_THE_TOPIC = 2.0
MOST_WORDS, LONGEST_TAG = 12, 3


@dataclass(frozen=True)
class Knower:
    """Somebody who knows: on which topic and in which space most, how many answers, how many of them confirmed, and
    what keeps from asking."""

    person: "Person"
    topic: str
    word: str
    answers: int
    confirmed: int
    space_id: int
    barrier: Any = ""


@dataclass
class _Told:
    """The counts of one person on one topic, over all spaces."""

    answers: int = 0
    confirmed: int = 0
    heat: float = 0.0
    space_id: int = 0
    hottest: float = 0.0


def who_knows(
    reader: "Person", topics: Mapping[str, str], *, thread: Thread | None = None, space: Space | None = None
) -> list[Knower]:
    """A few people who answered on these topics (topic and its word), warmest first; of the space as a whole when it
    is given. Two queries. Beside a thread only those who may read it."""
    wanted = Q(topic__in=[topic for topic in topics if topic]) if topics else Q(pk__in=[])
    if space is not None:
        wanted |= Q(topic=WHOLE_SPACE, space=space)
    rows = Expertise.objects.visible_to(reader).of_shown_people().filter(wanted).exclude(person=reader)
    if thread is not None:
        # Beside a restricted thread only who answered in such ones; whether they still may, each is asked.
        rows = rows.filter(person__in=readers_of(thread.space).values("pk"), audience=thread.audience)
    found = list(rows.select_related("person__unit").topics_first()[:MOST_ROWS])
    if not found:
        return []
    people = {row.person_id: row.person for row in found}
    ranked = sorted(_gathered(found).items(), key=lambda one: (-one[1][0], one[0]))[:MOST]
    readers = who_may_read(thread, [people[pk] for pk, _told in ranked])
    best = [(people[pk], topic, told) for pk, (_heat, topic, told) in ranked if people[pk] in readers]
    so_far = asked_so_far([person for person, _topic, _told in best], reader, thread)
    return [
        Knower(
            person, topic, topics.get(topic, ""), told.answers, told.confirmed, told.space_id, _barrier(person, so_far)
        )
        for person, topic, told in best
    ]


def _gathered(rows: Sequence[Expertise]) -> dict[int, tuple[float, str, _Told]]:
    """For each person how warm they are, and on which topic most."""
    told: dict[int, dict[str, _Told]] = defaultdict(lambda: defaultdict(_Told))
    for row in rows:
        one = told[row.person_id][row.topic]
        one.answers += row.answers
        one.confirmed += row.confirmed
        heat = exp2(row.warmth + (OF_THE_TOPIC if row.topic else 0))
        one.heat += heat
        if heat > one.hottest:
            one.hottest, one.space_id = heat, row.space_id
    best = {pk: max(topics.items(), key=lambda each: (each[1].heat, each[0])) for pk, topics in told.items()}
    return {pk: (log2(one.heat), topic, one) for pk, (topic, one) in best.items()}


def _barrier(person: "Person", so_far: Mapping[int, rules.AskedSoFar]) -> Any:
    barrier = rules.barrier_to_asking(so_far[person.pk], person.name)
    return barrier[1] if barrier else ""


def asked_so_far(people: Sequence["Person"], by: "Person", thread: Thread | None) -> dict[int, rules.AskedSoFar]:
    """How often each was asked for a look lately, and how often `by` asked; one query."""
    now = timezone.now()
    pks = [person.pk for person in people]
    lately = Favour.objects.filter(Q(person__in=pks) | Q(by=by), Q(asked_at=None) | Q(asked_at__gt=now - ASKED_WITHIN))
    rows = [row for row in lately.exclude(asked_at=None, prepared_at__lte=now - rules.PREPARED_FOR) if _counts(row, by)]
    asks = sum(1 for row in rows if row.by_id == by.pk and row.asked_at and row.asked_at > now - ASKS_WITHIN)
    here = {row.person_id for row in rows if row.asked_at and thread is not None and row.thread_id == thread.pk}
    return {pk: rules.AskedSoFar(sum(1 for row in rows if row.person_id == pk), asks, pk in here) for pk in pks}


def _counts(row: Favour, by: "Person") -> bool:
    """What somebody prepared themselves and did not send does not stand in their own way."""
    return row.asked_at is not None or row.by_id != by.pk


def asking_words(person: "Person") -> str:
    """How somebody who knows is asked, in the language of who asks."""
    text = gettext("@%(name)s, you have answered questions like this one. Would you have a look? There is no hurry.")
    return text % {"name": person.name}


def topics_of(thread: Thread) -> dict[str, str]:
    """What a thread is about, each with its word: its tags, what it hangs on; one query where it has tags."""
    uses = ThreadTag.objects.filter(thread=thread).select_related("tag") if thread.tags else []
    topics = {f"tag:{use.tag_id}": f"#{use.tag.word}" for use in uses}
    if thread.subject_ref is not None:
        topics[str(thread.subject_ref)] = ""
    return topics


def topics_in(words: str) -> dict[str, str]:
    """The tags that some words name, up to three words for one; one query."""
    split = words.split()[:MOST_WORDS]
    groups = (split[at : at + size] for size in range(1, LONGEST_TAG + 1) for at in range(len(split) - size + 1))
    slugs = {slug for group in groups if (slug := slug_of(" ".join(group)))}
    tags = Tag.objects.filter(Q(slug__in=slugs) | Q(slug_fr__in=slugs)) if slugs else []
    return {f"tag:{tag.pk}": f"#{tag.word}" for tag in tags}


@dataclass
class _Cell:
    """The answers of one person in one space on one topic."""

    weighed: list[tuple[int, datetime]]
    accepted: int = 0
    confirmed: int = 0


def counted(person_id: int, space_id: int) -> list[Expertise]:
    """What somebody's answers in a space amount to now, as rows to be written; two queries."""
    counting = Post.objects.credited().filter(author=person_id, thread__space=space_id)
    posts = list(counting.select_related("thread__veil").order_by("pk"))
    tags: dict[int, list[str]] = defaultdict(list)
    for use in ThreadTag.objects.filter(thread__in={post.thread_id for post in posts}) if posts else []:
        tags[use.thread_id].append(f"tag:{use.tag_id}")
    cells: dict[tuple[str, str], _Cell] = defaultdict(lambda: _Cell([]))
    for post in posts:
        subject = post.thread.subject_ref
        topics = [WHOLE_SPACE, *tags[post.thread_id], *([str(subject)] if subject else [])]
        for topic in topics:
            _count(cells[post.thread.audience, topic], post)
    return [
        Expertise(
            person_id=person_id,
            space_id=space_id,
            audience=audience,
            topic=topic,
            answers=len(cell.weighed),
            accepted=cell.accepted,
            confirmed=cell.confirmed,
            warmth=warmth(cell.weighed),
            last_at=max(at for _weight, at in cell.weighed),
        )
        for (audience, topic), cell in cells.items()
    ]


def _count(cell: _Cell, post: Post) -> None:
    veil = post.thread.veil
    is_own = post.author_id in (post.accepted_by_id, veil.person_id if veil else None)
    accepted = None if is_own else post.accepted_at
    moments = [at for at in (accepted, post.confirmed_at) if at]
    weight = (ACCEPTED if accepted else 0) + (CONFIRMED if post.confirmed_at else 0)
    cell.weighed.append((weight, max(moments)))
    cell.accepted += accepted is not None
    cell.confirmed += post.confirmed_at is not None


def pairs_in(threads: Iterable[int]) -> set[tuple[int, int]]:
    """Whose answers in which space count for something in these threads."""
    rows = Post.objects.credited().filter(thread__in=list(threads)).order_by()
    return set(rows.values_list("author_id", "thread__space_id").distinct())
