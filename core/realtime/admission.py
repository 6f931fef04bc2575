"""Who may come in: which person a session is, and which streams that person may hear."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from core.accounts.models import Person
from core.kinds import registry
from core.kinds.registry import Ref
from core.realtime.log import open_streams_now
from core.realtime.models import AccessScope, Stream
from core.realtime.streams import StreamRef, own_scope

Wish = tuple[int, str]
"""A person and the name of a stream."""


@dataclass(frozen=True)
class Guest:
    """Whom a session belongs to; the password's hash and the rights' version tell later whether they were changed."""

    person: Person
    session_key: str
    password: str
    rights: int


def guests(session_keys: Iterable[str]) -> dict[str, Guest]:
    """The signed-in, active people of these sessions, by three statements however many."""
    sessions = Session.objects.filter(session_key__in=set(session_keys), expire_date__gt=timezone.now())
    opened = {session.session_key: session.get_decoded() for session in sessions}
    ids = {int(kept[SESSION_KEY]) for kept in opened.values() if SESSION_KEY in kept}
    versions = rights(ids)
    people = Person.objects.filter(is_active=True).in_bulk(ids)
    found = {}
    for key, kept in opened.items():
        person = people.get(int(kept.get(SESSION_KEY, 0)))
        if person is not None and BACKEND_SESSION_KEY in kept:
            hashes = (person.get_session_auth_hash(), *person.get_session_auth_fallback_hash())
            if any(constant_time_compare(kept.get(HASH_SESSION_KEY, ""), known) for known in hashes):
                found[key] = Guest(person, key, person.password, versions[person.pk])
    return found


def rights(person_ids: Iterable[int]) -> dict[int, int]:
    """The version of each person's own scope, which rises when their rights change anywhere; 0 where it never did."""
    names = {own_scope(pk): pk for pk in person_ids}
    found = dict(AccessScope.objects.filter(name__in=list(names)).values_list("name", "version"))
    return {pk: found.get(name, 0) for name, pk in names.items()}


def still_valid(guests: Iterable[Guest]) -> set[str]:
    """The sessions among those of `guests` that are neither ended nor their person's shut out or password changed."""
    known = {guest.session_key: guest for guest in guests}
    alive = Session.objects.filter(session_key__in=list(known), expire_date__gt=timezone.now())
    keys = set(alive.values_list("session_key", flat=True))
    ids = {known[key].person.pk for key in keys}
    active = Person.objects.filter(pk__in=ids, is_active=True)
    passwords: dict[int, str] = dict(active.values_list("pk", "password"))
    return {key for key in keys if passwords.get(known[key].person.pk) == known[key].password}


def allowed(wishes: Iterable[Wish]) -> set[Wish]:
    """Which people may listen to which streams, asked of each kind: one statement where it can answer for many people
    at once, else one for each person."""
    by_kind: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for person_id, name in wishes:
        ref = parsed(name)
        if ref is not None:
            by_kind[ref.kind][person_id].add(ref.pk)
    people = Person.objects.filter(is_active=True).in_bulk({pk for asked in by_kind.values() for pk in asked})
    return {
        (person_id, f"{kind}:{pk}")
        for kind, asked in by_kind.items()
        for person_id, pk in _listening(registry.of(kind), asked, people)
    }


def hushed(names: Iterable[str]) -> set[str]:
    """Streams at which nobody is told who else is there; one statement for each kind that has such."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for ref in filter(None, map(parsed, names)):
        by_kind[ref.kind].add(ref.pk)
    asked = [(registry.of(name), pks) for name, pks in by_kind.items()]
    return {f"{kind.name}:{pk}" for kind, pks in asked if kind.hushed is not None for pk in kind.hushed(pks)}


def _listening(kind: registry.Kind, asked: dict[int, set[int]], people: dict[int, Person]) -> Iterable[tuple[int, int]]:
    if kind.listeners is not None:
        pks = set().union(*asked.values())
        answer = kind.listeners(pks, asked.keys() & people.keys())
        return [(person, pk) for pk, person in answer if person in people and pk in asked.get(person, ())]
    return [
        (person_id, pk)
        for person_id, pks in asked.items()
        if person_id in people
        for pk in kind.listenable(people[person_id]).filter(pk__in=pks).values_list("pk", flat=True)
    ]


def opened(wishes: Iterable[Wish]) -> dict[str, int]:
    """The ids of the streams by name; a stream that nobody announced to yet gets its row when the first person who
    may listen to it comes."""
    asked = list(wishes)
    found: dict[str, int] = dict(Stream.objects.filter(name__in={name for _, name in asked}).values_list("name", "pk"))
    missing = {wish for wish in asked if wish[1] not in found}
    refs = {ref for ref in map(_stream_of, sorted(allowed(missing))) if ref is not None} if missing else set()
    if refs:
        open_streams_now(refs)
        found |= dict(Stream.objects.filter(name__in={ref.name for ref in refs}).values_list("name", "pk"))
    return found


def _stream_of(wish: Wish) -> StreamRef | None:
    ref = parsed(wish[1])
    if ref is not None and wish[1] == own_scope(ref.pk):
        # A person's own stream is also its scope; so somebody whom nobody has told anything yet hears the first word.
        return StreamRef(wish[1], wish[1])
    thing = registry.of(ref.kind).model._default_manager.filter(pk=ref.pk).first() if ref else None
    stream = getattr(thing, "stream", None)
    return stream if isinstance(stream, StreamRef) and stream.name == wish[1] else None


def parsed(name: str) -> Ref | None:
    """The thing that a stream's name names; None for anything else."""
    try:
        return Ref.parse(name)
    except ValueError:
        return None
