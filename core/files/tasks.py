"""What is done with files beside everything else: reading documents, drawing pictures smaller."""

from core.acts.jobs import carry_each, job
from core.files import actions
from core.files.models import FileText, PictureSizes


@job
def read_texts_now(sha256: str) -> None:
    """The nudge: this content has just become due."""
    read_due_texts()


def read_due_texts() -> int:
    """Reads what is due, each content claimed first; answers how many were read."""
    return carry_each(FileText.objects.due(), actions.read_text)


@job
def draw_sizes_now(sha256: str) -> None:
    """The nudge: this picture has just become due."""
    draw_due_sizes()


def draw_due_sizes() -> int:
    """Draws what is due, each content claimed first; answers how many were drawn."""
    return carry_each(PictureSizes.objects.due(), actions.draw_sizes)
