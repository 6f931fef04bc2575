"""Keeping things for later; being reminded of them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action
from core.acts.refusals import Refused
from core.kinds import registry
from core.kinds.registry import Ref
from core.notifications.actions import notify
from social import rules
from social.models import Bookmark

if TYPE_CHECKING:
    from core.accounts.models import Person

LONGEST_NOTE, MOST_KEPT = 500, 2000


@action
def keep(*, person: "Person", thing: Ref, note: str | None = None, remind_at: datetime | None = None) -> Bookmark:
    """Keeps a thing that the person may see, once; with a time, they are reminded then."""
    if not rules.may_keep(thing.kind) or thing not in registry.load(person, [thing]):
        raise Refused("social.no_such_thing", _("What you want to keep is not there any more."), status=422)
    if Bookmark.objects.filter(person=person).count() >= MOST_KEPT:
        raise Refused("social.too_many_bookmarks", _("You keep two thousand things. Remove some first."), status=422)
    rows = Bookmark.objects.select_for_update()
    bookmark, _is_new = rows.get_or_create(person=person, kind=thing.kind, thing_id=thing.pk)
    if note is None and remind_at is None:
        return bookmark
    return _change(bookmark, bookmark.note if note is None else note, remind_at or bookmark.remind_at)


@action
def change_bookmark(*, bookmark: Bookmark, person: "Person", note: str, remind_at: datetime | None) -> Bookmark:
    """Gives a bookmark another note or time; without a time nobody is reminded."""
    return _change(Bookmark.objects.select_for_update().get(pk=bookmark.pk, person=person), note, remind_at)


@action
def drop_bookmark(*, person: "Person", thing: Ref) -> None:
    """Keeps a thing no longer."""
    Bookmark.objects.filter(person=person).of(thing.kind, thing.pk).delete()


@action
def remind(*, bookmark: Bookmark) -> bool:
    """Reminds of a bookmark whose time has come; of what the person may no longer see not a word. Part of a sweep.

    Gives whether they were told.
    """
    found = registry.load(bookmark.person, [bookmark.ref]).get(bookmark.ref) if bookmark.person.is_active else None
    Bookmark.objects.filter(pk=bookmark.pk).update(reminded_at=timezone.now())
    if found is None or bookmark.remind_at is None:
        return False
    effect = f"social.reminder:{bookmark.pk}:{int(bookmark.remind_at.timestamp())}"
    notify(people=[bookmark.person], kind="social.reminder", about=found.thing, effect_key=effect)
    return True


def _change(bookmark: Bookmark, note: str, remind_at: datetime | None) -> Bookmark:
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise Refused("social.note_too_long", _("Keep the note under 500 characters."), field="note", status=422)
    if remind_at != bookmark.remind_at:
        if remind_at is not None and remind_at <= timezone.now():
            raise Refused(
                "social.time_is_past", _("Choose a time that is still to come."), field="remind_at", status=422
            )
        bookmark.remind_at, bookmark.reminded_at = remind_at, None
    bookmark.note = note
    bookmark.save(update_fields=["note", "remind_at", "reminded_at"])
    return bookmark
