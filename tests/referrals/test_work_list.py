"""The physician's work list: its order, its words, and that it costs the same with a million rows."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake import actions
from intake.models import Intake, Patient, User
from referrals import amendments, lifecycle
from referrals.rules import RULES
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Urgency
from referrals.views import keyset, work_list
from tests.referrals.signed_intakes import signed
from tests.referrals.test_lifecycle import COLD_LEG

# An urgent one and a routine one, beside the emergency of a cold leg.
REST_PAIN = {
    "pain_side": "left",
    "relief_dependency.left": "present",
    "leg_colour.left": "dependent_rubor",
}
NOTHING = {"pain_side": "left"}


def handed_over(nurse: User, number: int, answers: dict[str, str], *, at: datetime) -> Intake:
    patient = actions.save_patient(
        Patient(family_name=f"Invented-{number:02}", given_name="Ida", born=date(1950, 1, 1)),
        by=nurse,
    )
    intake = actions.start_intake(patient, by=nurse)
    actions.record(intake, answers, by=nurse)
    lifecycle.hand_over(intake, by=nurse)
    Intake.objects.filter(pk=intake.pk).update(handed_over_at=at)
    intake.refresh_from_db(fields=["urgency", "handed_over_at"])
    return intake


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A page that is opened at noon, so that hours ago is still today."""
    at = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: at)
    return at


# --- The order ----------------------------------------------------------------------------------


def test_an_emergency_of_today_stands_before_everything_older_that_can_wait(
    noon: datetime, as_physician: Client, nurse: User
) -> None:
    made = {
        "routine, last week": handed_over(nurse, 1, NOTHING, at=noon - timedelta(days=7)),
        "urgent, today": handed_over(nurse, 2, REST_PAIN, at=noon - timedelta(hours=3)),
        "urgent, yesterday": handed_over(nurse, 3, REST_PAIN, at=noon - timedelta(days=1)),
        "emergency, now": handed_over(nurse, 4, COLD_LEG, at=noon),
        "emergency, yesterday": handed_over(nurse, 5, COLD_LEG, at=noon - timedelta(days=1)),
    }
    assert made["emergency, now"].urgency == 0
    assert 0 < made["urgent, today"].urgency < made["routine, last week"].urgency
    answer = as_physician.get(reverse("review_list"))
    shown = [row["intake"].pk for row in answer.context["rows"]]
    names = {intake.pk: name for name, intake in made.items()}
    assert [names[pk] for pk in shown] == [
        "emergency, yesterday",
        "emergency, now",
        "urgent, yesterday",
        "urgent, today",
        "routine, last week",
    ]
    assert [
        (group["pill"].id, group["from_earlier_day"], len(group["rows"]))
        for group in answer.context["groups"]
    ] == [
        ("emergency", True, 1),
        ("emergency", False, 1),
        (Urgency(list(Urgency)[made["urgent, today"].urgency]), True, 1),
        (Urgency(list(Urgency)[made["urgent, today"].urgency]), False, 1),
        (Urgency(list(Urgency)[made["routine, last week"].urgency]), True, 1),
    ]


def test_midnight_divides_the_days_not_twenty_four_hours(
    noon: datetime, as_physician: Client, nurse: User
) -> None:
    midnight = noon - timedelta(hours=12)
    handed_over(nurse, 1, COLD_LEG, at=midnight)
    handed_over(nurse, 2, COLD_LEG, at=midnight - timedelta(minutes=1))
    rows = as_physician.get(reverse("review_list")).context["rows"]
    assert [row["from_earlier_day"] for row in rows] == [True, False]


def test_what_a_new_assessment_finds_moves_the_row(nurse: User, physician: User) -> None:
    intake = handed_over(nurse, 1, NOTHING, at=timezone.now())
    calm = intake.urgency
    actions.return_to_nurse(intake, by=physician, why="Cold?")
    actions.record(intake, COLD_LEG, by=nurse)
    lifecycle.hand_over(intake, by=nurse)
    intake.refresh_from_db(fields=["urgency"])
    assert intake.urgency == 0 < calm


def test_of_an_amended_intake_the_version_that_stands_is_listed_once(
    intake: Intake,
    answer: Callable[..., None],
    nurse: User,
    physician: User,
    as_physician: Client,
) -> None:
    first = signed(intake, NOTHING, answer, {"nurse": nurse, "physician": physician})
    intake = Intake.objects.get(pk=intake.pk)
    amendments.amend(intake, by=physician, why="The other leg")
    snapshots = as_physician.get(reverse("review_list")).context["snapshots"]
    assert list(snapshots) == [first]  # it stands until the next one is signed
    lifecycle.sign(Intake.objects.get(pk=intake.pk), by=physician)
    page = as_physician.get(reverse("review_list"))
    assert [each.version for each in page.context["snapshots"]] == [2]
    assert "version 2, signed" in page.content.decode()


# --- The next one -------------------------------------------------------------------------------


def test_the_next_is_the_first_that_waits_for_this_physician_or_in_the_pool(
    noon: datetime, nurse: User, physician: User
) -> None:
    colleague = User.objects.create_user(username="colleague", role="physician")
    assert work_list.next_to_review(physician) is None
    theirs = handed_over(nurse, 1, COLD_LEG, at=noon - timedelta(days=1))
    Intake.objects.filter(pk=theirs.pk).update(handed_over_to=colleague)
    assert work_list.next_to_review(physician) is None
    made = {
        "mine, routine": handed_over(nurse, 2, NOTHING, at=noon - timedelta(days=9)),
        "pool, emergency": handed_over(nurse, 3, COLD_LEG, at=noon),
        "mine, emergency": handed_over(nurse, 4, COLD_LEG, at=noon - timedelta(minutes=5)),
    }
    for name, intake in made.items():
        if name.startswith("mine"):
            Intake.objects.filter(pk=intake.pk).update(handed_over_to=physician)
    for name in ("mine, emergency", "pool, emergency", "mine, routine"):
        found = work_list.next_to_review(physician)
        assert found is not None
        assert found["intake"] == made[name]
        Intake.objects.filter(pk=made[name].pk).update(handed_over_to=colleague)
    assert work_list.next_to_review(physician) is None


