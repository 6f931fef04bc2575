"""Somebody comes for the first time: three questions, each to be left out, asked once, and nothing of it lost."""

import pytest
from django.test import Client

from core.accounts import actions, people_file
from core.accounts.facts import FirstDayOver
from core.accounts.models import FirstDay, Person
from core.accounts.registries import words_for
from core.acts import facts
from tests.make.people import PASSWORD, colleague, invited, links_in, send_mail_that_waits

pytestmark = pytest.mark.django_db
HEADER = "email,name,language,zone,unit,country\n"


@pytest.fixture
def over():
    """Whose first day was stated to be over."""
    seen = []

    def react(person_id):
        seen.append(person_id)

    facts.when(FirstDayOver, react)
    yield seen
    facts._when[FirstDayOver].remove(react)


@pytest.fixture
def offered(monkeypatch):
    """The words that upper rooms offer, here two headings."""
    offers = [
        lambda person: ("Talked about", ["RSV", "Heart failure"]),
        lambda person: ("Studies", ["HARMONIE", "rsv"]),
    ]
    monkeypatch.setattr("core.accounts.registries._offers", offers)


def come(line="nora@example.org,Nora New,,,,", **kept) -> Person:
    """Somebody who came by the file, and can sign in."""
    _columns, lines = people_file.read((HEADER + line).encode())
    actions.import_people(lines=list(lines))
    person = Person.objects.get(name="Nora New")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(person, browser=None, **more):
    browser = browser or Client()
    return browser, browser.post("/sign-in/", {"login": person.email, "password": PASSWORD, **more})


def day_of(person):
    return FirstDay.objects.get(person=person)


def test_the_first_sign_in_leads_to_three_questions_and_on_to_where_one_wanted_to_go(db, over):
    nora = come()
    browser, answer = sign_in(nora, next="/people/?q=marc")
    assert answer.url == "/welcome/?next=%2Fpeople%2F%3Fq%3Dmarc"
    page = browser.get(answer.url)
    assert list(page.context["form"].fields) == ["language", "zone", "works_on"]
    said = {
        "language": "fr",
        "zone": "Asia/Tokyo",
        "works_on": "Heart failure, RSV; heart  FAILURE",
        "next": "/people/?q=marc",
    }
    answer = browser.post("/welcome/", said)
    assert (answer.status_code, answer.url) == (302, "/people/?q=marc")
    nora = Person.objects.get(pk=nora.pk)
    assert (nora.language, nora.zone, nora.works_on) == ("fr", "Asia/Tokyo", ["Heart failure", "RSV"])
    assert over == [nora.pk]


@pytest.mark.parametrize("how", ["answered", "skipped"])
def test_it_is_never_asked_again(how, db, over):
    nora = come()
    browser, _answer = sign_in(nora)
    path = "/welcome/" if how == "answered" else "/welcome/later/"
    assert browser.post(path, {"works_on": ""}).url == "/"
    assert day_of(nora).state == how
    assert sign_in(nora)[1].url == "/"
    assert 'data-testid="first-day-waits"' not in browser.get("/").content.decode()
    assert over == [nora.pk]


def test_today_reminds_of_what_was_closed_half_way(db):
    nora = come()
    browser, _answer = sign_in(nora)
    assert 'data-testid="first-day-waits"' in browser.get("/").content.decode()


def test_each_question_can_be_left_out(db):
    nora = come()
    browser, _answer = sign_in(nora)
    browser.post("/welcome/", {"language": "", "zone": "", "works_on": ""})
    nora = Person.objects.get(pk=nora.pk)
    assert (nora.language, nora.zone, nora.works_on) == ("en", "Europe/Paris", [])


def test_nothing_is_lost_when_somebody_signs_out_half_way(db, offered):
    nora = come()
    browser, _answer = sign_in(nora)
    kept = browser.post(
        "/welcome/keep/", {"language": "fr", "zone": "Mars/Olympus", "word": ["RSV"], "works_on": "Trials"}
    )
    assert kept.status_code == 204
    browser.post("/sign-out/")
    assert day_of(nora).said == {"language": "fr", "works_on": ["RSV", "Trials"]}
    browser, answer = sign_in(nora)
    page = browser.get(answer.url).content.decode()
    assert '<input type="checkbox" name="word" value="RSV" checked>' in page
    assert 'value="Trials"' in page
    assert "Quelle langue préférez-vous" in page
    assert Person.objects.get(pk=nora.pk).works_on == []


