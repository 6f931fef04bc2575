"""What people do with files, and what is done with them later."""

from core.files.actions.drawing import draw_sizes, have_all_drawn
from core.files.actions.keeping import (
    ORPHANS_KEPT,
    Content,
    attach,
    delete_upload,
    describe_picture,
    detach,
    have_all_read,
    keep_content,
    known_content,
    of_other_owner,
    read_text,
    store,
    sweep_orphans,
    take_in,
)

__all__ = [
    "ORPHANS_KEPT",
    "Content",
    "attach",
    "delete_upload",
    "describe_picture",
    "detach",
    "draw_sizes",
    "have_all_drawn",
    "have_all_read",
    "keep_content",
    "known_content",
    "of_other_owner",
    "read_text",
    "store",
    "sweep_orphans",
    "take_in",
]
