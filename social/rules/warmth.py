"""How warm somebody's knowledge of a topic is: much, and lately, counts most."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import exp2, log2

# What an answer weighs that who asked accepted, and one that a tutor confirmed.
ACCEPTED, CONFIRMED = 1, 2
# After so long an answer weighs half as much.
HALVED = timedelta(days=365)
_ZERO = datetime(2024, 1, 1, tzinfo=UTC)


def warmth(weighed: Iterable[tuple[int, datetime]]) -> float:
    """The logarithm of weights that double for each year they are younger: its order never needs a "now"."""
    return log2(sum(weight * exp2((at - _ZERO) / HALVED) for weight, at in weighed))
