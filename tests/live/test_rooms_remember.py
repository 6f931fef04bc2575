"""What a room keeps in memory is enough to come back with, and never more than may be read now."""

from datetime import UTC, datetime

import pytest

from core.realtime import frames
from core.realtime.limits import Window
from core.realtime.reading import Frame, Reading
from core.realtime.rooms import FRESH_SECONDS, Room


def frame(seq, subject=None, html=None):
    content = frames.event(
        stream="room:1", seq=seq, name="a.b", version=1, at=datetime.now(UTC), by=None, data={}, html=html
    )
    return Frame(seq, subject, {"en": content})


@pytest.fixture
def room():
    return Room(Reading(1, "room:1", 0, "hall:1", (1, 1)))


@pytest.fixture
def clock(monkeypatch):
    """The machine's clock, which a story may set."""
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def take(room, *told):
    return room.take(Reading(1, "room:1", told[-1].seq, "hall:1", (1, 1), list(told)))


def test_who_misses_a_few_gets_them_from_memory(room):
    blob = take(room, frame(1), frame(2), frame(3))["en"]
    assert room.after(0, "en") == (blob, 3)
    assert room.after(3, "en") == (b"", 0)
    assert room.after(2, "en")[1] == 1
    assert room.after(4, "en") is None
    assert room.after(2, "fr") is None


def test_words_that_changed_are_forgotten_at_once(room):
    take(room, frame(1, (7, 42), "<p>SECRET</p>"), frame(2, (7, 43), "<p>other</p>"))
    take(room, frame(3, (7, 42)))
    assert room.after(0, "en") is None
    assert b"other" in room.after(1, "en")[0]


def test_two_changes_of_one_thing_in_one_reading_reach_everybody(room):
    blob = take(room, frame(1, (7, 42), "<p>one</p>"), frame(2, (7, 42), "<p>two</p>"))["en"]
    assert b"one" in blob
    assert b"two" in blob
    assert room.after(0, "en") is None
    assert room.after(1, "en")[1] == 1


def test_words_are_forgotten_after_half_a_minute(room, clock):
    take(room, frame(1, (7, 42), "<p>words</p>"))
    assert room.after(0, "en") is not None
    clock[0] += FRESH_SECONDS + 1
    assert room.after(0, "en") is None


def test_no_more_than_256_are_kept(room):
    take(room, *[frame(seq) for seq in range(1, 301)])
    assert room.after(0, "en") is None
    assert room.after(44, "en")[1] == 256


def test_a_frame_too_large_for_the_wire_comes_without_its_words():
    content = frame(1, (7, 42), "x" * 70_000).contents["en"]
    assert "html" not in content
    assert content["cut"] is True


def test_a_window_counts_what_is_recent(clock):
    window = Window((2, 10.0))
    assert [window.allows("lena") for _ in range(3)] == [True, True, False]
    assert window.allows("tomas")
    assert window.is_full("lena")
    clock[0] += 11
    assert not window.is_full("lena")
    assert window.allows("lena")
