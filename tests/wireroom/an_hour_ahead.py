"""The test room's settings on a machine whose clock is an hour ahead of everybody else's."""

import time

import time_machine

from tests.wireroom.settings import *  # noqa: F403

time_machine.travel(time.time() + 3600, tick=True).start()
