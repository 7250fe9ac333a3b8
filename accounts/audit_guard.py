"""The triggers by which the database itself refuses to change or remove audit events, on both engines."""

SAID = "Nhật ký chỉ được ghi thêm, không được sửa hoặc xóa."
GUARDED = (
    ("accounts_auditevent", ("UPDATE", "DELETE")),
    ("accounts_auditday", ("UPDATE", "DELETE")),
    # The end of the chain moves on with each event, but is never removed.
    ("accounts_audithead", ("DELETE",)),
)


def guards_up(vendor: str) -> list[str]:
    """The statements that put the guards up on "postgresql" or "sqlite"."""
    if vendor == "postgresql":
        return [_FUNCTION, *(_postgresql(table, verb) for table, verb in _guards(vendor))]
    return [
        f"CREATE TRIGGER {_name(table, verb)} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        for table, verb in _guards(vendor)
    ]


def guards_down(vendor: str) -> list[str]:
    """The statements that take them down: for the migration's way back, and for tests that tamper."""
    place = " ON {}" if vendor == "postgresql" else ""
    return [
        f"DROP TRIGGER IF EXISTS {_name(table, verb)}{place.format(table)}" for table, verb in _guards(vendor)
    ]


_FUNCTION = (
    "CREATE OR REPLACE FUNCTION accounts_audit_refuse() RETURNS trigger AS $$ "
    f"BEGIN RAISE EXCEPTION '{SAID}'; END; $$ LANGUAGE plpgsql"
)


def _guards(vendor: str) -> list[tuple[str, str]]:
    emptied = ("TRUNCATE",) if vendor == "postgresql" else ()
    return [(table, verb) for table, verbs in GUARDED for verb in (*verbs, *emptied)]


def _name(table: str, verb: str) -> str:
    return f"{table}_no_{verb.lower()}"


def _postgresql(table: str, verb: str) -> str:
    each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {_name(table, verb)} BEFORE {verb} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION accounts_audit_refuse()"
    )
