"""Pages through our bridge beside the same pages under stock daphne, interleaved; compared by a core's second."""

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks.rigs import Ours, Rig, Stock, StockDrawing
from benchmarks.tables import goal, late, middle, table
from tests.live.worlds import World
from tests.servers import SetUp

ROUNDS = 3


def run() -> None:
    """A trivial page, and a thread of twenty posts."""
    with SetUp("embedded") as set_up, ExitStack() as stack:
        place = set_up.place()
        stack.enter_context(place.here())
        ours = Ours(place, World(place), 2)
        others: list[Rig] = [Stock(place), StockDrawing(place)]
        for rig in others:
            stack.callback(rig.program.kill)
        reader = ours.people[0]
        ratios = {}
        for title, path in (("trivial page", "/trivial/"), ("thread page, 20 posts", _thread_page(ours.people))):
            figures = _compare([ours, *others], path, reader.cookie)
            ratios[title] = {name: figures["ours"][1] / figure[1] for name, figure in figures.items()}
            table(
                f"The {title}, 4 connections, median of {ROUNDS} interleaved rounds",
                ["server", "pages / s", "pages / CPU-s", "p95 ms"],
                [(name, *figure) for name, figure in figures.items()],
            )
        print()
        goal("trivial page, times stock daphne", ratios["trivial page"][Stock.name], 1.8, least=True)
        thread = ratios["thread page, 20 posts"]
        goal("thread page, times stock daphne", thread[Stock.name], 1.8, least=True)
        goal("thread page, times stock daphne that keeps nothing", thread[StockDrawing.name], 5, least=True)


def _thread_page(people) -> str:
    from tests.make.talk import a_community, a_post, a_thread

    lena, tomas = people
    thread = a_thread(a_community(lena, by=tomas), by=tomas)
    for number in range(19):
        a_post(thread, by=people[number % 2], source=f"Answer {number}. " + "Words of a colleague. " * 12)
    return f"/threads/{thread.pk}/"


def _compare(rigs: list[Rig], path: str, cookie: dict[str, str]) -> dict[str, tuple[float, float, float]]:
    rounds: dict[str, list[tuple[float, float, float]]] = {rig.name: [] for rig in rigs}
    for rig in rigs:
        _hammer(rig, path, cookie, seconds=1)
    for _ in range(ROUNDS):
        for rig in rigs:
            rounds[rig.name].append(_hammer(rig, path, cookie, seconds=4))
    return {name: tuple(middle(column) for column in zip(*values, strict=True)) for name, values in rounds.items()}


def _hammer(rig: Rig, path: str, cookie: dict[str, str], *, seconds: float) -> tuple[float, float, float]:
    before = rig.cpu()
    command = [sys.executable, "-m", "benchmarks.hammer", "--port", str(rig.port), "--path", path]
    command += ["--cookie", "; ".join(f"{name}={value}" for name, value in cookie.items()), "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    answer = json.loads(done.stdout)
    return answer["count"] / seconds, answer["count"] / (rig.cpu() - before), late(answer["times"]) * 1000
