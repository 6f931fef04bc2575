"""The words before a colon that narrow a search down: `in:`, `from:`, `tag:`, `kind:`, `before:`, `after:`."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.search.tokens import fold

IN, FROM, TAG, KIND, BEFORE, AFTER = "in", "from", "tag", "kind", "before", "after"
# What may be typed, in either language, whichever language one reads.
_NAMES = {
    "in": IN, "dans": IN,
    "from": FROM, "by": FROM, "de": FROM, "par": FROM,
    "tag": TAG, "etiquette": TAG,
    "kind": KIND, "type": KIND, "genre": KIND,
    "before": BEFORE, "avant": BEFORE,
    "after": AFTER, "since": AFTER, "apres": AFTER, "depuis": AFTER,
}  # fmt: skip
# How each is offered, in the reader's language; a colon follows.
OFFERED = {
    IN: (pgettext_lazy("search operator", "in"), _("a space or a study, by its name")),
    FROM: (pgettext_lazy("search operator", "from"), _("who wrote it")),
    TAG: (pgettext_lazy("search operator", "tag"), _("a tag or keyword")),
    KIND: (pgettext_lazy("search operator", "kind"), _("post, study, file …")),
    AFTER: (pgettext_lazy("search operator", "after"), _("from this day, month or year on")),
    BEFORE: (pgettext_lazy("search operator", "before"), _("before this day, month or year")),
}
_DATE = re.compile(
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?"
    r"|(?:(?P<d2>\d{1,2})[-/.])?(?P<m2>\d{1,2})[-/.](?P<y2>\d{4})"
)
_DAYS_AGO = {
    "today": 0, "aujourdhui": 0, "yesterday": 1, "hier": 1,
    "lastweek": 7, "semainederniere": 7, "lastmonth": 30, "moisdernier": 30, "lastyear": 365, "anneederniere": 365,
}  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """One operator with what stands behind it; `excluded` where a minus stands before it."""

    operator: str
    value: str
    excluded: bool = False


def named(word: str) -> str:
    """The operator that the word before a colon means; empty where it is a plain word."""
    return _NAMES.get(fold(word), "")


def moment_of(text: str) -> datetime | None:
    """The beginning of the day, month or year that is written, on the reader's clocks; None where it is no date."""
    now = timezone.localtime()
    if (ago := _DAYS_AGO.get("".join(fold(word) for word in re.split(r"[\s'’_-]+", text)))) is not None:
        return _midnight(now - timedelta(days=ago))
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(found[name] or found[f"{name}2"] or 1) for name in "ymd")
    try:
        return _midnight(now.replace(year=year, month=month, day=day))
    except (ValueError, OverflowError):
        return None


def _midnight(moment: datetime) -> datetime:
    naive = moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return timezone.make_aware(naive)
