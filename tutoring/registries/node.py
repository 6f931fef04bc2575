"""A place in a JSON record that hands out its parts in the type asked for, or refuses with the path at fault."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.acts.refusals import Refused
from tutoring.registries import refuse
from tutoring.registries.numbers import Amount, PartialDate, clean

MOST = 2_147_483_647


class Node:
    """An object of the record. Absent and null parts are empty; parts of another type are damage."""

    def __init__(self, value: Any, path: str = "") -> None:
        self.path = path
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise refuse.damaged(path or "/", _("an object"))
        self.value: dict[str, Any] = value

    def __bool__(self) -> bool:
        return bool(self.value)

    def node(self, *names: str) -> "Node":
        """The object under a name; several names go down step by step."""
        here = self
        for name in names:
            here = Node(here.value.get(name), here._under(name))
        return here

    def nodes(self, name: str) -> Iterator["Node"]:
        """The objects of a list."""
        for place, item in enumerate(self._list(name)):
            yield Node(item, f"{self._under(name)}[{place}]")

    def text(self, name: str) -> str:
        """Words without markdown escapes; a number is given as it is written."""
        return self._words(self.value.get(name), self._under(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """The non-empty words of a list."""
        words = (self._words(item, f"{self._under(name)}[{i}]") for i, item in enumerate(self._list(name)))
        return tuple(word for word in words if word)

    def amount(self, name: str) -> Amount:
        """A value that may be a number, as written."""
        return Amount.of(self.text(name))

    def count(self, name: str) -> int | None:
        """A whole number of things, or None where the record gives none."""
        amount = self.amount(name)
        if not amount:
            return None
        if amount.number is None or amount.number != int(amount.number) or not 0 <= amount.number <= MOST:
            raise self.damaged(name, _("a whole number"))
        return int(amount.number)

    def flag(self, name: str) -> bool | None:
        """Yes, no, or None where the record says neither."""
        value = self.value.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.damaged(name, _("true or false"))
        return value

    def date(self, name: str) -> PartialDate:
        """A date that stands by itself."""
        return PartialDate.of(self.text(name))

    def date_struct(self, name: str) -> PartialDate:
        """A date with its type, ACTUAL or ESTIMATED."""
        struct = self.node(name)
        return PartialDate.of(struct.text("date"), struct.text("type"))

    def damaged(self, name: str, expected: Any) -> Refused:
        """The refusal of a part."""
        return refuse.damaged(self._under(name), expected)

    def _under(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def _list(self, name: str) -> list[Any]:
        value = self.value.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.damaged(name, _("a list"))
        return value

    def _words(self, value: Any, path: str) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        raise refuse.damaged(path, _("a text"))
