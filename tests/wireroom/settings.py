"""The product's settings, with the test room installed and its addresses added."""

from core.config.settings import *  # noqa: F403
from core.config.settings import INSTALLED_APPS as INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.wireroom"]
ROOT_URLCONF = "tests.wireroom.urls"
