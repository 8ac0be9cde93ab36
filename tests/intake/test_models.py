"""The database: it refuses what cannot be, answers "has any of", and never changes an event."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from intake import audit
from intake.append_only import guard_tables, unguarded_tables
from intake.checks import append_only_tables_are_guarded
from intake.columns import COLUMNS
from intake.findings import KEYS
from intake.findings.finding import NO_VALUE_REASONS, Kind
from intake.models import Event, Intake, Patient, User

ROOT = Path(__file__).parent.parent.parent

RUN = """
from intake.findings import FINDINGS
def put(finding, **changes):
    for name, value in changes.items():
        object.__setattr__(finding, name, value)
{change}
import django
django.setup()
from django.core.management import call_command
call_command("makemigrations", "intake", check_changes=True, dry_run=True, verbosity=0)
"""


def makemigrations_after(change: str) -> int:
    """Exit code of `makemigrations --check` in a process whose catalogue was changed."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1"}
    return subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", RUN.format(change=change)], cwd=ROOT, env=environment, check=False
    ).returncode


def test_rewording_makes_no_migration() -> None:
    reworded = """
for finding in FINDINGS.values():
    options = {id: "reworded" for id in finding.options}
    put(finding, label="Reworded", ask="Reworded?", hint="Reworded", options=options)
"""
    assert makemigrations_after(reworded) == 0


def test_a_new_option_does_make_a_migration() -> None:
    added = 'gait = FINDINGS["gait"]; put(gait, options={**gait.options, "shuffling": "shuffling"})'
    assert makemigrations_after(added) == 1


BAD_VALUES = {
    Kind.PRESENCE: ("yes", ""),
    Kind.CHOICE: ("nonsense", "?nonsense", ""),
}


@pytest.mark.django_db
def test_every_column_refuses_what_its_finding_cannot_be(intake: Intake) -> None:
    accepted = []
    for key, (finding, _) in KEYS.items():
        if finding.kind in BAD_VALUES:
            bad: tuple[Any, ...] = BAD_VALUES[finding.kind]
        elif finding.kind is Kind.SEVERAL:
            bad = (-1, 1 << len(finding.options))
        else:
            step = Decimal(1).scaleb(-finding.decimals)
            bad = (finding.limits[0] - step, finding.limits[1] + step)
        for value in bad:
            try:
                with transaction.atomic():
                    Intake.objects.filter(pk=intake.pk).update(**{COLUMNS[key]: value})
            except IntegrityError:
                continue
            accepted.append((key, value))
    assert not accepted


@pytest.mark.django_db
def test_every_column_takes_its_edges_and_reasons(intake: Intake) -> None:
    for key, (finding, _) in KEYS.items():
        if finding.kind is Kind.QUANTITY:
            good: tuple[Any, ...] = finding.limits
        elif finding.kind is Kind.SEVERAL:
            good = (0, (1 << len(finding.options)) - 1)
        else:
            good = tuple(f"?{reason}" for reason in NO_VALUE_REASONS)
        for value in good:
            Intake.objects.filter(pk=intake.pk).update(**{COLUMNS[key]: value})


@pytest.mark.django_db
def test_the_database_answers_has_any_of(intake: Intake, answer: Any) -> None:
    answer(intake, {"pain_quality": "aching,burning"})
    options = list(KEYS["pain_quality"][0].options)

    def any_of(*wanted: str) -> bool:
        mask = sum(1 << options.index(option) for option in wanted)
        rows = Intake.objects.annotate(held=F("pain_quality").bitand(mask)).exclude(held=0)
        return rows.filter(pk=intake.pk).exists()

    assert any_of("burning", "crawling")
    assert not any_of("crawling", "throbbing")


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_delete_an_event(nurse: User) -> None:
    audit.write("view", by=nurse, subject="intake 1")
    event = Event.objects.latest("id")
    for act in (
        lambda: Event.objects.filter(pk=event.pk).update(actor="somebody else"),
        lambda: Event.objects.filter(pk=event.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    assert Event.objects.get(pk=event.pk).actor == "nurse"


@pytest.mark.django_db
def test_a_lost_trigger_stops_the_start_until_migrate_makes_it_again() -> None:
    using = connection.alias
    assert append_only_tables_are_guarded(None, [using]) == []
    with connection.cursor() as cursor:
        on_table = " ON intake_event" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER intake_event_no_delete{on_table}")
    (error,) = append_only_tables_are_guarded(None, [using])
    assert error.id == "intake.E001"
    assert "intake_event" in error.msg
    assert "migrate" in str(error.hint)
    guard_tables(using)
    assert unguarded_tables(using) == []


@pytest.mark.django_db
def test_an_nhs_number_belongs_to_one_patient(patient: Patient) -> None:
    twin = Patient(family_name="Twin", given_name="T", born=patient.born)
    twin.save()  # none at all is no number, however many have none
    twin.nhs_number = patient.nhs_number
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 2), 75), (date(2026, 2, 3), 76), (date(2026, 12, 31), 76)],
)
def test_age_is_counted_in_completed_years(day: date, age: int) -> None:
    assert Patient(born=date(1950, 2, 3)).age_on(day) == age
