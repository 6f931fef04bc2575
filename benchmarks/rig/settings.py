"""The product's settings with the test room and the pump."""

import os

from core.acts import prepared
from tests.wireroom.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.rig.urls"
LOG_LEVEL = "ERROR"

if os.environ.get("KEEP_NOTHING"):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    # Django's own templates too: what is folded is kept as well.
    stock = ("django.template.loaders.cached.Loader", TEMPLATES[0]["OPTIONS"]["loaders"][0][1])  # noqa: F405
    TEMPLATES[0]["OPTIONS"]["loaders"] = [stock]  # noqa: F405
    # And statements: each is composed anew, as Django composes a query.
    prepared.VARIANTS_KEPT = 0
