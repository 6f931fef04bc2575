"""After the first questions: one act that fits, on Today until done or put aside. On a page: how one knows whom."""

import pytest

from core.accounts import actions as accounts
from core.accounts.actions.first_day import await_first_days
from core.accounts.models import FirstDay, Person
from core.home.queries import today
from core.kinds.registry import Ref
from core.search import people as people_search
from social import actions
from social.models import Membership
from tests.make.people import colleague
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora(company) -> Person:
    """Somebody who has just come."""
    nora = colleague(name="Nora New", unit=company.field)
    await_first_days([(nora, ("language", "zone"))])
    return nora


def say(nora, *words):
    accounts.answer_first_day(person=nora, works_on=list(words))
    return today(Person.objects.get(pk=nora.pk)).first_act


def offered(nora):
    return today(Person.objects.get(pk=nora.pk)).first_act


def test_a_community_that_talks_of_what_she_works_on_is_followed_in_one_press(nora, tomas, signed_in):
    a_community(by=tomas, name="Rheumatology")
    vaccines = a_community(by=tomas, name="Vaccines for infants")
    act = say(nora, "Vaccination")
    assert (act.act, act.space) == ("join", vaccines)
    browser = signed_in(nora)
    assert "Vaccines for infants" in browser.get("/").content.decode()
    assert browser.post("/welcome/act/").url == f"/spaces/{vaccines.pk}/"
    assert Membership.objects.filter(space=vaccines, person=nora).exists()
    assert 'data-testid="first-act"' not in browser.get("/").content.decode()
    assert FirstDay.objects.get(person=nora).offer == "done"


def test_tags_tell_what_is_talked_about(nora, tomas):
    a_community(by=tomas, name="Alpha")
    beta = a_community(by=tomas, name="Beta")
    a_thread(beta, tomas, tags=["Heart failure"])
    assert say(nora, "heart FAILURE").space == beta


def test_a_closed_or_secret_community_and_one_that_was_left_are_not_offered(nora, tomas):
    a_community(by=tomas, name="Vaccines, closed", openness="closed")
    a_community(by=tomas, name="Vaccines, secret", openness="secret")
    left = a_community(nora, by=tomas, name="Vaccines, left")
    actions.leave_space(space=left, person=nora)
    assert say(nora, "Vaccines") is None


def test_she_says_hello_where_she_belongs_and_has_not_written(nora, tomas, signed_in):
    home = a_community(nora, by=tomas, name="Newcomers")
    act = say(nora, "Something else")
    assert (act.act, act.space) == ("hello", home)
    browser = signed_in(nora)
    assert browser.post("/welcome/act/").url == f"/threads/new/?space={home.pk}"
    # Who goes away without writing finds it again.
    assert offered(nora) is not None
    a_thread(home, nora, "Hello from Nora")
    assert offered(nora) is None


def test_she_reads_what_is_pinned_where_she_has_spoken(nora, tomas, signed_in):
    home = a_community(nora, by=tomas)
    welcome = a_thread(home, tomas, "Read this first")
    actions.pin(space=home, by=tomas, ref=Ref.to(welcome))
    a_thread(home, nora)
    act = say(nora)
    assert (act.act, act.thing.title) == ("read", "Read this first")
    assert signed_in(nora).post("/welcome/act/").url == f"/threads/{welcome.pk}/"
    assert offered(nora) is None


def test_not_now_is_for_good(nora, tomas, signed_in):
    a_community(by=tomas)
    assert say(nora) is not None
    browser = signed_in(nora)
    assert browser.post("/welcome/act/later/").url == "/"
    assert offered(nora) is None
    accounts.answer_first_day(person=nora, works_on=["Anything"])
    assert offered(nora) is None


def test_skipping_the_questions_offers_something_too(nora, tomas):
    a_community(by=tomas)
    accounts.skip_first_day(person=nora)
    assert offered(nora).act == "join"


