"""Numbers of studies and publications in posts lead to what we know, for who may see it."""

import re

import pytest

from core.accounts.models import Person
from core.acts import jobs
from core.realtime.models import StreamEvent
from social import actions
from social.actions.recognising import posts_naming
from social.models import Post, PostIdentifier
from social.rendering import draw
from tests.make import studies as make
from tests.make.talk import a_community, a_post, a_thread

pytestmark = pytest.mark.django_db
SAID = f"See {make.HARMONIE}, PMID: 30848558 and doi:10.1186/s13075-021-02650-4."


@pytest.fixture
def guest() -> Person:
    return Person.objects.make(email="guest@elsewhere.example", name="Gil Outside", is_external=True)


@pytest.fixture
def thread(lena, guest, tomas):
    return a_thread(a_community(lena, guest, by=tomas, openness="closed"), tomas)


@pytest.fixture
def shown(signed_in, thread):
    return lambda person: signed_in(person).get(f"/threads/{thread.pk}/").content.decode()


def test_a_known_study_is_linked_and_shown_with_its_title(thread, lena, tomas, shown):
    study = make.study()
    a_post(thread, lena, SAID)
    page = shown(tomas)
    assert re.search(rf'<a [^>]*href="/studies/{study.pk}/"[^>]*>{make.HARMONIE}</a>', page)
    assert study.name in page


def test_a_publication_leads_to_its_place_in_the_study(thread, lena, tomas, shown):
    study = make.study(make.AXSPAND)
    post = a_post(thread, lena, SAID)
    assert post.html.count("tab=references") == 2
    page = shown(tomas)
    assert f"/studies/{study.pk}/?tab=references" in page
    assert study.name in page


def test_who_sees_no_studies_finds_the_bare_number(thread, lena, guest, shown, signed_in):
    study = make.study()
    post = a_post(thread, lena, SAID)
    page = shown(guest)
    assert make.HARMONIE in page
    assert study.name not in page
    assert f"/studies/{study.pk}/" not in page
    for path in (f"/posts/{post.pk}/", f"/threads/{thread.pk}/"):
        assert study.name not in signed_in(guest).get(path, follow=True).content.decode()
    assert study.name not in str(signed_in(guest).get(f"/api/v1/threads/{thread.pk}/posts").content)


def test_a_guest_names_a_study_and_colleagues_get_its_card(thread, guest, lena, shown):
    study = make.study()
    a_post(thread, guest, SAID)
    assert study.name in shown(lena)
    assert study.name not in shown(guest)


def test_the_drawing_that_all_share_holds_no_link_to_what_some_may_not_see(thread, lena):
    study = make.study()
    post = a_post(thread, lena, SAID)
    drawn = draw([Post.objects.select_related("author", "thread__space").get(pk=post.pk)])[post.pk]
    assert make.HARMONIE in drawn
    assert f"/studies/{study.pk}/" not in drawn
    assert f'data-card="study:{study.pk}"' in drawn


def test_what_is_brought_in_later_is_recognised_in_what_was_said_before(thread, lena, tomas, shown):
    post = a_post(thread, lena, f"{SAID} $x^2$ @{tomas.name}")
    other = a_post(thread, lena, "Nothing of that.")
    assert sorted(post.identifiers.values_list("kind", "value")) == [
        ("doi", "10.1186/s13075-021-02650-4"),
        ("nct", make.HARMONIE),
        ("pmid", "30848558"),
    ]
    study, axspand = make.study(), make.study(make.AXSPAND)
    jobs.drain()
    page = shown(tomas)
    assert study.name in page
    assert axspand.name in page
    post.refresh_from_db()
    assert post.edited_at is None
    assert not post.revisions.exists()
    assert "<math" in post.html
    assert 'class="mention"' in post.html
    assert StreamEvent.objects.filter(name="social.post_edited").count() == 1
    assert Post.objects.get(pk=other.pk).look == 1


def test_an_import_costs_the_same_however_much_was_said(thread, lena, django_assert_num_queries):
    for _turn in range(3):
        a_post(thread, lena, SAID)
    with django_assert_num_queries(1):
        assert len(posts_naming({("nct", make.HARMONIE), ("pmid", "30848558")})) == 3


def test_other_words_name_other_numbers(thread, lena):
    post = a_post(thread, lena, SAID)
    actions.edit_post(post=post, author=lena, source="See NCT99999999.")
    assert list(PostIdentifier.objects.values_list("value", flat=True)) == ["NCT99999999"]


def test_a_deleted_post_is_recognised_in_silence(thread, lena):
    post = a_post(thread, lena, SAID)
    actions.delete_post(post=post, by=lena)
    before = StreamEvent.objects.count()
    make.study()
    jobs.drain()
    assert StreamEvent.objects.filter(name="social.post_edited").count() == 0
    assert StreamEvent.objects.count() == before


def test_a_thread_of_many_numbers_costs_no_query_more(thread, lena, tomas, signed_in, django_assert_max_num_queries):
    make.study()
    make.study(make.AXSPAND)
    client = signed_in(tomas)
    for _turn in range(5):
        a_post(thread, lena, SAID)
    with django_assert_max_num_queries(12):
        assert client.get(f"/threads/{thread.pk}/").status_code == 200
