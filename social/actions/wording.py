"""Turns what somebody typed into what a post keeps: HTML, whom it calls, what of ours it points at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from core import richtext
from core.acts.refusals import Refused
from core.kinds import registry
from core.kinds.registry import Ref
from core.richtext import Found, Link
from social import registries, rules
from social.models import Space, Thread
from social.queries.people import called_by_name, people_at_home
from social.queries.standings import standing

if TYPE_CHECKING:
    from core.accounts.models import Person

MOST_CALLED = 20
MOST_LINKS = 10
TUTORS = frozenset({"tutors", "tuteurs"})
HERE = frozenset({"here", "ici"})
_HREF = re.compile(r'href="([^"]+)"')
_NUMBER = re.compile(r'<a (?=[^>]*class="identifier")[^>]*?href="([^"]+)"')


@dataclass
class Words:
    """What a text came to."""

    html: str
    calls: list[int] = field(default_factory=list)
    calls_tutors: bool = False
    calls_here: bool = False
    links: list[Ref] = field(default_factory=list)
    identifiers: list[Found] = field(default_factory=list)


def put_into_words(*, author: "Person", space: Space, thread: Thread | None, source: str, format: str) -> Words:
    """Reads a text as written in a thread (None: one that is about to be opened).

    Raises Refused (422) on field `source` for what is empty, too long or too deep.
    """
    if format not in ("text", "html"):
        raise Refused("social.no_such_format", _("Write plain or rich text."), field="format", status=422)
    calls = _Calls(space, thread)
    try:
        html = richtext.render(source, format=cast(Literal["text", "html"], format), links=calls)
    except Refused as refusal:
        raise Refused(refusal.code, refusal.text, field="source", status=refusal.status) from None
    people = [pk for pk in calls.people if pk != author.pk][:MOST_CALLED]
    if calls.here:
        _refuse_here(author, space)
    return Words(html, people, calls.tutors, calls.here, _own_links(html, author), calls.identifiers)


class _Calls:
    """Answers richtext what the mentions and identifiers of one text lead to, and remembers whom it calls."""

    def __init__(self, space: Space, thread: Thread | None) -> None:
        self.space, self.thread = space, thread
        self.people: list[int] = []
        self.tutors = False
        self.here = False
        self.identifiers: list[Found] = []

    def resolve(self, found: Sequence[Found]) -> Mapping[str, Link]:
        """Links by words or key, as `core.richtext.Links` asks."""
        mentions = [item for item in found if item.kind == "mention"][: MOST_CALLED * 2]
        others = [item for item in found if item.kind != "mention"]
        self.identifiers = list({(item.kind, item.key): item for item in others}.values())
        links = registries.identified(others) if others else {}
        if mentions:
            links.update(self._people(mentions))
        return links

    def _people(self, mentions: list[Found]) -> dict[str, Link]:
        keys = {item.key: _person_key(item.key) for item in mentions}
        names = [item.text.lstrip("@") for item in mentions if keys[item.key] is None]
        pks = [pk for pk in keys.values() if pk]
        readers = called_by_name(self.space, self.thread, names, pks) if names or pks else []
        links: dict[str, Link] = {}
        for item in mentions:
            words = item.text.lstrip("@")
            if (item.key in TUTORS) or words.split()[0].lower().rstrip(".,;:") in TUTORS:
                self.tutors = True
                links[item.key if item.key in TUTORS else "@" + words.split()[0].rstrip(".,;:")] = self._tutors_link()
                continue
            if (item.key in HERE) or words.split()[0].lower().rstrip(".,;:") in HERE:
                self.here = True
                links[item.key if item.key in HERE else "@" + words.split()[0].rstrip(".,;:")] = self._tutors_link()
                continue
            person = _by_key(readers, keys[item.key]) if keys[item.key] else by_name(readers, words)
            if person is not None:
                if person.pk not in self.people:
                    self.people.append(person.pk)
                words = item.key if keys[item.key] else f"@{words[: len(person.name)]}"
                links[words] = Link(_person_url(person), person.name, "mention")
        return links

    def _tutors_link(self) -> Link:
        return Link(f"/spaces/{self.space.pk}/members/", "", "mention")


def _refuse_here(author: "Person", space: Space) -> None:
    """Raises Refused where the author may not call everybody here."""
    barrier = rules.barrier_to_calling_here(standing(author, space), people_at_home(space).count())
    if barrier is not None:
        raise Refused(*barrier, field="source", status=422)


def _person_key(key: str) -> int | None:
    kind, _, number = key.partition(":")
    return int(number) if kind == "person" and number.isdigit() else None


def _by_key(readers: "list[Person]", pk: int | None) -> "Person | None":
    return next((person for person in readers if person.pk == pk), None)


def by_name(readers: "list[Person]", words: str) -> "Person | None":
    """Whose whole name the words begin with; the longest name wins, and of two namesakes neither is called."""
    folded = words.casefold()
    fits = [person for person in readers if (folded + " ").startswith(person.name.casefold() + " ")]
    longest = max((len(person.name) for person in fits), default=0)
    best = [person for person in fits if len(person.name) == longest]
    return best[0] if len(best) == 1 else None


def _person_url(person: "Person") -> str:
    return registry.of("person").url(person)


def _own_links(html: str, author: Any) -> list[Ref]:
    """Things of ours that the text links to and its author may see, in order.

    What is named by its number is shown to each reader who may see it, whoever wrote the number.
    """
    named = identified_in(html)
    refs = list(dict.fromkeys(_refs_at(_HREF.findall(html))))[:MOST_LINKS]
    asked = [ref for ref in refs if ref not in named]
    seen = registry.load(author, asked) if asked else {}
    return [ref for ref in refs if ref in named or ref in seen]


def identified_in(html: str) -> list[Ref]:
    """Things of ours that numbers in rendered HTML lead to."""
    return list(dict.fromkeys(_refs_at(_NUMBER.findall(html))))


def _refs_at(hrefs: Sequence[str]) -> Iterator[Ref]:
    return (ref for ref in (_ref_at(unescape(href)) for href in hrefs) if ref is not None)


def _ref_at(href: str) -> Ref | None:
    parts = urlsplit(href)
    if parts.netloc and parts.hostname not in settings.ORIGIN_HOSTS:
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    kind, pk = registries.kind_at(match.view_name), match.kwargs.get("pk")
    return Ref(kind, pk) if kind and isinstance(pk, int) else None
