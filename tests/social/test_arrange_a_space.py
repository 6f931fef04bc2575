"""Tomás arranges the community he leads: what stands first, who joins by themselves, how the talk goes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.accounts.actions import change_person
from core.accounts.models import Person, RoleGrant
from core.accounts.roles import AUTHOR
from core.acts.jobs import drain
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.kinds.registry import Ref
from social import actions, rules, tasks
from social.models import JoinRule, Membership, Pin, Post, Space, Thread
from social.queries import fronts
from social.queries.figures import figures_of
from social.queries.joining import preview_of
from social.queries.standings import standing
from tests.make.library import published
from tests.make.talk import a_community, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(lena, tomas) -> Space:
    return a_community(lena, by=tomas, openness="closed", name="Vaccines")


def pin(space, by, thing) -> Pin:
    return actions.pin(space=space, by=by, ref=Ref.to(thing))


def is_in(space, person) -> bool:
    return Membership.objects.filter(space=space, person=person).exists()


def test_what_is_pinned_stands_first_in_its_order(space, tomas, lena, amara, signed_in):
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    aid = published(Person.objects.get(pk=amara.pk), title="Reading a forest plot")
    talk = a_thread(space, tomas, "The rules of this place")
    browser = signed_in(tomas)
    found = browser.get(f"/spaces/{space.pk}/pins/?find=r").content.decode()
    assert f"thread:{talk.pk}" in found
    assert f"learning_object:{aid.pk}" in found
    for ref in (f"thread:{talk.pk}", f"learning_object:{aid.pk}", f"thread:{talk.pk}"):
        assert browser.post(f"/spaces/{space.pk}/pins/add/", {"ref": ref}).status_code == 302
    first, second = space.pins.all()
    browser.post(f"/spaces/{space.pk}/pins/{second.pk}/move/", {"way": "up"})
    page = signed_in(lena).get(f"/spaces/{space.pk}/").content.decode()
    pinned = page.split('data-testid="pinned"')[1].split("</section>")[0]
    assert pinned.index("Reading a forest plot") < pinned.index("The rules of this place")
    browser.post(f"/spaces/{space.pk}/pins/{second.pk}/remove/")
    assert [pin.pk for pin in space.pins.all()] == [first.pk]
    assert space.pins.get().position == 1


def test_five_are_pinned_and_no_more_and_nothing_of_elsewhere(space, tomas, lena, marc):
    for number in range(5):
        pin(space, tomas, a_thread(space, tomas, f"Talk {number}"))
    with pytest.raises(Refused) as refused:
        pin(space, tomas, a_thread(space, tomas, "The sixth"))
    assert refused.value.code == "social.too_many_pins"
    Pin.objects.filter(position=5).delete()
    other = a_thread(a_community(tomas, by=marc), marc, "Elsewhere")
    for thing in (other, tomas):
        with pytest.raises(Refused) as refused:
            pin(space, tomas, thing)
        assert refused.value.code == "social.not_to_be_pinned"
    with pytest.raises(Refused) as refused:
        pin(space, lena, Thread.objects.get(title="Talk 1"))
    assert refused.value.code == "social.may_not_pin"
    with pytest.raises(IntegrityError), transaction.atomic():
        Pin.objects.filter(position=1).update(position=6)


def test_a_pin_shows_only_what_its_reader_may_see(space, tomas, lena):
    talk = a_thread(space, tomas, "For some")
    pin(space, tomas, talk)
    Thread.objects.filter(pk=talk.pk).update(audience="study:secret")
    assert fronts.pinned(standing(lena, space)) == []


def test_the_page_says_what_is_open_and_what_is_new(space, tomas, lena, signed_in):
    a_thread(space, tomas, "Still open", kind="question")
    actions.mark_answered(thread=a_thread(space, tomas, "Answered", kind="question"), by=tomas)
    old = a_thread(space, tomas, "Read long ago")
    actions.mark_read(thread=old, person=lena, number=1)
    page = signed_in(lena).get(f"/spaces/{space.pk}/").content.decode()
    questions = page.split('data-testid="open-questions"')[1].split("</section>")[0]
    assert "Still open" in questions
    assert "Answered" not in questions
    new, others = page.split('id="other-talks"')
    assert "Read long ago" not in new
    assert "Read long ago" in others
    assert (
        'data-testid="open-questions"' not in signed_in(lena).get(f"/spaces/{space.pk}/?show=question").content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_stands_first(
    count, space, tomas, lena, amara, signed_in, django_assert_num_queries
):
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    author = Person.objects.get(pk=amara.pk)
    pin(space, tomas, published(author, title="A job aid"))
    for number in range(count):
        pin(space, tomas, a_thread(space, tomas, f"Talk {number}"))
        a_thread(space, tomas, f"Question {number}", kind="question")
        asks = a_thread(space, tomas, f"News {number}", kind="announcement")
        actions.ask_to_acknowledge(thread=asks, by=tomas)
    browser = signed_in(lena)
    with django_assert_num_queries(12):
        page = browser.get(f"/spaces/{space.pk}/").content.decode()
    for part in ("pinned", "open-questions", "to-acknowledge"):
        assert f'data-testid="{part}"' in page
    tomass = signed_in(tomas)
    with django_assert_num_queries(10):
        tomass.get(f"/spaces/{space.pk}/pins/")


def test_whoever_fits_a_rule_becomes_a_member(space, tomas, lena, marc, eve, company, signed_in):
    browser = signed_in(tomas)
    address = f"/spaces/{space.pk}/rules/"
    looked_at = browser.get(f"{address}?unit={company.cardiology.pk}&job_role=").content.decode()
    assert "3 people fit." in looked_at
    assert "1 would become a member now." in looked_at
    assert not JoinRule.objects.exists()
    assert browser.post(address, {"unit": company.cardiology.pk, "job_role": ""}).status_code == 302
    drain()
    assert is_in(space, marc)
    assert not is_in(space, eve)
    assert Space.objects.get(pk=space.pk).member_count == 3
    assert AuditEntry.objects.filter(what="social.join_rule").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRule.objects.create(space=space, unit=company.cardiology, by=tomas)


def test_who_comes_or_moves_joins_by_the_rule_and_who_moves_on_stays(space, tomas, eve, company):
    rule = actions.make_join_rule(space=space, by=tomas, unit=company.france, job_role=company.representative)
    drain()
    assert not is_in(space, eve)
    change_person(person=eve, by=None, unit=company.field)
    drain()
    assert is_in(space, eve)
    change_person(person=eve, by=None, unit=company.oncology)
    drain()
    assert is_in(space, eve)
    actions.drop_join_rule(rule=rule, by=tomas)
    assert is_in(space, eve)


def test_who_left_by_hand_or_was_sent_away_is_not_brought_back(space, tomas, lena, marc, company):
    actions.make_join_rule(space=space, by=tomas, unit=company.france)
    drain()
    actions.leave_space(space=space, person=lena)
    actions.send_away(space=space, moderator=tomas, person=marc)
    for person in (lena, marc):
        change_person(person=person, by=None, job_role=company.liaison)
    tasks.bring_in_by_rules_later(person_ids=[lena.pk, marc.pk])
    drain()
    assert not is_in(space, lena)
    assert not is_in(space, marc)
    actions.bring_in(space=space, moderator=tomas, person=lena)
    actions.remove_member(space=space, person=lena, by=tomas)
    assert preview_of(space, company.france, None).joining == 1


def test_a_rule_of_everybody_brings_no_guest_and_nobody_who_is_gone(space, tomas, cast):
    Person.objects.make(email="guest@elsewhere.example", name="Gil", is_external=True)
    Person.objects.make(email="gone@example.org", name="Gone", is_active=False)
    actions.make_join_rule(space=space, by=tomas)
    drain()
    assert set(Membership.objects.filter(space=space).values_list("person_id", flat=True)) == {p.pk for p in cast}


def test_who_may_arrange(cast, space, tomas, lena, signed_in):
    group = a_space(lena, by=tomas)
    direct = actions.start_talk(author=lena, people=[tomas], source="x").thread.space
    for person in cast:
        leads = person == tomas
        where = standing(person, space)
        assert (rules.may_pin(where), rules.may_rule_joining(where), rules.may_see_figures(where)) == (leads,) * 3
        assert rules.may_pin(standing(person, group)) == leads
        assert not rules.may_rule_joining(standing(person, group))
        assert not rules.may_pin(standing(person, direct))
        for part in ("pins", "rules", "figures"):
            expected = 200 if leads else 404
            assert signed_in(person).get(f"/spaces/{space.pk}/{part}/").status_code == expected, (person, part)
    actions.archive_space(space=space, by=tomas)
    put_away = standing(tomas, Space.objects.get(pk=space.pk))
    assert (rules.may_pin(put_away), rules.may_rule_joining(put_away)) == (False, False)
    assert rules.may_see_figures(put_away)


def test_figures_of_a_lively_space(space, tomas, lena, cast, signed_in):
    for person in cast:
        if not is_in(space, person):
            actions.add_member(space=space, person=person, by=tomas)
    now = timezone.now()
    for hours in (1, 3, 20):
        question = a_thread(space, lena, f"After {hours}?", kind="question")
        Thread.objects.filter(pk=question.pk).update(opened_at=now - timedelta(days=2))
        a_post(question, lena, "I add a word myself.")
        answer = a_post(question, tomas)
        Post.objects.filter(pk=answer.pk).update(written_at=now - timedelta(days=2) + timedelta(hours=hours))
    silent = a_thread(space, lena, "Does anybody know?", kind="question")
    for person in cast:
        a_post(silent, person) if person not in (lena, tomas) else None
    Post.objects.filter(thread=silent).exclude(author=lena).update(deleted_at=now, deleted_by=tomas)
    old = a_thread(space, tomas, "Long ago", kind="question")
    Thread.objects.filter(pk=old.pk).update(opened_at=now - timedelta(days=100))
    Post.objects.filter(thread=old).update(written_at=now - timedelta(days=100))
    figures = figures_of(space)
    assert (figures.questions, figures.answered, figures.answered_share) == (4, 3, 75)
    assert figures.first_answer == timedelta(hours=3)
    assert (figures.posts, figures.contributors, figures.loudest) == (10, None, None)
    assert sum(week.posts for week in figures.weeks) == 10
    talk = a_thread(space, tomas, "All of us")
    for person in cast:
        a_post(talk, person)
    figures = figures_of(space)
    assert (figures.posts, figures.contributors, figures.loudest) == (17, 6, 82)
    page = signed_in(tomas).get(f"/spaces/{space.pk}/figures/").content.decode()
    assert "75 %" in page
    assert lena.name not in page.split('data-testid="figures"')[1]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_who_leads_cost_the_same(count, space, tomas, lena, company, signed_in, django_assert_num_queries):
    for number in range(count):
        a_post(a_thread(space, lena, f"Q {number}", kind="question"), tomas)
    for unit in [company.france, company.germany, company.group][:count]:
        JoinRule.objects.create(space=space, unit=unit, by=tomas)
    browser = signed_in(tomas)
    with django_assert_num_queries(10):
        browser.get(f"/spaces/{space.pk}/figures/")
    with django_assert_num_queries(10):
        browser.get(f"/spaces/{space.pk}/rules/")
