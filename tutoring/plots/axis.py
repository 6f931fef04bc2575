"""Scales: where a value stands on an axis, and which ticks help to read it."""

import math
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """From `low` to `high` in the data's units, drawn from `left` to `right` in the drawing's."""

    low: float
    high: float
    left: float
    right: float
    is_log: bool
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        """Where a value stands, at the nearer end when it lies outside."""
        value = min(max(value, self.low), self.high)
        low, high, here = self.low, self.high, value
        if self.is_log:
            low, high, here = math.log(low), math.log(high), math.log(here)
        return self.left + (here - low) / (high - low) * (self.right - self.left)

    def holds(self, value: float) -> bool:
        """Whether a value lies on the axis."""
        return self.low <= value <= self.high


def linear(values: list[float], left: float, right: float, most_ticks: int = 6) -> Axis:
    """An axis over all values that begins and ends at a tick."""
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    step = _step((high - low) / (most_ticks - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], left, right, False, ticks)


def logarithmic(values: list[float], left: float, right: float, most_ticks: int = 7) -> Axis:
    """A logarithmic axis a little wider than its values, which are positive, with at least two ticks."""
    low, high = min(values) / 1.12, max(values) * 1.12
    if high / low < 3:
        middle = math.sqrt(low * high)
        low, high = middle / 1.8, middle * 1.8
    choices = [_log_ticks(low, high, mantissas) for mantissas in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,))]
    ticks = next((choice for choice in choices if len(choice) <= most_ticks), None)
    if ticks is None:
        ticks = choices[-1][:: math.ceil(len(choices[-1]) / most_ticks)]
    return Axis(low, high, left, right, True, ticks)


def _step(rough: float) -> float:
    power: float = 10 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def _log_ticks(low: float, high: float, mantissas: tuple[float, ...]) -> tuple[float, ...]:
    first, last = math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1
    every = [float(f"{m}e{power}") for power in range(first, last + 1) for m in mantissas]
    return tuple(tick for tick in every if low <= tick <= high)
