"""Lets the demo company's past happen in the past: everything written inside carries the moment it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Django's clock stands at `moment` (aware). Only for writing the demo company, in a process of its own thread."""
    with patch("django.utils.timezone.now", lambda: moment):
        yield
