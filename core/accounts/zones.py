"""Time zones by their IANA names."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DEFAULT = "Europe/Paris"
AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def names() -> frozenset[str]:
    """Every zone a person may live in: places such as Europe/Paris, and UTC; no abbreviations, no fixed offsets."""
    return frozenset(name for name in available_timezones() if name.partition("/")[0] in AREAS) | {"UTC"}


def is_known(name: str) -> bool:
    """Whether `name` is the exact name of a zone."""
    return name in names()


def validate(name: str) -> None:
    """Django's validator. Raises ValidationError with the remedy."""
    if not is_known(name):
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Write its IANA name, such as Europe/Paris."),
            code="zone",
            params={"zone": name[:64]},
        )


def of(name: str) -> ZoneInfo:
    """The zone of that name; UTC where it is not known, so that no page fails because of a stored name."""
    return ZoneInfo(name if is_known(name) else "UTC")


@cache
def _places() -> dict[str, str]:
    """Zones by the words of their names, each after a space."""
    return {name: f" {name.lower().replace('/', ' ').replace('_', ' ')}" for name in names()}


def around(word: str) -> list[str]:
    """Zones of which the (folded) word begins a word of the name: “tokyo”, “europe”; too short a word means none."""
    return [name for name, said in _places().items() if f" {word}" in said] if len(word) >= 3 else []


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Zones for a select, by area, spelled as people read them."""
    areas: list[tuple[str, list[tuple[str, str]]]] = [("UTC", [("UTC", "UTC")])]
    for area in AREAS:
        places = sorted(name for name in names() if name.startswith(f"{area}/"))
        areas.append((area, [(name, name.partition("/")[2].replace("_", " ")) for name in places]))
    return areas
