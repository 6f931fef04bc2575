"""Lena types the title of a question, and sees which talks ask much the same; the space says what it has worked out."""

import pytest

from social import actions
from social.models import Space, Thread
from social.queries.similar import similar_to
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, marc, tomas) -> Space:
    return a_community(lena, marc, by=tomas, openness="closed", name="Vaccines")


def solved(space, lena, marc, title) -> Thread:
    thread = a_thread(space, lena, title, kind="question")
    actions.accept_answer(post=a_post(thread, marc), by=lena)
    return thread


def test_titles_that_say_much_the_same_come_first_whatever_their_endings(space, lena, marc):
    near = solved(space, lena, marc, "Why is the adjusted rate 84.0 % and not 82.9 %?")
    less = a_thread(space, marc, "Adjusted rates in the British extension")
    a_thread(space, marc, "Who brings the banner?")
    found = similar_to(lena, "adjusted rates: 84.0 or 82.9")
    assert found == [near, less]
    assert similar_to(lena, "adj") == []
    assert similar_to(lena, "") == []
    assert similar_to(lena, "xylophone quartets") == []


def test_at_most_five_and_only_what_one_may_see(space, lena, marc, tomas, eve, signed_in):
    for number in range(7):
        a_thread(space, marc, f"Cold chain at weekends, part {number}")
    secret = a_community(marc, by=tomas, openness="secret")
    a_thread(secret, marc, "Cold chain at weekends in secret")
    direct = actions.start_talk(author=lena, people=[tomas], source="Cold chain at weekends?")
    found = similar_to(lena, "cold chain at weekends")
    assert len(found) == 5
    assert all(thread.space_id == space.pk for thread in found)
    assert direct.thread_id not in [thread.pk for thread in found]
    answer = signed_in(eve).get("/threads/similar/?title=cold+chain+at+weekends").content.decode()
    assert "Cold chain" not in answer


def test_the_page_asks_while_one_types_and_says_what_is_solved(space, lena, marc, tomas, signed_in):
    thread = solved(space, lena, marc, "Cold chain at weekends")
    actions.confirm_answer(post=thread.posts.get(number=2), tutor=tomas)
    solved(space, lena, marc, "The cold chain, weekend and night")
    lenas = signed_in(lena)
    page = lenas.get(f"/threads/new/?space={space.pk}&kind=question").content.decode()
    assert 'hx-get="/threads/similar/"' in page
    answer = lenas.get("/threads/similar/?title=cold+chain+weekend").content.decode()
    assert (answer.count("Confirmed by a tutor"), answer.count("Answered")) == (1, 1)


def test_without_scripts_a_button_asks_and_nothing_is_lost_or_opened(space, lena, marc, signed_in):
    solved(space, lena, marc, "Cold chain at weekends")
    typed = {"title": "Cold chain on weekends", "source": "The fridge was open.", "space": space.pk, "kind": "question"}
    page = signed_in(lena).post("/threads/new/", {**typed, "language": "en", "look": "1"})
    words = page.content.decode()
    assert page.status_code == 200
    assert "Perhaps it was asked already" in words
    assert "The fridge was open." in words
    assert "Cold chain on weekends" in words
    assert Thread.objects.filter(space=space).count() == 1
    bare = signed_in(lena).post("/threads/new/", {"title": "Cold chain", "look": "1"}).content.decode()
    assert "This field is required" not in bare


@pytest.mark.parametrize("count", [1, 3])
def test_asking_costs_the_same(count, space, lena, marc, signed_in, django_assert_max_num_queries):
    for number in range(count):
        solved(space, lena, marc, f"Cold chain at weekends, part {number}")
    browser = signed_in(lena)
    with django_assert_max_num_queries(11):
        page = browser.get("/threads/similar/?title=cold+chain+weekend").content.decode()
    assert page.count("Answered") == count


def test_the_space_says_what_it_has_worked_out(space, lena, marc, tomas, signed_in):
    lenas = signed_in(lena)
    empty = lenas.get(f"/spaces/{space.pk}/").content.decode()
    assert "Nothing yet. When an answer helps" in empty
    assert "No question waits here." in empty
    solved(space, lena, marc, "Accepted only")
    confirmed = a_thread(space, lena, "Confirmed only", kind="question")
    actions.confirm_answer(post=a_post(confirmed, marc), tutor=tomas)
    a_thread(space, lena, "Still open", kind="question")
    page = lenas.get(f"/spaces/{space.pk}/").content.decode()
    part = page.split('data-testid="worked-out"')[1].split("</section>")[0]
    assert part.index("Confirmed only") < part.index("Accepted only")
    assert part.count("Confirmed by a tutor") == 1
    assert "Still open" not in part
    every = lenas.get(f"/spaces/{space.pk}/?show=worked_out").content.decode()
    assert "Accepted only" in every
    assert "Still open" not in every


@pytest.mark.parametrize("count", [1, 3])
def test_the_fullest_space_costs_the_same(count, space, lena, marc, tomas, signed_in, django_assert_num_queries):
    for number in range(count + 3):
        thread = solved(space, lena, marc, f"Worked out {number}")
        actions.confirm_answer(post=thread.posts.get(number=2), tutor=tomas)
        a_thread(space, lena, f"Open {number}", kind="question")
    browser = signed_in(marc)
    browser.get(f"/spaces/{space.pk}/")
    with django_assert_num_queries(11):
        page = browser.get(f"/spaces/{space.pk}/").content.decode()
    part = page.split('data-testid="worked-out"')[1].split("</section>")[0]
    assert part.count("<li>") == 3
