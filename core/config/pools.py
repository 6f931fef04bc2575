"""Keeps connections that the database has cut out of the pool, so that after its restart no request is handed one."""

import logging
import threading
from typing import Any

from django.db import connections

logger = logging.getLogger("compagnon.serving")
EVERY_SECONDS = 1.0


class PoolWatch:
    """Looks at the idle connections every second, in a thread of its own.

    Django's own check before each loan waits a second, then two, then four, for each cut connection that it meets:
    after a restart a busy pool answers nobody for ten seconds.
    """

    def __init__(self) -> None:
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="pool-watch", daemon=True)

    def start(self) -> None:
        """Begins, where there is a pool at all."""
        pool = _pool()
        if pool is not None:
            # Looked at before its first loan opens it, it would wait for ever for the connection by which it grows.
            pool.open()
            self._thread.start()

    def stop(self) -> None:
        """Ends with the server."""
        self._end.set()

    def _watch(self) -> None:
        while not self._end.wait(EVERY_SECONDS):
            try:
                _pool().check()
            except Exception:
                logger.warning("The pool could not be looked at; trying again in a second.", exc_info=True)


def _pool() -> Any:
    return getattr(connections["default"], "pool", None)
