"""Words that chain over direct talks."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from social.querysets.spaces import is_stranger

if TYPE_CHECKING:
    from social.models import DirectTalk  # noqa: F401  (a base class names it in a string)


class DirectTalkQuerySet(models.QuerySet["DirectTalk"]):
    """Direct talks, narrowed by words."""

    def visible_to(self, person: Any) -> Self:
        """Those the person is in; nobody's role opens another's."""
        if is_stranger(person):
            return self.none()
        return self.filter(space__in=person.memberships.values("space_id"))

    def groups(self) -> Self:
        """Those of more than two, which people enter and leave."""
        return self.filter(pair=None)
