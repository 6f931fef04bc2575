"""Reads that span people, units, devices."""

from core.accounts.queries.pages import (
    MANAGERS,
    Device,
    Wish,
    closes_a_circle,
    find,
    managers_above,
    signed_in_devices,
    units_above,
    units_in_order,
    with_numbers,
)

__all__ = [
    "MANAGERS",
    "Device",
    "Wish",
    "closes_a_circle",
    "find",
    "managers_above",
    "signed_in_devices",
    "units_above",
    "units_in_order",
    "with_numbers",
]
