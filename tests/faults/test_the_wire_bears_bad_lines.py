"""Lines are cut, somebody never reads, Redis hangs, the disk is full: the others go on, and nothing is lost."""

import resource
import uuid
from contextlib import contextmanager

import pytest

from core.realtime.streams import last_number
from tests.faults.bursts import Burst, finish, nothing_is_wrong, wait
from tests.live.wire import request
from tests.wireroom.models import Note

pytestmark = pytest.mark.faults


def needs_redis(world):
    if not world.place.redis:
        pytest.skip("There is no Redis in the embedded set-up.")


def test_lines_that_are_cut_again_and_again_lose_nothing(world, sites):
    burst = Burst(world, sites)
    for hearer in burst.hearers:
        hearer.stays = (0.5, 2)
    with burst:
        burst.wait_until(100)
        burst.stop_writing()
        assert sum(len(hearer.codes) for hearer in burst.hearers) > len(burst.hearers)
        for hearer in burst.hearers:
            hearer.stays = None
        finish(burst, 10)


def test_one_who_never_reads_holds_nobody_up(world, sites):
    burst = Burst(world, sites, hearers=10)
    deaf = burst.hearers[0]
    deaf.is_deaf = True
    for sender in burst.senders:
        sender.padding = " and more" * 4000
    with burst:
        burst.wait_until(200)
        finish(burst, 10, but=(deaf,))
        # What nobody reads is not kept for ever: the line is closed, and whoever then reads again comes back.
        deaf.is_deaf = False
        last = last_number(burst.room.stream.name)
        wait(lambda: burst.caught_up(last), 15, "who did not read has come back")
        nothing_is_wrong(burst)
        assert deaf.codes


def test_a_redis_that_hangs_makes_nobody_wait(world, sites):
    needs_redis(world)
    with Burst(world, sites) as burst:
        burst.wait_until(40)
        world.place.redis.pause()
        try:
            burst.wait_until(burst.written() + 100)
            wait(lambda: min(hearer.last for hearer in burst.hearers) > 60, 10, "people hear by the sweep")
        finally:
            world.place.redis.resume()
        assert max(sender.slowest for sender in burst.senders) < 3
        finish(burst, 10)


def test_a_server_that_is_cut_off_from_redis_hears_by_its_sweep(world, sites):
    needs_redis(world)
    alone = world.site(REDIS_URL="unix:///nowhere/redis.sock")
    try:
        burst = Burst(world, sites)
        for hearer in burst.hearers[:10]:
            hearer.sites = [alone]
        with burst:
            burst.wait_until(100)
            finish(burst, 10)
    finally:
        alone.stop()


def test_a_burst_of_twenty_writers_is_never_told_that_the_database_is_locked(world, sites):
    before = len(sites[0].printed(10**9))
    with Burst(world, sites, senders=20, hearers=5, rate=50) as burst:
        burst.wait_until(150)
        finish(burst, 10)
        assert sum(sender.retries for sender in burst.senders) == 0
    assert "locked" not in sites[0].printed(10**9)[before:]


def test_a_kill_at_fifty_writes_a_second_loses_nothing(world, sites):
    with Burst(world, sites, senders=20, hearers=5, rate=50) as burst:
        burst.wait_until(100)
        sites[0].kill()
        sites[0].start()
        burst.wait_until(burst.written() + 50)
        finish(burst, 10)


@contextmanager
def full_disk(site):
    """No file of the server may grow: what a full disk does to its writes."""
    before = resource.prlimit(site.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(site.pid, resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.prlimit(site.pid, resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_nothing_is_acknowledged_and_all_goes_on_afterwards(world, sites):
    if world.place.postgres:
        pytest.skip("The disk of PostgreSQL is not the server's.")
    lena = world.person()
    room = world.room(lena)
    path, key = f"/wireroom/{room.pk}/notes/", {"Idempotency-Key": str(uuid.uuid4())}
    with full_disk(sites[0]):
        assert request(sites[0], "POST", path, lena.cookie, {"text": "once"}, **key)[0] == 503
        assert request(sites[0], "GET", "/healthz", {})[0] == 200
    assert not Note.objects.filter(room=room).exists()
    assert request(sites[0], "POST", path, lena.cookie, {"text": "once"}, **key)[0] == 201
    assert Note.objects.filter(room=room).count() == last_number(room.stream.name) == 1
