"""Somebody finds the way: the rail shows where one is and where one may go."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from core.accounts.roles import TUTOR
from core.home import navigation
from core.home.navigation import Place, Shell


def shell(path="/", **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return Shell(request)


def test_only_places_that_are_wired_are_offered(monkeypatch):
    monkeypatch.setattr(navigation, "RAIL", [Place("home:today", "Today", "sun"), Place("nowhere:page", "No", "x")])
    assert [place.url for place in shell().places] == ["/"]


def test_a_place_that_is_not_open_to_somebody_is_not_offered(monkeypatch):
    places = [Place("home:today", "Today", "sun", open_to=lambda person: False)]
    monkeypatch.setattr(navigation, "RAIL", places)
    assert shell().places == []


@pytest.mark.parametrize(("path", "here"), [("/", True), ("/threads/42/", False)])
def test_today_is_where_one_is_only_there(monkeypatch, path, here):
    monkeypatch.setattr(navigation, "RAIL", [Place("home:today", "Today", "sun")])
    assert shell(path).places[0].current is here


def test_a_place_holds_what_lies_within(monkeypatch):
    monkeypatch.setattr(navigation, "RAIL", [Place("ui:gallery", "Gallery", "sun")])
    assert shell("/ui/errors/404/").places[0].current


def test_more_is_where_one_stands_when_the_bottom_bar_has_no_seat_for_it(monkeypatch):
    monkeypatch.setattr(navigation, "RAIL", [Place("ui:gallery", "Gallery", "sun")])
    assert shell("/ui/").elsewhere
    assert not shell("/").elsewhere


def test_a_folded_rail_is_remembered():
    assert shell(rail="narrow").is_narrow
    assert not shell(rail="wide").is_narrow
    assert not shell().is_narrow


def test_every_icon_of_the_shell_exists():
    from core.ui.icons import icon

    assert all(icon(place.icon) for place in [*navigation.RAIL, *navigation.NEW, *navigation.ME])


def test_making_is_offered_to_who_holds_a_role_for_it(lena, tomas, monkeypatch):
    places = [Place("home:today", "New group", "sun", open_to=navigation.holders(TUTOR))]
    monkeypatch.setattr(navigation, "NEW", places)

    def offered(person):
        here = shell()
        here.request.user = person
        return [place.word for place in here.new]

    assert offered(tomas) == ["New group"]
    assert offered(lena) == []
    assert offered(AnonymousUser()) == []
