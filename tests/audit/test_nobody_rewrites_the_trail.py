"""What was done stays written: the database refuses to change it, and a broken chain is found."""

import json
from datetime import date
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail, triggers
from core.audit.chain import GENESIS, entry_hash
from core.audit.models import AuditEntry, AuditHead
from core.audit.verification import verify

pytestmark = pytest.mark.django_db


@action
def note(*, who, what="test.noted", times=1, refuse=False):
    for number in range(times):
        trail.record(who, what, who or "the house", {"n": number}, {"n": number + 1}, "because")
    if refuse:
        raise Refused("test.no", "No.")


@pytest.fixture
def written(lena, admin):
    """Five entries, of which the third is Lena's."""
    start = AuditHead.objects.get().seq
    note(who=admin, times=2)
    note(who=lena)
    note(who=None, times=2)
    return list(AuditEntry.objects.filter(seq__gt=start).order_by("seq"))


def tampered(sql, *params):
    """What somebody with the database's own keys could do."""
    triggers.reopen(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    triggers.close(connection)


def test_entries_follow_each_other(written, lena):
    assert [entry.seq for entry in written] == list(range(written[0].seq, written[0].seq + 5))
    assert written[0].seq > 1 or written[0].prev_hash == GENESIS
    for before, after in pairwise(written):
        assert after.prev_hash == before.hash
        assert after.hash == entry_hash(after)
    third = written[2]
    assert (third.who, third.role, third.about_type, third.about_id) == (
        lena,
        "learner",
        "accounts.person",
        str(lena.pk),
    )
    assert [entry.role for entry in written] == ["administrator", "administrator", "learner", "system", "system"]
    assert third.changes == [("n", 0, 1)]
    assert verify().fault == ""


def test_a_refused_act_leaves_no_entry(lena):
    with pytest.raises(Refused):
        note(who=lena, refuse=True)
    assert not AuditEntry.objects.filter(what="test.noted").exists()
    assert verify().fault == ""


def test_values_are_kept_by_their_spelling(lena):
    @action
    def odd():
        trail.record(
            lena, "test.odd", "x" * 300, None, {"day": date(2026, 1, 2), "n": 1e20, "é": "\x00œ", "who": lena}, "a\x00b"
        )

    odd()
    entry = AuditEntry.objects.get(what="test.odd")
    assert json.loads(entry.new) == {
        "day": "2026-01-02",
        "n": 1e20,
        "é": "\x00œ",
        "who": {"id": lena.pk, "label": lena.name},
    }
    assert (len(entry.about_label), entry.reason) == (200, "ab")
    assert entry.hash == entry_hash(entry)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET reason = 'nothing'",
        "DELETE FROM audit_auditentry",
        "DELETE FROM audit_audithead",
        "UPDATE audit_audithead SET seq = 0",
        "TRUNCATE audit_auditentry CASCADE",
    ],
)
def test_the_database_refuses(written, statement):
    if "TRUNCATE" in statement and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.filter(pk__in=[entry.pk for entry in written]).count() == 5


def test_django_is_refused_too(written):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(pk=written[0].pk).update(reason="nothing")
    with pytest.raises(DatabaseError), transaction.atomic():
        written[0].delete()


@pytest.mark.parametrize(
    ("sql", "at", "words"),
    [
        ("UPDATE audit_auditentry SET reason = 'nothing' WHERE seq = %s", 2, "was changed"),
        ("UPDATE audit_auditentry SET who_id = NULL WHERE seq = %s", 2, "was changed"),
        ("UPDATE audit_auditentry SET prev_hash = 'x' WHERE seq = %s", 2, "does not follow"),
        ("DELETE FROM audit_auditentry WHERE seq = %s", 2, "is missing"),
        ("DELETE FROM audit_auditentry WHERE seq = %s", 4, "is missing: the end"),
    ],
)
def test_a_broken_entry_is_named(written, sql, at, words):
    seq = written[at].seq
    tampered(sql, seq)
    with pytest.raises(CommandError) as broken:
        call_command("verify_audit")
    assert f"Entry {seq} " in str(broken.value)
    assert words in str(broken.value)
    assert broken.value.returncode == 1


def test_a_cut_tail_that_moves_the_head_is_found_by_what_was_noted(written, capsys):
    call_command("verify_audit")
    noted = capsys.readouterr().out.splitlines()[-1]
    tampered("DELETE FROM audit_auditentry WHERE seq = %s", written[4].seq)
    tampered("UPDATE audit_audithead SET seq = %s, hash = %s", written[3].seq, written[3].hash)
    call_command("verify_audit")
    with pytest.raises(CommandError, match="the end of the trail was cut"):
        call_command("verify_audit", expect=noted)


def test_a_rewritten_trail_is_found_by_what_was_noted(written, capsys):
    call_command("verify_audit")
    noted = capsys.readouterr().out.splitlines()[-1]
    forged = written[4]
    forged.reason = "forged"
    forged.hash = entry_hash(forged)
    tampered("UPDATE audit_auditentry SET reason = %s, hash = %s WHERE seq = %s", "forged", forged.hash, forged.seq)
    tampered("UPDATE audit_audithead SET hash = %s", forged.hash)
    call_command("verify_audit")
    with pytest.raises(CommandError, match="was rewritten"):
        call_command("verify_audit", expect=noted, language="en")
    with pytest.raises(CommandError, match="number:hash"):
        call_command("verify_audit", expect="nonsense")


def test_an_entry_behind_the_head_is_found(written):
    tampered("UPDATE audit_audithead SET seq = %s, hash = %s", written[3].seq, written[3].hash)
    assert "behind the head" in verify().fault


def test_the_trail_costs_the_same_for_one_entry_and_three(lena, django_assert_num_queries):
    lena.grants  # noqa: B018  (read once a request)
    for times in (1, 3):
        with django_assert_num_queries(7):
            note(who=lena, times=times)
