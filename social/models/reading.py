"""What each person keeps for themselves: how far they read, what they follow, what they have not sent yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from social.models.levels import FollowLevel
from social.models.posts import Post
from social.models.threads import Thread
from social.querysets.reading import DraftQuerySet, SetAsideQuerySet


class ReadMark(models.Model):
    """How far a person has read a thread: the number of the last post read.

    `by_hand` when they put it there to come back ("mark unread from here"): then it counts however old it is.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    by_hand = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.thread_id} to {self.number}"


class Follow(models.Model):
    """How closely a person follows one thread; it beats what they follow the space by."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=8, choices=FollowLevel)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "thread"], name="follow_once"),
            models.CheckConstraint(name="follow_level_known", condition=Q(level__in=["watch", "normal", "mute"])),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.thread_id}: {self.level}"


class Draft(models.Model):
    """What a person has begun to write and where (`thread:42`, `post:7`, `space:3`), on every device of theirs."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    context = models.CharField(max_length=80)
    title = models.CharField(max_length=200, blank=True, default="")
    source = models.TextField()
    format = models.CharField(max_length=4, choices=Post.Format, default=Post.Format.TEXT)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "context"], name="draft_once_per_context")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.context} v{self.version}"


class SetAside(models.Model):
    """Words that a person wrote in a place while another device of theirs saved others: the draft is the newer."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    context = models.CharField(max_length=80)
    source = models.TextField()
    format = models.CharField(max_length=4, choices=Post.Format, default=Post.Format.TEXT)
    at = models.DateTimeField(default=timezone.now)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "context", "-at"], name="set_aside_mine")]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="set_aside_has_words"),
            models.CheckConstraint(condition=Q(format__in=["text", "html"]), name="set_aside_format_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} beside {self.context}"
