"""The socket: an ordinary Channels consumer that reads frames; writing to it is the switchboard's work."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.utils import timezone

from core.realtime import admission, bells, catalogue, frames, handshakes, limits, live, switchboard, writers
from core.realtime.rooms import Listener

logger = logging.getLogger("compagnon.realtime")
SIGNED_OUT, REFUSED, TOO_SLOW, TOO_FAST, RESTART = 4401, 4403, 4408, 4429, 1012
LARGEST_NUMBER = 2**62
_messages = limits.Window(limits.MESSAGES)
_listens = limits.Window(limits.LISTENS)


class BadFrame(Exception):
    """A frame that cannot be obeyed: a code for machines, a sentence for developers."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class WireConsumer(AsyncConsumer):
    """One socket at `/ws/`."""

    channel_layer_alias = None
    listener: Listener | None = None
    writer: writers.Writer | None = None
    deadline: asyncio.TimerHandle | None = None
    is_open = False

    async def __call__(self, scope: dict[str, Any], receive: Callable[[], Any], send: writers.Send) -> None:
        """Without Channels' task for each message: there is one source, the browser, and no channel layer."""
        self.scope, self.base_send = scope, send
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            return

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Without Channels' clean-up of connections, which costs a thread's turn: nothing here asks the database."""
        await getattr(self, message["type"].replace(".", "_"))(message)

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        """Answers the handshake without asking anybody: a thousand may come at once."""
        self.handshake = handshakes.Handshake(self.scope)
        board = switchboard.here()
        if board.leaving or not await handshakes.may_open(self.handshake, board.door):
            await self.send({"type": "websocket.close", "code": REFUSED})
            return
        await self.send({"type": "websocket.accept"})
        self.is_open = True
        self.writer = writers.choose(self.base_send)
        self.deadline = board.loop.call_later(limits.HELLO_WITHIN, self._expect_hello)

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """Obeys one frame; a bad one is answered, the socket stays open."""
        if not self.is_open or self.writer is None:
            return
        try:
            frame = _parsed(message.get("text"))
            operation: Callable[[dict[str, Any]], Any] | None = getattr(self, f"op_{frame['op']}", None)
            if operation is None:
                raise BadFrame("unknown_op", "op is hello, listen, leave or whisper.")
            await operation(frame)
        except BadFrame as bad:
            self._count_message()
            self._write(frames.error(bad.code, bad.detail))
        except Exception:
            logger.exception("A socket could not be served just now.")
            self._close(RESTART)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """Forgets the listener. Attendance does not depend on it: a killed server never gets here."""
        self.is_open = False
        if self.deadline:
            self.deadline.cancel()
        if self.listener:
            switchboard.here().forget(self.listener)
        raise StopConsumer

    # What browsers may say

    async def op_hello(self, frame: dict[str, Any]) -> None:
        """Who are you, and what do you wish to hear?"""
        if self.listener is not None:
            raise BadFrame("hello_again", "hello is said once.")
        wanted = _numbers(frame.get("listen", {}))
        board = switchboard.here()
        assert self.writer is not None
        if self.deadline:
            self.deadline.cancel()
        guest = await board.door.guest(self.handshake.session_key) if self.handshake.session_key else None
        if guest is None:
            handshakes.note_stranger(self.handshake)
            self._close(SIGNED_OUT)
            return
        handshakes.note_known(self.handshake)
        if not self.is_open:
            return
        self.listener = Listener(guest, self.writer)
        board.enter(self.listener)
        self._write(frames.welcome(person_id=guest.person.pk, at=timezone.now()))
        await board.door.listen(self.listener, self._known(wanted))

    async def op_listen(self, frame: dict[str, Any]) -> None:
        """One stream more."""
        listener = self._who()
        wanted = _numbers({frame.get("stream"): frame.get("since", 0)})
        if not _listens.allows(str(listener.person_id)):
            raise BadFrame("too_fast", "Too many streams within ten seconds: wait a little.")
        if len(listener.seats.keys() | wanted.keys()) > limits.STREAMS_A_SOCKET:
            raise BadFrame("too_many_streams", f"A socket listens to {limits.STREAMS_A_SOCKET} streams at most.")
        await switchboard.here().door.listen(listener, self._known(wanted))

    async def op_leave(self, frame: dict[str, Any]) -> None:
        """One stream less."""
        switchboard.here().leave(self._who(), str(frame.get("stream")))

    async def op_whisper(self, frame: dict[str, Any]) -> None:
        """Something for who listens just now, if an area admits it."""
        listener = self._who()
        if not self._count_message():
            raise BadFrame("too_fast", "Too many messages within ten seconds: wait a little.")
        seat = listener.seats.get(str(frame.get("stream")))
        whispering = live.whisperer_of(str(frame.get("name")))
        if seat is None or seat.in_question or seat.admitted != seat.room.access:
            raise BadFrame("not_listening", "Listen to a stream before whispering to it.")
        if whispering is None:
            raise BadFrame("unknown_whisper", "Nobody answers a whisper of that name.")
        if whispering.most_listeners is not None and len(seat.room.seats) > whispering.most_listeners:
            return
        ref = admission.parsed(seat.room.name)
        board = switchboard.here()
        event = await board.aside(whispering.answer, listener.guest.person, ref, frame.get("data"))
        if event is not None:
            bell = bells.Whisper(seat.room.name, event.event_name, catalogue.data_of(event), listener.person_id)
            await board.aside(bells.ring, bell)

    # Small parts

    def _expect_hello(self) -> None:
        """The time for hello is over, unless it is we who are slow: many come back at once."""
        board = switchboard.here()
        if board.door.is_busy():
            self.deadline = board.loop.call_later(limits.HELLO_WITHIN, self._expect_hello)
        else:
            self._close(TOO_SLOW)

    def _who(self) -> Listener:
        if self.listener is None:
            raise BadFrame("hello_first", "Say hello before anything else.")
        return self.listener

    def _known(self, wanted: dict[str, int]) -> dict[str, int]:
        """Only what could be a stream; the rest is answered at once."""
        for name in [name for name in wanted if admission.parsed(name) is None]:
            del wanted[name]
            self._write(frames.error("unknown_stream", f"{name[:80]!r} is no stream."))
        return wanted

    def _count_message(self) -> bool:
        """Notes a message of the person; whether it is within the limit. Who goes far beyond is closed."""
        key = str(self.listener.person_id) if self.listener else f"socket {id(self)}"
        count = _messages.count(key)
        if count > _messages.most * limits.TOO_MANY_TIMES_OVER:
            self._close(TOO_FAST)
        return count <= _messages.most

    def _write(self, frame: dict[str, Any]) -> None:
        if self.is_open and self.writer is not None:
            self.writer.write(frames.encode(frame))

    def _close(self, code: int) -> None:
        if not self.is_open or self.writer is None:
            return
        self.is_open = False
        if self.listener:
            switchboard.here().close(self.listener, code)
        else:
            switchboard.here().counts[f"closed_{code}"] += 1
            self.writer.close(code)


def _parsed(text: str | None) -> dict[str, Any]:
    if text is None or len(text) > frames.LARGEST:
        raise BadFrame("bad_frame", "Frames are texts of at most 64 KB.")
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFrame("bad_frame", "Frames are JSON.") from None
    if not isinstance(frame, dict) or not isinstance(frame.get("op"), str):
        raise BadFrame("bad_frame", "Frames are JSON objects with an op.")
    return frame


def _numbers(listen: Any) -> dict[str, int]:
    """Checks names and numbers of a `listen`; a number that is none is an error, not a zero."""
    if not isinstance(listen, dict) or len(listen) > limits.STREAMS_A_SOCKET:
        raise BadFrame("bad_frame", f"listen names at most {limits.STREAMS_A_SOCKET} streams with their numbers.")
    for name, since in listen.items():
        if not isinstance(name, str) or type(since) is not int or not 0 <= since < LARGEST_NUMBER:
            raise BadFrame("bad_frame", "A stream is a text, its number a whole one from 0.")
    return dict(listen)
