"""Many light sockets in one process: connects, drops, counts what arrives, on the command of its standard input.

    python -m benchmarks.crowd --port 8000 --count 1000 --cookies cookies.json --stream room:1

Commands, one a line, each answered by one line of JSON: `connect`, `drop`, `zero`, `await N`, `catch N`.
Times are those of the machine's monotonic clock, which all its processes share.
"""

import argparse
import asyncio
import base64
import gc
import json
import os
import resource
import select
import subprocess
import sys
import time
from pathlib import Path

CONNECT_AT_ONCE = 100


def masked(payload: bytes, opcode: int = 1) -> bytes:
    """A client's frame, with a mask of zeros: the server unmasks it all the same."""
    size = len(payload)
    length = bytes((0x80 | size,)) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return bytes((0x80 | opcode,)) + length + b"\0\0\0\0" + payload


class Member(asyncio.Protocol):
    """One socket."""

    def __init__(self, crowd: "CrowdProcess", cookie: str) -> None:
        self.crowd, self.cookie = crowd, cookie
        self.buffer = b""
        self.is_open = False
        self.is_leaving = False
        self.events = 0

    def connection_made(self, transport) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET {self.crowd.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.crowd.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Origin: http://127.0.0.1:{self.crowd.port}\r\nCookie: {self.cookie}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        data = self.buffer + data if self.buffer else data
        if not self.is_open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self.buffer = head
                return
            if b" 101 " not in head[:16]:
                self.crowd.fail(f"Refused: {head[:80]!r}")
                return
            self.is_open = True
            if self.crowd.stream:
                hello = {"op": "hello", "listen": {self.crowd.stream: self.crowd.since}}
                self.transport.write(masked(json.dumps(hello).encode()))
            else:
                self.crowd.arrived()
        self.buffer = self.read(data)

    def read(self, data: bytes) -> bytes:
        at, end = 0, len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size > 125:
                width = 2 if size == 126 else 8
                if end - start < width:
                    break
                size, start = int.from_bytes(data[start : start + width], "big"), start + width
            if end - start < size:
                break
            self.take(data[at] & 15, data, start, start + size)
            at = start + size
        return data[at:]

    def take(self, opcode: int, data: bytes, start: int, end: int) -> None:
        if opcode == 1:
            kind = data[start : start + 10]
            if kind == b'{"op":"lis':
                self.crowd.arrived()
            elif kind in (b'{"op":"eve', b'{"op":"whi') and b"presence" not in data[start : start + 80]:
                self.events += 1
                self.crowd.heard(self, end - start)
        elif opcode == 8:
            self.crowd.fail(f"Closed with {int.from_bytes(data[start : start + 2], 'big')}")
        elif opcode == 9:
            self.transport.write(masked(data[start:end], opcode=10))

    def connection_lost(self, error) -> None:
        if not self.is_leaving:
            self.crowd.lost_one()


class CrowdProcess:
    """What runs in the process of the crowd."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.port, self.count, self.path = options.port, options.count, options.path
        self.stream, self.since = options.stream, options.since
        cookies = json.loads(Path(options.cookies).read_text()) if options.cookies else [""]
        self.cookies = [cookies[place % len(cookies)] for place in range(options.count)]
        self.members: list[Member] = []
        self.zero()

    def zero(self) -> None:
        self.total = self.bytes = self.lost = 0
        self.first_at = self.last_at = 0.0
        self.wanted: int | None = None
        for member in self.members:
            member.events = 0

    def arrived(self) -> None:
        self.here += 1
        if self.here == self.count:
            self.done.set()

    def lost_one(self) -> None:
        self.lost += 1
        if self.here < self.count:
            self.fail(f"Lost while connecting, {self.here} of {self.count} were there")

    def fail(self, why: str) -> None:
        self.failure = why
        self.done.set()

    def heard(self, member: Member, size: int) -> None:
        self.total += 1
        self.bytes += size
        if self.wanted is not None and self.total >= self.wanted:
            self.done.set()

    async def connect(self) -> dict:
        loop = asyncio.get_running_loop()
        self.here, self.failure, self.done = 0, "", asyncio.Event()
        began = time.monotonic()
        gate = asyncio.Semaphore(CONNECT_AT_ONCE)

        async def one(cookie: str) -> Member:
            async with gate:
                _, member = await loop.create_connection(lambda: Member(self, cookie), "127.0.0.1", self.port)
            return member

        self.members = await asyncio.gather(*map(one, self.cookies))
        await asyncio.wait_for(self.done.wait(), 60)
        return {"seconds": time.monotonic() - began, "failure": self.failure}

    async def drop(self) -> dict:
        for member in self.members:
            member.is_leaving = True
            member.transport.abort()
        self.members = []
        return {}

    async def wait_for(self, each: int) -> dict:
        """Until so many events have come to each member, all in all."""
        self.wanted, self.done = each * self.count, asyncio.Event()
        if self.total < self.wanted:
            await asyncio.wait_for(self.done.wait(), 60)
        at = time.monotonic()
        complete = all(member.events == each for member in self.members)
        return {"at": at, "total": self.total, "bytes": self.bytes, "complete": complete, "lost": self.lost}

    async def catch(self, each: int) -> dict:
        """The same, with no other work before the last has arrived: what came is looked at afterwards. Else it would
        be the crowd's own speed that is measured."""
        by_number = {member.transport.get_extra_info("socket").fileno(): member for member in self.members}
        waiting = select.epoll()
        for number in by_number:
            waiting.register(number, select.EPOLLIN)
        missing, end, at = set(by_number), time.monotonic() + 60, 0.0
        while missing and time.monotonic() < end:
            came: dict[int, list[bytes]] = {}
            while missing.difference(came):
                ready = waiting.poll(1)
                if not ready:
                    break
                for number, _ in ready:
                    came.setdefault(number, []).append(os.read(number, 65_536))
                at = time.monotonic()
            for number, pieces in came.items():
                by_number[number].data_received(b"".join(pieces))
            missing = {number for number in missing if by_number[number].events < each}
        waiting.close()
        complete = all(member.events == each for member in self.members)
        return {"at": at, "total": self.total, "bytes": self.bytes, "complete": complete, "lost": self.lost}

    async def obey(self, line: str) -> dict:
        command, _, argument = line.strip().partition(" ")
        if command == "connect":
            return await self.connect()
        if command == "drop":
            return await self.drop()
        if command == "zero":
            self.zero()
            return {}
        if command == "catch":
            return await self.catch(int(argument))
        return await self.wait_for(int(argument))


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--cookies", default="")
    parser.add_argument("--stream", default="")
    parser.add_argument("--since", type=int, default=0)
    parser.add_argument("--path", default="/ws/")
    crowd = CrowdProcess(parser.parse_args())
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    gc.disable()
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        try:
            answer = await crowd.obey(line.decode())
        except TimeoutError:
            counted = f"{crowd.total} heard, {crowd.lost} lost"
            answer = {"failure": f"{line.decode().strip()}: not within a minute ({counted})"}
        print(json.dumps(answer), flush=True)


class Crowd:
    """The handle on such a process; ends with the `with`."""

    def __init__(self, port: int, count: int, *, folder: Path, cookies=None, stream="", since=0, path="/ws/") -> None:
        command = [sys.executable, "-m", "benchmarks.crowd", "--port", str(port), "--count", str(count)]
        command += ["--stream", stream, "--since", str(since), "--path", path]
        if cookies:
            file = folder / f"cookies-{port}.json"
            lines = ["; ".join(f"{name}={value}" for name, value in cookie.items()) for cookie in cookies]
            file.write_text(json.dumps(lines))
            command += ["--cookies", str(file)]
        self.count = count
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]
        )

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()

    def __call__(self, command: str) -> dict:
        """Gives a command and its answer; RuntimeError where it failed."""
        self.order(command)
        return self.answer()

    def order(self, command: str) -> None:
        """Gives a command without waiting for its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()

    def answer(self) -> dict:
        """The answer to what was ordered; RuntimeError where it failed."""
        assert self.process.stdout is not None
        answer = json.loads(self.process.stdout.readline() or '{"failure": "the crowd went home"}')
        if answer.get("failure"):
            raise RuntimeError(answer["failure"])
        return answer


if __name__ == "__main__":
    asyncio.run(main())
