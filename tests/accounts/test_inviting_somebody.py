"""An administrator invites; whoever is invited chooses a password, a language and a zone, and is in."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from core.accounts import actions
from core.accounts.models import Invitation, Person
from core.accounts.roles import TUTOR
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from tests.make.people import PASSWORD, administrator, colleague, invited, links_in, send_mail_that_waits

pytestmark = pytest.mark.django_db
ANSWERS = {"password1": PASSWORD, "password2": PASSWORD, "language": "fr", "zone": "America/New_York"}


def invite(browser, **fields):
    return browser.post(
        "/administration/invitations/new/", {"email": "nina@example.org", "name": "Nina", "language": "en"} | fields
    )


def the_link():
    send_mail_that_waits()
    return links_in(mail.outbox)[-1]


def test_the_way_in(admin, company, signed_in):
    answer = invite(signed_in(admin), unit=company.cardiology.pk, role=TUTOR, job_role=company.liaison.pk)
    assert answer.url == "/administration/invitations/"
    nina = Person.objects.get(email="nina@example.org")
    assert (nina.unit, nina.job_role, nina.has_role(TUTOR)) == (company.cardiology, company.liaison, True)
    assert not nina.has_usable_password()
    link = the_link()
    assert mail.outbox[-1].to == ["nina@example.org"]
    browser = Client()
    assert "Welcome, Nina" in browser.get(link).content.decode()
    answer = browser.post(link, ANSWERS)
    assert (answer.status_code, answer.url) == (302, "/welcome/")
    nina.refresh_from_db()
    assert (nina.language, nina.zone, nina.check_password(PASSWORD)) == ("fr", "America/New_York", True)
    assert browser.get("/me/settings/").headers["Content-Language"] == "fr"
    assert Client().get(link).status_code == 404
    assert set(AuditEntry.objects.values_list("what", flat=True)) >= {
        "accounts.person_added",
        "accounts.role_granted",
        "accounts.invited",
        "accounts.invitation_accepted",
    }


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password2": "another sentence entirely"}, "password2"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": "nina@example.org", "password2": "nina@example.org"}, "password1"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"language": "de"}, "language"),
    ],
)
def test_a_wrong_answer_uses_nothing_up(admin, wrong, field):
    invited(admin, email="nina@example.org", name="Nina")
    link = the_link()
    answer = Client().post(link, ANSWERS | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Client().post(link, ANSWERS).status_code == 302


def test_only_the_hash_of_the_key_is_kept(admin):
    invited(admin)
    key = the_link().strip("/").split("/")[-1]
    assert len(key) >= 22
    assert Invitation.objects.get().key_hash not in ("", key)


def test_a_fresh_link_closes_the_one_before(admin, signed_in):
    invitation = invited(admin)
    first = the_link()
    signed_in(admin).post(f"/administration/invitations/{invitation.pk}/sending/")
    second = the_link()
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


@pytest.mark.parametrize("end", ["withdrawn", "expired", "deactivated"])
def test_a_link_that_is_over_opens_nothing(admin, end, signed_in):
    invitation = invited(admin)
    link = the_link()
    moment = timezone.now()
    if end == "withdrawn":
        signed_in(admin).post(f"/administration/invitations/{invitation.pk}/withdrawal/")
    elif end == "expired":
        moment += timedelta(days=15)
    else:
        actions.deactivate(person=invitation.person, by=admin, reason="A mistake.")
    with time_machine.travel(moment, tick=False):
        assert Client().get(link).status_code == 404
        assert Client().post(link, ANSWERS).status_code == 404


def test_two_who_press_at_once_set_one_password(admin):
    invitation = invited(admin)
    answers = {"password": PASSWORD, "language": "fr", "zone": "UTC"}
    actions.accept_invitation(invitation=invitation, **answers)
    with pytest.raises(Refused) as refusal:
        actions.accept_invitation(invitation=invitation, **answers)
    assert refusal.value.code == "accounts.invitation_over"


def test_a_mail_whose_job_was_lost_still_leaves(admin):
    from django_tasks_db.models import DBTaskResult

    invited(admin)
    DBTaskResult.objects.all().delete()
    send_mail_that_waits()
    send_mail_that_waits()
    assert len(mail.outbox) == 1


def test_an_address_that_is_taken_is_said_at_the_field(admin, lena, signed_in):
    answer = invite(signed_in(admin), email="LENA@example.org")
    assert answer.status_code == 422
    assert answer.context["form"].errors["email"] == ["Somebody has this e-mail address already."]


def test_a_units_administrator_invites_into_their_unit_only(company, signed_in):
    chief = administrator(unit=company.france)
    assert invite(signed_in(chief), unit=company.germany.pk).status_code == 422
    assert invite(signed_in(chief)).status_code == 422
    assert invite(signed_in(chief), unit=company.field.pk, role=TUTOR).status_code == 302
    nina = Person.objects.get(email="nina@example.org")
    assert nina.has_role(TUTOR, at=company.field)
    assert not nina.has_role_everywhere(TUTOR)


def test_who_came_from_a_file_is_invited_later_and_once(admin, lena, signed_in):
    for _twice in range(2):
        assert signed_in(admin).post(f"/administration/people/{lena.pk}/invitation/").status_code == 302
    assert Invitation.objects.filter(person=lena).count() == 1
    with pytest.raises(Refused):
        actions.invite_person(person=colleague(), by=admin)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same(number, admin, signed_in, django_assert_num_queries):
    for _each in range(number):
        invited(admin)
    browser = signed_in(admin)
    with django_assert_num_queries(4):
        page = browser.get("/administration/invitations/")
    assert page.content.decode().count("Waits to be sent") == number
