"""Reads a file of people: its encoding, its columns, each line's values or what is wrong with them."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.accounts import zones
from core.accounts.roles import Role

COLUMNS = (
    "email",
    "name",
    "language",
    "zone",
    "unit",
    "country",
    "job_role",
    "job_title",
    "manager",
    "external",
    "joined",
    "roles",
    "active",
)
CLEAR = "-"
YES = {"yes", "y", "1", "true", "oui", "o", "vrai"}
NO = {"no", "n", "0", "false", "non", "faux"}
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}\Z")


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says what to do."""


@dataclass
class Line:
    """One line of the file: what it says, as typed values; what is wrong with it, in sentences.

    A column that is absent or empty says nothing. None says “clear it” (written `-`).
    """

    number: int
    email: str = ""
    says: dict[str, object] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read(data: bytes) -> tuple[list[str], Iterator[Line]]:
    """The columns of the file, and its lines one by one. Raises Unreadable."""
    text = _text(data)
    header = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = _columns(rows)
    return columns, _lines(rows, columns)


def _text(data: bytes) -> str:
    if b"\x00" in data:
        raise Unreadable(_("This is not a text file. Save the sheet as CSV (UTF-8) and import that."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes on a western Windows; five bytes have no meaning there and are kept as a visible mark.
        return data.decode("cp1252", errors="replace")


def _columns(rows: Iterator[list[str]]) -> list[str]:
    try:
        columns = [name.strip().lower().replace(" ", "_") for name in next(rows, [])]
    except csv.Error as error:
        raise Unreadable(_("The first line cannot be read: %(error)s.") % {"error": error}) from error
    if "email" not in columns:
        raise Unreadable(
            _("The first line must name the columns, and “email” among them. Known are: %(columns)s.")
            % {"columns": ", ".join(COLUMNS)}
        )
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown:
        raise Unreadable(
            _("Unknown column “%(name)s”. Known are: %(columns)s.")
            % {"name": unknown[0][:40], "columns": ", ".join(COLUMNS)}
        )
    if len(set(columns)) < len(columns):
        raise Unreadable(_("A column is named twice."))
    return columns


def _lines(rows: Iterator[list[str]], columns: list[str]) -> Iterator[Line]:
    while True:
        number = rows.line_num + 1  # type: ignore[attr-defined]  # a csv reader counts lines
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            fault = _("The line cannot be read, nor what follows it: %(error)s.") % {"error": error}
            yield Line(number, faults=[fault])
            return
        if any(cell.strip() for cell in row):
            yield _line(number, row, columns)


def _line(number: int, row: list[str], columns: list[str]) -> Line:
    line = Line(number)
    if len(row) > len(columns):
        line.faults.append(
            _("%(found)s values for %(expected)s columns: is a separator inside a value not quoted?")
            % {"found": len(row), "expected": len(columns)}
        )
        return line
    for column, cell in zip(columns, row, strict=False):
        _say(line, column, " ".join(cell.split()))
    if not line.email and not line.faults:
        line.faults.append(_("The e-mail address is missing."))
    return line


def _say(line: Line, column: str, cell: str) -> None:
    """Puts one cell's value on the line, or what is wrong with it."""
    if not cell:
        return
    try:
        value = READERS[column](cell)
    except ValueError as error:
        line.faults.append(str(error))
        return
    if column == "email":
        line.email = str(value)
    else:
        line.says[column] = value


def _email(cell: str) -> str:
    try:
        if len(cell) > 254:
            raise ValidationError("")
        validate_email(cell)
    except ValidationError:
        raise ValueError(_("“%(value)s” is not an e-mail address.") % {"value": cell[:80]}) from None
    return cell.lower()


def _name(cell: str) -> str:
    if len(cell) > 120:
        raise ValueError(_("The name is longer than 120 characters."))
    return cell


def _language(cell: str) -> str:
    language = cell.lower()[:2]
    if language not in {"en", "fr"} or (len(cell) > 2 and cell[2] not in "-_"):
        raise ValueError(_("Unknown language “%(value)s”: write en or fr.") % {"value": cell[:40]})
    return language


def _zone(cell: str) -> str:
    if not zones.is_known(cell):
        raise ValueError(
            _("Unknown time zone “%(value)s”: write its IANA name, such as Europe/Paris.") % {"value": cell[:64]}
        )
    return cell


def _unit(cell: str) -> list[tuple[str, str]] | None:
    """`HELIX/FR/FR-CARD=Cardiology` → codes from the top, each with the name it is to get if it is made."""
    if cell == CLEAR:
        return None
    steps = []
    for step in cell.split("/"):
        code, _equals, name = (part.strip() for part in step.partition("="))
        if not CODE.match(code):
            raise ValueError(
                _("“%(value)s” is not a unit’s code: use letters, digits, dots, hyphens, underscores.")
                % {"value": code[:60]}
            )
        steps.append((code, name[:120]))
    if len({code for code, _name in steps}) < len(steps):
        raise ValueError(_("The path “%(value)s” names a unit twice.") % {"value": cell[:80]})
    return steps


def _country(cell: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", cell):
        raise ValueError(_("“%(value)s” is not a country: write two letters, such as FR.") % {"value": cell[:40]})
    return cell.upper()


def _code(cell: str) -> str | None:
    if cell == CLEAR:
        return None
    if not CODE.match(cell):
        raise ValueError(
            _("“%(value)s” is not a job role’s code: use letters, digits, dots, hyphens, underscores.")
            % {"value": cell[:60]}
        )
    return cell


def _titles(cell: str) -> tuple[str, str]:
    """`Medical science liaison | Référent médical` → English, French."""
    english, _bar, french = (part.strip() for part in cell.partition("|"))
    return english[:120], french[:120]


def _manager(cell: str) -> str | None:
    return None if cell == CLEAR else _email(cell)


def _yes_or_no(cell: str) -> bool:
    if cell.lower() in YES:
        return True
    if cell.lower() in NO:
        return False
    raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": cell[:40]})


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(_("“%(value)s” is not a date: write 2026-01-31.") % {"value": cell[:40]}) from None


def _roles(cell: str) -> list[str]:
    if cell == CLEAR:
        return []
    roles = re.split(r"[\s|]+", cell.lower())
    for role in roles:
        if role not in Role.values:
            raise ValueError(
                _("Unknown role “%(value)s”. Known are: %(roles)s.")
                % {"value": role[:40], "roles": ", ".join(Role.values)}
            )
    return sorted(set(roles))


READERS: dict[str, Callable[[str], object]] = {
    "email": _email,
    "name": _name,
    "language": _language,
    "zone": _zone,
    "unit": _unit,
    "country": _country,
    "job_role": _code,
    "job_title": _titles,
    "manager": _manager,
    "external": _yes_or_no,
    "joined": _date,
    "roles": _roles,
    "active": _yes_or_no,
}
