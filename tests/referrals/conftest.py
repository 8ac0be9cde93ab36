"""A second database for what SQLite and PostgreSQL must do alike; a signed letter."""

from collections.abc import Iterator
from typing import Any

import dj_database_url
import pytest
from django.core.management import call_command
from django.db import connections

from intake.models import Intake, User
from referrals import directory
from referrals.models import Letter, Specialist
from tests import postgres
from tests.referrals.signed_intakes import REST_PAIN, Answer
from tests.referrals.signed_letters import sign_with_letter

POSTGRES = "postgres_of_the_tests"


@pytest.fixture
def other_database(django_db_blocker: Any) -> Iterator[str]:
    """An alias for a database on a PostgreSQL server of its own, with the tables of our apps.

    A migration of django_tasks_db writes to the default database, whichever is migrated.
    """
    with postgres.server() as address, django_db_blocker.unblock():
        connections.settings[POSTGRES] = {
            **connections.settings["default"],
            "OPTIONS": {},
            **dj_database_url.parse(address),
        }
        try:
            call_command("migrate", "referrals", database=POSTGRES, verbosity=0)
            yield POSTGRES
        finally:
            connections[POSTGRES].close()
            del connections[POSTGRES], connections.settings[POSTGRES]


@pytest.fixture
def service(admin_user: User) -> Specialist:
    """Whom letters of the tests go to."""
    return directory.save_specialist(
        Specialist(
            specialty="vascular_surgery",
            name="Mr A. Artery",
            organisation="Sample Clinic",
            address="1 Example Street\nSampletown\nZZ2 1ZZ",
            phone="01632 960002",
        ),
        by=admin_user,
    )


@pytest.fixture
def signed_letter(
    intake: Intake, answer: Answer, nurse: User, physician: User, service: Specialist
) -> Letter:
    """A letter about rest pain, signed a moment ago."""
    answer(intake, dict(REST_PAIN))
    return sign_with_letter(intake, service, nurse=nurse, physician=physician)
