"""Lena writes in one place on two devices at once: nothing of it is lost, the older is offered back."""

import pytest

from core.acts.refusals import Refused
from social import actions
from social.actions.setting_aside import MOST_ASIDE
from social.models import Draft, SetAside
from tests.make.talk import a_community, a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(lena, tomas):
    return a_thread(a_community(lena, by=tomas, openness="closed"), tomas)


@pytest.fixture
def place(thread):
    return f"/drafts/thread:{thread.pk}/"


@pytest.fixture
def device(signed_in, lena, place):
    """Each turn is another device, which knows what it has read only."""

    class Device:
        def __init__(self):
            self.client = signed_in(lena)
            self.version = self.client.get(place).json()["version"]

        def write(self, source, **more):
            said = {"source": source, "version": self.version, **more}
            answer = self.client.put(place, said, content_type="application/json")
            if answer.status_code == 200:
                self.version = answer.json()["version"]
            return answer

    return Device


def waiting(lena) -> list[str]:
    return list(SetAside.objects.visible_to(lena).newest_first().values_list("source", flat=True))


def test_the_older_words_are_set_aside_and_offered_on_every_device(device, lena, place):
    desk, phone = device(), device()
    desk.write("At the desk")
    late = phone.write("On the phone")
    assert late.status_code == 409
    assert late.json()["source"] == "At the desk"
    assert [each["words"] for each in late.json()["aside"]] == ["On the phone"]
    assert [each["words"] for each in device().client.get(place).json()["aside"]] == ["On the phone"]


def test_each_may_take_the_place_of_the_other_and_back(device, lena, place):
    desk, phone = device(), device()
    desk.write("At the desk")
    phone.write("On the phone")
    for expected, left in (("On the phone", "At the desk"), ("At the desk", "On the phone")):
        aside = SetAside.objects.visible_to(lena).get()
        now = desk.client.post(f"/drafts/aside/{aside.pk}/take/", headers={"Accept": "application/json"}).json()
        assert (now["source"], [each["words"] for each in now["aside"]]) == (expected, [left])


def test_who_insists_loses_nothing_either(device, lena, place):
    desk, phone = device(), device()
    desk.write("At the desk")
    phone.write("On the ph")
    kept = phone.write("On the phone", over=True)
    assert kept.json()["source"] == "On the phone"
    assert waiting(lena) == ["At the desk"]
    # The desk hears it in its turn.
    assert desk.write("At the desk, later").status_code == 409
    assert waiting(lena) == ["At the desk, later"]


def test_what_only_grew_is_kept_once_and_old_words_make_room(device, lena):
    desk, phone = device(), device()
    desk.write("Mine")
    for words in ("On", "On the", "On the phone"):
        phone.write(words)
    assert waiting(lena) == ["On the phone"]
    for number in range(MOST_ASIDE + 2):
        phone.write(f"{number} is another thought")
    assert len(waiting(lena)) == MOST_ASIDE


def test_a_beginning_of_the_draft_is_not_kept_beside_it(device, lena):
    desk, phone = device(), device()
    desk.write("The whole thought")
    assert phone.write("The whole").status_code == 409
    assert waiting(lena) == []


def test_the_page_says_that_words_wait(device, lena, thread, signed_in):
    desk, phone = device(), device()
    desk.write("At the desk")
    page = signed_in(lena).get(f"/threads/{thread.pk}/").content.decode()
    assert "data-draft-has-aside" not in page
    phone.write("On the phone")
    page = signed_in(lena).get(f"/threads/{thread.pk}/").content.decode()
    assert "data-draft-has-aside" in page
    assert "At the desk" in page


def test_the_list_of_drafts_offers_both_without_scripts(device, lena, signed_in):
    desk, phone = device(), device()
    desk.write("At the desk")
    phone.write("On the phone")
    client = signed_in(lena)
    page = client.get("/drafts/").content.decode()
    assert "At the desk" in page
    assert "On the phone" in page
    aside = SetAside.objects.get()
    assert client.post(f"/drafts/aside/{aside.pk}/take/").url == "/drafts/"
    assert Draft.objects.get(person=lena).source == "On the phone"
    aside = SetAside.objects.get()
    client.post(f"/drafts/aside/{aside.pk}/drop/")
    assert waiting(lena) == []


def test_nobody_else_finds_them(device, lena, tomas, eve, signed_in):
    desk, phone = device(), device()
    desk.write("At the desk")
    phone.write("On the phone")
    aside = SetAside.objects.get()
    for person in (tomas, eve):
        for verb in ("take", "drop"):
            assert signed_in(person).post(f"/drafts/aside/{aside.pk}/{verb}/").status_code == 404
        assert "On the phone" not in signed_in(person).get("/drafts/").content.decode()
    assert waiting(lena) == ["On the phone"]


def test_a_new_talk_begins_with_what_was_begun_on_another_device(lena, thread, signed_in):
    context, client = f"space:{thread.space_id}", signed_in(lena)
    actions.save_draft(person=lena, context=context, source="What is it?", title="A question", version=0)
    page = client.get(f"/threads/new/?space={thread.space_id}").content.decode()
    assert "What is it?" in page
    assert 'value="A question"' in page
    assert 'data-draft-version="1"' in page


def test_a_draft_of_a_joined_talk_takes_along_what_waits_beside_it(device, lena, tomas, thread):
    desk, phone = device(), device()
    desk.write("At the desk")
    phone.write("On the phone")
    target = a_thread(thread.space, tomas, "The other talk")
    actions.merge_threads(thread=thread, into=target, by=tomas)
    assert SetAside.objects.get().context == f"thread:{target.pk}"


def test_the_action_alone_refuses_the_older(lena):
    actions.save_draft(person=lena, context="thread:1", source="Newer", version=0)
    with pytest.raises(Refused):
        actions.save_draft(person=lena, context="thread:1", source="Older", version=0)
