"""Which of many people may listen to which of many spaces and threads, by one statement."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model

from social import registries
from social.models import Membership, Space, Thread

Pairs = list[tuple[int, int]]

# `SpaceQuerySet.readable_by` for people by the thousand: the ORM has no word for each of these with each of those.
READS = """
    p.is_active AND (
        EXISTS (SELECT 1 FROM {membership} m WHERE m.person_id = p.id AND m.space_id IN (s.id, s.parent_id))
        OR (s.openness = 'open' AND NOT p.is_external)
    )
"""


def listeners_of_spaces(spaces: set[int], people: set[int]) -> Pairs:
    """The pairs (space, person) of these keys where the person may read the space."""
    return [(space, person) for space, person in _asked(_OF_SPACES, spaces, people)]


def listeners_of_threads(threads: set[int], people: set[int]) -> Pairs:
    """The pairs (thread, person) of these keys where the person may read the thread.

    Whom a restriction lets in is asked of its providers, person by person: only where a restricted thread is among
    them.
    """
    rows = _asked(_OF_THREADS, threads, people)
    held = _held({person for _thread, person, audience in rows if audience})
    return [(thread, person) for thread, person, audience in rows if not audience or audience in held[person]]


_OF_SPACES = """
    SELECT s.id, p.id FROM {space} s CROSS JOIN {person} p
    WHERE s.id IN ({things}) AND p.id IN ({people}) AND {reads}
"""
_OF_THREADS = """
    SELECT t.id, p.id, t.audience FROM {thread} t JOIN {space} s ON s.id = t.space_id CROSS JOIN {person} p
    WHERE t.id IN ({things}) AND t.merged_into_id IS NULL AND p.id IN ({people}) AND {reads}
"""


def _asked(statement: str, things: set[int], people: set[int]) -> list[Any]:
    if not things or not people:
        return []
    tables: dict[str, type[Model]] = {
        "membership": Membership,
        "space": Space,
        "thread": Thread,
        "person": get_user_model(),
    }
    names = {name: model._meta.db_table for name, model in tables.items()}
    places = {"things": ", ".join(["%s"] * len(things)), "people": ", ".join(["%s"] * len(people))}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(reads=READS.format(**names), **names, **places), [*things, *people])
        rows: list[Any] = cursor.fetchall()
    return rows


def _held(people: set[int]) -> dict[int, set[str]]:
    if not people:
        return {}
    return {pk: registries.held_by(person) for pk, person in get_user_model()._default_manager.in_bulk(people).items()}
