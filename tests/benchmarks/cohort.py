"""The whole rule base over a million invented intakes, and columns read from the database."""

import resource
import time

from django.db import connection

from intake.answers import answers_of
from intake.columns import COLUMNS, stored
from intake.findings import KEYS
from intake.logic import judge
from intake.models import Intake, Patient, User
from intake.readings import LEGS, Answers
from referrals.cohort import Cohort, Learned, Suggested
from referrals.cohort.store import CHUNK, chunks
from referrals.rules import RULES
from tests.benchmarks.invented import invented_answers, invented_columns

INTAKES = 1_000_000
SAMPLE = 100  # judged one by one
ROWS = 20_000  # read from the database


def measure() -> None:
    """Print how long it takes for each intake, and how many times as fast as one by one."""
    alone = _one_by_one()
    learned, taken, done = Learned(), 0.0, 0
    while done < INTAKES:
        columns = invented_columns(min(CHUNK, INTAKES - done), seed=done)
        start = time.perf_counter()
        Suggested(Cohort(columns, learned)).counts()
        taken += time.perf_counter() - start
        done += len(columns)
    each, most = taken / INTAKES, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{INTAKES:,} intakes × {len(RULES)} rules: {taken:.1f} s, {each * 1e6:.1f} µs an intake, "
        f"{alone / each:,.0f} times as fast as one by one ({alone * 1e3:.1f} ms), "
        f"at most {most:,.0f} MB"
    )


def _one_by_one() -> float:
    """Seconds for one intake: what each rule comes to and how urgent it is, no more."""
    sample = invented_answers(SAMPLE, seed=0)
    start = time.perf_counter()
    for answers in sample:
        for rule in RULES.values():
            if judge(rule.when, answers).value:
                for each in rule.raised:
                    judge(each.when, answers)
    return (time.perf_counter() - start) / SAMPLE


def measure_reading(patient: Patient, by: User) -> None:
    """Print how many rows a second become columns."""
    before = Intake.objects.count()
    Intake.objects.bulk_create(_row(answers, patient, by) for answers in invented_answers(500, 1))
    fields = ", ".join(str(f.column) for f in Intake._meta.concrete_fields if not f.primary_key)
    table = Intake._meta.db_table
    with connection.cursor() as cursor:
        # Django takes minutes to write so many rows of so many columns; copies do here.
        for _ in range(ROWS // 500 - 1):
            cursor.execute(
                f"INSERT INTO {table} ({fields}) SELECT {fields} FROM {table} "  # noqa: S608 (no input)
                "ORDER BY id DESC LIMIT 500"
            )
    start = time.perf_counter()
    read = sum(len(columns) for columns in chunks())
    taken = time.perf_counter() - start
    assert read == before + ROWS
    start = time.perf_counter()
    for row in Intake.objects.order_by("-pk")[:SAMPLE]:
        answers_of(row)
    alone = (time.perf_counter() - start) / SAMPLE
    print(
        f"{read:,} rows of {connection.vendor} as columns: {taken:.1f} s, "
        f"{read / taken:,.0f} rows a second, {alone * read / taken:.0f} times as fast as one by one"
    )


def _row(answers: Answers, patient: Patient, by: User) -> Intake:
    row = Intake(patient=patient, created_by=by)
    for key, answer in answers.items():
        setattr(row, COLUMNS[key], stored(KEYS[key][0], answer))
    for leg in LEGS:
        setattr(row, f"not_examinable_{leg}", "amputated" if leg in answers.absent_legs else "")
    return row
