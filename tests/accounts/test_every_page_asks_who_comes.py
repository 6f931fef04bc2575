"""Each page of accounts is for whom it is meant; for others it does not exist."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from core.accounts.models import Invitation, RoleGrant
from core.accounts.roles import TUTOR
from tests.make.people import administrator, invited

pytestmark = pytest.mark.django_db

# Without sign-in: who may come in at all is decided there.
PUBLIC = {
    "account_login": {},
    "account_logout": {},
    "account_inactive": {},
    "account_reset_password": {},
    "account_reset_password_done": {},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "account_reset_password_from_key_done": {},
    "accounts:invitation": {"key": "no-such-key"},
}
OWN = [
    "accounts:directory",
    "accounts:person",
    "accounts:me",
    "accounts:settings",
    "accounts:first-day",
    "accounts:first-day-keep",
    "accounts:first-day-skip",
    "accounts:sessions",
    "accounts:sessions-end",
    "accounts:session-end",
    "accounts:tokens",
    "accounts:token-new",
    "accounts:token-revoke",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
]
POSTED = {
    "accounts:first-day-keep",
    "accounts:first-day-skip",
    "accounts:sessions-end",
    "accounts:session-end",
    "accounts:token-new",
    "accounts:token-revoke",
    "accounts:admin-person-invite",
    "accounts:admin-reactivation",
    "accounts:admin-role-new",
    "accounts:admin-role-end",
    "accounts:admin-invitation-send",
    "accounts:admin-invitation-withdraw",
}
EVERYTHING = {"accounts:admin-unit", "accounts:admin-unit-new", "audit:trail"}


def pages_of(*namespaces):
    found = {}
    for pattern in get_resolver("core.config.urls").url_patterns:
        for each in getattr(pattern, "url_patterns", []):
            if not hasattr(each, "name"):
                continue
            name = f"{pattern.app_name}:{each.name}" if pattern.app_name else each.name
            if name and name.startswith(namespaces):
                found[name] = each.pattern.converters
    return found


ALL = pages_of("accounts:", "account_", "audit:")
ADMIN = sorted(set(ALL) - set(PUBLIC) - set(OWN))


def path_to(name, person):
    arguments = {"pk": person.pk, "grant_pk": 1, "key": "x", "uidb36": "1"}
    if "grant_pk" in ALL[name]:
        arguments["grant_pk"] = RoleGrant.objects.get(person=person, role=TUTOR).pk
    if "invitation-" in name and name != "accounts:admin-invitation-new":
        arguments["pk"] = Invitation.objects.get(person=person).pk
    if name == "accounts:admin-unit":
        arguments["pk"] = person.unit_id
    return reverse(name, kwargs={key: arguments[key] for key in ALL[name]})


def ask(client, name, person):
    path = path_to(name, person)
    return client.post(path) if name in POSTED else client.get(path)


@pytest.fixture
def newcomer(company, admin):
    """Somebody of cardiology who was invited and is to be a tutor."""
    return invited(admin, unit=company.cardiology, role=TUTOR).person


def test_the_lists_name_every_page():
    assert set(PUBLIC) | set(OWN) <= set(ALL)
    assert set(ALL) >= POSTED
    assert len(ADMIN) == 15
    assert set(ADMIN) >= EVERYTHING


@pytest.mark.parametrize("name", sorted(set(ALL) - set(PUBLIC)))
def test_a_stranger_is_asked_to_sign_in(name, newcomer):
    answer = ask(Client(), name, newcomer)
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_public_opens(name, db):
    answer = Client().get(reverse(name, kwargs=PUBLIC[name]))
    assert answer.status_code == {"account_logout": 302, "accounts:invitation": 404}.get(name, 200)


@pytest.mark.parametrize("name", ADMIN)
@pytest.mark.parametrize("who", ["lena", "tomas", "marc", "eve"])
def test_administration_does_not_exist_for_others(who, name, newcomer, request, signed_in):
    assert ask(signed_in(request.getfixturevalue(who)), name, newcomer).status_code == 404


@pytest.mark.parametrize("name", ADMIN)
def test_an_administrator_opens_each(name, newcomer, admin, signed_in):
    expected = {"accounts:admin-role-new": 422, "accounts:admin-reactivation": 302}
    assert ask(signed_in(admin), name, newcomer).status_code == expected.get(name, 302 if name in POSTED else 200)


@pytest.mark.parametrize("name", ADMIN)
def test_a_units_administrator_opens_each_for_their_own_unit(name, newcomer, company, signed_in):
    if name in EVERYTHING:
        pytest.skip("Only for administrators of everything.")
    theirs, others = administrator(unit=company.france), administrator(unit=company.germany)
    # The newcomer's role holds everywhere: it is not a unit's to take.
    allowed = (403,) if name == "accounts:admin-role-end" else (200, 302, 422)
    assert ask(signed_in(theirs), name, newcomer).status_code in allowed
    if "pk" in ALL[name]:
        assert ask(signed_in(others), name, newcomer).status_code == 404


@pytest.mark.parametrize("name", sorted(EVERYTHING))
def test_a_units_administrator_does_not_open_what_is_of_everything(name, newcomer, company, signed_in):
    assert ask(signed_in(administrator(unit=company.france)), name, newcomer).status_code == 404


@pytest.mark.parametrize("name", sorted(POSTED))
def test_getting_changes_nothing(name, newcomer, admin, signed_in):
    assert signed_in(admin).get(path_to(name, newcomer)).status_code == 405


@pytest.mark.parametrize("name", [name for name in OWN if name not in POSTED])
def test_own_pages_open(name, newcomer, lena, signed_in):
    lena.set_password("x")
    lena.save()
    answer = ask(signed_in(lena), name, newcomer)
    assert answer.status_code == {"accounts:me": 302, "account_set_password": 302}.get(name, 200)


@pytest.mark.parametrize("name", ["accounts:session-end", "accounts:token-revoke"])
def test_what_is_anothers_does_not_exist(name, lena, eve, signed_in):
    from allauth.usersessions.models import UserSession

    from core.accounts.models import ApiToken
    from tests.make.people import token

    browser = signed_in(lena)
    browser.get("/me/settings/")
    UserSession.objects.create(user=lena, session_key="k", ip="127.0.0.1", user_agent="x")
    token(lena)
    pk = (
        (UserSession if "session" in name else ApiToken)
        .objects.filter(**{"user": lena} if "session" in name else {"person": lena})
        .first()
        .pk
    )
    assert signed_in(eve).post(reverse(name, args=[pk])).status_code == 404
    assert browser.post(reverse(name, args=[pk])).status_code == 302
