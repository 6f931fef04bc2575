"""What people do with learning objects."""

from core.library.actions.drafts import Words, discard_draft, draft_as_it_would_be, fork_draft, write_draft
from core.library.actions.objects import (
    add_contributor,
    describe_object,
    remove_contributor,
    start_object,
)
from core.library.actions.publishing import bring_object_back, publish_draft, retire_object
from core.library.actions.uses import release, use

__all__ = [
    "Words",
    "add_contributor",
    "bring_object_back",
    "describe_object",
    "discard_draft",
    "draft_as_it_would_be",
    "fork_draft",
    "publish_draft",
    "release",
    "remove_contributor",
    "retire_object",
    "start_object",
    "use",
    "write_draft",
]
