"""Nobody is disturbed from 19 to 8 and at weekends, by the clock of their own zone."""

from datetime import UTC, datetime

import pytest

from core.notifications.quiet import after_quiet, is_quiet


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "moment", "goes_out"),
    [
        ("Europe/Paris", "2026-06-04T10:00", "2026-06-04T10:00"),
        ("Europe/Paris", "2026-06-04T06:00", "2026-06-04T06:00"),
        ("Europe/Paris", "2026-06-04T05:59", "2026-06-04T06:00"),
        ("Europe/Paris", "2026-06-04T16:59", "2026-06-04T16:59"),
        ("Europe/Paris", "2026-06-04T17:00", "2026-06-05T06:00"),
        ("Europe/Paris", "2026-06-05T17:00", "2026-06-08T06:00"),
        ("Europe/Paris", "2026-06-06T10:00", "2026-06-08T06:00"),
        ("Europe/Paris", "2026-06-07T23:30", "2026-06-08T06:00"),
        ("America/New_York", "2026-06-04T10:00", "2026-06-04T12:00"),
        ("America/New_York", "2026-06-04T23:30", "2026-06-05T12:00"),
        ("Asia/Tokyo", "2026-06-04T10:00", "2026-06-04T23:00"),
        ("Asia/Kolkata", "2026-06-07T23:00", "2026-06-08T02:30"),
        # The clock jumps in the night before the morning that is waited for.
        ("Europe/Paris", "2026-03-27T18:30", "2026-03-30T06:00"),
        ("Europe/Paris", "2026-10-23T18:30", "2026-10-26T07:00"),
    ],
)
def test_what_can_wait_goes_out_in_the_morning(zone, moment, goes_out):
    assert after_quiet(at(moment), zone) == at(goes_out)
    assert is_quiet(at(moment), zone) == (moment != goes_out)
    assert not is_quiet(at(goes_out), zone)
