"""The directory: by words, unit, country, job role, role; a page for each colleague."""

import pytest
import time_machine

from core.accounts import actions
from core.accounts.models import Person
from core.accounts.roles import TUTOR
from tests.make.people import colleague, colleagues

pytestmark = pytest.mark.django_db


def names(answer):
    return [person.name for person in answer.context["page"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=hoff", ["Lena Hoffmann"]),
        ("q=LEFEVRE", ["Marc Lefèvre"]),
        ("q=lefèvre marc", ["Marc Lefèvre"]),
        ("q=ffmann", []),
        ("q=oncology", ["Eve Brandt"]),
        ("q=cardiology lena", ["Lena Hoffmann"]),
        ("q=délégué", ["Eve Brandt", "Lena Hoffmann"]),
        ("q=representative brandt", ["Eve Brandt"]),
        ("q=%25", ["Ada Minier", "Amara Diallo", "Eve Brandt", "Lena Hoffmann", "Marc Lefèvre", "Tomás Ferreira"]),
        ("q='; DROP TABLE", []),
        ("country=DE", ["Eve Brandt"]),
        ("role=tutor", ["Tomás Ferreira"]),
        ("unit={cardiology}", ["Lena Hoffmann", "Marc Lefèvre", "Tomás Ferreira"]),
        ("unit={cardiology}&role=tutor&q=tom", ["Tomás Ferreira"]),
        ("job={representative}", ["Eve Brandt", "Lena Hoffmann"]),
        (
            "unit=999&country=XX",
            ["Ada Minier", "Amara Diallo", "Eve Brandt", "Lena Hoffmann", "Marc Lefèvre", "Tomás Ferreira"],
        ),
    ],
)
def test_finding_by(asked, found, cast, company, lena, signed_in):
    asked = asked.format(cardiology=company.cardiology.pk, representative=company.representative.pk)
    assert names(signed_in(lena).get(f"/people/?{asked}")) == found


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_costs_the_same(number, company, signed_in, django_assert_num_queries):
    people = colleagues(number, unit=company.field, job_role=company.liaison)
    actions.grant_role(person=people[0], role=TUTOR, by=None)
    browser = signed_in(people[0])
    with django_assert_num_queries(6):
        assert len(names(browser.get("/people/"))) == number


def test_pages_follow_each_other_without_gap_or_double(company, signed_in):
    people = [colleague(name=name) for name in ["Émile", "emile", "Zoé", *["Same Name"] * 45]]
    browser, seen, path = signed_in(people[0]), [], "/people/"
    while path:
        page = browser.get(path).context["page"]
        seen += page.items
        path = f"/people/{page.next}" if page.next else ""
    assert len(seen) == len(set(seen)) == 48
    assert [person.name for person in (*seen[:2], seen[-1])] == ["Émile", "emile", "Zoé"]


def test_a_guest_meets_only_themselves(lena, signed_in):
    guest = colleague(is_external=True, name="Guest")
    browser = signed_in(guest)
    assert names(browser.get("/people/")) == ["Guest"]
    assert browser.get(f"/people/{lena.pk}/").status_code == 404
    assert browser.get(f"/people/{guest.pk}/").status_code == 200
    assert browser.get("/api/v1/people").json()["items"][0]["name"] == "Guest"


@pytest.mark.parametrize("reports", [1, 3])
def test_a_persons_page(reports, tomas, eve, company, signed_in, django_assert_num_queries):
    tomas.about = "<b>Trials</b> in heart failure"
    tomas.zone = "America/New_York"
    tomas.manager = eve
    tomas.save()
    colleagues(reports, manager=tomas, job_role=company.liaison)
    browser = signed_in(eve)
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False), django_assert_num_queries(7):
        page = browser.get(f"/people/{tomas.pk}/").content.decode()
    assert "&lt;b&gt;Trials" in page
    assert "08:00" in page
    assert "Tutor" in page
    assert "Eve Brandt" in page
    assert page.count("Colleague") == reports


def test_who_is_away_by_their_own_calendar(lena):
    with time_machine.travel("2026-06-01T23:30:00Z", tick=False):
        lena.away_until = __import__("datetime").date(2026, 6, 1)
        lena.zone = "America/New_York"
        assert lena.is_away
        lena.zone = "Europe/Paris"
        assert not lena.is_away


def test_my_settings(lena, signed_in):
    browser = signed_in(lena)
    asked = {"language": "fr", "zone": "Asia/Tokyo", "about": "Heart failure.", "away_until": ""}
    assert browser.post("/me/settings/", asked | {"zone": "Nowhere/Land"}).status_code == 422
    assert browser.post("/me/settings/", asked | {"email": "other@example.org", "is_active": ""}).status_code == 302
    lena.refresh_from_db()
    assert (lena.language, lena.zone, lena.about, lena.email) == (
        "fr",
        "Asia/Tokyo",
        "Heart failure.",
        "lena@example.org",
    )
    page = browser.get("/me/settings/")
    assert page.headers["Content-Language"] == "fr"
    assert "Fuseau horaire" in page.content.decode()


def test_a_zone_that_is_stored_wrong_breaks_no_page(lena, signed_in):
    Person.objects.filter(pk=lena.pk).update(zone="Nowhere/Land")
    browser = signed_in(lena)
    for path in ("/me/settings/", f"/people/{lena.pk}/", "/people/", "/me/sessions/"):
        assert browser.get(path).status_code == 200
