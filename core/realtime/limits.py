"""How often somebody may: counts in windows of time, kept in this process."""

import time
from collections import defaultdict, deque

SOCKETS_A_PERSON = 10
STREAMS_A_SOCKET = 100
MESSAGES = (20, 10.0)
LISTENS = (200, 10.0)
HANDSHAKES_A_SESSION = (60, 60.0)
STRANGERS_AN_ADDRESS = (30, 60.0)
TOO_MANY_TIMES_OVER = 3
HELLO_WITHIN = 5.0


class Window:
    """Counts what each key did within the last `seconds`; `most` is what is allowed."""

    def __init__(self, limit: tuple[int, float]) -> None:
        self.most, self.seconds = limit
        self._times: dict[str, deque[float]] = defaultdict(deque)
        self._swept = 0.0

    def count(self, key: str) -> int:
        """Notes one more of `key` and gives how many there are now."""
        now = time.monotonic()
        times = self._recent(key, now)
        # Past a few times the limit more notes would only cost memory.
        if len(times) <= self.most * TOO_MANY_TIMES_OVER:
            times.append(now)
        self._forget_the_quiet(now)
        return len(times)

    def allows(self, key: str) -> bool:
        """Notes one more of `key`; whether it stays within the limit."""
        return self.count(key) <= self.most

    def is_full(self, key: str) -> bool:
        """Whether `key` has used its limit up, without noting anything."""
        return len(self._recent(key, time.monotonic())) >= self.most

    def _recent(self, key: str, now: float) -> deque[float]:
        times = self._times[key]
        while times and times[0] <= now - self.seconds:
            times.popleft()
        return times

    def _forget_the_quiet(self, now: float) -> None:
        if now - self._swept < self.seconds:
            return
        self._swept = now
        for key in [key for key, times in self._times.items() if not times or times[-1] <= now - self.seconds]:
            del self._times[key]
