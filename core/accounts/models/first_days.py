"""First days: what somebody who has come is still asked, and the one first act they are offered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.querysets import FirstDayQuerySet

QUESTIONS = ("language", "zone", "works_on")


class FirstDay(models.Model):
    """The first day of somebody who came by an invitation or a file; who has no row is asked nothing.

    `asks` are the questions that nobody has answered for them; `said` is what they have filled in and not sent, so
    that it is there when they come back. `act` is what they are offered then, `act_on` the thing (`space:7`) it is on.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Not answered")
        ANSWERED = "answered", _("All said")
        SKIPPED = "skipped", _("Skipped")

    class Act(models.TextChoices):
        JOIN = "join", _("Join a community")
        HELLO = "hello", _("Say hello")
        READ = "read", _("Read what is pinned")

    class Offer(models.TextChoices):
        OFFERED = "offered", _("Offered")
        DONE = "done", _("Taken up")
        DISMISSED = "dismissed", _("Not now")

    person = models.OneToOneField("accounts.Person", models.CASCADE, related_name="first_day")
    asks = models.JSONField(default=list)
    said = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    came_at = models.DateTimeField(default=timezone.now)
    act = models.CharField(max_length=8, choices=Act.choices, blank=True, default="")
    act_on = models.CharField(max_length=40, blank=True, default="")
    offer = models.CharField(max_length=9, choices=Offer.choices, blank=True, default="")

    objects = FirstDayQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="first_day_state_known", condition=Q(state__in=["open", "answered", "skipped"])
            ),
            models.CheckConstraint(name="first_act_known", condition=Q(act__in=["", "join", "hello", "read"])),
            models.CheckConstraint(
                name="first_act_is_offered_about_something",
                condition=Q(act="", act_on="", offer="")
                | (~Q(act="") & ~Q(act_on="") & Q(offer__in=["offered", "done", "dismissed"])),
            ),
            models.CheckConstraint(name="first_act_after_the_questions", condition=Q(act="") | ~Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether its questions still wait."""
        return self.state == self.State.OPEN

    @property
    def offers(self) -> bool:
        """Whether an act waits to be done or put aside."""
        return self.offer == self.Offer.OFFERED
