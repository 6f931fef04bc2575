"""The statements by which each database refuses to change or drop what the trail holds."""

from typing import Any

ENTRY = "audit_auditentry"
HEAD = "audit_audithead"

SQLITE = [
    f"""CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON {ENTRY}
        BEGIN SELECT RAISE(ABORT, 'The trail is append-only.'); END""",
    f"""CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON {ENTRY}
        BEGIN SELECT RAISE(ABORT, 'The trail is append-only.'); END""",
    f"""CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON {HEAD}
        BEGIN SELECT RAISE(ABORT, 'The trail''s head stays.'); END""",
    f"""CREATE TRIGGER audit_head_forward BEFORE UPDATE ON {HEAD} WHEN NEW.seq <= OLD.seq
        BEGIN SELECT RAISE(ABORT, 'The trail''s head moves forward only.'); END""",
]
SQLITE_UNDO = [
    "DROP TRIGGER audit_entry_no_update",
    "DROP TRIGGER audit_entry_no_delete",
    "DROP TRIGGER audit_head_no_delete",
    "DROP TRIGGER audit_head_forward",
]

POSTGRESQL = [
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'The trail is append-only.' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON {ENTRY}
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    f"""CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON {ENTRY}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    f"""CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON {HEAD}
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    f"""CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON {HEAD}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    f"""CREATE TRIGGER audit_head_forward BEFORE UPDATE ON {HEAD}
        FOR EACH ROW WHEN (NEW.seq <= OLD.seq) EXECUTE FUNCTION audit_refuse()""",
]
POSTGRESQL_UNDO = [
    f"DROP TRIGGER audit_entry_append_only ON {ENTRY}",
    f"DROP TRIGGER audit_entry_no_truncate ON {ENTRY}",
    f"DROP TRIGGER audit_head_no_delete ON {HEAD}",
    f"DROP TRIGGER audit_head_no_truncate ON {HEAD}",
    f"DROP TRIGGER audit_head_forward ON {HEAD}",
    "DROP FUNCTION audit_refuse()",
]


def close(connection: Any) -> None:
    """Puts the triggers in place."""
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def reopen(connection: Any) -> None:
    """Takes the triggers away: for the migration's way back, and for tests that empty their database."""
    _run(connection, SQLITE_UNDO if connection.vendor == "sqlite" else POSTGRESQL_UNDO)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
