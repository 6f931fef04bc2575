"""Acts that happen at the same moment share one chain, and one last administrator."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.accounts import actions
from core.accounts.models import Person
from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail
from core.audit.models import AuditEntry
from core.audit.verification import verify
from tests.make.people import administrator

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite's writers take turns in one process."),
]


def at_once(*acts):
    """Runs the acts in threads of their own; what each answers, or the refusal it met."""

    def run(act):
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@action
def note(*, number):
    trail.record(None, "test.noted", "the house", None, {"n": number})


def test_the_chain_holds():
    at_once(*[lambda n=n: [note(number=n * 10 + i) for i in range(10)] for n in range(6)])
    assert AuditEntry.objects.filter(what="test.noted").count() == 60
    assert verify().fault == ""


def test_two_administrators_who_deactivate_each_other():
    one, two = administrator(), administrator()
    answers = at_once(
        lambda: actions.deactivate(person=two, by=one, reason="Gone."),
        lambda: actions.deactivate(person=one, by=two, reason="Gone."),
    )
    assert Person.objects.active().count() == 1
    assert [type(answer) for answer in answers].count(Refused) == 1
