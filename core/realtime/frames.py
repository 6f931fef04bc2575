"""What travels over the socket: JSON frames, and the bytes that RFC 6455 puts around them."""

import json
from datetime import datetime
from typing import Any

LARGEST = 65_536


def encode(frame: dict[str, Any]) -> bytes:
    """A frame as an unmasked, unextended RFC 6455 text message; built once, written to every listener."""
    return framed(json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode())


def framed(payload: bytes) -> bytes:
    """The payload with its header: FIN and opcode 1, then the length in 7, 16 or 64 bits."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def texts(blob: bytes) -> list[str]:
    """The payloads of one or several frames of ours, for servers to which only texts can be given."""
    found, at = [], 0
    while at < len(blob):
        size, at = blob[at + 1], at + 2
        if size > 125:
            width = 2 if size == 126 else 8
            size, at = int.from_bytes(blob[at : at + width], "big"), at + width
        found.append(blob[at : at + size].decode())
        at += size
    return found


def event(
    *, stream: str, seq: int, name: str, version: int, at: datetime, by: int | None, data: Any, html: str | None
) -> dict[str, Any]:
    """One event. `by` and `html` are absent where there is no author to name or nothing to show.

    What would not fit into a frame comes without HTML and with `cut`: the page fetches it.
    """
    frame: dict[str, Any] = {"op": "event", "stream": stream, "seq": seq, "name": name, "v": version}
    frame["at"] = at.isoformat()
    if by is not None:
        frame["by"] = by
    frame["data"] = data
    if html is not None and len(html.encode()) > LARGEST - 4096:
        frame["cut"] = True
    elif html is not None:
        frame["html"] = html
    return frame


def welcome(*, person_id: int, at: datetime) -> dict[str, Any]:
    """The answer to hello."""
    return {"op": "welcome", "person": person_id, "server_time": at.isoformat()}


def listening(*, stream: str, seq: int, present: list[int] | None = None) -> dict[str, Any]:
    """What was asked for has been sent up to `seq`; the rest follows as it happens."""
    frame: dict[str, Any] = {"op": "listening", "stream": stream, "seq": seq}
    if present is not None:
        frame["present"] = present
    return frame


def whisper(*, stream: str, name: str, data: Any, by: int | None) -> dict[str, Any]:
    """Something that need not survive."""
    frame: dict[str, Any] = {"op": "whisper", "stream": stream, "name": name}
    if by is not None:
        frame["by"] = by
    frame["data"] = data
    return frame


def resync(*, stream: str, seq: int) -> dict[str, Any]:
    """Too old or too many: fetch the page again."""
    return {"op": "resync", "stream": stream, "seq": seq}


def gone(stream: str) -> dict[str, Any]:
    """You may not, or no longer, listen."""
    return {"op": "gone", "stream": stream}


def error(code: str, detail: str) -> dict[str, Any]:
    """A bad frame; the socket stays open."""
    return {"op": "error", "code": code, "detail": detail}


def bye(retry_ms: int) -> dict[str, Any]:
    """The server is leaving."""
    return {"op": "bye", "retry_ms": retry_ms}
