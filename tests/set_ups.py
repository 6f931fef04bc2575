"""Fixtures over the two ways to run Compagnon; `pytest --set-up production` chooses the second."""

import pytest

from tests.servers import SetUp


def pytest_addoption(parser):
    parser.addoption("--set-up", choices=["embedded", "production"], default="embedded", help="what servers stand on")


@pytest.fixture(scope="session")
def set_up(request):
    """The set-up under test; its databases are made once and copied."""
    with SetUp(request.config.getoption("--set-up")) as started:
        yield started


@pytest.fixture
def place(set_up, django_db_blocker):
    """A fresh database, and Redis in production, for one story; this process's Django works on it as well."""
    place = set_up.place()
    with django_db_blocker.unblock(), place.here():
        yield place
    place.leave()
