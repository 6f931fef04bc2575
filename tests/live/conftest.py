"""One server with the test room, on the set-up under test (`--set-up embedded|production`)."""

import pytest

from tests.live.worlds import World


@pytest.fixture(scope="module")
def world(set_up, django_db_blocker):
    """A place of one's own for the stories of a file; this process writes there without a bell to ring."""
    place = set_up.place()
    with django_db_blocker.unblock(), place.here():
        yield World(place)
    place.leave()


@pytest.fixture(scope="module")
def site(world):
    return world.site()
