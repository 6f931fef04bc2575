"""Where posts stood before they were moved."""

from django.db import models
from django.db.models import Q

from social.models.posts import Post
from social.models.threads import Thread


class FormerPlace(models.Model):
    """The number that a post had in a thread which it has left: whoever asks for it is led to the post."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="former_places")
    number = models.PositiveIntegerField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="former_places")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="former_place_once"),
            models.CheckConstraint(name="former_place_positive", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} #{self.number}"
