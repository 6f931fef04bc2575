"""Whenever the demo is made, its talk lies behind it, each post at its own time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.demo import scripts
from core.demo.talking import JUST_SAID, Stage

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize("hour", [0, 7, 12, 22, 23])
def test_no_talk_is_squeezed_into_its_last_minutes(hour):
    anchor = datetime(2026, 11, 22, hour, 48, tzinfo=UTC)
    stage = Stage({}, {}, anchor)
    for script in scripts.every():
        lasting = sum((line.after for line in script.posts[1:]), timedelta())
        begins = stage.begins(script.facts["begins"], lasting)
        assert begins + lasting <= anchor - JUST_SAID
        assert begins + lasting > anchor - timedelta(days=90)
        wanted = script.facts["begins"].split()[1]
        assert begins.astimezone(PARIS).strftime("%H:%M") == wanted
