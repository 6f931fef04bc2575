"""Who puts tags on threads, and who keeps the vocabulary."""

from typing import TYPE_CHECKING

from core.accounts.roles import ADMINISTRATOR, TRAINING_MANAGER
from social.models import Thread
from social.rules.spaces import Standing
from social.rules.threads import may_rename_thread

if TYPE_CHECKING:
    from core.accounts.models import Person


def may_tag_thread(standing: Standing, thread: Thread) -> bool:
    """Whether they may change its tags: whoever may change its title."""
    return may_rename_thread(standing, thread)


def may_keep_vocabulary(person: "Person") -> bool:
    """Whether they may rename and merge tags, which stand in everybody's spaces."""
    return any(person.has_role(role) for role in (TRAINING_MANAGER, ADMINISTRATOR))
