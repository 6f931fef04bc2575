"""Taking a space along as a file: asked for, written by a job, fetched for some days."""

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.pace import keep_pace
from core.acts.refusals import Refused
from core.audit import trail
from social import facts, rules
from social.models import Space, SpaceExport
from social.queries import exporting
from social.queries.export_people import Named
from social.queries.standings import standing
from social.space_file import parcel, writing
from social.space_file.shape import head

if TYPE_CHECKING:
    from core.accounts.models import Person

KEPT = timedelta(days=3)
MOST_TRIES = 3
AT_A_TIME = 20
CLAIM = timedelta(minutes=5)


@action
def ask_export(*, space: Space, by: "Person") -> SpaceExport:
    """Asks for a space as a file; one at a time, and who asks twice has asked once."""
    if not rules.may_export(standing(by, space)):
        raise Refused("social.may_not_export", _("Only those who lead this space take it along as a file."))
    known = SpaceExport.objects.outstanding().filter(space=space, by=by).first()
    if known is not None:
        return known
    keep_pace("social.export", by.pk, most=10, seconds=3600)
    export = SpaceExport.objects.create(space=space, by=by)
    trail.record(by, "social.space_exported", space, None, {"export": export.pk})
    state(facts.ExportAsked(export.pk))
    return export


def write_export(export: SpaceExport) -> None:
    """Writes the file of one claimed export, in no transaction: a large space takes long."""
    export = SpaceExport.objects.select_related("space", "by").get(pk=export.pk)
    where = standing(export.by, export.space)
    if not rules.may_export(where):
        return _settle(export=export, fault="not_yours")
    if export.tries >= MOST_TRIES:
        return _settle(export=export, fault="given_up")
    _begin(export=export)
    name = parcel.new_name("exports")
    try:
        held = _write(export, where, name)
        _settle(export=export, path=name, held=held)
    except Refused:
        parcel.drop(name)
        _settle(export=export, fault="no_room")
    except BaseException:
        parcel.drop(name)
        raise
    return None


def _write(export: SpaceExport, where: rules.Standing, name: str) -> list[int]:
    held = exporting.what_stands(export.space)
    scope = exporting.Scope(export.space, held[0], with_history=rules.may_moderate(where))
    pks = list(exporting.threads_to_export(scope).values_list("pk", flat=True))
    keys = {pk: key for key, pk in enumerate(pks, start=1)}
    named = Named()
    begun = head(exporting.space_said(export.space), timezone.now().isoformat())
    begun |= {
        "members": exporting.members_said(export.space, named),
        "pins": exporting.pins_said(export.space, keys),
    }
    with writing.writing(parcel.place_of(name)) as writer:
        with writer.talk(begun) as talk:
            for done, thread in enumerate(exporting.threads_said(scope, named, keys), start=1):
                talk.add(thread)
                if done % AT_A_TIME == 0:
                    _advance(export=export, done=done, total=len(pks))
            talk.ends_with({"people": named.people()})
        writer.files()
    return held


@action
def _begin(*, export: SpaceExport) -> None:
    SpaceExport.objects.filter(pk=export.pk).update(tries=F("tries") + 1)


@action
def _advance(*, export: SpaceExport, done: int, total: int) -> None:
    """Says how far it is, and keeps other workers off meanwhile."""
    SpaceExport.objects.filter(pk=export.pk).update(done=done, total=total, claimed_until=Now() + CLAIM)


@action
def _settle(*, export: SpaceExport, path: str = "", fault: str = "", held: list[int] | None = None) -> None:
    """It is there, or it is not to be had; who asked hears of it once."""
    row = SpaceExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if row.done_at is not None:
        parcel.drop(path)
        return
    now = timezone.now()
    row.done_at, row.fault, row.path, row.claimed_until = now, fault, path, None
    row.held = held or []
    row.total = row.done = max(row.total, row.done)
    if path:
        row.expires_at, row.size = now + KEPT, parcel.place_of(path).stat().st_size
    row.save()
    state(facts.ExportReady(row.pk, fault))


def file_to_fetch(export: SpaceExport, by: "Person") -> str:
    """The name of an export's file, for who asked, while they may and nothing was taken out of the space since.

    Raises Refused otherwise.
    """
    if export.by_id != by.pk or not rules.may_export(standing(by, export.space)):
        raise Refused("social.may_not_export", _("Only those who lead this space take it along as a file."))
    if not export.is_ready:
        raise Refused("social.export_past", _("This file is not kept any more. Ask for a new one."), status=410)
    if exporting.what_stands(export.space, export.held[0]) != export.held:
        text = _("Something was taken out of this space since. Ask for a new file.")
        raise Refused("social.export_past", text, status=410)
    return export.path


@action
def note_fetched(*, export: SpaceExport, by: "Person") -> None:
    """Puts on the trail that words left the house."""
    trail.record(by, "social.space_export_fetched", export.space, None, {"export": export.pk, "bytes": export.size})


@action
def drop_past_exports() -> int:
    """Takes away files whose days are over; gives how many."""
    past = list(SpaceExport.objects.past(timezone.now()).select_for_update(of=("self",)))
    for export in past:
        with contextlib.suppress(OSError):
            parcel.drop(export.path)
            SpaceExport.objects.filter(pk=export.pk).update(path="", size=0)
    return len(past)
