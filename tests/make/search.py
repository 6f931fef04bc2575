"""Lets things be found, as their areas do."""

from datetime import UTC, datetime, timedelta

from core.accounts.models import JobRole
from core.kinds.registry import Ref
from core.search import actions
from core.search.actions import Entry

THEN = datetime(2026, 1, 1, tzinfo=UTC)


def note(unit, title="A note", text="", *, language="en", audience=None, days=0, kind="leaflet", **more):
    """Writes a note in a unit and indexes it, for the unit's people unless said otherwise."""
    role = JobRole.objects.create(
        code=f"{unit.code}:{JobRole.objects.count()}", title_en=title[:100], title_fr=title[:100]
    )
    ref = Ref(kind, role.pk)
    keys = {f"unit:{unit.pk}"} if audience is None else audience
    at = THEN + timedelta(days=days)
    actions.index(ref=ref, title=title, text=text, language=language, audience=keys, at=at, **more)
    return ref


def many_notes(unit, count, text="The hazard ratio of cardiology", kind="leaflet"):
    """Writes very many notes at once; gives their entries for `index_many`."""
    first = JobRole.objects.count()
    roles = [JobRole(code=f"{unit.code}:{n}", title_en="x", title_fr="x") for n in range(first, first + count)]
    made = JobRole.objects.bulk_create(roles)
    return [
        Entry(Ref(kind, role.pk), f"Note {n}", f"{text} {n}", "en", {f"unit:{unit.pk}"}, THEN + timedelta(minutes=n))
        for n, role in enumerate(made)
    ]
