"""Bringing a space in from a file: kept, looked at, written as a whole by a job, or refused with what is wrong."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import DataError, IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.acts.actions import action, state
from core.acts.pace import keep_pace
from core.acts.refusals import Refused
from core.audit import trail
from core.files import actions as files_actions
from core.files import storage
from core.files.actions import Content
from social import facts, rules
from social.actions.bringing import bring
from social.models import Space, SpaceImport
from social.queries.importing import report_on
from social.space_file import parcel
from social.space_file.reading import Fault, Parcel, Unreadable, reading

if TYPE_CHECKING:
    from core.accounts.models import Person

FORGOTTEN = timedelta(days=1)
MOST_TRIES = 2
CHUNK = 256 * 1024
State = SpaceImport.State


def bring_file(*, by: "Person", upload: Any) -> SpaceImport:
    """Keeps the file that somebody brings, for a job to look at; the bytes go to the disk before the transaction."""
    _refuse_unless_importing(by)
    keep_pace("social.import", by.pk, most=10, seconds=3600)
    name = parcel.new_name("imports")
    place = parcel.place_of(name)
    with storage.no_room_refused():
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
    return _note_brought(by=by, name=Path(str(upload.name)).name[:200] or "space.zip", path=name)


@action
def _note_brought(*, by: "Person", name: str, path: str) -> SpaceImport:
    made = SpaceImport.objects.create(by=by, name=name, path=path)
    state(facts.ImportBrought(made.pk))
    return made


@action
def want_import(*, brought: SpaceImport, by: "Person", name: str) -> SpaceImport:
    """Wants a file that was looked at to become a space of that name."""
    _refuse_unless_importing(by)
    brought = SpaceImport.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    if brought.by_id != by.pk or brought.state != State.LOOKED_AT or not brought.path:
        raise Refused("social.import_over", _("This file is not waiting any more. Bring it again."), status=409)
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Refused("social.space_needs_a_name", _("Give the space a name."), field="name", status=422)
    if Space.objects.communities().living().filter(name__iexact=name).exists():
        text = _("A community of this name exists. Choose another name.")
        raise Refused("social.name_taken", text, field="name", status=422)
    brought.state, brought.report = State.WANTED, {**brought.report, "wanted_name": name}
    brought.save(update_fields=["state", "report"])
    state(facts.ImportBrought(brought.pk))
    return brought


@action
def drop_import(*, brought: SpaceImport, by: "Person") -> None:
    """Takes away a file that was looked at and is not wanted after all."""
    _refuse_unless_importing(by)
    brought = SpaceImport.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    if brought.state == State.LOOKED_AT and brought.by_id == by.pk:
        parcel.drop(brought.path)
        brought.delete()


def go_on(brought: SpaceImport) -> None:
    """Looks at one claimed file, or writes it: whichever is due."""
    brought = SpaceImport.objects.select_related("by").get(pk=brought.pk)
    if not rules.may_import(brought.by):
        return _refuse(brought=brought, faults=[Fault("not_yours")])
    if brought.tries >= MOST_TRIES:
        return _refuse(brought=brought, faults=[Fault("given_up")])
    _begin(brought=brought)
    try:
        with reading(parcel.place_of(brought.path)) as parcel_read:
            if brought.state == State.BROUGHT:
                _note_looked_at(brought=brought, report=report_on(parcel_read))
            else:
                _write(brought=brought, parcel_read=parcel_read, contents=_take_in(parcel_read))
                parcel.drop(brought.path)
    except Unreadable as unreadable:
        _refuse(brought=brought, faults=unreadable.faults)
    except (IntegrityError, DataError):
        _refuse(brought=brought, faults=[Fault("contradiction")])
    return None


@action
def _write(*, brought: SpaceImport, parcel_read: Parcel, contents: dict[str, Content]) -> None:
    """All of it, or nothing: one transaction."""
    row = SpaceImport.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    if row.state != State.WANTED:
        return
    space = bring(brought=brought, said=parcel_read.said, contents=contents, name=row.report["wanted_name"])
    row.state, row.space, row.written_at, row.claimed_until, row.path = State.WRITTEN, space, timezone.now(), None, ""
    row.save()
    said = {key: row.report.get(key) for key in ("threads", "posts", "people", "files")}
    trail.record(brought.by, "social.space_brought", space, None, {"file": row.name, **said})
    state(facts.SpaceOpened(space.pk, brought.by_id))


@action
def _note_looked_at(*, brought: SpaceImport, report: dict[str, Any]) -> None:
    done = {"state": State.LOOKED_AT, "report": report, "claimed_until": None, "tries": 0}
    SpaceImport.objects.filter(pk=brought.pk, state=State.BROUGHT).update(**done)


@action
def _begin(*, brought: SpaceImport) -> None:
    SpaceImport.objects.filter(pk=brought.pk).update(tries=F("tries") + 1)


@action
def _refuse(*, brought: SpaceImport, faults: list[Fault]) -> None:
    said = [[fault.code, fault.place] for fault in faults]
    SpaceImport.objects.filter(pk=brought.pk).exclude(state=State.WRITTEN).update(
        state=State.REFUSED, faults=said, claimed_until=None, path=""
    )
    parcel.drop(brought.path)


@action
def drop_forgotten_imports() -> int:
    """Takes away files that nobody wanted for a day; gives how many."""
    forgotten = list(SpaceImport.objects.forgotten(timezone.now() - FORGOTTEN))
    for brought in forgotten:
        parcel.drop(brought.path)
        SpaceImport.objects.filter(pk=brought.pk).update(path="")
    return len(forgotten)


@dataclass
class _Taken:
    """An entry of the archive as `files.take_in` reads an upload."""

    raw: Any
    name: str

    def chunks(self) -> Any:
        """Its bytes."""
        return iter(lambda: self.raw.read(CHUNK), b"")


def _take_in(read: Parcel) -> dict[str, Content]:
    """Takes in the bytes of all files by the door that uploads come through; what the house has already stays as it is.

    Raises Unreadable for what is not accepted there.
    """
    names = {file.sha256: file.name for thread in read.said.threads for post in thread.posts for file in post.files}
    contents = {}
    for sha256, name in names.items():
        content = files_actions.known_content(sha256)
        if content is None:
            try:
                with read.file(sha256) as raw:
                    content = files_actions.take_in(_Taken(raw, name), name)
            except Refused as refusal:
                raise Unreadable(Fault("file_refused", name)) from refusal
        contents[sha256] = content
    return contents


def _refuse_unless_importing(by: "Person") -> None:
    if not rules.may_import(by):
        raise Refused("social.may_not_import", _("Only administrators bring spaces in from files."))
