"""Administrators change accounts within their bounds; everything is on the trail."""

import json

import pytest

from core.accounts import actions, rules
from core.accounts.facts import PersonDeactivated, PersonMoved, RolesChanged
from core.accounts.models import ApiToken, Person, RoleGrant, Unit
from core.accounts.roles import ADMINISTRATOR, TUTOR
from core.acts import facts
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from tests.make.people import administrator, colleague, colleagues, token

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(company):
    """An administrator of France."""
    return administrator(unit=company.france, name="Chief of France")


@pytest.fixture
def stated():
    seen = []
    watched = (PersonMoved, PersonDeactivated, RolesChanged)
    reactions = []
    for fact in watched:

        def react(fact=fact, **fields):
            seen.append((fact.__name__, fields["person_id"]))

        facts.when(fact, react)
        reactions.append((fact, react))
    yield seen
    for fact, react in reactions:
        facts._when[fact].remove(react)


def last(what):
    return AuditEntry.objects.filter(what=what).latest("seq")


# Who administers whom: actor by state of the account.
TABLE = {
    #            in field, in oncology, without unit, an administrator of everything in field
    "lena": (False, False, False, False),
    "tomas": (False, False, False, False),
    "amara": (False, False, False, False),
    "marc": (False, False, False, False),
    "eve": (False, False, False, False),
    "chief": (True, False, False, False),
    "admin": (True, True, True, True),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_administers_whom(who, company, request):
    actor = request.getfixturevalue(who)
    powerful = colleague(unit=company.field)
    actions.grant_role(person=powerful, role=ADMINISTRATOR, by=None)
    accounts = [colleague(unit=company.field), colleague(unit=company.oncology), colleague(), powerful]
    found = Person.objects.administered_by(actor)
    for person, expected in zip(accounts, TABLE[who], strict=True):
        assert rules.can_administer(actor, Person.objects.get(pk=person.pk)) is expected
        assert found.filter(pk=person.pk).exists() is expected


def test_the_rule_and_the_list_agree_over_the_cast(cast, chief):
    everybody = [*cast, chief]
    for actor in everybody:
        found = set(Person.objects.administered_by(actor))
        assert found == {person for person in everybody if rules.can_administer(actor, person)}


def test_a_deactivated_administrator_administers_nobody(admin, lena):
    admin.is_active = False
    assert not rules.can_administer(admin, lena)
    assert not Person.objects.administered_by(admin).exists()


def test_moving_somebody(admin, lena, marc, tomas, company, signed_in, stated):
    form = {"email": "lena@example.org", "name": "Lena Hoffmann-Roy", "joined": "2024-02-01"}
    form |= {"unit": company.training.pk, "job_role": company.liaison.pk, "manager": "TOMAS@example.org"}
    assert signed_in(admin).post(f"/administration/people/{lena.pk}/", form).status_code == 302
    lena.refresh_from_db()
    assert (lena.unit, lena.job_role, lena.manager, lena.name) == (
        company.training,
        company.liaison,
        tomas,
        "Lena Hoffmann-Roy",
    )
    assert stated == [("PersonMoved", lena.pk)]
    entry = last("accounts.person_changed")
    assert (entry.who, entry.about_id) == (admin, str(lena.pk))
    assert json.loads(entry.old)["manager"]["label"] == "Marc Lefèvre"
    assert signed_in(admin).post(f"/administration/people/{lena.pk}/", form).status_code == 302
    assert AuditEntry.objects.filter(what="accounts.person_changed").count() == 1


def test_nobody_reports_to_their_own_report(admin, lena, marc, company, signed_in):
    clerk = colleague(manager=lena)
    form = {"email": marc.email, "name": marc.name, "joined": "2024-02-01", "manager": clerk.email}
    answer = signed_in(admin).post(f"/administration/people/{marc.pk}/", form)
    assert answer.status_code == 422
    assert "reports to Marc Lefèvre" in answer.context["form"].errors["manager"][0]
    marc.refresh_from_db()
    assert marc.manager is None
    with pytest.raises(Refused):
        actions.change_person(person=marc, by=admin, manager=marc)


def test_wrong_input_is_said_at_its_field(admin, lena, eve, signed_in):
    form = {"email": "EVE@example.org", "name": "", "joined": "yesterday", "manager": "nobody@example.org"}
    errors = signed_in(admin).post(f"/administration/people/{lena.pk}/", form).context["form"].errors
    assert set(errors) == {"name", "joined", "manager"}
    form |= {"name": "Lena", "joined": "2024-01-01", "manager": ""}
    errors = signed_in(admin).post(f"/administration/people/{lena.pk}/", form).context["form"].errors
    assert errors == {"email": ["Somebody has this e-mail address already."]}


def test_a_units_administrator_moves_nobody_out_of_their_bounds(chief, lena, company):
    with pytest.raises(Refused) as refusal:
        actions.change_person(person=lena, by=chief, unit=company.oncology)
    assert (refusal.value.field, refusal.value.status) == ("unit", 403)
    with pytest.raises(Refused):
        actions.change_person(person=lena, by=chief, unit=None)
    assert actions.change_person(person=lena, by=chief, unit=company.training).unit == company.training


def test_only_named_fields_are_changed(lena, admin):
    with pytest.raises(TypeError):
        actions.change_person(person=lena, by=admin, password="x")
    with pytest.raises(TypeError):
        actions.update_profile(person=lena, email="x@example.org")


def test_granting_and_taking_a_role(admin, lena, company, signed_in, stated):
    browser = signed_in(admin)
    browser.post(f"/administration/people/{lena.pk}/roles/", {"role": TUTOR, "unit": company.cardiology.pk})
    grant = RoleGrant.objects.get(person=lena)
    assert (grant.unit, grant.granted_by) == (company.cardiology, admin)
    assert json.loads(last("accounts.role_granted").new) == {"role": "tutor", "unit": "FR-CARD"}
    browser.post(f"/administration/people/{lena.pk}/roles/{grant.pk}/end/")
    assert not RoleGrant.objects.filter(person=lena).exists()
    assert json.loads(last("accounts.role_taken").old) == {"role": "tutor", "unit": "FR-CARD"}
    assert stated == [("RolesChanged", lena.pk)] * 2


@pytest.mark.parametrize(
    ("where", "allowed"), [("france", True), ("field", True), ("group", False), ("germany", False), (None, False)]
)
def test_nobody_grants_beyond_what_they_hold(chief, lena, company, where, allowed):
    unit = getattr(company, where) if where else None
    assert rules.can_grant(chief, ADMINISTRATOR, unit) is allowed
    if allowed:
        actions.grant_role(person=lena, role=ADMINISTRATOR, unit=unit, by=chief)
    else:
        with pytest.raises(Refused):
            actions.grant_role(person=lena, role=ADMINISTRATOR, unit=unit, by=chief)


def test_the_last_administrator_stays(admin):
    with pytest.raises(Refused) as refusal:
        actions.take_role(grant=RoleGrant.objects.get(person=admin), by=admin)
    assert refusal.value.code == "accounts.last_administrator"
    with pytest.raises(Refused):
        actions.deactivate(person=admin, by=None, reason="x")
    second = administrator()
    actions.deactivate(person=admin, by=second, reason="Retired.")
    with pytest.raises(Refused):
        actions.take_role(grant=RoleGrant.objects.get(person=second), by=second)


def test_deactivating_shuts_every_door(admin, lena, signed_in, stated):
    browser, key = signed_in(lena), token(lena, scope="write")
    assert browser.get("/me/settings/").status_code == 200
    administration = signed_in(admin)
    path = f"/administration/people/{lena.pk}/deactivation/"
    assert administration.post(path, {"reason": " "}).status_code == 422
    assert administration.post(path, {"reason": "Left the company."}).status_code == 302
    lena.refresh_from_db()
    assert not lena.is_active
    assert browser.get("/me/settings/").status_code == 302
    assert browser.get("/api/v1/me", headers={"authorization": f"Bearer {key}"}).status_code == 401
    assert not ApiToken.objects.kept().filter(person=lena).exists()
    assert "Account closed" in administration.get(f"/people/{lena.pk}/").content.decode()
    assert stated == [("PersonDeactivated", lena.pk)]
    assert last("accounts.deactivated").reason == "Left the company."
    assert administration.get("/administration/people/?state=left").context["page"].items == [lena]
    administration.post(f"/administration/people/{lena.pk}/reactivation/")
    lena.refresh_from_db()
    assert lena.is_active
    assert not ApiToken.objects.kept().filter(person=lena).exists()


def test_what_is_to_hand_over_is_listed_first(admin, marc, lena, signed_in):
    page = signed_in(admin).get(f"/administration/people/{marc.pk}/deactivation/")
    assert list(page.context["reports"]) == [lena]


def test_nobody_deactivates_themselves(admin, signed_in):
    administrator()
    assert signed_in(admin).post(f"/administration/people/{admin.pk}/deactivation/", {"reason": "x"}).status_code == 422


def test_the_tree_of_units(admin, company, lena, eve, signed_in, django_assert_num_queries):
    browser = signed_in(admin)
    with django_assert_num_queries(5):
        rows = browser.get("/administration/units/").context["rows"]
    assert [unit.code for unit, _own, _whole in rows] == [
        "HELIX",
        "DE",
        "DE-ONCO",
        "FR",
        "FR-CARD",
        "FR-CARD-SUD",
        "FR-TRAIN",
    ]
    assert {unit.code: (own, whole) for unit, own, whole in rows}["FR-CARD"] == (1, 2)
    added = {
        "code": "DE-CARD",
        "name": "Kardiologie",
        "kind": "department",
        "country": "DE",
        "parent": company.germany.pk,
    }
    assert browser.post("/administration/units/new/", added).status_code == 302
    made = Unit.objects.get(code="DE-CARD")
    assert company.germany.holds(made)
    assert browser.post("/administration/units/new/", added).status_code == 422
    renamed = {"code": "DE-CARD", "name": "Cardiology", "kind": "department", "country": "D"}
    assert browser.post(f"/administration/units/{made.pk}/", renamed).status_code == 422
    assert browser.post(f"/administration/units/{made.pk}/", renamed | {"country": "DE"}).status_code == 302
    assert Unit.objects.get(code="DE-CARD").name == "Cardiology"
    assert last("accounts.unit_changed").who == admin
    with django_assert_num_queries(5):
        browser.get("/administration/units/")


def test_only_administrators_of_everything_change_the_tree(chief, company):
    for by in (chief, colleague()):
        with pytest.raises(Refused):
            actions.add_unit(code="X", name="X", kind="team", country="", parent=company.france, by=by)
        with pytest.raises(Refused):
            actions.change_unit(unit=company.france, code="FR", name="X", kind="affiliate", country="FR", by=by)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same(number, admin, company, signed_in, django_assert_num_queries):
    colleagues(number, unit=company.field, job_role=company.liaison)
    browser = signed_in(admin)
    with django_assert_num_queries(6):
        page = browser.get("/administration/people/")
    assert len(page.context["page"]) == number + 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_trail_costs_the_same(number, admin, signed_in, django_assert_num_queries):
    for each in colleagues(number):
        actions.change_person(person=each, by=admin, name="Renamed")
    browser = signed_in(admin)
    with django_assert_num_queries(4):
        page = browser.get("/administration/trail/?what=accounts.person_changed")
    assert len(page.context["entries"]) == number
