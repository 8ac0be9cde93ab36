"""Fixtures that all tests share: one person per role, one invented patient, one draft intake."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from hypothesis import HealthCheck, settings

from intake import actions
from intake.models import Intake, Patient, User
from tests.referrals.published_cases import cases, table, tallies

# The same examples at every run, so that nobody's change fails by chance. New examples are looked
# for with HYPOTHESIS_PROFILE=thorough.
settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile(
    "thorough", settings.get_profile("default"), derandomize=False, max_examples=500
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

PASSWORD = "an invented passphrase"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Where the published cases were tried: what was expected and found, by kind."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    if any("test_published_cases" in report.nodeid for report in reports):
        terminalreporter.section("published cases")
        terminalreporter.write_line(table(tallies(cases())))


# What mostly waits for a browser begins first, then what takes longest: none is left over at the end.
FIRST = ("nothing_is_lost", "journeys", "print_workers", "rules_complete", "thirty_rows")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        found = (at for at, name in enumerate(FIRST) if name in item.nodeid)
        return next(found, len(FIRST))

    items.sort(key=place)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Real password hashing is slow on purpose; logging in is not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as in real use.

    In memory, the browser tests' server and the test itself would share one cache, in which a reader
    fails at once when the other writes.
    """
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
    # A connection that the browser tests' server kept would hold the test database open.
    connection.settings_dict["CONN_MAX_AGE"] = 0


@pytest.fixture(autouse=True, scope="session")
def let_tests_empty_guarded_tables() -> Iterator[None]:
    """Browser tests empty the database after them, which append-only tables rightly refuse.

    The flush makes the triggers again, because it ends with the signal that follows a migration.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def unguarded_flush(self: BaseDatabaseOperations, sql_list: list[str]) -> Any:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f"DROP TRIGGER {name}")
        return flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded_flush)
        yield


def _person(role: str, **fields: str) -> User:
    return User.objects.create_user(username=role, password=PASSWORD, role=role, **fields)


@pytest.fixture
def nurse(db: None) -> User:
    return _person("nurse", first_name="Nora", last_name="Nurse", grade="Staff nurse")


@pytest.fixture
def physician(db: None) -> User:
    return _person(
        "physician",
        first_name="Petra",
        last_name="Physician",
        grade="Consultant",
        registration="1234567",
    )


@pytest.fixture
def admin_user(db: None) -> User:
    return _person("admin", first_name="Ada", last_name="Admin")


@pytest.fixture
def manager(db: None) -> User:
    return _person("manager", first_name="Max", last_name="Manager")


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_nurse(nurse: User) -> Client:
    return _client(nurse)


@pytest.fixture
def as_physician(physician: User) -> Client:
    return _client(physician)


@pytest.fixture
def as_admin(admin_user: User) -> Client:
    return _client(admin_user)


@pytest.fixture
def as_manager(manager: User) -> Client:
    return _client(manager)


@pytest.fixture
def patient(nurse: User) -> Patient:
    """An invented person."""
    return actions.save_patient(
        Patient(
            family_name="Invented",
            given_name="Ingrid",
            born=date(1950, 2, 3),
            sex_at_birth="female",
            nhs_number="9434765919",
            local_number="H0001",
            address="1 Example Street\nSampletown",
            postcode="ZZ1 1ZZ",
            phone="01632 960001",
            gp_name="Dr G. Sample",
            gp_practice="Sample Surgery",
            gp_address="2 Example Street\nSampletown\nZZ1 1ZZ",
        ),
        by=nurse,
    )


@pytest.fixture
def intake(patient: Patient, nurse: User) -> Intake:
    return actions.start_intake(patient, by=nurse)


@pytest.fixture
def answer(nurse: User) -> Callable[..., None]:
    """Types answers into an intake: answer(intake, {"pulse_dp.left": "absent"})."""

    def type_in(intake: Intake, texts: dict[str, str]) -> None:
        problems = [saved for saved in actions.record(intake, texts, by=nurse) if saved.problem]
        assert not problems, problems

    return type_in
