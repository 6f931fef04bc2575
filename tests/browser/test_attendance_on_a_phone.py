"""Amara reads on her phone who was in her class, and how long."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.make.classes import a_class
from virtualclass import actions
from virtualclass.models import ClassSession

pytestmark = pytest.mark.browser


def test_the_minutes_stand_on_a_narrow_page(person_page, amara, lena):
    session = a_class(by=amara)
    actions.register(session=session, person=lena)
    actions.start_class(session=session, by=amara)
    now = timezone.now()
    ClassSession.objects.filter(pk=session.pk).update(started_at=now - timedelta(minutes=9))
    for person, minutes in ((amara, 8), (lena, 0)):
        for second in range(0, minutes * 60 + 1, 20):
            at = now - timedelta(minutes=8) + timedelta(seconds=second)
            actions.keep_attendance(session_id=session.pk, people=[person.pk], at=at)
    actions.end_class(session=session, by=amara)
    page = person_page(amara, viewport={"width": 390, "height": 800})
    page.goto(f"/classes/{session.pk}/")
    frame = page.locator(".table-frame:has(.attendance)")
    expect(frame.get_by_text("less than a minute")).to_be_visible()
    assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 0
    expect(frame.locator("td.seen").first).to_be_hidden()
    expect(frame.locator(".seen-beneath").first).to_be_visible()
    page.set_viewport_size({"width": 1000, "height": 800})
    expect(frame.locator("td.seen").first).to_be_visible()
    expect(frame.locator(".seen-beneath").first).to_be_hidden()
