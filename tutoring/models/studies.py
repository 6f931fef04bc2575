"""Clinical studies, as registries record them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tutoring.querysets import StudyQuerySet


class Study(models.Model):
    """One clinical study, known by its number in the registry it was imported from."""

    registry = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    title = models.TextField()
    acronym = models.TextField(blank=True)
    sponsor = models.TextField(blank=True)
    status = models.CharField(max_length=60, blank=True)
    enrolment = models.PositiveIntegerField(null=True)
    has_results = models.BooleanField(default=False)
    searchable = models.TextField(blank=True)
    current = models.OneToOneField("StudyVersion", on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = StudyQuerySet.as_manager()

    if TYPE_CHECKING:
        pk: int
        current_id: int | None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registry", "number"], name="study_registry_number_unique"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(title=""), name="study_number_and_title_given"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people call it: the acronym, or the title."""
        return self.acronym or self.title

    @property
    def short(self) -> str:
        """The shortest name there is: the acronym, or the registry's number."""
        return self.acronym or self.number

    def get_absolute_url(self) -> str:
        """The study's page."""
        return reverse("tutoring:study", args=[self.pk])


class StudyIdentifier(models.Model):
    """A number by which a study is known somewhere."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=200)
    issuer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "kind", "value"], name="study_identifier_unique"),
        ]
        indexes = [models.Index(fields=["value"], name="study_identifier_value")]

    def __str__(self) -> str:
        return self.value


class StudyTerm(models.Model):
    """A word by which studies are found: a phase, a condition, a sponsor, a country."""

    class Kind(models.TextChoices):
        """What the word names."""

        PHASE = "phase", _("Phase")
        CONDITION = "condition", _("Condition")
        SPONSOR = "sponsor", _("Sponsor")

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "kind", "name"], name="study_term_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="study_term_named"),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="study_term_kind_name")]

    def __str__(self) -> str:
        return self.name


class StudyVersion(models.Model):
    """A record as it was imported, to the byte."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    record_date = models.DateField()
    source_url = models.URLField(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="study_version_number_unique"),
            models.UniqueConstraint(fields=["study", "sha256"], name="study_version_bytes_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="study_version_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.study_id} v{self.number}"


class Pico(models.Model):
    """The study in one look: patients, intervention, comparator, outcome."""

    study = models.OneToOneField(Study, on_delete=models.CASCADE, related_name="pico")
    patients = models.TextField(_("patients"), blank=True)
    intervention = models.TextField(_("intervention"), blank=True)
    comparator = models.TextField(_("comparator"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(edited_by=None) | Q(edited_at__isnull=False), name="pico_edit_is_dated"),
        ]

    def __str__(self) -> str:
        return f"PICO {self.study_id}"
