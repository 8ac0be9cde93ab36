"""The admin's lists: their order, their words and counts, and that a million letters cost no more."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake.models import Intake, Patient, User
from referrals import following
from referrals.deadlines import SEND_WITHIN
from referrals.models import Assessment, Letter, LetterState, Snapshot, Specialist, Suggestion
from referrals.rules.suggestions import Urgency
from referrals.views import keyset, letter_lists
from tests.referrals.signed_letters import more_letters, next_version, put

L = LetterState
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A page that is opened at this very moment."""
    at = timezone.localtime().replace(microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: at)
    return at


def shown(client: Client, **asked: str) -> Any:
    answer = client.get(reverse("letter_list"), asked)
    assert answer.status_code == 200
    return answer


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def numbers(answer: Any) -> list[int]:
    return [row["letter"].pk for row in answer.context["rows"]]


# --- The order and the clock --------------------------------------------------------------------


def test_what_is_due_first_stands_first_so_the_overdue_are_in_front(
    as_admin: Client, signed_letter: Letter, now: datetime
) -> None:
    def signed(urgency: Urgency, ago: timedelta) -> int:
        due = now - ago + SEND_WITHIN[urgency]
        [letter] = more_letters(
            signed_letter, 1, urgency=urgency.rank, signed_at=now - ago, due_at=due
        )
        return letter.pk

    put(signed_letter, L.SENT)
    routine = signed(Urgency.ROUTINE, 2 * DAY)
    overdue = signed(Urgency.ROUTINE, 4 * DAY)
    emergency = signed(Urgency.EMERGENCY, 3 * HOUR)
    urgent = signed(Urgency.URGENT, HOUR)
    answer = shown(as_admin)
    assert numbers(answer) == [overdue, emergency, urgent, routine]
    assert [row["is_late"] for row in answer.context["rows"]] == [True, False, False, False]
    for told in ("Overdue by 1 day", "Due in 1 h", "Due in 23 h", "Not printed · signed"):
        assert told in words(answer)
    assert "1 overdue" in words(answer)


@pytest.mark.parametrize(
    ("state", "after_due", "is_late", "told"),
    [
        (L.SIGNED, -1, False, "due in 0 min"),
        (L.SIGNED, 0, False, "due in 0 min"),  # the moment itself is in time
        (L.SIGNED, 1, True, "overdue by 0 min"),
        (L.PRINTED, 3 * 3600, True, "overdue by 3 h"),
        (L.PRINTED, -20 * 3600, False, "due in 20 h"),
        (L.SENT, 0, False, "answer due in 0 min"),
        (L.SENT, 60, True, "ask for an answer: overdue by 1 min"),
        (L.RECEIVED, 0, False, "appointment due in 0 min"),
        (L.RECEIVED, 60, True, "ask for an appointment: overdue by 1 min"),
        (L.ACCEPTED, 0, False, "ask whether seen in 0 min"),
        (L.ACCEPTED, 60, True, "ask whether the patient was seen: overdue by 1 min"),
        (L.RETURNED, 7200, False, "came back 2 h ago"),
    ],
)
def test_a_deadline_before_at_and_after(
    now: datetime, state: LetterState, after_due: int, is_late: bool, told: str
) -> None:
    letter = Letter(state=state, due_at=now - timedelta(seconds=after_due))
    assert letter_lists.when(letter, now) == {"is_late": is_late, "due": told}


@pytest.mark.parametrize("state", [L.SEEN, L.CANCELLED])
def test_what_is_over_is_due_no_more(now: datetime, state: LetterState) -> None:
    assert letter_lists.when(Letter(state=state), now) == {"is_late": False, "due": ""}


@pytest.mark.parametrize(
    ("state", "list_name", "late_count"),
    [(L.PRINTED, "unsent", "overdue"), (L.SENT, "unanswered", "to_chase")],
)
def test_the_counts_and_the_rows_draw_the_line_at_the_same_moment(
    as_admin: Client,
    signed_letter: Letter,
    now: datetime,
    state: LetterState,
    list_name: str,
    late_count: str,
) -> None:
    put(signed_letter, state, due_at=now - timedelta(microseconds=1))
    for after in (0, 1):
        more_letters(signed_letter, 1, state=state, due_at=now + timedelta(seconds=after))
    answer = shown(as_admin, list=list_name)
    assert answer.context["counts"][late_count] == "1"
    assert answer.context["counts"][list_name] == "3"
    assert [row["is_late"] for row in answer.context["rows"]] == [True, False, False]


