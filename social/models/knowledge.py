"""What a space has worked out: who knows about what, what became a job aid, whom somebody asked for a look."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.library.models import LearningObject
from social.models.posts import Post
from social.models.spaces import Space
from social.models.threads import Thread
from social.querysets.knowledge import ExpertiseQuerySet

# The topic of everything that was said in a space.
WHOLE_SPACE = ""


class Promotion(models.Model):
    """That a confirmed answer became part of a learning object, whose author went on from its words."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="promotion")
    learning_object = models.ForeignKey(LearningObject, on_delete=models.CASCADE, related_name="promotions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.post_id} in {self.learning_object_id}"


class Expertise(models.Model):
    """How many accepted and confirmed answers somebody gave in a space on a topic: kept, never counted on a page.

    `topic` is "" for the whole space, `tag:12`, or what the threads hang on (`study:3`); `audience` is that of the
    threads, so that nobody learns from a count what a restricted thread is about. `warmth` orders people: the binary
    logarithm of all weights, each doubled for every year that it is younger. It grows old without being touched.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="expertise")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="expertise")
    audience = models.CharField(max_length=80, blank=True, default="")
    topic = models.CharField(max_length=60, blank=True, default=WHOLE_SPACE)
    answers = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    warmth = models.FloatField()
    last_at = models.DateTimeField()

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["topic", "space", "-warmth"], name="expertise_by_topic")]
        constraints = [
            models.UniqueConstraint(fields=["person", "space", "audience", "topic"], name="expertise_once"),
            models.CheckConstraint(
                name="expertise_counts_agree",
                condition=Q(answers__gte=1, accepted__lte=F("answers"), confirmed__lte=F("answers")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.topic or 'all'} in {self.space_id}: {self.answers}"


class Discretion(models.Model):
    """That somebody does not wish to be shown as a person who knows, nor to be asked as one."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="discretion")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id} since {self.since:%Y-%m-%d}"


class Favour(models.Model):
    """That somebody asks a colleague who knows for a look: the words are prepared, and count once they are sent."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favours")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    # Where it was asked; of a question that is still to be opened, nothing.
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="favours")
    prepared_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-prepared_at"], name="favour_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["thread", "person", "by"], name="favour_once_a_thread"),
            models.CheckConstraint(name="favour_of_another", condition=~Q(person=F("by"))),
            models.CheckConstraint(name="favour_asked_somewhere", condition=Q(asked_at=None) | Q(thread__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} asks {self.person_id}"
