"""Somebody comes for the first time, answers what they like, goes away half-way, and begins with one act."""

import pytest
from playwright.sync_api import expect

from core.accounts.actions.first_day import await_first_days
from core.accounts.models import FirstDay, Person
from social.models import Membership
from tests.make.people import PASSWORD, colleague
from tests.make.talk import a_community, a_thread

pytestmark = pytest.mark.browser


@pytest.fixture
def nora(company, settings) -> Person:
    """Somebody who was brought in by a file, of whom nothing more is said."""
    # The server reads her password by real hashing, which other stories spare themselves.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    nora = colleague(name="Nora Newman", unit=company.field)
    await_first_days([(nora, ())])
    return nora


def sign_in(page, person):
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_test_id("sign-in").get_by_role("button").click()
    page.wait_for_url("**/welcome/**")


def test_three_questions_then_one_act(person_page, nora, tomas):
    space = a_community(by=tomas, name="Zonal vaccines of infants")
    a_thread(space, tomas, tags=["Zonal vaccines"])
    page = person_page(None, timezone_id="Asia/Tokyo")
    sign_in(page, nora)
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    # Half-way she is called away: what she has ticked is there when she comes back.
    with page.expect_response("**/welcome/keep/"):
        page.get_by_label("Zonal vaccines", exact=True).check()
    page.context.clear_cookies()
    sign_in(page, nora)
    expect(page.get_by_label("Zonal vaccines", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save and go on").click()
    act = page.get_by_test_id("first-act")
    expect(act).to_contain_text("Zonal vaccines of infants")
    nora = Person.objects.get(pk=nora.pk)
    assert (nora.zone, nora.works_on) == ("Asia/Tokyo", ["Zonal vaccines"])
    act.get_by_role("button", name="Follow it").click()
    page.wait_for_url(f"**/spaces/{space.pk}/")
    assert Membership.objects.filter(space=space, person=nora).exists()
    page.goto("/")
    expect(page.get_by_test_id("first-act")).to_have_count(0)
    assert FirstDay.objects.get(person=nora).offer == "done"
