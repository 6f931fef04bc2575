"""Lets classes be found by what they are, who gives them, and when."""

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.kinds.registry import Ref
from core.search import actions
from core.search.actions import Entry
from core.search.audiences import COLLEAGUES
from social.queries.search_keys import key_of
from virtualclass.models import ClassSession, SessionState


def index_class(session: ClassSession) -> None:
    """Writes a class into the index, or brings what is known of it up to date."""
    actions.index_many([_entry(session)])


def index_classes_of(*, person_ids: Sequence[int]) -> None:
    """The classes of trainers of whom something changed: they are found by their name."""
    actions.index_many(map(_entry, ClassSession.objects.filter(trainer__in=person_ids).select_related("trainer")))


def every_class() -> Iterator[Entry]:
    """All classes, for the index to be written anew."""
    found: Iterable[ClassSession] = ClassSession.objects.select_related("trainer").iterator(chunk_size=500)
    return map(_entry, found)


def _entry(session: ClassSession) -> Entry:
    # Who is at home in the class's own space, or in its host's; the company where it has no host: as `visible_to`.
    keys = {key_of(session.space_id, "")} | (set() if session.host_id else {COLLEAGUES})
    return Entry(
        ref=Ref("class", session.pk),
        title=session.title,
        text="\n".join(filter(None, [_when(session), session.trainer.name, session.about])),
        language=session.language,
        audience=keys,
        at=session.starts_at,
        tags=[session.trainer.name],
        by=session.trainer_id,
        place=f"space:{session.host_id or session.space_id}",
    )


def _when(session: ClassSession) -> str:
    """The day and hour as they were promised, in the language of the class; first whether it takes place."""
    with translation.override(session.language):
        starts = session.starts_at.astimezone(ZoneInfo(session.zone))
        when = f"{date_format(starts, 'l j F Y')}, {date_format(starts, 'H:i')} ({session.zone})"
        return f"{_('Cancelled')} · {when}" if session.state == SessionState.CANCELLED else when
