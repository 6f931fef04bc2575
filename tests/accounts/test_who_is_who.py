"""Finding a person to ask: by what they work on, where they are, what they speak; a page that says how."""

import pytest

from core.accounts import actions
from core.accounts.models import Person
from tests.make.people import colleague, colleagues, token

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(cast, lena, tomas, eve):
    """Three who have said something."""
    actions.update_profile(person=tomas, works_on=["Essais vaccinaux", "Follow-up time"], speaks=["pt", "fr"])
    actions.update_profile(person=eve, zone="America/New_York", about="Oncology trials, phase III.", speaks=["sv"])
    actions.update_profile(person=lena, language="fr")


def names(answer):
    return [person.name for person in answer.context["page"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=vaccin", ["Tomás Ferreira"]),
        ("q=ESSAIS+tomas", ["Tomás Ferreira"]),
        ("q=phase", ["Eve Brandt"]),
        ("q=accin", []),
        ("q=york", ["Eve Brandt"]),
        ("language=pt", ["Tomás Ferreira"]),
        ("language=fr", ["Lena Hoffmann", "Tomás Ferreira"]),
        ("language=fr&q=follow", ["Tomás Ferreira"]),
        ("language=xx&q=follow", ["Tomás Ferreira"]),
    ],
)
def test_finding_somebody_by(asked, found, known, marc, signed_in):
    assert names(signed_in(marc).get(f"/people/?{asked}")) == found


def test_what_they_work_on_leads_to_who_else_does(known, tomas, lena, company, marc, signed_in):
    page = signed_in(lena).get(f"/people/{tomas.pk}/").content.decode()
    assert '<a class="pill" href="/people/?q=Essais%20vaccinaux">Essais vaccinaux</a>' in page
    assert "Anglais, Français, Portugais" in page
    assert "Helix France › Cardiology" in page


def test_whom_they_report_to_up_to_whom_one_may_know(lena, marc, eve, amara, signed_in):
    Person.objects.filter(pk=marc.pk).update(manager=amara)
    Person.objects.filter(pk=amara.pk).update(manager=eve)
    browser = signed_in(eve)
    assert [each.name for each in browser.get(f"/people/{lena.pk}/").context["managers"]] == [
        "Marc Lefèvre",
        "Amara Diallo",
        "Eve Brandt",
    ]
    actions.deactivate(person=amara, by=None, reason="Left.")
    assert [each.name for each in browser.get(f"/people/{lena.pk}/").context["managers"]] == ["Marc Lefèvre"]
    guest = colleague(is_external=True, manager=marc)
    assert signed_in(guest).get(f"/people/{guest.pk}/").context["managers"] == []


def test_of_who_has_left_the_page_says_so_and_nothing_else(known, tomas, lena, admin, signed_in):
    actions.deactivate(person=tomas, by=None, reason="Left.")
    page = signed_in(lena).get(f"/people/{tomas.pk}/").content.decode()
    assert "Compte fermé" in page
    for gone in ("tomas@example.org", "Essais vaccinaux", "Europe/Paris", "message"):
        assert gone not in page.partition("<main")[2].partition("</main>")[0]
    guest = colleague(is_external=True)
    assert signed_in(guest).get(f"/people/{tomas.pk}/").status_code == 404


def test_nobody_in_particular_has_no_page(lena, signed_in):
    nobody = colleague(email="a-colleague@nobody.invalid", is_active=False)
    assert signed_in(lena).get(f"/people/{nobody.pk}/").status_code == 404


def test_my_words_are_mine_to_change(lena, eve, signed_in):
    asked = {
        "language": "en",
        "zone": "UTC",
        "about": "",
        "away_until": "",
        "works_on": "RSV, Trials",
        "speaks": ["de", "xx"],
    }
    assert signed_in(lena).post("/me/settings/", asked).status_code == 422
    assert signed_in(lena).post("/me/settings/", asked | {"speaks": ["de"]}).status_code == 302
    lena = Person.objects.get(pk=lena.pk)
    assert (lena.works_on, lena.languages) == (["RSV", "Trials"], ["en", "de"])
    assert Person.objects.get(pk=eve.pk).works_on == []
    page = signed_in(lena).get("/me/settings/").content.decode()
    assert 'value="RSV, Trials"' in page


def test_changed_words_about_the_work_are_found_too(lena, marc, signed_in):
    actions.update_profile(person=lena, about="Meningitis in the north-east")
    assert names(signed_in(marc).get("/people/?q=mening")) == ["Lena Hoffmann"]
    actions.update_profile(person=lena, about="Rotavirus")
    assert names(signed_in(marc).get("/people/?q=mening")) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_costs_the_same_with_words(number, company, signed_in, django_assert_num_queries):
    people = colleagues(number, unit=company.field)
    for person in people:
        actions.update_profile(person=person, works_on=["RSV", "Trials"], speaks=["de"])
    browser = signed_in(people[0])
    with django_assert_num_queries(6):
        assert len(names(browser.get("/people/?q=rsv&language=de"))) == number


@pytest.mark.parametrize("above", [1, 3])
def test_a_page_costs_the_same_however_long_the_line_is(above, lena, company, signed_in, django_assert_num_queries):
    people = colleagues(above, unit=company.field)
    for person, manager in zip([lena, *people], people, strict=False):
        Person.objects.filter(pk=person.pk).update(manager=manager)
    browser = signed_in(people[-1])
    with django_assert_num_queries(7):
        assert len(browser.get(f"/people/{lena.pk}/").context["managers"]) == above


def ask(client, key, path, **more):
    return client.get(path, headers={"authorization": f"Bearer {key}"}, **more)


def test_a_program_finds_people_alike(known, lena, client):
    key = token(lena)
    found = ask(client, key, "/api/v1/people?q=vaccinaux&language=pt").json()["items"]
    assert [(each["name"], each["works_on"], each["languages"]) for each in found] == [
        ("Tomás Ferreira", ["Essais vaccinaux", "Follow-up time"], ["en", "fr", "pt"])
    ]


def test_a_program_says_something_of_its_owner_only(lena, client):
    key = token(lena, scope="write")
    headers = {"authorization": f"Bearer {key}"}

    def say(**said):
        return client.patch("/api/v1/me", said, content_type="application/json", headers=headers)

    assert say(works_on=["RSV"], zone="Asia/Tokyo").json()["works_on"] == ["RSV"]
    assert say(zone="Mars/Olympus").status_code == 422
    assert say(works_on=[f"w{n}" for n in range(13)]).status_code == 422
    assert say(name="Somebody else", is_active=False).json()["name"] == "Lena Hoffmann"
    lena = Person.objects.get(pk=lena.pk)
    assert (lena.zone, lena.works_on, lena.is_active) == ("Asia/Tokyo", ["RSV"], True)
    reads = {"authorization": f"Bearer {token(lena)}"}
    assert (
        client.patch("/api/v1/me", {"zone": "UTC"}, content_type="application/json", headers=reads).status_code == 403
    )
