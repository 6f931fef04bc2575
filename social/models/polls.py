"""Polls: a question in a post, answered by choosing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from social.models.posts import Post
from social.querysets.polls import PollQuerySet


def new_salt() -> str:
    """What makes the seals of one poll unlike those of any other."""
    return get_random_string(32)


class Poll(models.Model):
    """A question that a post asks; its options are known by their place in the list, from 1.

    `most` is how many may be chosen. `result` is what came out, written when it closes. The salt of an anonymous poll
    is forgotten then, with its ballots: nobody, with whatever key, can find out any more who voted what.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer")
        MULTIPLE = "multiple", _("Several answers")
        RANKED = "ranked", _("Put in order")

    class Shows(models.TextChoices):
        ALWAYS = "always", _("Always")
        VOTED = "voted", _("To who has voted")
        CLOSED = "closed", _("When it has closed")

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(max_length=200)
    options = models.JSONField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SINGLE)
    most = models.PositiveSmallIntegerField(default=1)
    is_anonymous = models.BooleanField(default=False)
    shows = models.CharField(max_length=6, choices=Shows, default=Shows.ALWAYS)
    salt = models.CharField(max_length=32, blank=True, default=new_salt)
    result = models.JSONField(null=True)
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PollQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(closed_at=None), name="poll_due")]
        constraints = [
            models.CheckConstraint(name="poll_kind_known", condition=Q(kind__in=["single", "multiple", "ranked"])),
            models.CheckConstraint(name="poll_shows_known", condition=Q(shows__in=["always", "voted", "closed"])),
            models.CheckConstraint(name="poll_asks", condition=~Q(question="")),
            models.CheckConstraint(name="poll_most_positive", condition=Q(most__gte=1)),
            models.CheckConstraint(name="poll_single_is_one", condition=~Q(kind="single") | Q(most=1)),
            models.CheckConstraint(
                name="poll_closed_with_result",
                condition=Q(closed_at=None, result__isnull=True) | Q(closed_at__isnull=False, result__isnull=False),
            ),
            models.CheckConstraint(
                name="poll_secret_forgotten", condition=Q(closed_at=None) | Q(is_anonymous=False) | Q(salt="")
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_closed(self) -> bool:
        """Whether nobody votes any more, also where the sweep has not come by yet."""
        return self.closed_at is not None or (self.due_at is not None and self.due_at <= timezone.now())


class Ballot(models.Model):
    """One person's vote: the numbers of the options they chose, in their order.

    A named poll's says who. An anonymous poll's says nothing of the person but a seal (`social.seals`), which only
    that person's own request brings back, so that they can change their vote until the poll closes.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    seal = models.CharField(max_length=64, blank=True, default="")
    choices = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "person"], name="ballot_of_person_once"),
            models.UniqueConstraint(fields=["poll", "seal"], condition=~Q(seal=""), name="ballot_of_seal_once"),
            models.CheckConstraint(
                name="ballot_person_or_seal",
                condition=Q(person=None) & ~Q(seal="") | Q(person__isnull=False, seal=""),
            ),
        ]

    def __str__(self) -> str:
        return f"a vote in {self.poll_id}"
