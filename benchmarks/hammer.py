"""Asks one page again and again over a few kept connections; run as a process of its own.

python -m benchmarks.hammer --port 8000 --path / --cookie 'session=…' --connections 4 --seconds 4
"""

import argparse
import asyncio
import json
import time


async def ask(options: argparse.Namespace, end: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", options.port)
    request = (
        f"GET {options.path} HTTP/1.1\r\nHost: 127.0.0.1:{options.port}\r\nCookie: {options.cookie}\r\n\r\n".encode()
    )
    while (began := time.monotonic()) < end:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in head[:15]:
            raise RuntimeError(head[:200].decode())
        if b"transfer-encoding: chunked" in head:
            while size := int((await reader.readline()).split(b";")[0], 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        else:
            await reader.readexactly(int(head.partition(b"content-length:")[2].split(b"\r\n")[0]))
        times.append(time.monotonic() - began)
    writer.close()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    parser.add_argument("--path")
    parser.add_argument("--cookie", default="")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    times: list[float] = []
    end = time.monotonic() + options.seconds
    await asyncio.gather(*(ask(options, end, times) for _ in range(options.connections)))
    print(json.dumps({"count": len(times), "times": times}))


if __name__ == "__main__":
    asyncio.run(main())
