"""Tomás opens a community in waves: a pilot, then two units, then everybody; nobody comes in before their hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from core.accounts.actions import change_person
from core.accounts.models import Person
from core.acts.jobs import drain, sweep
from core.acts.refusals import Refused
from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.realtime.streams import may_listen
from core.search.queries import find
from social import actions, rules
from social.models import JoinRule, Membership, Space, Wave
from social.queries.standings import standing
from social.queries.waves import waves_of
from tests.make.talk import a_community, a_thread

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def space(tomas) -> Space:
    return a_community(by=tomas, name="Launch of Rhenovax")


def plan(space, by, day=3, hour=9, **whom) -> Wave:
    return actions.plan_wave(
        space=space,
        by=by,
        opens_local=datetime.fromisoformat(f"2026-06-{day:02}T{hour:02}:00"),
        zone="Europe/Paris",
        **whom,
    )


def is_in(space, person) -> bool:
    return Membership.objects.filter(space=space, person=person).exists()


def pass_to(clock, day, hour=9, minute=0) -> None:
    """The clock in Paris shows this, and the sweep comes by."""
    clock.move_to(datetime(2026, 6, day, hour, minute, tzinfo=PARIS), tick=False)
    sweep(everything=True)
    drain()


def test_each_wave_brings_its_people_in_at_its_hour_and_never_twice(space, tomas, lena, marc, eve, company, clock):
    pilot = plan(space, tomas, unit=company.field)
    plan(space, tomas, day=10, unit=company.france)
    plan(space, tomas, day=20)
    pass_to(clock, 3, 8, 59)
    assert not is_in(space, lena)
    pass_to(clock, 3)
    assert is_in(space, lena)
    assert not is_in(space, marc)
    opened = Wave.objects.get(pk=pilot.pk)
    pass_to(clock, 4)
    assert Wave.objects.get(pk=pilot.pk).opened_at == opened.opened_at
    assert JoinRule.objects.filter(space=space).count() == 1
    pass_to(clock, 10)
    assert is_in(space, marc)
    assert not is_in(space, eve)
    assert Space.objects.get(pk=space.pk).openness == "secret"
    pass_to(clock, 20)
    assert is_in(space, eve)
    whole = Space.objects.get(pk=space.pk)
    assert (whole.openness, whole.opens_as) == ("open", "")
    told = Notice.objects.filter(kind="social.space_opened").values_list("person_id", flat=True)
    assert sorted(told) == sorted(
        Membership.objects.filter(space=space).exclude(person=tomas).values_list("person_id", flat=True)
    )
    assert AuditEntry.objects.filter(what="social.wave").count() == 6


def test_before_their_hour_it_does_not_exist_for_them_though_a_rule_would_admit_them(
    space, tomas, marc, eve, company, signed_in, clock
):
    thread = a_thread(space, tomas, "Rhenovax in practice")
    browser = signed_in(marc)
    assert browser.get(f"/spaces/{space.pk}/").status_code == 200
    plan(space, tomas, unit=company.france)
    actions.make_join_rule(space=space, by=tomas, unit=company.france)
    drain()
    change_person(person=marc, by=None, job_role=company.liaison)
    drain()
    assert not is_in(space, marc)
    for person in (marc, eve):
        looking = signed_in(person)
        for address in (f"/spaces/{space.pk}/", f"/threads/{thread.pk}/", f"/spaces/{space.pk}/waves/"):
            assert looking.get(address).status_code == 404, address
        assert looking.get(f"/api/v1/spaces/{space.pk}").status_code == 404
        assert "Rhenovax" not in looking.get("/communities/").content.decode()
        assert not find(person, "Rhenovax").hits
        assert not may_listen(person, f"space:{space.pk}")
        assert not may_listen(person, f"thread:{thread.pk}")
        with pytest.raises(Refused):
            actions.join_space(space=Space.objects.get(pk=space.pk), person=person)
    pass_to(clock, 3)
    assert is_in(space, marc)
    assert find(marc, "Rhenovax").hits


def test_rules_that_rested_hold_when_the_last_wave_has_opened(space, tomas, eve, company, clock):
    plan(space, tomas, unit=company.field)
    actions.make_join_rule(space=space, by=tomas, unit=company.germany)
    drain()
    assert not is_in(space, eve)
    pass_to(clock, 3)
    assert is_in(space, eve)


def test_who_comes_to_fit_an_opened_wave_comes_in_and_who_left_does_not(space, tomas, lena, eve, company, clock):
    plan(space, tomas, unit=company.france)
    plan(space, tomas, day=20)
    pass_to(clock, 3)
    actions.leave_space(space=space, person=lena)
    change_person(person=eve, by=None, unit=company.training)
    drain()
    assert is_in(space, eve)
    pass_to(clock, 20)
    assert not is_in(space, lena)


def test_a_wave_is_moved_and_stopped_until_it_has_opened(space, tomas, lena, company, clock, signed_in):
    wave = plan(space, tomas, unit=company.field)
    browser = signed_in(tomas)
    address = f"/spaces/{space.pk}/waves/{wave.pk}"
    said = {"opens_local": "2026-06-05T14:30", "zone": "Asia/Tokyo"}
    assert browser.post(f"{address}/move/", said).status_code == 302
    wave.refresh_from_db()
    assert wave.due_at == datetime(2026, 6, 5, 5, 30, tzinfo=UTC)
    pass_to(clock, 4)
    assert not is_in(space, lena)
    assert browser.post(f"{address}/stop/").status_code == 302
    pass_to(clock, 6)
    assert not is_in(space, lena)
    assert Space.objects.get(pk=space.pk).is_in_waves, "stopping the last wave opens nothing"
    for act in (
        lambda: actions.move_wave(
            wave=wave, by=tomas, opens_local=datetime.fromisoformat("2026-06-09T09:00"), zone="UTC"
        ),
        lambda: actions.stop_wave(wave=wave, by=tomas),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "social.wave_gone"
    page = browser.get(f"/spaces/{space.pk}/waves/").content.decode()
    assert "/waves/end/" in page
    browser.post(f"/spaces/{space.pk}/waves/end/")
    assert Space.objects.get(pk=space.pk).openness == "open"


def test_a_put_away_space_opens_to_nobody_and_goes_on_where_it_stopped(space, tomas, lena, company, clock):
    plan(space, tomas, unit=company.field)
    actions.archive_space(space=space, by=tomas)
    pass_to(clock, 3)
    assert not is_in(space, lena)
    actions.revive_space(space=space, by=tomas)
    pass_to(clock, 3, 9, 1)
    assert is_in(space, lena)


@pytest.mark.parametrize(
    ("when", "zone", "code"),
    [
        (NOW.replace(tzinfo=None) - timedelta(hours=3), "UTC", "social.no_time_for_a_wave"),
        (NOW.replace(tzinfo=None) + timedelta(days=900), "UTC", "social.no_time_for_a_wave"),
        (datetime.fromisoformat("2026-06-03T09:00"), "Paris/Europe", "social.no_such_zone"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused_and_hides_nothing(when, zone, code, space, tomas):
    with pytest.raises(Refused) as refused:
        actions.plan_wave(space=space, by=tomas, opens_local=when, zone=zone)
    assert refused.value.code == code
    assert Space.objects.get(pk=space.pk).openness == "open"


def test_the_same_people_are_planned_once_and_the_database_keeps_it_secret(space, tomas, company):
    plan(space, tomas, unit=company.field)
    with pytest.raises(Refused) as refused:
        plan(space, tomas, day=9, unit=company.field)
    assert refused.value.code == "social.wave_planned"
    with pytest.raises(IntegrityError), transaction.atomic():
        Space.objects.filter(pk=space.pk).update(openness="open")
    changed = actions.change_space(space=space, by=tomas, openness="closed")
    assert (changed.openness, changed.opens_as) == ("secret", "closed")


def test_who_plans_waves(cast, space, tomas, lena, signed_in):
    actions.add_member(space=space, person=lena, by=tomas)
    for person in cast:
        may = person == tomas
        assert rules.may_open_in_waves(standing(person, space)) == may
        assert signed_in(person).get(f"/spaces/{space.pk}/waves/").status_code == (200 if may else 404)
    with pytest.raises(Refused):
        plan(space, lena)
    actions.archive_space(space=space, by=tomas)
    assert not rules.may_open_in_waves(standing(tomas, Space.objects.get(pk=space.pk)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_counts_people_and_costs_the_same(
    count, cast, space, tomas, company, signed_in, django_assert_num_queries
):
    for day, unit in enumerate([company.france, company.germany, None][:count], start=3):
        plan(space, tomas, day=day, unit=unit)
    shown = waves_of(space)
    fitting = Person.objects.within(company.france)
    assert (shown[0].fitting, shown[0].joining) == (len(fitting), len(fitting) - (tomas in fitting))
    assert shown[0].fitting >= 3
    browser = signed_in(tomas)
    with django_assert_num_queries(11):
        page = browser.get(f"/spaces/{space.pk}/waves/").content.decode()
    assert page.count('data-testid="wave"') == count
