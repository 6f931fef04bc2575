"""What a stream has told since a number, for who asks by an ordinary request."""

from typing import Any

from core.accounts.models import Person
from core.realtime import admission, frames, reading
from core.realtime.reading import MOST_AT_ONCE, Asked


def since(person: Person, name: str, number: int) -> list[dict[str, Any]] | None:
    """The frames that the socket would send, ending with `listening` or `resync`; None where the person may not listen.

    Reads first and asks afterwards, as the socket does.
    """
    wish = (int(person.pk), name)
    stream_id = admission.opened([wish]).get(name)
    if stream_id is None:
        return [frames.listening(stream=name, seq=0)] if wish in admission.allowed([wish]) else None
    [read] = reading.read([Asked(stream_id, number, frozenset({person.language}))])
    if wish not in admission.allowed([wish]):
        return None
    if not read.reaches(number) or read.last_seq - number > MOST_AT_ONCE:
        return [frames.resync(stream=name, seq=read.last_seq)]
    told = [frame.contents[person.language] for frame in read.frames]
    return [*told, frames.listening(stream=name, seq=read.last_seq)]
