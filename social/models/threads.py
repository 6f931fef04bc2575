"""Threads: one talk with a title."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.kinds.registry import Ref
from core.realtime.streams import StreamRef
from social.models.references import ref_of
from social.models.spaces import Space
from social.querysets.threads import ThreadQuerySet


class Thread(models.Model):
    """A talk in a space, perhaps about something (an object, a study's fragment, a class) or a place in it.

    `audience` is a restriction key of whoever stands above ("" for everybody who reads the space); `place` says
    where in the subject (`{"page": 4}`, `{"second": 95}`, `{"block": "b7"}`).
    """

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("Discussion")
        QUESTION = "question", _("Question")
        ANNOUNCEMENT = "announcement", _("Announcement")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("thread", "Open")
        ANSWERED = "answered", _("Answered")
        LOCKED = "locked", _("Locked")
        ARCHIVED = "archived", _("Archived")

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="threads")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.DISCUSSION)
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    subject_id = models.BigIntegerField(null=True, blank=True)
    place = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    # When what the talk hangs on became another than it was talked about.
    subject_changed_at = models.DateTimeField(null=True, blank=True)
    audience = models.CharField(max_length=80, blank=True, default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    last_number = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)
    post_count = models.PositiveIntegerField(default=0)
    people_count = models.PositiveIntegerField(default=0)
    # Where a question is answered instead: another talk, perhaps one post of it.
    elsewhere = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    elsewhere_post = models.ForeignKey("social.Post", on_delete=models.PROTECT, null=True, related_name="+")
    # The talk that this one was joined to: it holds nothing any more, and its address leads there.
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    # The highest number ever given, where posts behind `last_number` were moved away; else 0.
    numbers_given = models.PositiveIntegerField(default=0)
    # What it is tagged with, as its lists show it: [{"slug": "rsv", "en": "RSV", "fr": "VRS"}].
    tags = models.JSONField(default=list)
    # When something was worked out here last: an answer was accepted, confirmed, or became a job aid.
    worked_out_at = models.DateTimeField(null=True)
    # Seconds that one person waits between two posts; the space's own where that is longer.
    slow_seconds = models.PositiveIntegerField(default=0)
    # Under whose veil it was opened, if it was: then `author` is a stand-in.
    veil = models.ForeignKey("social.Veil", on_delete=models.PROTECT, null=True, related_name="threads")
    # Somebody speaks here without their name: nobody is told who is here, or who is writing.
    is_hushed = models.BooleanField(default=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["space", "-last_post_at", "-id"], name="thread_space_activity"),
            models.Index(fields=["subject_type", "subject_id", "-last_post_at"], name="thread_subject_activity"),
            models.Index(fields=["space", "audience"], condition=~Q(audience=""), name="thread_restricted"),
            models.Index(
                fields=["space", "-worked_out_at", "-id"],
                condition=Q(worked_out_at__isnull=False),
                name="thread_worked_out",
            ),
            models.Index(
                fields=["space", "opened_at", "id"],
                condition=Q(kind="question", state="open"),
                name="thread_open_questions",
            ),
            models.Index(
                fields=["space", "-last_post_at", "-id"],
                condition=Q(kind="question", state="open"),
                name="thread_open_activity",
            ),
            models.Index(fields=["space", "kind", "-last_post_at", "-id"], name="thread_kind_activity"),
            models.Index(fields=["space", "language"], name="thread_space_language"),
        ]
        constraints = [
            models.CheckConstraint(
                name="thread_kind_known", condition=Q(kind__in=["discussion", "question", "announcement"])
            ),
            models.CheckConstraint(
                name="thread_state_known", condition=Q(state__in=["open", "answered", "locked", "archived"])
            ),
            models.CheckConstraint(name="thread_titled", condition=~Q(title="")),
            models.CheckConstraint(
                name="thread_subject_whole",
                condition=Q(subject_type=None, subject_id=None)
                | Q(subject_type__isnull=False, subject_id__isnull=False),
            ),
            models.CheckConstraint(name="thread_counts_agree", condition=Q(post_count__lte=models.F("last_number"))),
            models.CheckConstraint(
                name="thread_only_questions_are_answered",
                condition=Q(kind="question") | (Q(answered_at=None, elsewhere=None) & ~Q(state="answered")),
            ),
            models.CheckConstraint(
                name="thread_elsewhere_whole",
                condition=Q(elsewhere=None, elsewhere_post=None)
                | (Q(elsewhere__isnull=False, answered_at__isnull=False) & ~Q(elsewhere=models.F("id"))),
            ),
            models.CheckConstraint(name="thread_veiled_is_hushed", condition=Q(veil=None) | Q(is_hushed=True)),
            models.CheckConstraint(
                name="thread_merged_holds_nothing",
                condition=Q(merged_into=None) | (Q(post_count=0, last_number=0) & ~Q(merged_into=models.F("id"))),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> StreamRef:
        """Where open pages of this thread listen; the space says who may."""
        return StreamRef(name=f"thread:{self.pk}", scope=f"space:{self.space_id}")

    @property
    def subject_ref(self) -> Ref | None:
        """What the talk hangs on; None when nothing, or when its kind is no longer known."""
        return ref_of(self.subject_type_id, self.subject_id)

    @property
    def is_question(self) -> bool:
        """Whether it waits, or waited, for an answer."""
        return self.kind == self.Kind.QUESTION

    @property
    def is_merged(self) -> bool:
        """Whether it is part of another talk now."""
        return self.merged_into_id is not None

    @property
    def opener_id(self) -> int:
        """Who truly opened it, under a veil or not: for what is theirs, never for what others are shown."""
        return self.veil.person_id if self.veil is not None else self.author_id

    @property
    def elsewhere_ref(self) -> Ref | None:
        """Where a question is answered instead, if it is."""
        if self.elsewhere_post_id:
            return Ref("post", self.elsewhere_post_id)
        return Ref("thread", self.elsewhere_id) if self.elsewhere_id else None

    @property
    def next_number(self) -> int:
        """The number that the next post takes: none is ever given twice."""
        return max(self.last_number, self.numbers_given) + 1

    @property
    def is_shut(self) -> bool:
        """Whether nobody may write here any more."""
        return self.state in (self.State.LOCKED, self.State.ARCHIVED)

    @property
    def shown_tags(self) -> list[tuple[str, str]]:
        """Each tag's slug, and its word in the language of who reads."""
        language = get_language() or "en"
        return [(tag["slug"], tag.get(language) or tag["en"]) for tag in self.tags]

    @property
    def answer_count(self) -> int:
        """Posts beside the first."""
        return max(self.post_count - 1, 0)
