"""Signing in, being locked out for a while, leaving, coming back with a new password."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from core.accounts.facts import PasswordChanged, SignedOut
from core.acts import facts
from core.audit.models import AuditEntry
from tests.make.people import PASSWORD, colleague, links_in, send_mail_that_waits

pytestmark = pytest.mark.django_db
NEW = "a sentence that only she knows"


@pytest.fixture
def lena(company):
    return colleague(email="lena@example.org", name="Lena Hoffmann", unit=company.field)


@pytest.fixture
def stated():
    """The facts of leaving that were stated."""
    seen = []

    def note(fact):
        def react(**fields):
            seen.append((fact.__name__, fields))

        facts.when(fact, react)
        return react

    reactions = [(fact, note(fact)) for fact in (PasswordChanged, SignedOut)]
    yield seen
    for fact, react in reactions:
        facts._when[fact].remove(react)


def sign_in(browser, email="lena@example.org", password=PASSWORD, **extra):
    return browser.post("/sign-in/", {"login": email, "password": password}, **extra)


def is_in(browser):
    return browser.get("/me/settings/").status_code == 200


@pytest.mark.parametrize("spelling", ["lena@example.org", "LENA@Example.ORG", "  lena@example.org "])
def test_the_address_is_read_without_case(lena, spelling):
    browser = Client()
    answer = sign_in(browser, spelling)
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_in(browser)


def test_one_comes_back_to_where_one_wanted_to_go_but_to_no_foreign_host(lena):
    browser = Client()
    asked = browser.get("/people/?q=marc")
    assert asked.url == "/sign-in/?next=/people/%3Fq%3Dmarc"
    assert b'value="/people/?q=marc"' in browser.get(asked.url).content
    assert sign_in(browser).url == "/"
    answer = Client().post("/sign-in/", {"login": lena.email, "password": PASSWORD, "next": "/people/?q=marc"})
    assert answer.url == "/people/?q=marc"
    answer = Client().post("/sign-in/", {"login": lena.email, "password": PASSWORD, "next": "https://evil.example/"})
    assert answer.url == "/"


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(lena):
    wrong, unknown = sign_in(Client(), password="wrong"), sign_in(Client(), email="nobody@example.org")
    assert wrong.status_code == unknown.status_code == 422
    said = [answer.context["form"].non_field_errors() for answer in (wrong, unknown)]
    assert said[0] == said[1] == ["This e-mail address and password do not belong together. Try again."]


def test_five_wrong_passwords_close_the_door_for_a_while(lena):
    for _attempt in range(5):
        assert sign_in(Client(), password="wrong").status_code == 422
    answer = sign_in(Client())
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert "Wait five minutes" in answer.content.decode()


def from_place(number: int) -> Client:
    """A browser at a network address of its own."""
    return Client(REMOTE_ADDR=f"192.0.2.{number}")


def test_who_guesses_shuts_nobody_else_out(lena):
    for _attempt in range(6):
        answer = sign_in(from_place(66), password="wrong")
    assert answer.status_code == 429
    assert sign_in(from_place(1)).status_code == 302


def test_a_flood_of_an_address_slows_its_owner_and_does_not_shut_her_out(lena):
    for attempt in range(50):
        assert sign_in(from_place(50 + attempt // 4), password="wrong").status_code == 422
    # Each place has one more try, she hers from where she is; right passwords cost none.
    assert sign_in(from_place(90), password="wrong").status_code == 422
    answer = sign_in(from_place(90), password="wrong")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    for _time in range(3):
        assert sign_in(from_place(1)).status_code == 302
    # One slip is one slip: then she waits, as the page says, or asks for a new password.
    assert sign_in(from_place(1), password="slip").status_code == 422
    assert sign_in(from_place(1)).status_code == 429
    assert sign_in(from_place(2), email="marc@example.org").status_code == 422


def test_the_flood_is_over_after_a_while(lena):
    for attempt in range(52):
        sign_in(from_place(50 + attempt // 4), password="wrong")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert sign_in(from_place(1), password="slip").status_code == 422
        assert sign_in(from_place(1)).status_code == 302


def test_a_flood_gets_the_page_that_says_wait(lena, settings):
    settings.ROOT_URLCONF = "core.config.urls"
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    browser = Client()
    answers = [sign_in(browser, email=f"nobody{number}@example.org") for number in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert "too many" in answers[2].content.decode().lower()


def test_who_was_deactivated_stays_outside(lena):
    lena.is_active = False
    lena.save()
    browser = Client()
    assert sign_in(browser).url == "/sign-in/closed/"
    assert not is_in(browser)


def test_nobody_signs_up(db):
    assert Client().get("/signup/").status_code in (302, 404)
    from core.accounts.adapter import ClosedAccountAdapter

    assert not ClosedAccountAdapter().is_open_for_signup(None)


def test_signing_out_ends_this_session_and_says_so(lena, stated):
    browser = Client()
    sign_in(browser)
    key = browser.session.session_key
    assert browser.get("/sign-out/").status_code == 200
    assert is_in(browser)
    assert browser.post("/sign-out/").status_code == 302
    assert not is_in(browser)
    assert stated == [("SignedOut", {"session_key": key})]


def test_a_forgotten_password(lena, stated, django_capture_on_commit_callbacks):
    elsewhere = Client()
    sign_in(elsewhere)
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post("/password/forgotten/", {"email": "Lena@Example.org"})
    assert answer.url == "/password/forgotten/sent/"
    send_mail_that_waits()
    (path,) = links_in(mail.outbox)
    page = browser.get(path, follow=True)
    assert page.redirect_chain[-1][0].endswith("-set-password/")
    weak = browser.post(page.redirect_chain[-1][0], {"password1": "short", "password2": "short"})
    assert weak.status_code == 422
    done = browser.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert done.url == "/password/new/done/"
    assert browser.get(done.url).status_code == 200
    assert not is_in(elsewhere)
    assert ("PasswordChanged", {"person_id": lena.pk}) in stated
    assert AuditEntry.objects.get(what="accounts.password_changed").who == lena
    assert sign_in(Client(), password=PASSWORD).status_code == 422
    assert sign_in(browser, password=NEW).status_code == 302
    assert "no longer opens" in Client().get(path).content.decode()


def test_asking_for_an_unknown_address_looks_the_same(lena, django_assert_num_queries):
    answers = []
    for email in ("lena@example.org", "nobody@example.org"):
        with django_assert_num_queries(3):
            answers.append(Client().post("/password/forgotten/", {"email": email}))
    assert [answer.url for answer in answers] == ["/password/forgotten/sent/"] * 2
    send_mail_that_waits()
    assert [message.to for message in mail.outbox] == [["lena@example.org"]]


def test_a_password_is_changed_on_this_device_and_ends_the_others(lena, stated):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    asked = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert here.post("/me/password/", asked).status_code == 422
    assert here.post("/me/password/", asked | {"oldpassword": PASSWORD}).url == "/me/settings/"
    assert is_in(here)
    assert not is_in(there)
    assert stated[-1] == ("PasswordChanged", {"person_id": lena.pk})
    sessions = here.get("/me/sessions/").context["devices"]
    assert [device.is_current for device in sessions] == [True]


def test_one_sees_ones_devices_by_name_and_signs_them_out(lena, stated, django_assert_num_queries):
    here = Client()
    sign_in(here, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    phone = Client()
    sign_in(phone, headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1"})
    with django_assert_num_queries(5):
        devices = here.get("/me/sessions/").context["devices"]
    assert [(device.name, device.icon) for device in devices] == [
        ("Firefox on Windows", "monitor"),
        ("Safari on iPhone", "smartphone"),
    ]
    key = phone.session.session_key
    assert here.post(f"/me/sessions/{devices[1].pk}/end/").url == "/me/sessions/"
    assert not is_in(phone)
    assert stated == [("SignedOut", {"session_key": key})]
    others = [Client(), Client()]
    for other in others:
        sign_in(other)
    with django_assert_num_queries(5):
        assert len(here.get("/me/sessions/").context["devices"]) == 3
    here.post("/me/sessions/end/")
    assert [is_in(browser) for browser in (here, *others)] == [True, False, False]


def test_a_mail_in_french_for_who_reads_french(lena):
    lena.language = "fr"
    lena.save()
    Client().post("/password/forgotten/", {"email": lena.email})
    send_mail_that_waits()
    assert mail.outbox[0].subject == "Un nouveau mot de passe pour Compagnon"
    assert "Bonjour Lena Hoffmann," in mail.outbox[0].body
