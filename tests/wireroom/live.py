"""How notes look, and who may whisper."""

from django.utils.html import format_html
from django.utils.translation import get_language

from core.realtime.live import heartbeat, renders, whispered
from tests.wireroom.events import NoteDeleted, NoteWritten, Typing
from tests.wireroom.models import Note

BEATS = []


@renders(NoteWritten, NoteDeleted)
def notes(refs):
    rows = Note.objects.filter(pk__in=refs, deleted=False)
    return {note.pk: format_html('<p lang="{}">{}</p>', get_language(), note.text) for note in rows}


@whispered("wireroom.typing")
def typing(person, stream, data):
    return Typing()


@heartbeat("room")
def beat(room_id, people, at):
    BEATS.append((room_id, sorted(people)))
