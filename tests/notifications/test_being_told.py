"""Somebody is told of something, once, by the ways they chose, and of nothing that they may not see."""

import pytest
from django.db import IntegrityError, transaction

from core.accounts.models import Person
from core.library import actions as library
from core.notifications import actions, kinds_of_notice, queries
from core.notifications.kinds_of_notice import NoticeKind, notice_kind
from core.notifications.models import MailOut, Notice, Preference
from core.notifications.ways import Mail, Way
from core.realtime.models import StreamEvent

pytestmark = pytest.mark.django_db


def test_it_stands_in_the_bell_with_its_sentence(lena, tell, thing):
    tell(lena)
    [line] = queries.recent(lena)
    assert (line.sentence, line.shown.title) == ("Tomás Ferreira mentioned you", thing.title)
    assert line.url == thing.get_absolute_url()
    assert queries.bell(lena)[0] == queries.unread_count(lena) == 1


@pytest.mark.parametrize(("many", "said"), [(1, "1"), (99, "99"), (120, "99+")])
def test_the_bell_says_aloud_what_it_shows(many, said, lena, tell, signed_in):
    tell(lena)
    [notice] = Notice.objects.all()
    for number in range(1, many):
        notice.pk, notice.effect_key = None, f"another:{number}"
        notice.save()
    page = signed_in(lena).get("/").content.decode()
    assert f'aria-label="Notices: {said} unread"' in page
    assert f">{said}</span></a>" in page


def test_the_same_effect_tells_once(lena, marc, tell):
    tell(lena)
    tell(lena, marc)
    assert Notice.objects.count() == 2
    assert MailOut.objects.count() == 2
    assert queries.unread_count(lena) == 1


def test_the_database_refuses_the_same_effect_twice(lena, tell):
    tell(lena)
    notice = Notice.objects.get()
    notice.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()


def test_nobody_is_told_of_their_own_deed_nor_when_they_have_left(lena, tomas, tell):
    lena.is_active = False
    lena.save()
    tell(lena, tomas)
    assert not Notice.objects.exists()


def test_an_anonymous_author_stays_unnamed(lena, tell):
    tell(lena, by=None)
    assert queries.recent(lena)[0].sentence == "Somebody mentioned you"


def test_the_bell_rings_on_ones_own_stream(lena, eve, tell):
    tell(lena)
    told = StreamEvent.objects.filter(name="notifications.notices_changed")
    assert list(told.values_list("stream__name", "data")) == [(f"person:{lena.pk}", {})]


def test_a_crowd_is_told_by_as_many_statements_as_one(company, tell, django_assert_num_queries):
    crowd = [Person.objects.make(email=f"p{n}@x.org", name=f"P{n}") for n in range(60)]
    tell(crowd[0], effect_key="warm")
    with django_assert_num_queries(8):
        tell(*crowd[:51], effect_key="some")
    with django_assert_num_queries(8):
        tell(*crowd, effect_key="more")
    assert not StreamEvent.objects.filter(stream__name=f"person:{crowd[59].pk}").exists()


def test_a_way_that_is_switched_off_is_not_taken(lena, marc, eve, tell):
    actions.choose_ways(person=lena, ways={"tests.mentioned": Way(bell=True, mail=Mail.NEVER)})
    actions.choose_ways(person=marc, ways={"tests.mentioned": Way(bell=False, mail=Mail.NOW)})
    actions.choose_ways(person=eve, ways={"tests.mentioned": Way(bell=False, mail=Mail.NEVER)})
    tell(lena, marc, eve)
    assert [queries.unread_count(person) for person in (lena, marc, eve)] == [1, 0, 0]
    assert list(MailOut.objects.values_list("notice__person__name", flat=True)) == ["Marc Lefèvre"]
    assert queries.recent(marc) == []


def test_choosing_what_is_usual_needs_no_row(lena):
    actions.choose_ways(person=lena, ways={"tests.mentioned": Way(bell=False, mail=Mail.NEVER)})
    actions.choose_ways(person=lena, ways={"tests.mentioned": Way(bell=True, mail=Mail.NOW)})
    assert not Preference.objects.exists()


