"""What every story finds ready: the cast, and hashing that does not cost a test its time."""

import pytest

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Real hashing is slow on purpose; stories sign in often."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fresh_cache():
    """Rate limits of one story do not reach into the next."""
    from django.core.cache import cache

    cache.clear()
