"""Reads that span people, units, devices."""

from core.accounts.queries.pages import (
    Device,
    Wish,
    closes_a_circle,
    find,
    signed_in_devices,
    units_in_order,
    with_numbers,
)

__all__ = ["Device", "Wish", "closes_a_circle", "find", "signed_in_devices", "units_in_order", "with_numbers"]
