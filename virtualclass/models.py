"""Classes, who is registered, whose hand is up, who attended how long."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.realtime.streams import StreamRef
from virtualclass.querysets import ClassSessionQuerySet, RegistrationQuerySet

if TYPE_CHECKING:
    pass

# A heartbeat later than this begins a new interval (design/trust.md, I9: within 60 s of the truth).
HEARTBEAT_EVERY = timedelta(seconds=20)
SILENT_AFTER = timedelta(seconds=60)
LOBBY_OPENS = timedelta(minutes=30)


class SessionState(models.TextChoices):
    """The life of a class."""

    SCHEDULED = "scheduled", _("Scheduled")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


class ClassSession(models.Model):
    """One virtual class: wall time in a zone (what was promised) and the UTC moments derived from it.

    `space` is its own space, whose members lead or have a seat; `host` the space whose class it is, or none when the
    whole company may come; `chat` the thread that stays.
    """

    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("what it is about"), max_length=4000, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[("en", "English"), ("fr", "Français")])
    space = models.OneToOneField("social.Space", on_delete=models.PROTECT, related_name="class_session")
    host = models.ForeignKey("social.Space", on_delete=models.PROTECT, null=True, blank=True, related_name="classes")
    chat = models.OneToOneField("social.Thread", on_delete=models.PROTECT, null=True, related_name="class_session")
    learning_object = models.ForeignKey(
        "library.LearningObject", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    trainer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="classes_led")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("day"))
    starts_clock = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=SessionState.choices, default=SessionState.SCHEDULED)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ClassSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5) & Q(minutes__lte=720), name="class_lasts_5_to_720_minutes"
            ),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="class_has_a_seat"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="class_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False), name="class_ended_has_its_moment"
            ),
        ]
        indexes = [models.Index(fields=["starts_at", "id"]), models.Index(fields=["state", "ends_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_local(self) -> datetime:
        """The promised wall time in `zone`, naive: two columns, so that no clock change ever moves it."""
        return datetime.combine(self.starts_on, self.starts_clock)

    @starts_local.setter
    def starts_local(self, wall: datetime) -> None:
        self.starts_on, self.starts_clock = wall.date(), wall.time()

    def get_absolute_url(self) -> str:
        return reverse("virtualclass:class", args=[self.pk])

    @property
    def stream(self) -> StreamRef:
        """The class's live stream, under its own space's scope."""
        return StreamRef(name=f"class:{self.pk}", scope=f"space:{self.space_id}")

    @property
    def is_over(self) -> bool:
        """Whether nobody can enter any more."""
        return self.state in (SessionState.ENDED, SessionState.CANCELLED)


class RegistrationState(models.TextChoices):
    """What became of somebody's wish to come."""

    REGISTERED = "registered", _("Registered")
    WAITLISTED = "waitlisted", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


class Registration(models.Model):
    """One person's place in one class; asking again after cancelling goes to the end of the list."""

    session = models.ForeignKey(ClassSession, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=12, choices=RegistrationState.choices)
    asked_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="registration_once_a_person")]
        indexes = [models.Index(fields=["session", "state", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.session}"


class Hand(models.Model):
    """A raised hand: the queue is who raised first; called means the trainer gave the floor."""

    session = models.ForeignKey(ClassSession, on_delete=models.CASCADE, related_name="hands")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    raised_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    lowered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(lowered_at__isnull=True), name="hand_up_once_a_person"
            )
        ]
        indexes = [models.Index(fields=["session", "lowered_at", "raised_at"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.raised_at:%H:%M:%S}"


class AttendanceInterval(models.Model):
    """A stretch of presence, made of heartbeats on server time."""

    session = models.ForeignKey(ClassSession, on_delete=models.CASCADE, related_name="attendance")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_seen_at__gte=F("began_at")), name="attendance_runs_forward")
        ]
        indexes = [models.Index(fields=["session", "person", "last_seen_at"])]

    def __str__(self) -> str:
        return f"{self.person} {self.began_at:%H:%M}–{self.last_seen_at:%H:%M}"


class CalendarMail(models.Model):
    """One scheduling mail that is owed: one row, whoever dies; a worker claims it, sends, then writes how it ended."""

    session = models.ForeignKey(ClassSession, on_delete=models.CASCADE, related_name="calendar_mails")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    method = models.CharField(max_length=7, choices=[("REQUEST", "REQUEST"), ("CANCEL", "CANCEL")])
    sequence = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person", "method", "sequence"], name="calendar_mail_once_a_change"
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="calendar_mail_owed")]

    def __str__(self) -> str:
        return f"{self.method} {self.sequence} · {self.person}"


class Reminder(models.Model):
    """One reminder that is owed to one person; it moves with the class until it has fired."""

    session = models.ForeignKey(ClassSession, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    before = models.DurationField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person", "before"], name="reminder_once")]
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="reminder_owed")]

    def __str__(self) -> str:
        return f"{self.person} · {self.due_at:%d/%m %H:%M}"
