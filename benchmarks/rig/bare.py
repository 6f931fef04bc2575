"""A bare picows broadcaster: what the fastest WebSocket library of Python does when it has nothing else to do."""

import asyncio
import sys

from picows import WSListener, WSMsgType, ws_create_server

from benchmarks.rig.payload import message

transports = []


class Listener(WSListener):
    def on_ws_connected(self, transport):
        transports.append(transport)

    def on_ws_disconnected(self, transport):
        transports.remove(transport)


async def pump(reader, writer):
    """One line, `count rate`, answered when all is sent."""
    count, rate = map(int, (await reader.readline()).split())
    for number in range(count):
        payload = message(number).encode()
        for transport in transports:
            transport.send(WSMsgType.TEXT, payload)
        await asyncio.sleep(1 / rate)
    writer.write(b"done\n")
    await writer.drain()
    writer.close()


async def main(port, control):
    await ws_create_server(lambda request: Listener(), "127.0.0.1", port, enable_auto_ping=False, backlog=4096)
    server = await asyncio.start_server(pump, "127.0.0.1", control)
    await server.serve_forever()


asyncio.run(main(*map(int, sys.argv[1:])))
