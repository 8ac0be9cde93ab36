"""Tables to which rows are only ever added: the database refuses to change or delete one.

A model with `append_only = True` is guarded by triggers. SQLite drops triggers when it remakes a
table, so they are made after every migrate, and their absence stops the start (checks.py).
"""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE: Final = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: write a new row'); END
"""
_POSTGRES: Final = """
CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is append-only: write a new row'; END $$;
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_append_only()
"""
_FOUND: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal",
}
_VERBS: Final = ("update", "delete")


def _tables(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The append-only tables that are there; one not yet migrated is not counted."""
    present = set(connection.introspection.table_names())
    for model in apps.get_models():
        if getattr(model, "append_only", False) and model._meta.db_table in present:
            yield model._meta.db_table


def guard_tables(using: str, **_: Any) -> None:
    """Make the triggers that refuse to change or delete rows. Called after every migrate."""
    connection = connections[using]
    template = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    with connection.cursor() as cursor:
        for table in _tables(connection):
            for verb in _VERBS:
                cursor.execute(template.format(table=table, verb=verb))


def unguarded_tables(using: str) -> list[str]:
    """Append-only tables whose triggers are missing."""
    connection = connections[using]
    bare = []
    with connection.cursor() as cursor:
        for table in _tables(connection):
            cursor.execute(_FOUND[connection.vendor], [table])
            found = {name for (name,) in cursor.fetchall()}
            if not {f"{table}_no_{verb}" for verb in _VERBS} <= found:
                bare.append(table)
    return bare
