"""Direct talks: what a few people say to each other, and nobody else reads."""

from django.db import models
from django.db.models import Q

from social.models.spaces import Space
from social.models.threads import Thread
from social.querysets.direct import DirectTalkQuerySet


def pair_of(one: int, other: int) -> str:
    """The word for two people, whoever of them comes first."""
    low, high = sorted((one, other))
    return f"{low}+{high}"


class DirectTalk(models.Model):
    """One thread in a secret space of its own. `pair` is the word for its two; a group has none, perhaps a name."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="direct")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="direct")
    pair = models.CharField(max_length=41, null=True)
    name = models.CharField(max_length=120, blank=True, default="")

    objects = DirectTalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair"], name="direct_pair_once"),
            models.CheckConstraint(name="direct_pair_has_no_name", condition=Q(pair=None) | Q(name="")),
            models.CheckConstraint(name="direct_pair_is_a_word", condition=~Q(pair="")),
        ]

    def __str__(self) -> str:
        return self.pair or self.name or f"talk {self.pk}"

    @property
    def is_pair(self) -> bool:
        """Whether it is the talk of two, for ever."""
        return self.pair is not None
