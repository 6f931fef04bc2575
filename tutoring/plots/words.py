"""Words and numbers as they stand in a drawing: short, in the reader's language, broken into lines."""

import textwrap
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from tutoring.registries.numbers import Amount


def significant(number: float, digits: int = 3) -> str:
    """A number with so many significant digits, in the reader's language: 15.231 is 15.2, 84.04 is 84.0."""
    if number == 0:
        return "0"
    places = max(0, digits - 1 - _magnitude(number))
    return written(number, places)


def as_recorded(amount: Amount) -> str:
    """A value with the digits that the record gives, in the reader's language; words such as NA stay as they are."""
    if amount.number is None or "e" in amount.text.casefold() or len(amount.text) > 15:
        return amount.text
    places = len(amount.text.partition(".")[2])
    return written(amount.number, places)


def plain(number: float) -> str:
    """A tick's number without needless zeros."""
    places = next((n for n in range(7) if abs(number - round(number, n)) < 1e-9 * max(1.0, abs(number))), 6)
    return written(number, places)


def percent(share: float, places: int = 1) -> str:
    """A share as a percentage."""
    return _("%(number)s %%") % {"number": written(share * 100, places)}


def interval(lower: str, upper: str) -> str:
    """Two limits as words."""
    return _("%(lower)s to %(upper)s") % {"lower": lower, "upper": upper}


def broken(text: str, width: int, most: int = 2) -> list[str]:
    """The text in at most `most` lines of `width` characters, with an ellipsis where it goes on."""
    lines = textwrap.wrap(text, width, max_lines=most, placeholder="…", break_long_words=True)
    return lines or [""]


def _magnitude(number: float) -> int:
    return int(f"{abs(number):e}".partition("e")[2])


def written(number: float, places: int) -> str:
    """Rounded half up (Django's own formatting cuts off), with the language's separators and a true minus."""
    if abs(number) >= 1e15 or places > 12:
        return f"{number:.3g}"
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(formats.number_format(rounded, places, use_l10n=True, force_grouping=True)).replace("-", "−")
