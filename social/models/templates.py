"""Templates: what a new space may begin with."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from social.querysets.templates import SpaceTemplateQuerySet


class SpaceTemplate(models.Model):
    """A space as somebody kept it for others to begin with: how it is arranged, without its people and its talk.

    `pattern` is what `social.patterns.Pattern` says, as plain data.
    """

    name = models.CharField(_("name"), max_length=120)
    pattern = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    # Else only who made it begins with it: a secret space's words stay with who may read them.
    is_shared = models.BooleanField(default=False)

    objects = SpaceTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="space_template_named", condition=~Q(name="")),
            models.UniqueConstraint(fields=["by", "name"], name="space_template_once"),
        ]

    def __str__(self) -> str:
        return self.name
