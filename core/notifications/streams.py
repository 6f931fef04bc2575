"""A person's own stream, on which the bell hears."""

from core.realtime.streams import StreamRef


def stream_of(person_id: int) -> StreamRef:
    """To it nobody else listens."""
    return StreamRef(f"person:{person_id}", f"person:{person_id}")
