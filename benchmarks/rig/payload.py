"""The message that everybody sends: 250 bytes of JSON that the crowd counts as an event."""

import json
import time
from collections.abc import Iterator


def message(number: int) -> str:
    """About what our own frame looks like."""
    frame = {"op": "event", "stream": "room:1", "seq": number, "name": "wireroom.note_written", "v": 1, "data": {}}
    bare = json.dumps(frame | {"html": ""}, separators=(",", ":"))
    return f"{bare[:-2]}{'x' * (250 - len(bare))}{bare[-2:]}"


def paced(count: int, rate: int) -> Iterator[int]:
    """The numbers up to `count`, `rate` of them a second; for threads."""
    began = time.monotonic()
    for number in range(count):
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        yield number