def test_keeping_is_for_who_is_asked(lena, signed_in):
    assert signed_in(lena).post("/welcome/keep/", {"works_on": "Trials"}).status_code == 204
    assert not FirstDay.objects.exists()


def test_the_browsers_language_is_proposed_and_spoken(db):
    nora = come()
    browser, _answer = sign_in(nora)
    page = browser.get("/welcome/", headers={"accept-language": "fr-CA,fr;q=0.9"})
    assert page.context["form"]["language"].value() == "fr"
    assert "Sur quoi travaillez-vous" in page.content.decode()
    assert '<html lang="fr"' in page.content.decode()


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("nora@example.org,Nora New,,,,", ["language", "zone", "works_on"]),
        ("nora@example.org,Nora New,fr,,,", ["zone", "works_on"]),
        ("nora@example.org,Nora New,fr,Asia/Tokyo,,", ["works_on"]),
    ],
)
def test_who_came_by_a_file_is_asked_what_it_did_not_say(line, asks, db):
    nora = come(line)
    browser, _answer = sign_in(nora)
    assert list(browser.get("/welcome/").context["form"].fields) == asks


def test_what_was_not_asked_is_not_taken(db):
    nora = come("nora@example.org,Nora New,fr,Asia/Tokyo,,")
    browser, _answer = sign_in(nora)
    browser.post("/welcome/", {"language": "en", "zone": "UTC", "works_on": "Trials"})
    nora = Person.objects.get(pk=nora.pk)
    assert (nora.language, nora.zone, nora.works_on) == ("fr", "Asia/Tokyo", ["Trials"])


def test_an_invitation_has_asked_language_and_zone_already(admin, mailoutbox):
    person = invited(admin).person
    send_mail_that_waits()
    said = {"password1": PASSWORD, "password2": PASSWORD, "language": "fr", "zone": "UTC"}
    browser = Client()
    assert browser.post(links_in(mailoutbox)[0], said).url == "/welcome/"
    assert day_of(person).asks == ["works_on"]


def test_who_is_made_otherwise_is_asked_nothing(db):
    answer = sign_in(colleague())[1]
    assert answer.url == "/"


def test_a_second_file_asks_nobody_again(db):
    nora = come()
    actions.skip_first_day(person=nora)
    come("nora@example.org,Nora New,fr,,,")
    assert day_of(nora).state == "skipped"


def test_it_is_opened_again_from_the_settings(lena, signed_in, offered, over):
    browser = signed_in(lena)
    assert "/welcome/" in browser.get("/me/settings/").content.decode()
    said = {"language": "en", "zone": "UTC", "word": ["HARMONIE", "Not offered"], "works_on": "My own"}
    assert browser.post("/welcome/", said).url == "/me/settings/"
    assert Person.objects.get(pk=lena.pk).works_on == ["HARMONIE", "My own"]
    assert over == []


def test_words_are_offered_once_under_headings(lena, offered):
    assert words_for(lena) == [("Talked about", ["RSV", "Heart failure"]), ("Studies", ["HARMONIE"])]


@pytest.mark.parametrize("words", [", ".join(f"w{n}" for n in range(13)), "x" * 61])
def test_too_much_is_said_at_the_field_and_kept(words, lena, signed_in):
    answer = signed_in(lena).post("/welcome/", {"works_on": words})
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_leads_to_no_foreign_host(wanted, db):
    nora = come()
    browser, _answer = sign_in(nora)
    assert browser.post("/welcome/later/", {"next": wanted}).url == "/"


@pytest.mark.parametrize("number", [1, 8])
def test_the_page_costs_the_same(number, monkeypatch, django_assert_num_queries):
    offer = [lambda person: ("Words", [f"Word {n}" for n in range(number)])]
    monkeypatch.setattr("core.accounts.registries._offers", offer)
    browser, _answer = sign_in(come())
    with django_assert_num_queries(4):
        assert browser.get("/welcome/").content.decode().count('name="word"') == number
