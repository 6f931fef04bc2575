"""Tells the talk of what a newer record has changed."""

from django.db.models import Q

from core.acts.actions import action
from core.kinds import registry
from core.notifications.actions import notify
from social.actions import note_changed_subject
from social.models import Thread
from tutoring.models import Fragment, StudyVersion


def threads_to_tell(*, study_id: int, version_id: int) -> list[tuple[int, int]]:
    """The threads about parts of the study that this version of its record changed, each with its part; one query."""
    kind = registry.of_model(Fragment).content_type()
    changed = Fragment.objects.filter(Q(changed_in=version_id) | Q(removed_in=version_id), study=study_id)
    threads = Thread.objects.about(kind, changed.values("pk")).order_by("pk")
    return [(pk, fragment) for pk, fragment in threads.values_list("pk", "subject_id") if fragment is not None]


@action
def tell_thread(*, thread_id: int, fragment_id: int, version_id: int) -> None:
    """Who talked about a part of a study hears, once for each version, that its record has changed since."""
    fragment = Fragment.objects.get(pk=fragment_id)
    version = StudyVersion.objects.defer("raw").get(pk=version_id)
    thread = Thread.objects.select_related("space").get(pk=thread_id)
    people = note_changed_subject(thread=thread, at=version.imported_at)
    if people is None:
        return
    notify(
        people=people,
        kind="tutoring.fragment_changed",
        about=thread,
        effect_key=f"tutoring.fragment_changed:{thread_id}:{version_id}",
        facts={"part": fragment.kind, "change": "removed" if fragment.removed_in_id == version_id else "changed"},
    )
