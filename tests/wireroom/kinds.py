"""What the wire may know of rooms and notes."""

from core.kinds.registry import Kind
from tests.wireroom.models import Member, Note, Room

ROOM = Kind(
    name="room",
    model=Room,
    visible_to=Room.objects.visible_to,
    title=lambda room: room.name,
    url=lambda room: f"/wireroom/{room.pk}/",
    icon="door-open",
    word="room",
    listeners=lambda rooms, people: Member.objects.filter(room__in=rooms, person__in=people).values_list(
        "room_id", "person_id"
    ),
)
NOTE = Kind(
    name="note",
    model=Note,
    visible_to=Note.objects.visible_to,
    title=lambda note: note.text[:40],
    url=lambda note: f"/wireroom/{note.room_id}/#note-{note.pk}",
    icon="sticky-note",
    word="note",
)
