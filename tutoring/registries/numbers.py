"""Numbers, dates and text as registries write them: the words kept, the meaning beside."""

import calendar
import datetime
import math
import re
from dataclasses import dataclass

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?([eE][+-]?\d{1,3})?")
_P_VALUE = re.compile(r"(?:p\s*)?(<=|>=|[<>=≤≥])?\s*(.+)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
# CommonMark lets any ASCII punctuation be escaped; the registry escapes some of it.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Amount:
    """A value as the record writes it ("<0.001", "NA", "1,234.5") and the number in it, when there is one."""

    text: str
    number: float | None = None

    def __bool__(self) -> bool:
        return bool(self.text)

    @classmethod
    def of(cls, text: str) -> "Amount":
        """Reads the text; a modifier such as "<" leaves no number, because the value is not known then."""
        return cls(text, number_in(text))


@dataclass(frozen=True)
class PValue:
    """A p value with its modifier: "<0.001" is text "<0.001", modifier "<", number 0.001."""

    text: str
    modifier: str = ""
    number: float | None = None

    def __bool__(self) -> bool:
        return bool(self.text)

    @classmethod
    def of(cls, text: str) -> "PValue":
        """Reads the text; without a modifier the value stands for itself ("=")."""
        found = _P_VALUE.fullmatch(text.strip())
        if not found:
            return cls(text)
        number = number_in(found.group(2))
        if number is None or not 0 <= number <= 1:
            return cls(text)
        modifier = (found.group(1) or "=").replace("<=", "≤").replace(">=", "≥")
        return cls(text, modifier, number)


@dataclass(frozen=True)
class PartialDate:
    """A date as exact as the record gives it: precision is "day", "month" or "year"; `first` its first day (ISO)."""

    text: str
    first: str = ""
    precision: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.first)

    @property
    def date(self) -> datetime.date:
        """The first day of the period that is meant."""
        return datetime.date.fromisoformat(self.first)

    @classmethod
    def of(cls, text: str, kind: str = "") -> "PartialDate":
        """Reads 2020, 2020-05 or 2020-05-07; anything else is kept as text without a date."""
        found = _DATE.fullmatch(text.strip())
        if not found:
            return cls(text, kind=kind)
        year, month, day = int(found.group(1)), int(found.group(2) or 1), int(found.group(3) or 1)
        if year < 1900 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            return cls(text, kind=kind)
        precision = "day" if found.group(3) else "month" if found.group(2) else "year"
        return cls(text, datetime.date(year, month, day).isoformat(), precision, kind)


def number_in(text: str) -> float | None:
    """The finite number that the whole text is, thousands separators allowed; None when it is not one."""
    text = text.strip().replace("−", "-")
    if not text or not any(character.isdigit() for character in text) or not _NUMBER.fullmatch(text):
        return None
    number = float(text.replace(",", ""))
    return number if math.isfinite(number) else None


def clean(text: str) -> str:
    """Text without markdown escapes, and without characters that no database keeps."""
    return _ESCAPE.sub(r"\1", _LONE.sub("\ufffd", text)).strip()
