"""Child processes of the tests: each in a group of its own, ended with whoever started it."""

import atexit
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
_running: set["Program"] = set()


class Program:
    """One child process with what it prints kept in `log`.

    Killed at the latest when this process ends, even by SIGKILL (the kernel sees to that). A program that is
    started from another thread than the main one outlives that thread.
    """

    def __init__(self, command: list[str], *, log: Path, environment: dict[str, str], user: str | None = None) -> None:
        self.command = command
        self.log = log
        self.environment = environment
        self.user = user
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it anew; `is_ready` and `wait_until` tell when it can be used."""
        assert not self.is_alive(), f"{self.command[0]} runs already."
        in_main_thread = threading.current_thread() is threading.main_thread()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=self.user,
                preexec_fn=_die_with_parent if in_main_thread else None,
            )
        _running.add(self)

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self.process, f"{self.command[0]} was never started."
        return self.process.pid

    def is_alive(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def send(self, number: signal.Signals) -> None:
        """Sends a signal to the whole group."""
        if self.is_alive():
            os.killpg(self.pid, number)

    def pause(self) -> None:
        """Freezes it: it keeps its sockets and answers nothing."""
        self.send(signal.SIGSTOP)

    def resume(self) -> None:
        """Lets it go on after `pause`."""
        self.send(signal.SIGCONT)

    def kill(self) -> None:
        """Kill -9, the whole group, and waits for the end."""
        self.send(signal.SIGKILL)
        self.wait(10)

    def stop(self, number: signal.Signals = signal.SIGTERM, patience: float = 15) -> int:
        """Asks it to end, and kills it when it has not after `patience` seconds; gives its exit status."""
        self.resume()
        self.send(number)
        try:
            return self.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def wait(self, patience: float) -> int:
        """Waits for the end, and gives the exit status (negative: the signal that ended it)."""
        if self.process is None:
            return 0
        status = self.process.wait(patience)
        _running.discard(self)
        return status

    def printed(self, last: int = 4000) -> str:
        """The end of what it has printed."""
        return self.log.read_text(errors="replace")[-last:] if self.log.exists() else ""

    def wait_until(self, is_ready: Callable[[], bool], patience: float = 30) -> None:
        """Waits until `is_ready()`; a program that ends before, or takes longer, is an error with what it printed."""
        end = time.monotonic() + patience
        while not is_ready():
            if not self.is_alive():
                raise RuntimeError(f"{' '.join(self.command)} ended at once:\n{self.printed()}")
            if time.monotonic() > end:
                self.kill()
                raise TimeoutError(f"{' '.join(self.command)} was not ready after {patience} s:\n{self.printed()}")
            time.sleep(0.02)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@atexit.register
def _end_all() -> None:
    for program in list(_running):
        program.kill()


def python(*arguments: str) -> list[str]:
    """The command line of our own Python."""
    return [sys.executable, *arguments]
