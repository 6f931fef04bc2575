"""What the search box knows of an object."""

from collections.abc import Iterator

from core import richtext
from core.kinds.registry import Ref
from core.library.audiences import of_object
from core.library.models import LearningObject, Version
from core.search import actions as search
from core.search.actions import Entry


def keep(thing: LearningObject) -> None:
    """Puts a published object into the index as it is now; takes any other out of it."""
    if thing.state == thing.State.PUBLISHED:
        search.index_many([_entry(thing)])
    else:
        search.forget(Ref.to(thing))


def everything() -> Iterator[Entry]:
    """All that may be found, for `manage.py reindex`."""
    published = LearningObject.objects.in_catalogue().select_related("published")
    rows = published.prefetch_related("audience", "contributors").order_by("pk")
    return (_entry(thing) for thing in rows.iterator(chunk_size=500))


def _entry(thing: LearningObject) -> Entry:
    html = thing.published.html if thing.published else ""
    said = [thing.code, thing.summary, thing.objectives, richtext.plain(html)]
    return Entry(
        ref=Ref.to(thing),
        title=thing.title,
        text="\n".join(filter(None, said)),
        language=thing.language,
        audience=of_object(thing),
        at=thing.published_at,
        tags=thing.keywords_list,
        by=thing.owner_id,
        files_of=(Version, thing.published_id) if thing.published_id else None,
    )
