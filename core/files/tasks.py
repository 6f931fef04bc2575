"""Reads the words of documents, beside everything else."""

from core.acts.jobs import carry_each, job
from core.files import actions
from core.files.models import FileText


@job
def read_texts_now(sha256: str) -> None:
    """The nudge: this content has just become due."""
    read_due_texts()


def read_due_texts() -> int:
    """Reads what is due, each content claimed first; answers how many were read."""
    return carry_each(FileText.objects.due(), actions.read_text)
