"""Checks at the start: what must hold before a patient's data may be touched."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register

from intake.append_only import unguarded_tables


@register(Tags.database)
def append_only_tables_are_guarded(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """intake.E001: a table that must never change could be changed."""
    return [
        Error(
            f"The table {table} has lost the triggers that refuse to change or delete its rows.",
            hint="Run `python manage.py migrate`: it makes them again.",
            id="intake.E001",
        )
        for using in databases or ()
        for table in unguarded_tables(using)
    ]