def test_each_letter_stands_in_the_list_of_its_state(
    as_admin: Client, signed_letter: Letter
) -> None:
    due = timezone.now()
    at = {signed_letter.state: signed_letter.pk}
    for state in L:
        if state not in at:
            [letter] = more_letters(signed_letter, 1, state=state, due_at=due)
            at[state] = letter.pk
    assert set(numbers(shown(as_admin))) == {at[L.SIGNED], at[L.PRINTED]}
    waiting = {at[L.SENT], at[L.RECEIVED], at[L.ACCEPTED]}
    assert set(numbers(shown(as_admin, list="unanswered"))) == waiting
    assert numbers(shown(as_admin, list="returned")) == [at[L.RETURNED]]
    assert set(numbers(shown(as_admin, list="lately"))) == set(at.values())
    assert numbers(shown(as_admin, list="no such list")) == numbers(shown(as_admin))


def test_lately_begins_with_what_happened_last(as_admin: Client, signed_letter: Letter) -> None:
    started = timezone.now()
    made = [
        more_letters(signed_letter, 1, state_since=started - each * DAY)[0].pk for each in range(3)
    ]
    put(signed_letter, L.SEEN, state_since=started - 7 * DAY)
    assert numbers(shown(as_admin, list="lately")) == [*made, signed_letter.pk]


def test_a_row_names_what_stands_against_sending_it(
    as_admin: Client, signed_letter: Letter
) -> None:
    intakes = Intake.objects.filter(pk=signed_letter.snapshot.intake_id)
    assert "Being amended" not in words(shown(as_admin))
    intakes.update(state="handed_over")
    assert "Being amended" in words(shown(as_admin))
    put(signed_letter, L.RETURNED, returned_for="abi", due_at=timezone.now())
    assert "Missing: the ankle-brachial index" in words(shown(as_admin, list="returned"))
    next_version(signed_letter)
    assert "Superseded" in words(shown(as_admin, list="returned"))


# --- The counts ---------------------------------------------------------------------------------


def test_more_than_ninety_nine_are_not_told_apart(signed_letter: Letter) -> None:
    letters = Letter.objects.all()
    more_letters(signed_letter, 98)
    assert following.counted(letters) == "99"
    more_letters(signed_letter, 1)
    assert following.counted(letters) == "99+"
    more_letters(signed_letter, 5)
    assert following.counted(letters) == "99+"


# --- The cost -----------------------------------------------------------------------------------


def test_a_list_of_thirty_costs_as_many_queries_as_one(
    as_admin: Client, signed_letter: Letter
) -> None:
    for name in letter_lists.LISTS:
        state = {"unanswered": L.SENT, "returned": L.RETURNED}.get(name, L.SIGNED)
        put(signed_letter, state, due_at=timezone.now())
        shown(as_admin, list=name)
        with CaptureQueriesContext(connection) as one:
            assert len(numbers(shown(as_admin, list=name))) >= 1
        more_letters(signed_letter, 29, state=state)
        with CaptureQueriesContext(connection) as thirty:
            assert len(numbers(shown(as_admin, list=name))) >= 30
        assert len(thirty) == len(one), name
        read = " ".join(each["sql"] for each in thirty)
        for kept_away in ('"pdf"', '"content"', "pulse_dp_left", '"entry"', "OFFSET"):
            assert kept_away not in read, (name, kept_away)
        # Whatever is counted is counted up to a bound.
        counting = [each["sql"] for each in thirty if "COUNT(" in each["sql"].upper()]
        assert len(counting) == 5
        assert all("LIMIT 100" in sql for sql in counting)


def test_pages_follow_one_another_without_a_gap(
    as_admin: Client, signed_letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyset, "PAGE", 2)
    more_letters(signed_letter, 4)  # all due at one moment
    found, after = [], ""
    for _ in range(3):
        answer = shown(as_admin, after=after)
        found += numbers(answer)
        after = answer.context["following"]
    assert not after
    assert found == sorted(Letter.objects.values_list("pk", flat=True))


