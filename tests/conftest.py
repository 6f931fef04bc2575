"""What every story finds ready: the cast, and hashing that does not cost a test its time."""

import pytest

pytest_plugins = ["tests.cast", "tests.set_ups"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite's tests have a file: threads would lock each other in memory."""
    from django.conf import settings

    if settings.WRITES_IN_TURN:
        settings.DATABASES["default"]["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Real hashing is slow on purpose; stories sign in often."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fresh_cache():
    """Rate limits of one story do not reach into the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_trail():
    """Transactional tests empty their tables, which the trail refuses: its triggers step aside; its head returns."""
    from django.db import connection
    from django.test import TransactionTestCase

    from core.audit import triggers
    from core.audit.chain import GENESIS
    from core.audit.models import AuditHead

    flush = TransactionTestCase._fixture_teardown

    def flush_all(case):
        triggers.reopen(connection)
        try:
            flush(case)
            AuditHead.objects.get_or_create(pk=1, defaults={"hash": GENESIS})
        finally:
            triggers.close(connection)

    TransactionTestCase._fixture_teardown = flush_all
    yield
    TransactionTestCase._fixture_teardown = flush