def test_what_one_may_no_longer_see_shows_nothing_of_it(lena, ines, company, tell, thing, signed_in):
    tell(lena)
    library.describe_object(
        learning_object=thing, editor=ines, described={"confidentiality": "restricted"}, audience=[company.liaison]
    )
    assert queries.recent(lena) == []
    assert queries.unread_count(lena) == 0
    browser = signed_in(lena)
    for answer in (browser.get("/notices/"), browser.post("/notices/recent/"), browser.get("/api/v1/notices")):
        assert thing.title not in answer.content.decode()
    assert queries.bell(lena)[0] == 0
    assert browser.post(f"/notices/{Notice.objects.get().pk}/follow/").status_code == 404


def test_following_marks_read_and_leads_there(lena, tell, thing, signed_in):
    tell(lena, kind="tests.published")
    answer = signed_in(lena).post(f"/notices/{Notice.objects.get().pk}/follow/")
    assert answer.url == f"{thing.get_absolute_url()}versions/"
    assert queries.bell(lena)[0] == 0
    assert StreamEvent.objects.filter(stream__name=f"person:{lena.pk}").count() == 2


def test_whoever_read_the_thing_has_read_its_notices(lena, marc, tell, thing):
    tell(lena, marc)
    assert actions.read_about(person=lena, about=thing) == 1
    assert [queries.unread_count(person) for person in (lena, marc)] == [0, 1]


def test_all_is_read_up_to_what_was_shown(lena, tell):
    tell(lena)
    shown = Notice.objects.get().pk
    tell(lena, effect_key="post:2")
    assert actions.read_all(person=lena, up_to=shown) == 1
    assert queries.unread_count(lena) == 1


def test_other_peoples_notices_do_not_exist(lena, eve, tell, signed_in):
    tell(lena)
    pk = Notice.objects.get().pk
    browser = signed_in(eve)
    for path in (f"/notices/{pk}/follow/", f"/notices/{pk}/read/", f"/api/v1/notices/{pk}/read"):
        assert browser.post(path).status_code == 404
    browser.post("/notices/read/")
    assert Notice.objects.get().read_at is None
    assert browser.get("/api/v1/notices").json() == {"items": [], "unread": 0, "next": None}


def test_a_get_marks_nothing_read(lena, tell, signed_in):
    tell(lena)
    pk = Notice.objects.get().pk
    for path in (f"/notices/{pk}/follow/", f"/notices/{pk}/read/", "/notices/read/", "/notices/recent/"):
        assert signed_in(lena).get(path).status_code == 405


def test_the_centre_shows_all_or_what_is_unread(lena, tell, thing, signed_in):
    tell(lena)
    tell(lena, effect_key="moved", kind="tests.moved", facts={"to": "Thursday"})
    browser = signed_in(lena)
    actions.read_notice(notice=Notice.objects.get(kind="tests.moved"))
    everything = browser.get("/notices/").content.decode()
    assert "Moved to Thursday" in everything
    assert "mentioned you" in everything
    unread = browser.get("/notices/?show=unread").content.decode()
    assert "Moved to Thursday" not in unread
    browser.post("/notices/read/")
    assert "All is read" in browser.get("/notices/?show=unread").content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_centre_takes_the_same_statements_however_full(lena, tell, signed_in, django_assert_num_queries, how_many):
    for number in range(how_many):
        tell(lena, effect_key=f"post:{number}")
    browser = signed_in(lena)
    browser.get("/notices/")
    with django_assert_num_queries(8):
        assert len(browser.get("/notices/").context["lines"]) == how_many
    with django_assert_num_queries(8):
        assert len(browser.get("/api/v1/notices").json()["items"]) == how_many


def test_two_kinds_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="Two kinds"):
        notice_kind(NoticeKind(name="tests.moved", label="x", words=str, why="x", icon="x"))


def test_a_kind_that_is_no_longer_listed_shows_nothing(lena, tell):
    tell(lena)
    Notice.objects.update(kind="gone.kind")
    assert kinds_of_notice.known("gone.kind") is None
    assert queries.recent(lena) == []
    assert queries.unread_count(lena) == 0