# --- The words ----------------------------------------------------------------------------------


def test_a_row_says_why_and_how_long_it_waits(
    noon: datetime, as_physician: Client, nurse: User
) -> None:
    handed_over(nurse, 1, COLD_LEG, at=noon - timedelta(hours=3, minutes=10))
    shown = as_physician.get(reverse("review_list")).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    assert "waits 3 h 10 min since 08:50" in words
    assert "Acute limb ischaemia and " in words
    assert "Emergency, now today" in words


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=3, minutes=10), "3 h 10 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(hours=24), "1 day"),
        (timedelta(hours=49), "2 days 1 h"),
    ],
)
def test_waiting_in_words(waited: timedelta, words: str) -> None:
    assert work_list.in_words(waited) == words


def can_be_urgent() -> Iterator[str]:
    for rule in RULES.values():
        soonest = min(each.rank for each in (rule.urgency, *(each.to for each in rule.raised)))
        for suggestion in rule.suggest:
            kind = SUGGESTIBLES[suggestion].kind
            is_test = kind in (Kind.TEST, Kind.REFERRAL)
            if kind is Kind.RED_FLAG or (is_test and soonest <= Urgency.URGENT.rank):
                yield suggestion


@pytest.mark.parametrize("suggestion", sorted(set(can_be_urgent())))
def test_why_it_is_urgent_takes_at_most_five_words(suggestion: str) -> None:
    assert 1 <= len(SUGGESTIBLES[suggestion].in_short.split()) <= 5


# --- The cost -----------------------------------------------------------------------------------


def pages(user: User, whose: str) -> Iterator[QuerySet[Any]]:
    """The first page and one far down, as the database is asked for them."""
    rows = work_list.waiting(user, whose).order_by(*work_list.ORDER)
    yield rows[: keyset.PAGE + 1]
    last = [Urgency.URGENT.rank, timezone.now(), 500_000]
    yield rows.filter(keyset._beyond(work_list.ORDER, last))[: keyset.PAGE + 1]


def fill(using: str, number: int) -> User:
    """Intakes of PostgreSQL, one in ten waiting, a tenth of them for the user who is given back."""
    people = [
        User.objects.using(using).create(username=f"invented-{each}", role="physician")
        for each in range(2)
    ]
    patient = Patient.objects.using(using).create(
        family_name="Invented", given_name="Ida", born=date(1950, 1, 1)
    )
    row = Intake.objects.using(using).create(
        patient=patient, created_by=people[0], handed_over_by=people[0]
    )
    told = {
        "state": "CASE WHEN n % 10 = 0 THEN 'handed_over' ELSE 'signed' END",
        "urgency": "n / 10 % 5",
        "handed_over_at": "now() - n * interval '1 minute'",
        "handed_over_to_id": (
            f"CASE WHEN n % 100 = 0 THEN {people[0].pk} WHEN n % 3 = 1 THEN {people[1].pk} END"
        ),
    }
    columns = [field.column for field in Intake._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(told.get(str(name), f'"{name}"') for name in columns)
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO intake_intake ({names}) SELECT {values} "  # noqa: S608 (our own names)
            f"FROM intake_intake, generate_series(1, {number}) AS n WHERE intake_intake.id = {row.pk}"
        )
        cursor.execute("ANALYZE")
    return people[0]


def test_postgresql_reads_a_page_from_one_index(other_database: str) -> None:
    somebody = fill(other_database, 30_000)
    for whose in work_list.WHOSE:
        # All that waits is read past few rows of others more cheaply than a second index.
        index = "to_review_by_whom" if whose == "mine" else "to_review(_by_whom)?"
        first, deep = (rows.using(other_database).explain() for rows in pages(somebody, whose))
        for steps in (first, deep):
            assert re.search(f"Index Scan using {index} on intake_intake", steps), steps
            assert "Sort" not in steps
        # Where to begin is a condition of the index, no filter over what it gives.
        (condition,) = re.findall(r"Index Cond: (.*ROW.*)", deep)
        assert "ROW(urgency, handed_over_at, id) > ROW(" in condition.replace("intake_intake.", "")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite’s plan")
@pytest.mark.parametrize("whose", work_list.WHOSE)
def test_a_page_is_one_range_of_one_index(whose: str, physician: User) -> None:
    first, deep = (rows.explain() for rows in pages(physician, whose))
    index = "to_review" if whose == "all" else "to_review_by_whom"
    for steps in (first, deep):
        assert f"SEARCH intake_intake USING INDEX {index} (state=?" in steps
        assert "SCAN" not in steps
        assert "TEMP B-TREE" not in steps
    assert "(urgency,handed_over_at)>(?,?)" in deep


def test_nothing_is_counted_and_no_page_skips_rows(
    as_physician: Client, nurse: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in range(4):
        handed_over(nurse, each, COLD_LEG, at=timezone.now())
    monkeypatch.setattr(keyset, "PAGE", 2)
    after = ""
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = as_physician.get(reverse("review_list"), {"after": after})
        after = answer.context["following"]
        asked = " ".join(each["sql"] for each in queries)
        assert "COUNT(" not in asked.upper()
        assert "OFFSET" not in asked.upper()
    assert not after
