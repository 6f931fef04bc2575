"""What the search box offers for the word under way: an operator, or a value that it may have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.accounts.models import Person
from core.kinds import registry
from core.search import audiences, operators, places
from core.search.backends import tags_like
from core.search.operators import OFFERED
from core.search.tokens import fold, split

MOST = 8
# From so many letters on, an operator is offered: people mostly type words.
LEAST = 2
_LAST = re.compile(r'(?:^|\s)(?P<minus>-?)(?:(?P<name>[^\W\d_]+):)?(?P<value>["“«][^"”»]*|[^\s"“«]*)$')


@dataclass(frozen=True)
class Offer:
    """`insert` takes the place of the word under way; `note` says what it is."""

    insert: str
    title: str
    note: str


def offers(person: Any, typed: str) -> list[Offer]:
    """A few ways to go on; none where the word under way is a word like any other."""
    last = _LAST.search(typed)
    if last is None:
        return []
    minus, name, value = last["minus"], last["name"], last["value"].lstrip('"“«').strip()
    if not name:
        return [] if last["value"][:1] in ('"', "“", "«") else _operators(minus, value)
    operator = operators.named(name)
    if not operator:
        return []
    found = islice(_VALUES[operator](person, value), MOST)
    return [Offer(f"{minus}{name}:{_quoted(text)}", text, note) for text, note in found]


def _operators(minus: str, begun: str) -> list[Offer]:
    wanted = fold(begun)
    if len(wanted) < LEAST:
        return []
    return [
        Offer(f"{minus}{word}:", f"{minus}{word}:", str(note))
        for operator, (word, note) in OFFERED.items()
        if fold(str(word)).startswith(wanted) or operator.startswith(wanted)
    ]


def _places(person: Any, value: str) -> Iterator[tuple[str, str]]:
    known = places.places_of(person)
    found = known if not value else [each for each in known if _begins(each.name, value)]
    return ((each.name, "") for each in found)


def _people(person: Any, value: str) -> Iterator[tuple[str, str]]:
    yield from [(_("me"), person.name)] if not value else []
    people = Person.objects.visible_to(person).named(value).select_related("unit").by_name()[:MOST]
    for each in people:
        yield each.name, str(each.unit or "")


def _tags(person: Any, value: str) -> Iterator[tuple[str, str]]:
    keys = sorted(audiences.keys_of(person))
    lists = tags_like(fold(value), keys) if keys else []
    seen = dict.fromkeys(tag for said in lists for tag in said.split(" · "))
    return ((tag, "") for tag in seen if _begins(tag, value))


def _kinds(person: Any, value: str) -> Iterator[tuple[str, str]]:
    words = (str(kind.word) for kind in registry.every())
    return ((word.lower(), "") for word in dict.fromkeys(words) if _begins(word, value))


def _moments(person: Any, value: str) -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    this_month, this_year = today.replace(day=1), today.replace(month=1, day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    said = [
        (today.isoformat(), _("today")),
        (f"{this_month:%m/%Y}", date_format(this_month, "F Y")),
        (f"{last_month:%m/%Y}", date_format(last_month, "F Y")),
        (str(this_year.year), _("this year")),
        (str(this_year.year - 1), _("last year")),
    ]
    return ((text, capfirst(note)) for text, note in said if text.startswith(value))


def _begins(text: str, value: str) -> bool:
    """Whether each word of the value begins a word of the text."""
    words = [fold(token.word) for token in split(text)]
    return all(any(word.startswith(fold(token.word)) for word in words) for token in split(value))


def _quoted(text: str) -> str:
    plain = text.replace('"', " ")
    return f'"{plain}"' if re.search(r"\s", plain) else plain


_VALUES: dict[str, Any] = {
    operators.IN: _places,
    operators.FROM: _people,
    operators.TAG: _tags,
    operators.KIND: _kinds,
    operators.BEFORE: _moments,
    operators.AFTER: _moments,
}
