"""Lets studies and study groups be found by everything they say."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.kinds.registry import Ref
from core.search import actions
from core.search.actions import Entry
from core.search.audiences import COLLEAGUES
from tutoring import fragments as parts
from tutoring.models import Fragment, Study, StudyGroup

# Registries write English.
LANGUAGE = "en"
# These say enough by themselves to be found by themselves; the rest is found with its study.
FOUND_ALONE = [
    parts.ARM,
    parts.INTERVENTION,
    parts.CRITERION,
    parts.BASELINE,
    parts.OUTCOME,
    parts.SAFETY,
    parts.REFERENCE,
]


def index_study(*, study_id: int, **_fact: Any) -> None:
    """Writes the study and its fragments into the index, and takes out what the record no longer has."""
    study = Study.objects.select_related("current").get(pk=study_id)
    fragments = list(study.fragments.filter(kind__in=[*FOUND_ALONE, parts.STUDY]))
    gone = [fragment.pk for fragment in fragments if fragment.removed_in_id is not None]
    present = [fragment for fragment in fragments if fragment.removed_in_id is None]
    actions.index_many(_entries(study, present))
    actions.forget_many("study_fragment", gone)


def index_group(group: StudyGroup) -> None:
    """Writes a group into the index, for its members."""
    actions.index_many([_group_entry(group)])


def every_study() -> Iterator[Entry]:
    """All studies, for the index to be written anew."""
    for study in Study.objects.select_related("current").iterator():
        whole = study.fragments.filter(kind=parts.STUDY, removed_in=None).first()
        yield _study_entry(study, whole)


def every_fragment() -> Iterator[Entry]:
    """All fragments, likewise."""
    found = Fragment.objects.filter(kind__in=FOUND_ALONE, removed_in=None).select_related("study__current")
    for fragment in found.iterator(chunk_size=500):
        yield _fragment_entry(fragment.study, fragment)


def every_group() -> Iterator[Entry]:
    """All study groups, likewise."""
    for group in StudyGroup.objects.select_related("space").iterator():
        yield _group_entry(group)


def words_in(data: Any) -> Iterator[str]:
    """Every word of a fragment's data that a person might look for; codes and ids left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from words_in(item)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in {"id", "group_id", "group_ids", "type", "sort", "kind", "classes", "denominators", "stats"}:
                yield from words_in(value)


def _entries(study: Study, fragments: Iterable[Fragment]) -> Iterator[Entry]:
    for fragment in fragments:
        if fragment.kind == parts.STUDY:
            yield _study_entry(study, fragment)
        else:
            yield _fragment_entry(study, fragment)


def _study_entry(study: Study, whole: Fragment | None) -> Entry:
    text = " ".join(words_in(whole.data)) if whole else study.searchable
    title = f"{study.acronym}: {study.title}" if study.acronym else study.title
    return Entry(
        Ref("study", study.pk),
        title,
        text,
        LANGUAGE,
        {COLLEAGUES},
        study.changed_at,
        [study.number],
        place=f"study:{study.pk}",
    )


def _fragment_entry(study: Study, fragment: Fragment) -> Entry:
    title = f"{study.short} · {fragment.title}"
    text = " ".join(dict.fromkeys(words_in(fragment.data)))
    return Entry(
        Ref("study_fragment", fragment.pk),
        title,
        text,
        LANGUAGE,
        {COLLEAGUES},
        study.changed_at,
        [study.number],
        place=f"study:{study.pk}",
    )


def _group_entry(group: StudyGroup) -> Entry:
    space = group.space
    return Entry(
        Ref("study_group", group.pk),
        space.name,
        space.about,
        space.language,
        {space.scope},
        by=group.tutor_id,
        place=f"space:{space.pk}",
    )
