"""The product's settings with the test room and the pump."""

from tests.wireroom.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.rig.urls"
LOG_LEVEL = "ERROR"
