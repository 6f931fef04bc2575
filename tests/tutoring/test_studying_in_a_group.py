"""A tutor opens a study group, lets people in, plans the reading; outsiders never see it."""

from datetime import date

import pytest
from django.urls import reverse

import social.actions as talk
from core.acts.refusals import Refused
from core.kinds.registry import Ref, of
from social.models import Membership, Space, Thread
from tests.make import studies as make
from tutoring import actions, rules
from tutoring.models import StudyGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(tomas, lena):
    return actions.open_group(
        tutor=tomas, name="RSV, winter", about="We read HARMONIE.", members=[lena], studies=[make.study(by=tomas)]
    )


def test_a_group_is_a_space_with_its_tutor_and_members(group, tomas, lena):
    assert (group.space.kind, group.space.openness, group.state) == ("study_group", "closed", "planned")
    roles = dict(Membership.objects.filter(space=group.space).values_list("person", "role"))
    assert roles == {tomas.pk: "tutor", lena.pk: "member"}
    assert [study.acronym for study in group.studies.all()] == ["HARMONIE"]


def test_only_tutors_open_groups(cast, tomas):
    for person in cast:
        if person != tomas:
            assert not rules.can_open_group(person)
            with pytest.raises(Refused):
                actions.open_group(tutor=person, name="Mine")
    assert not StudyGroup.objects.exists()


def test_the_same_key_opens_one_group(tomas):
    key = "7b3f6a0e-58b8-4d6f-a8b9-1f0d5d6ab001"
    first = actions.open_group(tutor=tomas, name="Once", key=key)
    assert actions.open_group(tutor=tomas, name="Once", key=key) == first
    assert StudyGroup.objects.count() == 1


TABLE = {
    # who may change, and to which states they may move it, by state
    ("tomas", "planned"): (True, {"running", "archived"}),
    ("tomas", "running"): (True, {"closed"}),
    ("tomas", "closed"): (False, {"running", "archived"}),
    ("tomas", "archived"): (False, set()),
    **{(name, state): (False, set()) for name in ("lena", "amara", "marc", "eve", "admin")
       for state in ("planned", "running", "closed", "archived")},
}  # fmt: skip


@pytest.mark.parametrize(("who", "state"), TABLE)
def test_who_runs_a_group_in_which_state(request, group, who, state):
    person = request.getfixturevalue(who)
    group.state = state
    group.save()
    may_change, moves = TABLE[who, state]
    assert rules.can_change_group(person, group) == may_change
    assert {to for to in StudyGroup.State.values if rules.can_move_group(person, group, to)} == moves
    for to in set(StudyGroup.State.values) - moves:
        with pytest.raises(Refused):
            actions.move_group(group=group, by=person, to=to)


def test_seeing_a_group_is_belonging_to_it(group, cast, tomas, lena):
    for person in cast:
        belongs = person in (tomas, lena)
        assert StudyGroup.objects.visible_to(person).exists() == belongs
        assert of("study_group").visible_to(person).exists() == belongs
        assert Space.objects.visible_to(person).filter(pk=group.space_id).exists() == belongs


def test_eve_finds_nothing_of_the_group(signed_in, eve, group):
    browser = signed_in(eve)
    assert "RSV, winter" not in browser.get("/study-groups/").content.decode()
    for name in ("group", "group-edit"):
        assert browser.get(reverse(f"tutoring:{name}", args=[group.pk])).status_code == 404
    for name in ("group-state", "group-member-add", "group-study-add", "group-step-add"):
        assert browser.post(reverse(f"tutoring:{name}", args=[group.pk])).status_code == 404


def test_the_tutor_runs_the_group_in_the_browser(signed_in, tomas, group, marc):
    browser, page = signed_in(tomas), group.get_absolute_url()
    other = make.study(make.AXSPAND)
    assert browser.post(f"{page}members/add/", {"person": "marc@example.org"}).status_code == 302
    assert browser.post(f"{page}members/add/", {"person": "nobody"}).status_code == 422
    assert browser.post(f"{page}studies/add/", {"study": other.pk}).status_code == 302
    assert browser.post(f"{page}steps/add/", {"title": "Outcomes", "due_on": "2026-12-01"}).status_code == 302
    assert browser.post(f"{page}steps/add/", {"title": "", "due_on": "2026-12-01"}).status_code == 422
    assert browser.post(f"{page}state/", {"state": "running"}).status_code == 302
    shown = browser.get(page).content.decode()
    for said in ("Marc Lefèvre", "C-AXSPAND", "Outcomes", "1 December 2026", "Running"):
        assert said in shown
    assert browser.post(f"{page}members/{marc.pk}/remove/").status_code == 302
    assert browser.post(f"{page}members/{tomas.pk}/remove/").status_code == 409
    assert browser.post(f"{page}studies/{other.pk}/remove/").status_code == 302
    assert browser.post(f"{page}steps/{group.steps.get().pk}/remove/").status_code == 302
    assert browser.post(f"{page}state/", {"state": "closed", "conclusions": "It works."}).status_code == 302
    assert "It works." in browser.get(page).content.decode()
    assert browser.post(f"{page}steps/add/", {"title": "Late", "due_on": "2026-12-01"}).status_code == 403


