"""What studies do after the answer: telling the threads that hang on what has changed."""

from core.acts.jobs import job
from social.tasks import recognise_posts_later
from tutoring.actions import telling
from tutoring.models import Study
from tutoring.queries.named import numbers_of


@job
def tell_threads(study_id: int, version_id: int) -> None:
    """A newer record: each thread about a part that it changed is told by itself, so that none holds up another."""
    for thread_id, fragment_id in telling.threads_to_tell(study_id=study_id, version_id=version_id):
        telling.tell_thread(thread_id=thread_id, fragment_id=fragment_id, version_id=version_id)


def tell_threads_later(*, study_id: int, version_id: int) -> None:
    """Books that job, if anybody talks about what has changed."""
    if telling.threads_to_tell(study_id=study_id, version_id=version_id):
        tell_threads.enqueue(study_id=study_id, version_id=version_id)


def recognise_in_talk(*, study_id: int, **_fact: object) -> None:
    """Posts that named the study before we had it lead to it from now on."""
    recognise_posts_later(numbers_of(Study.objects.get(pk=study_id)))
