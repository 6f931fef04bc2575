"""Pages of accounts leave places in which upper rooms show what they know of a person."""

import pytest
from django.test import Client
from django.utils.safestring import SafeString

from core.ui import panels

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare_pages(monkeypatch):
    """Each slot shows its own name and what it was given."""
    monkeypatch.setattr(panels, "rendered", lambda slot, request, thing: [SafeString(f"[{slot} {thing}]")])


def test_the_sign_in_page_has_a_place_for_the_demos_cast(db):
    assert "[accounts.sign_in None]" in Client().get("/sign-in/").content.decode()


def test_pages_about_a_person(admin, lena, signed_in):
    browser = signed_in(admin)
    assert f"[accounts.person {lena}]" in browser.get(f"/people/{lena.pk}/").content.decode()
    assert f"[accounts.person_actions {lena}]" in browser.get(f"/people/{lena.pk}/").content.decode()
    handover = browser.get(f"/administration/people/{lena.pk}/deactivation/").content.decode()
    assert f"[accounts.handover {lena}]" in handover
    assert "Nothing waits to be handed over." not in handover


def test_my_settings_take_more(lena, signed_in):
    page = signed_in(lena).get("/me/settings/").content.decode()
    assert f"[accounts.settings {lena}]" in page
    assert "[accounts.me_tabs settings]" in page
