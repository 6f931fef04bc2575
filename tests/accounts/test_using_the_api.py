"""A program acts in a person's name, within its scope, until its day."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from core.accounts import actions
from core.accounts.api_auth import ByToken
from core.accounts.models import ApiToken
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from tests.make.people import PASSWORD, colleague, colleagues, token

pytestmark = pytest.mark.django_db


def ask(key, path="/api/v1/me", **extra):
    return Client().get(path, headers={"authorization": f"Bearer {key}"}, **extra)


def test_who_am_i(tomas, lena):
    answer = ask(token(lena)).json()
    assert (answer["name"], answer["email"], answer["manager"]) == ("Lena Hoffmann", "lena@example.org", "Marc Lefèvre")
    assert answer["unit"]["code"] == "FR-CARD-SUD"
    assert answer["job_role"]["title"] == {"en": "Medical sales representative", "fr": "Délégué médical"}
    assert ask(token(tomas)).json()["roles"] == [{"role": "tutor", "unit": None}]


@pytest.mark.parametrize("key", ["", "nonsense", "cpn_" + "x" * 43])
def test_a_wrong_key_opens_nothing(lena, key):
    assert ask(key).status_code == 401
    assert Client().get("/api/v1/me").status_code == 401


def test_a_key_ends_on_its_day_or_when_revoked(lena, signed_in):
    key = token(lena, days=30)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert ask(key).status_code == 401
    assert ask(key).status_code == 200
    row = ApiToken.objects.get()
    signed_in(lena).post(f"/me/tokens/{row.pk}/revocation/")
    assert ask(key).status_code == 401
    assert AuditEntry.objects.filter(what="accounts.token_revoked", who=lena).exists()


def test_only_a_fingerprint_is_kept(lena):
    key = token(lena)
    row = ApiToken.objects.get()
    assert len(key) == 4 + 43
    assert row.key_hash != key
    assert row.hint == key[:8]
    assert key not in str(list(AuditEntry.objects.values_list("new", flat=True)))


def test_a_key_that_reads_does_not_write(lena, rf):
    reads, writes = token(lena), token(lena, scope="write")
    for method in ("post", "put", "patch", "delete"):
        with pytest.raises(Refused) as refusal:
            ByToken().authenticate(getattr(rf, method)("/api/v1/me"), reads)
        assert refusal.value.status == 403
        assert ByToken().authenticate(getattr(rf, method)("/api/v1/me"), writes) == lena
    assert ByToken().authenticate(rf.get("/api/v1/me"), reads) == lena


def test_use_is_noted_to_the_minute(lena):
    key = token(lena)
    moment = timezone.now().replace(second=0, microsecond=0) + timedelta(hours=1)
    for seconds, noted in ((0, 0), (30, 0), (90, 90)):
        with time_machine.travel(moment + timedelta(seconds=seconds), tick=False):
            ask(key)
        assert ApiToken.objects.get().last_used_at == moment + timedelta(seconds=noted)


def test_a_browser_reads_by_its_session(lena, signed_in):
    assert signed_in(lena).get("/api/v1/me").json()["id"] == lena.pk


def test_the_directory_over_the_api(cast, lena, eve, signed_in):
    key = token(lena)
    people = ask(key, "/api/v1/people").json()
    assert [person["name"] for person in people["items"]][:2] == ["Ada Minier", "Amara Diallo"]
    assert people["next"] is None
    assert [person["name"] for person in ask(key, "/api/v1/people?q=lef").json()["items"]] == ["Marc Lefèvre"]
    assert ask(key, f"/api/v1/people/{eve.pk}").json()["name"] == "Eve Brandt"
    actions.deactivate(person=eve, by=None, reason="Left.")
    gone = ask(key, f"/api/v1/people/{eve.pk}")
    assert gone.status_code == 404


def test_pages_of_the_directory(lena):
    key = token(lena)
    colleagues(150)
    first = ask(key, "/api/v1/people").json()
    second = ask(key, f"/api/v1/people{first['next']}").json()
    assert len({person["id"] for person in first["items"] + second["items"]}) == 152
    assert second["next"] is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_costs_the_same(number, signed_in, django_assert_num_queries):
    people = colleagues(number)
    browser = signed_in(people[0])
    with django_assert_num_queries(3):
        assert len(browser.get("/api/v1/people").json()["items"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_my_keys_costs_the_same(number, lena, signed_in, django_assert_num_queries):
    for _each in range(number):
        token(lena)
    browser = signed_in(lena)
    with django_assert_num_queries(4):
        assert len(browser.get("/me/tokens/").context["tokens"]) == number


def test_making_a_key_asks_for_the_password_once_more_and_shows_it_once(company):
    lena = colleague(email="lena@example.org")
    browser = Client()
    browser.post("/sign-in/", {"login": lena.email, "password": PASSWORD})
    asked = {"name": "Power BI", "scope": "read", "days": "90"}
    answer = browser.post("/me/tokens/new/", asked)
    assert answer.url == "/me/confirm/?next=%2Fme%2Ftokens%2Fnew%2F"
    assert browser.post(answer.url, {"password": "wrong"}).status_code == 422
    made = browser.post(answer.url, {"password": PASSWORD})
    assert made.status_code == 200
    key = made.context["key"]
    assert key in made.content.decode()
    assert ask(key).json()["email"] == lena.email
    assert key not in browser.get("/me/tokens/").content.decode()
    assert browser.post("/me/tokens/new/", asked | {"name": ""}).status_code == 422


def test_keys_are_not_hoarded(lena):
    for _each in range(20):
        token(lena)
    with pytest.raises(Refused) as refusal:
        token(lena)
    assert refusal.value.status == 409
