"""What an upload must be: there, and not too large."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused


def refuse_too_large() -> Refused:
    """The file is larger than settings.UPLOAD_MOST_BYTES."""
    most = settings.UPLOAD_MOST_BYTES // (1024 * 1024)
    text = _("This file is too large: %(most)s MB fit. Make it smaller, or share a link to it instead.")
    return Refused("files.too_large", text % {"most": most}, field="file", status=422)


def refuse_missing() -> Refused:
    """No file came."""
    return Refused("files.missing", _("Choose a file first."), field="file", status=422)
