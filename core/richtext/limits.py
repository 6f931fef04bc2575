"""How much one text may hold."""

from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused


class Limits:
    """What every text keeps to, wherever it is written."""

    BYTES = 64 * 1024
    DEPTH = 100


def refuse_empty() -> Refused:
    """Nothing was written that anybody could read."""
    return Refused("richtext.empty", _("There is nothing to read yet. Write something first."), status=422)


def refuse_too_long(size: int) -> Refused:
    """The source is larger than Limits.BYTES in UTF-8."""
    over = -(-(size - Limits.BYTES) // 1024)
    text = _("This text is %(over)s KB too long: %(most)s KB fit. Shorten it, or attach the long part as a file.")
    return Refused("richtext.too_long", text % {"over": over, "most": Limits.BYTES // 1024}, status=422)


def refuse_too_deep() -> Refused:
    """Elements stand within elements past Limits.DEPTH."""
    text = _("This text has more than %(most)s levels of lists, quotes or tables within each other. Flatten it.")
    return Refused("richtext.too_deep", text % {"most": Limits.DEPTH}, status=422)
