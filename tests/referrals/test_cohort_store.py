"""Columns read from a database say what `answers_of` says of each row: SQLite and PostgreSQL alike."""

import random
from datetime import date

import pytest
from django.db import connections

from intake.answers import answers_of
from intake.columns import COLUMNS, IN_COLUMN, stored
from intake.findings import KEYS
from intake.findings.finding import NO_VALUE_REASONS
from intake.models import Intake, Patient, User
from intake.readings import LEGS, NoValue
from referrals.assess import assess
from referrals.cohort import Cohort, Suggested, store
from referrals.cohort.columns import value_of
from tests.intake.patients import values_worth_trying

ROWS = 12


def invented_rows(count: int, using: str) -> list[Intake]:
    """Intakes in which anything may stand beside anything: contradictions, reasons, legs gone."""
    dice = random.Random(1)  # noqa: S311 (invented patients, not secrets)
    nurse = User.objects.using(using).create(username="nora")
    patient = Patient.objects.using(using).create(
        family_name="Invented", given_name="Ida", born=date(1950, 2, 3)
    )
    rows = []
    for place in range(count):
        row = Intake(patient=patient, created_by=nurse)
        for key, (finding, _) in KEYS.items():
            fate = dice.random()
            if fate > place / count:
                continue
            answer = (
                NoValue(dice.choice(list(NO_VALUE_REASONS)))
                if fate < 0.1
                else dice.choice(values_worth_trying(finding))
            )
            setattr(row, COLUMNS[key], stored(finding, answer))
            if isinstance(answer, NoValue) and finding.kind not in IN_COLUMN:
                row.reasons[key] = answer.reason
        for leg in LEGS:
            reason = dice.choice(("", "", "", "amputated", "dressing_or_cast"))
            setattr(row, f"not_examinable_{leg}", reason)
        row.unparsed = {"heart_rate": "fast"}
        rows.append(row)
    Intake.objects.using(using).bulk_create(rows)
    return list(Intake.objects.using(using).order_by("pk"))


def rows_agree(using: str) -> None:
    rows = invented_rows(ROWS, using)
    rows[3].delete(using=using)  # a gap in the primary keys
    del rows[3]
    patients = [answers_of(row) for row in rows]
    place = 0
    for columns in store.chunks(Intake.objects.using(using), size=8):
        cohort = Cohort(columns)
        suggested = Suggested(cohort)
        for at, (id, answers) in enumerate(zip(columns.ids, patients[place:], strict=False)):
            assert id == rows[place + at].pk
            for key, (finding, _) in KEYS.items():
                value = value_of(finding, int(columns.codes[key][at]))
                assert value == answers.value(key), key
            assert {leg for leg in LEGS if columns.absent[leg][at]} == answers.absent_legs
            listed = {entry.suggestible.id: entry.urgency for entry in assess(answers).entries}
            assert suggested.of(at) == listed
        place += len(columns)
    assert place == len(rows)


@pytest.mark.django_db
def test_rows_of_sqlite_agree(monkeypatch):
    monkeypatch.setattr(store, "READ", 5)
    rows_agree("default")


@pytest.mark.django_db
def test_no_row_makes_no_chunk_and_full_chunks_end():
    assert list(store.chunks()) == []
    invented_rows(4, "default")
    assert [len(columns) for columns in store.chunks(size=4)] == [4]
    assert [len(columns) for columns in store.chunks(size=3)] == [3, 1]
    chosen = Intake.objects.exclude(pk=Intake.objects.latest("pk").pk)
    assert [len(columns) for columns in store.chunks(chosen, size=2)] == [2, 1]


def test_a_number_outside_its_limits_is_refused():
    finding, _ = KEYS["heart_rate"]
    assert store.encoder(finding)([None, 60]).tolist()[0] == 0
    with pytest.raises(ValueError, match="heart_rate is outside its limits"):
        store.encoder(finding)([10_000])


def test_rows_of_postgresql_agree(other_database):
    assert connections[other_database].vendor == "postgresql"
    rows_agree(other_database)
