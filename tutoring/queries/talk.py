"""The threads that hang on a study's fragments."""

from typing import Any

from django.db.models import Count
from django.urls import reverse

from core.kinds import registry
from social.models import Thread
from social.queries.reading import Line, lines
from social.querysets.threads import ThreadQuerySet
from tutoring.models import Fragment, Study, StudyGroup

MOST_THREADS = 50


def thread_counts(person: Any, study: Study) -> dict[int, int]:
    """How many threads that the person may read hang on each fragment, by its key; one query."""
    threads = _about(person, study).order_by()
    return dict(threads.values_list("subject_id").annotate(n=Count("pk")))


def threads_of(person: Any, study: Study, *, about: int | None = None, most: int = MOST_THREADS) -> list[Line]:
    """The latest threads about the study, or about one fragment of it; two queries."""
    threads = _about(person, study)
    if about is not None:
        threads = threads.filter(subject_id=about)
    return lines(list(threads.with_mine(person).select_related("author", "space").latest_first()[:most]))


def new_thread_url(person: Any, study: Study) -> str:
    """Where a thread about a fragment is begun (its key is to follow): in my group that studies it, if there is one."""
    address = reverse("social:thread-new")
    space = StudyGroup.objects.of(person).alive().studying(study).order_by("-pk").values_list("space_id", flat=True)
    mine = space.first()
    return f"{address}?{f'space={mine}&' if mine else ''}about=study_fragment:"


def _about(person: Any, study: Study) -> ThreadQuerySet:
    kind = registry.of_model(Fragment).content_type()
    return Thread.objects.visible_to(person).about(kind, study.fragments.values("pk"))
