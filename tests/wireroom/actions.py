"""What people do in rooms."""

from core.acts.actions import action
from core.acts.once import once
from core.acts.refusals import Refused
from core.realtime.actions import access_changed, announce
from tests.wireroom.events import MemberLeft, NoteDeleted, NoteWritten
from tests.wireroom.models import Member, Note, Room


@action
def open_room(*, name, people):
    room = Room.objects.create(name=name)
    Member.objects.bulk_create([Member(room=room, person=person) for person in people])
    return room


@action
@once(by="author")
def write_note(*, room, author, text, key=None):
    if not Room.objects.visible_to(author).filter(pk=room.pk).exists():
        raise Refused("wireroom.not_a_member", "Only members write.")
    note = Note.objects.create(room=room, author=author, text=text)
    announce(NoteWritten(note.pk), to=room.stream, by=author)
    return note


@action
def delete_note(*, note):
    Note.objects.filter(pk=note.pk).update(deleted=True, text="")
    announce(NoteDeleted(note.pk), to=note.room.stream)


@action
def remove_member(*, room, person):
    Member.objects.filter(room=room, person=person).delete()
    access_changed(room.stream.scope)
    announce(MemberLeft(person.pk), to=room.stream)


@action
def add_member(*, room, person):
    Member.objects.get_or_create(room=room, person=person)