@pytest.mark.parametrize("how", ["closed", "archived", "joined"])
def test_what_is_gone_or_done_otherwise_is_not_shown(how, nora, tomas, signed_in):
    space = a_community(by=tomas)
    assert say(nora).space == space
    if how == "closed":
        actions.change_space(space=space, by=tomas, openness="closed")
    elif how == "archived":
        actions.archive_space(space=space, by=tomas)
    else:
        actions.join_space(space=space, person=nora)
    assert offered(nora) is None
    assert signed_in(nora).post("/welcome/act/").url == "/"


def test_nothing_is_offered_where_nothing_is_open(nora):
    assert say(nora, "Vaccines") is None
    assert FirstDay.objects.get(person=nora).act == ""


def test_a_guest_is_offered_nothing_of_the_company(company, tomas):
    guest = colleague(name="Gus Guest", is_external=True)
    await_first_days([(guest, ())])
    a_community(by=tomas, name="Vaccines")
    assert say(guest, "Vaccines") is None


def test_words_of_a_closed_room_are_offered_to_nobody_outside(lena, eve, tomas, signed_in):
    a_thread(a_community(lena, by=tomas, openness="closed"), tomas, tags=["Project Heron"])
    assert "Project Heron" in signed_in(lena).get("/welcome/").content.decode()
    assert "Project Heron" not in signed_in(eve).get("/welcome/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_today_costs_the_same_with_an_act(count, nora, tomas, signed_in, django_assert_num_queries):
    for number in range(count):
        a_thread(a_community(by=tomas, name=f"Vaccines {number}"), tomas)
    say(nora, "Vaccines")
    browser = signed_in(nora)
    browser.get("/")
    with django_assert_num_queries(13):
        assert 'data-testid="first-act"' in browser.get("/").content.decode()


def on_page(browser, person):
    return browser.get(f"/people/{person.pk}/").content.decode()


def test_a_page_shows_communities_of_both_and_accepted_answers_that_one_may_read(lena, tomas, marc, eve, signed_in):
    home = a_community(lena, marc, by=tomas, openness="closed", name="Vaccines here")
    a_community(marc, by=tomas, openness="secret", name="Without Lena")
    question = a_thread(home, lena, "Why 84 %?", kind="question")
    answer = a_post(question, tomas)
    actions.accept_answer(post=answer, by=lena)
    page = on_page(signed_in(lena), tomas)
    assert "Vaccines here" in page
    assert "Without Lena" not in page
    assert "Why 84 %?" in page
    assert "1 answer accepted" in page
    for told in ("Vaccines here", "Without Lena", "Why 84 %?", "accepted"):
        assert told not in on_page(signed_in(eve), tomas)


def test_what_was_said_to_few_or_taken_back_is_no_contribution(lena, tomas, signed_in):
    actions.start_talk(author=tomas, people=[lena], source="A word between us")
    thread = a_thread(a_community(lena, by=tomas), lena, "Deleted")
    actions.delete_post(post=a_post(thread, tomas), by=tomas)
    assert 'data-testid="contributions"' not in on_page(signed_in(lena), tomas)


@pytest.mark.parametrize("count", [1, 3])
def test_a_persons_page_costs_the_same(count, lena, tomas, signed_in, django_assert_num_queries):
    for number in range(count):
        thread = a_thread(a_community(lena, by=tomas, name=f"C {number}"), lena, f"Q {number}", kind="question")
        actions.accept_answer(post=a_post(thread, tomas), by=lena)
    accounts.update_profile(person=tomas, works_on=["RSV"])
    browser = signed_in(lena)
    on_page(browser, tomas)
    with django_assert_num_queries(12):
        assert on_page(browser, tomas).count("Q ") >= count


def test_the_search_finds_people_by_what_they_work_on(lena, tomas, signed_in):
    people_search.index_people(person_ids=[tomas.pk])
    accounts.update_profile(person=tomas, works_on=["Pharmacokinetics"])
    assert "Tomás Ferreira" in signed_in(lena).get("/search/?q=pharmacokinetics").content.decode()
