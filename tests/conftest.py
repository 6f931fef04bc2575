"""What every story finds ready: the cast, and hashing that does not cost a test its time."""

import os
import shutil

import pytest

from tests import prepared
from tests.groups import Groups, turn_of
from tests.servers import prepared_folder

pytest_plugins = ["tests.cast", "tests.set_ups"]


def pytest_collection_modifyitems(items):
    """What takes long begins first."""
    items.sort(key=lambda item: turn_of(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Stories that share something stay together, whatever else `--dist` says."""
    return Groups(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite's tests have a file: threads would lock each other in memory. What the run has migrated is copied."""
    from django.conf import settings

    test = settings.DATABASES["default"]["TEST"]
    if settings.WRITES_IN_TURN:
        folder = tmp_path_factory.mktemp("database")
        test["NAME"] = str(folder / "test.sqlite3")
        if prepared.is_shared():
            shutil.copy(prepared_folder(own=folder) / "compagnon.sqlite3", test["NAME"])
    elif "TEMPLATE_DATABASE" in os.environ:
        test["TEMPLATE"] = os.environ["TEMPLATE_DATABASE"]


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """A copied database is not removed before its tests."""
    from django.conf import settings

    return django_db_keepdb or (settings.WRITES_IN_TURN and prepared.is_shared())


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
    """Transactional tests empty their tables, which the trail refuses: its triggers step aside.

    What a migration has laid there for every company returns: the trail's head, the words that are listened for.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from core.audit import triggers
    from core.audit.chain import GENESIS
    from core.audit.models import AuditHead
    from social.models import WatchWord

    flush = TransactionTestCase._fixture_teardown

    def flush_all(case):
        words = list(WatchWord.objects.filter(added_by=None))
        triggers.reopen(connection)
        try:
            flush(case)
            AuditHead.objects.get_or_create(pk=1, defaults={"hash": GENESIS})
            WatchWord.objects.bulk_create(words, ignore_conflicts=True)
        finally:
            triggers.close(connection)

    TransactionTestCase._fixture_teardown = flush_all
    yield
    TransactionTestCase._fixture_teardown = flush
