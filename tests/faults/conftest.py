"""One place with its servers for all stories of a file."""

import pytest

from tests.live.worlds import World
from tests.servers import Program


@pytest.fixture(scope="module")
def world(set_up, django_db_blocker):
    place = set_up.place()
    with django_db_blocker.unblock(), place.here():
        yield World(place)
    place.leave()


@pytest.fixture(scope="module")
def sites(world):
    """One process in the embedded set-up, two in production."""
    started = [world.site()]
    if world.place.redis:
        started.append(world.site())
    return started


@pytest.fixture(autouse=True)
def everything_runs(request):
    """Each story over these servers finds them and Redis up, whatever the one before did to them."""
    if "sites" not in request.fixturenames:
        return
    world, sites = request.getfixturevalue("world"), request.getfixturevalue("sites")
    programs: list[Program] = [*sites, *([world.place.redis] if world.place.redis else [])]
    for program in programs:
        if not program.is_alive():
            program.start()
