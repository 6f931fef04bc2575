"""How long after the POST the last listener has heard it."""

from contextlib import ExitStack

from benchmarks.crowd import Crowd
from benchmarks.rigs import Ours
from benchmarks.tables import goal, late, middle, table
from tests.live.worlds import World
from tests.servers import SetUp

POSTS = 40
GOALS = {200: 20, 1_000: 40, 5_000: 100}


def run() -> None:
    """On both set-ups."""
    for name in ("embedded", "production"):
        with SetUp(name) as set_up:
            rows = [_room_of(size, set_up) for size in GOALS]
        table(
            f"POST to the last of all listeners, 5 posts a second, {name} set-up",
            ["listeners", "p50 ms", "p95 ms", "goal ms"],
            [(size, p50, p95, GOALS[size]) for size, p50, p95 in rows],
        )
        print()
        for size, p50, _ in rows:
            goal(f"{name}: the last of {size:,}, median ms", p50, GOALS[size])


def _room_of(size: int, set_up: SetUp) -> tuple[int, float, float]:
    import time

    with ExitStack() as stack:
        place = set_up.place()
        stack.callback(place.leave)
        stack.enter_context(place.here())
        ours = Ours(place, World(place), max(40, size // 10))
        crowd = Crowd(ours.port, size, folder=place.folder, cookies=ours.cookies, stream=ours.stream)
        stack.enter_context(crowd)
        crowd("connect")
        times = []
        for number in range(POSTS + 5):
            crowd("zero")
            crowd.order("catch 1")
            time.sleep(0.05)
            began = ours.post(number)
            heard = crowd.answer()
            assert heard["complete"], f"{size} listeners: {heard}"
            times.append((heard["at"] - began) * 1000)
            time.sleep(0.15)
        # The first few warm the connections and the templates.
        return size, middle(times[5:]), late(times[5:])
