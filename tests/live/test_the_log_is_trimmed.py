"""Old events are forgotten; nobody is left with a hole."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from core.realtime import documentation, history
from core.realtime.models import StreamEvent
from tests.wireroom import actions

pytestmark = pytest.mark.django_db


def test_who_asks_from_a_trimmed_number_fetches_the_page_again(lena):
    room = actions.open_room(name="Ward round", people=[lena])
    for number in range(5):
        actions.write_note(room=room, author=lena, text=str(number))
    StreamEvent.objects.filter(seq__lte=3).update(at=timezone.now() - timedelta(days=40))
    out = StringIO()
    call_command("trim_event_log", days=30, stdout=out)
    assert "3 events" in out.getvalue()
    name = room.stream.name
    assert [frame["op"] for frame in history.since(lena, name, 0)] == ["resync"]
    assert [frame["op"] for frame in history.since(lena, name, 2)] == ["resync"]
    assert [frame["op"] for frame in history.since(lena, name, 3)] == ["event", "event", "listening"]
    assert [frame["op"] for frame in history.since(lena, name, 5)] == ["listening"]
    actions.write_note(room=room, author=lena, text="next")
    assert history.since(lena, name, 5)[0]["seq"] == 6


def test_a_day_is_kept_at_least():
    with pytest.raises(CommandError):
        call_command("trim_event_log", days=0)


def test_a_stream_that_nobody_announced_to_is_empty_not_missing(lena, eve):
    room = actions.open_room(name="Ward round", people=[lena])
    assert history.since(lena, room.stream.name, 0) == [{"op": "listening", "stream": room.stream.name, "seq": 0}]
    assert history.since(eve, room.stream.name, 0) is None


def test_the_document_of_events_leaves_the_tests_own_out():
    assert "wireroom" not in documentation.text()
    assert documentation.text().startswith("# Live events")
