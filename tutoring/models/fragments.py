"""Parts of a study that talk hangs on."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from tutoring import fragments as parts
from tutoring.models.studies import Study, StudyVersion
from tutoring.querysets import FragmentQuerySet

OUTCOME_WORDS: dict[str, Promise] = {
    "PRIMARY": _("Primary outcome %(number)s"),
    "SECONDARY": _("Secondary outcome %(number)s"),
}


_IS_REFERENCE = Q(kind=parts.REFERENCE)


class Fragment(models.Model):
    """One part of a study; its key outlives new versions of the record, its data are those of the current one."""

    class Kind(models.TextChoices):
        """What part it is."""

        STUDY = parts.STUDY, _("Study")
        ARM = parts.ARM, _("Arm")
        INTERVENTION = parts.INTERVENTION, _("Intervention")
        CRITERION = parts.CRITERION, _("Eligibility criterion")
        BASELINE = parts.BASELINE, _("Baseline measure")
        OUTCOME = parts.OUTCOME, _("Outcome")
        ANALYSIS = parts.ANALYSIS, _("Analysis")
        SAFETY = parts.SAFETY, _("Safety row")
        REFERENCE = parts.REFERENCE, _("Publication")

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="fragments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    path = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.TextField()
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    data = models.JSONField()
    changed_in = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="+")
    removed_in = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, null=True, related_name="+")

    objects = FragmentQuerySet.as_manager()

    if TYPE_CHECKING:
        pk: int
        study_id: int
        parent_id: int | None
        removed_in_id: int | None
        changed_in_id: int

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "path"], name="fragment_path_unique"),
            models.CheckConstraint(condition=~Q(path=""), name="fragment_path_given"),
        ]
        indexes = [
            models.Index(fields=["study", "kind", "position"], name="fragment_study_kind"),
            models.Index(KeyTransform("doi", "data"), name="fragment_reference_doi", condition=Q(kind=parts.REFERENCE)),
            models.Index(
                KeyTransform("pmid", "data"), name="fragment_reference_pmid", condition=Q(kind=parts.REFERENCE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study}: {self.title}"

    @cached_property
    def family(self) -> list["Fragment"]:
        """Itself and what is drawn with it: one query, unless `queries.subjects.alone` brought them along."""
        return list(Fragment.objects.family_of(self.pk))

    @property
    def anchor(self) -> str:
        """The fragment's place on its study's page."""
        return f"f-{self.pk}"

    @property
    def label(self) -> str:
        """What and which it is, in a few words: "Primary outcome 1"."""
        if self.kind == parts.OUTCOME:
            word = OUTCOME_WORDS.get(self.data.get("type", ""), _("Other outcome %(number)s"))
            return str(word) % {"number": self.number}
        if self.kind in {parts.STUDY, parts.SAFETY}:
            return str(self.get_kind_display())
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        """The place on the study's page: the tab, its page, the anchor; of a removed one, its talk."""
        address = self.study.get_absolute_url()
        if self.removed_in_id:
            return f"{address}?tab=talk&about={self.pk}"
        if self.kind == parts.STUDY:
            return address
        tab = TABS.get(self.kind)
        return f"{address}?{f'tab={tab}&' if tab else ''}at={self.pk}#{self.anchor}"


# Which tab of the study's page shows a kind of fragment; results are the first tab.
TABS = {
    parts.ARM: "design",
    parts.INTERVENTION: "design",
    parts.CRITERION: "design",
    parts.BASELINE: "design",
    parts.SAFETY: "safety",
    parts.REFERENCE: "references",
}