def test_a_learner_reads_the_group_and_changes_nothing(signed_in, lena, group):
    browser, page = signed_in(lena), group.get_absolute_url()
    shown = browser.get(page).content.decode()
    assert "HARMONIE" in shown
    assert "members/add" not in shown
    for part in ("members/add/", "studies/add/", "steps/add/", "state/"):
        answer = browser.post(f"{page}{part}", {"person": "marc@example.org", "state": "running", "title": "x"})
        assert answer.status_code == (409 if part == "state/" else 403)
    group.refresh_from_db()
    assert (group.state, group.space.memberships.count(), group.steps.count()) == ("planned", 2, 0)


def test_opening_by_the_form(signed_in, tomas, amara):
    browser = signed_in(tomas)
    assert browser.get("/study-groups/new/").status_code == 200
    sent = {
        "name": "Journal club",
        "language": "fr",
        "co_tutor": "Amara Diallo",
        "begins_on": "2026-12-01",
        "ends_on": "2026-11-01",
    }
    refused = browser.post("/study-groups/new/", sent)
    assert refused.status_code == 422
    assert "The last day is before the first." in refused.content.decode()
    assert browser.post("/study-groups/new/", {**sent, "ends_on": "2027-01-31"}).status_code == 302
    group = StudyGroup.objects.get()
    assert (group.name, group.co_tutor, group.space.language) == ("Journal club", amara, "fr")
    assert rules.can_run_group(amara, group)


def test_changing_the_co_tutor_changes_who_leads(group, tomas, amara, marc):
    same = {"name": "RSV", "about": "", "language": "en", "begins_on": None, "ends_on": None}
    actions.change_group(group=group, by=tomas, co_tutor=amara, **same)
    actions.change_group(group=group, by=tomas, co_tutor=marc, **same)
    roles = dict(group.space.memberships.values_list("person__name", "role"))
    assert roles["Amara Diallo"] == "member"
    assert roles["Marc Lefèvre"] == "tutor"
    with pytest.raises(Refused):
        actions.change_group(group=group, by=tomas, co_tutor=tomas, **same)


def test_archiving_shuts_the_talk(group, tomas):
    actions.move_group(group=group, by=tomas, to="archived")
    group.space.refresh_from_db()
    assert group.space.is_archived


def test_a_tutor_led_thread_hangs_on_a_fragment_in_the_groups_space(signed_in, group, tomas, lena):
    fragment = group.studies.get().fragments.filter(kind="outcome").first()
    talk.open_thread(
        space=group.space,
        author=tomas,
        title="What does it say?",
        source="Read it.",
        subject=Ref("study_fragment", fragment.pk),
    )
    assert Thread.objects.visible_to(lena).get().subject_ref == Ref("study_fragment", fragment.pk)
    assert "What does it say?" in signed_in(lena).get(group.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_groups_takes_the_same_queries_for_one_and_three(
    signed_in, tomas, lena, count, django_assert_num_queries
):
    for number in range(count):
        actions.open_group(tutor=tomas, name=f"Group {number}", members=[lena])
    browser = signed_in(lena)
    browser.get("/study-groups/")
    with django_assert_num_queries(7):
        assert browser.get("/study-groups/").content.count(b"group-row") == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_groups_page_takes_few_queries(signed_in, tomas, lena, group, count, django_assert_max_num_queries):
    for number in range(count):
        actions.add_step(group=group, tutor=tomas, due_on=date(2026, 12, 1 + number), title=f"Step {number}")
        talk.open_thread(space=group.space, author=tomas, title=f"Thread {number}", source="Hm.")
    browser = signed_in(lena)
    browser.get(group.get_absolute_url())
    with django_assert_max_num_queries(12):
        browser.get(group.get_absolute_url())
