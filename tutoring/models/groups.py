"""Groups of people who study studies together with a tutor."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from social.models import Space
from tutoring.models.studies import Study
from tutoring.querysets import StudyGroupQuerySet


class StudyGroup(models.Model):
    """A space with a tutor, people, studies and a plan; the space holds the name, the members and the talk."""

    class State(models.TextChoices):
        """Where the group stands in its life."""

        PLANNED = "planned", pgettext_lazy("study group", "Planned")
        RUNNING = "running", pgettext_lazy("study group", "Running")
        CLOSED = "closed", pgettext_lazy("study group", "Closed")
        ARCHIVED = "archived", pgettext_lazy("study group", "Archived")

    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="study_group")
    tutor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tutored_groups")
    co_tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="co_tutored_groups"
    )
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    begins_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    conclusions = models.TextField(_("conclusions"), blank=True, max_length=8000)
    studies = models.ManyToManyField(Study, through="GroupStudy", related_name="groups")

    objects = StudyGroupQuerySet.as_manager()

    if TYPE_CHECKING:
        pk: int
        space_id: int
        tutor_id: int
        co_tutor_id: int | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["planned", "running", "closed", "archived"]), name="study_group_state_known"
            ),
            models.CheckConstraint(
                condition=Q(co_tutor=None) | ~Q(co_tutor=F("tutor")), name="study_group_two_tutors_differ"
            ),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="study_group_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What its space is called."""
        return self.space.name

    @property
    def is_over(self) -> bool:
        """Whether it is only read any more."""
        return self.state in (self.State.CLOSED, self.State.ARCHIVED)

    def get_absolute_url(self) -> str:
        """The group's page."""
        return reverse("tutoring:group", args=[self.pk])


class GroupStudy(models.Model):
    """That a group studies a study, in order."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="group_studies")
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="group_studies")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "study"], name="group_study_once")]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.study_id}"


class ReadingStep(models.Model):
    """What a group reads until a day."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="steps")
    due_on = models.DateField(_("until"))
    title = models.CharField(_("what to read"), max_length=200)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="reading_step_titled")]

    def __str__(self) -> str:
        return self.title
