"""Deliveries for each CPU second of the server: one room of 1,000 and of 5,000, ours beside others, interleaved."""

from contextlib import ExitStack

from benchmarks.crowd import Crowd
from benchmarks.rigs import Bare, Ours, Plain
from benchmarks.tables import goal, middle, table
from tests.live.worlds import World
from tests.servers import SetUp

ROUNDS = 3
SIZES = (1_000, 5_000)
# Few for who is slow, so that a round takes seconds, not minutes; ours and picows the same.
MESSAGES = {"ours": (60, 20), "picows, bare": (60, 20), "plain Channels consumer": (3, 1)}


def run() -> None:
    """Both rooms."""
    for size in SIZES:
        with SetUp("embedded") as set_up, ExitStack() as stack:
            place = set_up.place()
            stack.enter_context(place.here())
            _room_of(size, stack, Ours(place, World(place), size // 10), Plain(place.folder), Bare(place.folder))


def _room_of(size: int, stack: ExitStack, ours: Ours, plain: Plain, bare: Bare) -> None:
    rigs = [ours, bare, plain]
    crowds, memory = {}, {}
    for rig in rigs:
        stack.callback(rig.program.kill)
        before = rig.memory()
        crowd = Crowd(rig.port, size, folder=ours.site.log.parent, cookies=rig.cookies, stream=rig.stream or "")
        crowds[rig.name] = stack.enter_context(crowd)
        crowd("connect")
        memory[rig.name] = (rig.memory() - before) / size
    figures: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for rig in rigs:
            count, rate = MESSAGES[rig.name]
            figures.setdefault(rig.name, []).append(_measure(rig, crowds[rig.name], rig.pump, count, rate))
        through_log = _measure(ours, crowds["ours"], lambda n, r: ours.pump(n, r, "log"), 60, 20)
        figures.setdefault("ours, with the log", []).append(through_log)
        burst = _measure(ours, crowds["ours"], lambda n, r: ours.pump(n, r, "log"), 200, 100_000)
        figures.setdefault("ours, with the log, in a burst", []).append(burst)
    rows = [(name, middle(values), memory[name] / 1000 if name in memory else "") for name, values in figures.items()]
    table(
        f"One room of {size:,} listeners, 250-byte messages, median of {ROUNDS} interleaved rounds",
        ["server", "deliveries / CPU-s", "kB / connection"],
        rows,
    )
    best = {name: middle(values) for name, values in figures.items()}
    print()
    goal("times the plain consumer", best["ours"] / best["plain Channels consumer"], 25, least=True)
    goal("share of picows", best["ours"] / best["picows, bare"], 0.7, least=True)
    goal("kB a connection", memory["ours"] / 1000, 32)


def _measure(rig, crowd, pump, count: int, rate: int) -> float:
    crowd("zero")
    before = rig.cpu()
    pump(count, rate)
    heard = crowd(f"await {count}")
    assert heard["complete"], f"{rig.name} lost messages"
    return heard["total"] / max(rig.cpu() - before, 0.01)