def pages() -> Iterator[tuple[str, QuerySet[Any], bool]]:
    """Each list's first page and one far down, and each count; with the index that holds it."""
    now = timezone.now()
    for name, (all_rows, order) in letter_lists.LISTS.items():
        index = f"letters_{name}"
        listed = letter_lists._listed(all_rows()).order_by(*order)
        yield index, listed[: keyset.PAGE + 1], False
        last = [now, 500_000]
        yield index, listed.filter(keyset._beyond(order, last))[: keyset.PAGE + 1], True
    for index, rows in (
        ("letters_unsent", following.unsent()),
        ("letters_unsent", following.overdue(now)),
        ("letters_unanswered", following.unanswered()),
        ("letters_unanswered", following.to_chase(now)),
        ("letters_returned", following.returned()),
    ):
        counted = rows.order_by(*following.BY_DUE).values("pk")
        yield index, counted[: following.COUNTED_TO], False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite’s plan")
def test_each_list_and_each_count_is_one_range_of_its_index(signed_letter: Letter) -> None:
    for index, rows, is_deep in pages():
        steps = rows.explain()
        letters = [line for line in steps.splitlines() if re.search(r"referrals_letter\b", line)]
        assert len(letters) == 1, steps
        assert re.search(rf"USING (COVERING )?INDEX {index}\b", letters[0]), steps
        assert "TEMP B-TREE" not in steps
        if is_deep:
            assert re.search(r"SEARCH .*\(\(?(due_at|state_since)", letters[0]), steps


def fill(using: str, number: int) -> None:
    """Letters of PostgreSQL, thousands in each list, so that it matters where reading ends."""
    person = User.objects.using(using).create(username="invented", role="physician")
    patient = Patient.objects.using(using).create(
        family_name="Invented", given_name="Ida", born="1950-01-01"
    )
    intake = Intake.objects.using(using).create(patient=patient, created_by=person, state="signed")
    snapshot = Snapshot.objects.using(using).create(
        intake=intake, content={}, sha256="", signed_by=person, signed_at=timezone.now()
    )
    service = Specialist.objects.using(using).create(
        specialty="neurology", name="Dr N", organisation="Clinic", address="1 St"
    )
    assessment = Assessment.objects.using(using).create(
        intake=intake, rules_version="1", rules_hash="1", urgency=3, result={}
    )
    suggestion = Suggestion.objects.using(using).create(
        assessment=assessment, intake=intake, suggestion="0", kind="referral", urgency=3, entry={}
    )
    letter = Letter.objects.using(using).create(
        snapshot=snapshot,
        suggestion=suggestion,
        specialist=service,
        urgency=3,
        signed_at=timezone.now(),
    )
    for row, told in (
        (suggestion, {"suggestion": "n::text"}),
        (
            letter,
            {
                "suggestion_id": f"{suggestion.pk} + n",
                "state": "(ARRAY['signed', 'sent', 'returned', 'seen', 'cancelled'])[n % 5 + 1]",
                "due_at": "now() + (n % 977 - 400) * interval '1 hour'",
                "state_since": "now() - n * interval '1 minute'",
            },
        ),
    ):
        table = row._meta.db_table
        columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(told.get(str(name), f'"{name}"') for name in columns)
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} "  # noqa: S608 (our own names)
                f"FROM {table}, generate_series(1, {number}) AS n WHERE {table}.id = {row.pk}"
            )
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")


def test_postgresql_reads_each_list_and_each_count_from_one_index(other_database: str) -> None:
    fill(other_database, 30_000)
    for index, rows, is_deep in pages():
        steps = rows.using(other_database).explain()
        assert re.search(rf"Index (Only )?Scan using {index} on referrals_letter\b", steps), steps
        assert "Sort" not in steps, steps
        if is_deep:
            assert re.search(r"Index Cond: .*ROW", steps), steps


# --- Who sees it --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["as_nurse", "as_manager"])
def test_nurses_and_managers_see_no_letters(who: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(who).get(reverse("letter_list")).status_code == 403


def test_a_physician_sees_the_lists_and_selects_nothing(
    as_physician: Client, signed_letter: Letter
) -> None:
    answer = shown(as_physician)
    assert numbers(answer) == [signed_letter.pk]
    page = answer.content.decode()
    assert "data-select" not in page
    assert reverse("scan") not in page
