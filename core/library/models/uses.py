"""Where objects are used."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Use(models.Model):
    """Something that shows or needs an object: a thread, a study group, a class."""

    learning_object = models.ForeignKey("library.LearningObject", models.PROTECT, related_name="uses")
    by_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    by_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("use")
        verbose_name_plural = _("uses")
        indexes = [models.Index(fields=["by_type", "by_id"], name="library_use_by")]
        constraints = [
            models.UniqueConstraint(fields=["learning_object", "by_type", "by_id"], name="library_use_once"),
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id} ← {self.by_type_id}:{self.by_id}"
