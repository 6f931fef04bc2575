"""Safety events: what somebody heard of a real patient, and what became of it."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from social.models.posts import Post
from social.querysets.safety import SafetyCaseQuerySet, SafetyHintQuerySet

CRITERIA = ("who_told", "patient", "product", "reaction")


class SafetyNumber(models.Model):
    """The last case number of a year: references have no gap."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class SafetyCase(models.Model):
    """One report to the safety officers: the words as they were, and the work on them.

    What was said (`title` to `reported_at`) is a verbatim copy under its SHA-256 and never changes. The clock starts at
    `clock_from`, the time of the post; `due_at` is the company's target. `who_told` to `reaction` are the four
    criteria, as far as they are known.
    """

    class Sort(models.TextChoices):
        REACTION = "reaction", _("Side effect")
        OVERDOSE = "overdose", _("Overdose")
        OFF_LABEL = "off_label", _("Use outside the label")
        PREGNANCY = "pregnancy", _("Pregnancy or breast-feeding")
        MISUSE = "misuse", _("Misuse or abuse")
        ERROR = "error", _("Medication error")
        NO_EFFECT = "no_effect", _("Lack of effect")
        OTHER = "other", _("Something else")

    class Seriousness(models.TextChoices):
        NOT = "not", _("Not serious")
        DEATH = "death", _("Death")
        LIFE = "life", _("A danger to life")
        HOSPITAL = "hospital", _("Hospital, or a longer stay there")
        DISABILITY = "disability", _("A lasting disability")
        BIRTH = "birth", _("A birth defect")
        OTHER = "other", _("Medically important otherwise")

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("case", "New")
        WORK = "work", pgettext_lazy("case", "In work")
        SENT = "sent", pgettext_lazy("case", "Sent")
        NOT_EVENT = "not_event", pgettext_lazy("case", "Not an event")
        DUPLICATE = "duplicate", pgettext_lazy("case", "Duplicate")

    reference = models.CharField(max_length=16, unique=True)
    sort = models.CharField(_("what it is"), max_length=10, choices=Sort, default=Sort.REACTION)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="safety_cases")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    source = models.TextField()
    html = models.TextField()
    # Former words and attached files, [{"source", "until"}] and [{"name", "sha256"}].
    before = models.JSONField(default=list)
    files = models.JSONField(default=list)
    written_at = models.DateTimeField()
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    is_sure = models.BooleanField(default=True)
    clock_from = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    who_told = models.TextField(_("who told it"), blank=True, default="", max_length=1000)
    patient = models.TextField(_("the patient"), blank=True, default="", max_length=1000)
    product = models.TextField(_("the product"), blank=True, default="", max_length=1000)
    reaction = models.TextField(_("what happened"), blank=True, default="", max_length=4000)
    seriousness = models.CharField(_("how serious"), max_length=10, choices=Seriousness, blank=True, default="")
    note = models.TextField(_("note"), blank=True, default="", max_length=4000)
    version = models.PositiveIntegerField(default=1)
    # The number under which the safety database keeps it.
    sent_as = models.CharField(max_length=80, blank=True, default="")
    original = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplicates")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(blank=True, default="")
    redacted_at = models.DateTimeField(null=True)

    objects = SafetyCaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="safety_case_queue")]
        constraints = [
            models.CheckConstraint(
                name="safety_case_state_known",
                condition=Q(state__in=["new", "work", "sent", "not_event", "duplicate"]),
            ),
            models.CheckConstraint(
                name="safety_case_closed_by_somebody",
                condition=Q(state__in=["new", "work"], closed_at=None, closed_by=None)
                | Q(state__in=["sent", "not_event", "duplicate"], closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="safety_case_duplicate_of_another",
                condition=Q(state="duplicate", original__isnull=False) & ~Q(original=F("id"))
                | ~Q(state="duplicate") & Q(original=None),
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(state__in=["new", "work"]), name="safety_case_open_once_a_post"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an officer's word."""
        return self.state in (self.State.NEW, self.State.WORK)

    @property
    def is_late(self) -> bool:
        """Whether the target has passed: before it was closed, or by now."""
        return (self.closed_at or timezone.now()) > self.due_at

    @property
    def missing(self) -> list[str]:
        """What nobody has told yet: names of criteria, and the seriousness."""
        return [name for name in (*CRITERIA, "seriousness") if not getattr(self, name).strip()]

    @property
    def is_whole(self) -> bool:
        """Whether the copy still is what was reported."""
        return self.digest == self.digest_of()

    def digest_of(self) -> str:
        """SHA-256 over what was said, by whom, where and when, and over who reported it."""
        said: dict[str, Any] = {
            name: getattr(self, name) for name in ("source", "html", "title", "place", "before", "files")
        }
        said |= {"post": self.post_id, "author": self.author_id, "reporter": self.reporter_id}
        said |= {"written_at": self.written_at.isoformat(), "reported_at": self.reported_at.isoformat()}
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class SafetyStep(models.Model):
    """One thing that was done with a case, with the values before and after: those stand here and nowhere else."""

    case = models.ForeignKey(SafetyCase, on_delete=models.PROTECT, related_name="steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=40)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.case_id}"


class SafetyDeadline(models.Model):
    """A moment at which the officers are told that a case still waits: at half its time, and when it is late."""

    class Sort(models.TextChoices):
        HALF = "half", _("Half of the time is gone")
        LATE = "late", _("Late")

    case = models.ForeignKey(SafetyCase, on_delete=models.CASCADE, related_name="deadlines")
    sort = models.CharField(max_length=4, choices=Sort)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="safety_deadline_due", condition=Q(done_at=None))]
        constraints = [models.UniqueConstraint(fields=["case", "sort"], name="safety_deadline_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sort}"


class SafetyHint(models.Model):
    """That the word list found something in a post: a suggestion to look, never a judgement."""

    class Sort(models.TextChoices):
        SAFETY = "safety", _("Perhaps a safety event")
        RUDE = "rude", _("Perhaps a rude word")

    class State(models.TextChoices):
        WAITS = "waits", pgettext_lazy("hint", "Waits")
        REPORTED = "reported", pgettext_lazy("hint", "Reported")
        DISMISSED = "dismissed", pgettext_lazy("hint", "Dismissed")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="hints")
    sort = models.CharField(max_length=6, choices=Sort, default=Sort.SAFETY)
    words = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.WAITS)
    at = models.DateTimeField(default=timezone.now)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)

    objects = SafetyHintQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="safety_hint_waits")]
        constraints = [models.UniqueConstraint(fields=["post", "sort"], name="safety_hint_once")]

    def __str__(self) -> str:
        return f"{self.sort} in {self.post_id}"


class WatchWord(models.Model):
    """A word of the list, in a language; `*` at its end stands for any ending."""

    class Sort(models.TextChoices):
        PRODUCT = "product", _("Product")
        EVENT = "event", _("Event")
        PATIENT = "patient", _("Patient, or who tells of one")
        RUDE = "rude", _("Rude")

    text = models.CharField(_("word"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    sort = models.CharField(_("sort"), max_length=8, choices=Sort)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sort", "text", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text", "sort"], name="watch_word_once"),
            models.CheckConstraint(name="watch_word_has_letters", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text
