"""Learning objects: what is said about them, who makes them, where they stand in their life."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.accounts.words import fold
from core.library.querysets import ObjectQuerySet

if TYPE_CHECKING:
    from core.library.models.versions import Draft, Version

is_code = RegexValidator(
    r"\A[A-Z0-9]+(-[A-Z0-9]+)*\Z", _("Write the code in capitals and digits with hyphens, such as CARD-ONB-012.")
)


class LearningObject(models.Model):
    """Something to learn from, under one code for ever; what is read is its published version."""

    class Kind(models.TextChoices):
        MODULE = "module", _("E-learning module")
        VIDEO = "video", _("Video")
        JOB_AID = "job_aid", _("Job aid")
        CLASSROOM = "classroom", _("Classroom sequence")
        VIRTUAL_CLASS = "virtual_class", _("Virtual class")
        ON_THE_JOB = "on_the_job", _("On-the-job module")
        TEST = "test", _("Test")
        LINK = "link", _("Link")

    class Share(models.IntegerChoices):
        EXPERIENCE = 70, _("70: by experience")
        EXCHANGE = 20, _("20: by exchange")
        FORMAL = 10, _("10: formal")

    class Mode(models.TextChoices):
        ASYNCHRONOUS = "asynchronous", _("In one’s own time")
        SYNCHRONOUS = "synchronous", _("Together at a fixed time")

    class Level(models.TextChoices):
        FOUNDATION = "foundation", _("Foundation")
        PRACTITIONER = "practitioner", _("Practitioner")
        EXPERT = "expert", _("Expert")

    class Confidentiality(models.TextChoices):
        INTERNAL = "internal", _("Everybody in the company")
        RESTRICTED = "restricted", _("Only the job roles it is made for")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[is_code])
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[("en", "English"), ("fr", "Français")])
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    share = models.PositiveSmallIntegerField(_("share"), choices=Share.choices, default=Share.FORMAL)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode.choices, default=Mode.ASYNCHRONOUS)
    minutes = models.PositiveSmallIntegerField(
        _("usual duration in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(6000)],
    )
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, default=Level.FOUNDATION)
    objectives = models.TextField(_("objectives"), max_length=2000, blank=True)
    keywords = models.CharField(_("keywords"), max_length=300, blank=True)
    area = models.ForeignKey(
        "library.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("therapeutic area")
    )
    audience = models.ManyToManyField(
        "accounts.JobRole", blank=True, related_name="+", verbose_name=_("made for these job roles")
    )
    accessibility = models.TextField(_("accessibility note"), max_length=600, blank=True)
    confidentiality = models.CharField(
        _("who may see it"), max_length=12, choices=Confidentiality.choices, default=Confidentiality.INTERNAL
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned_objects", verbose_name=_("owner")
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    published = models.ForeignKey("library.Version", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name=_("replaced by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # What a search for words looks through, without case and accents, the title first; kept by save().
    haystack = models.TextField(blank=True, editable=False)

    objects = ObjectQuerySet.as_manager()

    if TYPE_CHECKING:
        draft: Draft

    class Meta:
        verbose_name = _("learning object")
        verbose_name_plural = _("learning objects")
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="library_newest_first"),
            models.Index(fields=["state", "title", "id"], name="library_by_title"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(title=""), name="library_object_has_code_and_title"),
            models.CheckConstraint(
                condition=Q(state="draft", published=None)
                | Q(state__in=["published", "retired"], published__isnull=False),
                name="library_object_published_has_version",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | (Q(state="retired") & ~Q(superseded_by=models.F("id"))),
                name="library_object_replaced_only_when_retired",
            ),
            models.CheckConstraint(condition=Q(share__in=[70, 20, 10]), name="library_object_share_known"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gt=0), name="library_object_minutes_positive"
            ),
            models.CheckConstraint(
                condition=Q(confidentiality__in=["internal", "restricted"]), name="library_object_confidentiality_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.haystack = " | ".join(
            fold(text) for text in [self.title, self.code, self.summary, self.keywords, self.objectives]
        )
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("library:object", args=[self.pk])

    @property
    def draft_or_none(self) -> "Draft | None":
        """The words somebody is working on, if anybody is."""
        return getattr(self, "draft", None)

    @property
    def shown(self) -> "Version | Draft | None":
        """What there is to look at: the published version, else the draft."""
        return self.published or self.draft_or_none

    @property
    def objectives_list(self) -> list[str]:
        """One objective a line."""
        return [line.strip(" \t-•*") for line in self.objectives.splitlines() if line.strip(" \t-•*")]

    @property
    def keywords_list(self) -> list[str]:
        """Keywords are typed with commas between them."""
        return [word.strip() for word in self.keywords.split(",") if word.strip()]

    @property
    def icon(self) -> str:
        """The Lucide icon of the kind."""
        return ICONS[self.kind]


ICONS = {
    "module": "monitor-play",
    "video": "circle-play",
    "job_aid": "file-text",
    "classroom": "presentation",
    "virtual_class": "video",
    "on_the_job": "clipboard-check",
    "test": "list-checks",
    "link": "link",
}


class Contributor(models.Model):
    """Somebody who works on an object, and as what."""

    class Part(models.TextChoices):
        AUTHOR = "author", _("Author")
        EXPERT = "expert", _("Subject-matter expert")
        REVIEWER = "reviewer", _("Reviewer")
        TRANSLATOR = "translator", _("Translator")
        # Whose words in a talk it was made of; not who writes it.
        SOURCE = "source", _("Gave the answer it comes from")

    learning_object = models.ForeignKey(LearningObject, models.CASCADE, related_name="contributors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    part = models.CharField(_("part"), max_length=12, choices=Part.choices, default=Part.AUTHOR)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learning_object", "person", "part"], name="library_contributor_part_once"),
            models.CheckConstraint(
                condition=Q(part__in=["author", "expert", "reviewer", "translator", "source"]),
                name="library_contributor_part_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_part_display()}"
