"""A second database for what SQLite and PostgreSQL must do alike."""

from collections.abc import Iterator
from typing import Any

import dj_database_url
import pytest
from django.core.management import call_command
from django.db import connections

from tests import postgres

POSTGRES = "postgres_of_the_tests"


@pytest.fixture
def other_database(django_db_blocker: Any) -> Iterator[str]:
    """An alias for a database on a PostgreSQL server of its own."""
    with postgres.server() as address, django_db_blocker.unblock():
        connections.settings[POSTGRES] = {
            **connections.settings["default"],
            "OPTIONS": {},
            **dj_database_url.parse(address),
        }
        try:
            call_command("migrate", database=POSTGRES, verbosity=0)
            yield POSTGRES
        finally:
            connections[POSTGRES].close()
            del connections[POSTGRES], connections.settings[POSTGRES]
