"""Two communities that Tomás leads, and a talk in one of them, for stories of moved talk."""

import pytest

from core.accounts.models import RoleGrant
from core.accounts.roles import AUTHOR
from social.models import Thread
from tests.make.library import published
from tests.make.talk import a_community, a_post, a_thread


@pytest.fixture
def home(lena, marc, tomas):
    return a_community(lena, marc, by=tomas, openness="closed", name="Home")


@pytest.fixture
def away(lena, tomas):
    return a_community(lena, by=tomas, openness="closed", name="Away")


@pytest.fixture
def job_aid(amara):
    RoleGrant.objects.create(person=amara, role=AUTHOR)
    return published(amara, title="Reading a forest plot")


@pytest.fixture
def six_posts(home, tomas, lena, marc) -> Thread:
    """1 Tomás, 2 Lena, 3 Marc beneath 2, 4 Tomás beneath 2, 5 Marc, 6 Lena."""
    thread = a_thread(home, tomas, "Denominators")
    second = a_post(thread, lena, "About parking, by the way.")
    a_post(thread, marc, "Take the train.", reply_to=second)
    a_post(thread, tomas, "Two places are left.", reply_to=second)
    a_post(thread, marc, "Back to the rates.")
    a_post(thread, lena, "Rates, then.")
    thread.refresh_from_db()
    return thread
