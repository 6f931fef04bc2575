"""Numbers of studies and publications that stand in posts."""

from django.db import models
from django.db.models import Q

from social.models.posts import Post


class PostIdentifier(models.Model):
    """That a post names a study or a publication by its number, whether or not anybody here knows it yet.

    `kind` and `value` are as `core.richtext.Found` has them (`nct`, `NCT02210780`): who brings the study in later finds
    by them what was said of it before.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=240)

    class Meta:
        indexes = [models.Index(fields=["value", "kind"], name="post_identifier_value")]
        constraints = [
            models.UniqueConstraint(fields=["post", "kind", "value"], name="post_identifier_once"),
            models.CheckConstraint(condition=~Q(value=""), name="post_identifier_given"),
        ]

    def __str__(self) -> str:
        return f"{self.value} in {self.post_id}"
