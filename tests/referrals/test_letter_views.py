"""The admin's pages: overdue letters in front, bytes made once, the directory; never the reasoning."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake import actions
from intake.models import Event, Intake, Patient, User
from referrals import directory, lifecycle, pdf
from referrals.models import Letter, LetterState, Specialist, Suggestion, SuggestionState
from referrals.rules.suggestions import Urgency
from referrals.views.letters import OVERDUE_AFTER
from tests.referrals.test_lifecycle import COLD_LEG

HTMX = {"HX-Request": "true"}


@pytest.fixture
def surgeon(admin_user: User) -> Specialist:
    return directory.save_specialist(
        Specialist(
            specialty="vascular_surgery",
            name="Mr A. Artery",
            organisation="Sample Clinic",
            address="1 Example St",
        ),
        by=admin_user,
    )


@pytest.fixture
def signed(nurse: User, physician: User, surgeon: Specialist) -> Callable[..., Letter]:
    """Makes a letter from a new invented patient's intake, signed so long ago."""

    def make(
        number: int = 1, urgency: Urgency = Urgency.EMERGENCY, ago: timedelta = timedelta()
    ) -> Letter:
        patient = actions.save_patient(
            Patient(family_name=f"Invented-{number:02}", given_name="Ida", born=date(1950, 1, 1)),
            by=nurse,
        )
        intake = actions.start_intake(patient, by=nurse)
        actions.record(intake, COLD_LEG, by=nurse)
        lifecycle.hand_over(intake, by=nurse)
        for each in Suggestion.objects.filter(intake=intake):
            if each.suggestion == "vascular_surgery":
                lifecycle.decide(
                    each,
                    SuggestionState.ACCEPTED,
                    by=physician,
                    specialist=surgeon,
                    question="Will you see her?",
                )
            elif each.kind == "red_flag":
                lifecycle.decide(each, SuggestionState.ACCEPTED, by=physician)
        snapshot = lifecycle.sign(Intake.objects.get(pk=intake.pk), by=physician)
        letters = Letter.objects.filter(snapshot=snapshot)
        letters.update(urgency=urgency.rank, signed_at=timezone.now() - ago)
        return letters.get()

    return make


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def act(client: Client, name: str, letter: Letter, **typed: str) -> Any:
    return client.post(reverse(name, args=[letter.pk]), typed, headers=HTMX)


# --- The list -----------------------------------------------------------------------------------


def test_overdue_first_then_most_urgent_then_oldest(
    as_admin: Client, signed: Callable[..., Letter]
) -> None:
    routine = signed(1, Urgency.ROUTINE, timedelta(days=2))
    overdue = signed(2, Urgency.ROUTINE, timedelta(days=4))
    emergency = signed(3, Urgency.EMERGENCY, timedelta(hours=3))
    older = signed(4, Urgency.EMERGENCY, timedelta(hours=3, minutes=30))
    answer = as_admin.get(reverse("letter_list"))
    assert [row["letter"].pk for row in answer.context["rows"]] == [
        overdue.pk,
        older.pk,
        emergency.pk,
        routine.pk,
    ]
    assert answer.context["counts"] == {"to_print": 4, "to_send": 0, "overdue": 1}
    assert answer.content.decode().count("Overdue:") == 1


@pytest.mark.parametrize("urgency", list(OVERDUE_AFTER))
def test_each_urgency_has_its_own_limit(
    as_admin: Client, signed: Callable[..., Letter], urgency: Urgency
) -> None:
    signed(1, urgency, OVERDUE_AFTER[urgency] - timedelta(minutes=1))
    late = signed(2, urgency, OVERDUE_AFTER[urgency] + timedelta(minutes=1))
    rows = as_admin.get(reverse("letter_list")).context["rows"]
    assert [row["letter"].pk for row in rows if row["is_overdue"]] == [late.pk]


def test_what_is_printed_waits_until_it_is_sent(
    as_admin: Client, signed: Callable[..., Letter]
) -> None:
    letter = signed()
    act(as_admin, "print_letter", letter)
    answer = as_admin.get(reverse("letter_list"))
    assert answer.context["counts"] == {"to_print": 0, "to_send": 1, "overdue": 0}
    assert "Printed, not sent" in answer.content.decode()
    act(as_admin, "send_letter", letter)
    answer = as_admin.get(reverse("letter_list"))
    assert not answer.context["rows"]
    assert [row["letter"].pk for row in answer.context["done"]] == [letter.pk]


def test_a_list_of_thirty_costs_as_many_queries_as_one(
    as_admin: Client, signed: Callable[..., Letter]
) -> None:
    signed(0)
    page(as_admin, "letter_list")
    with CaptureQueriesContext(connection) as one:
        page(as_admin, "letter_list")
    for each in range(1, 30):
        signed(each)
    with CaptureQueriesContext(connection) as thirty:
        page(as_admin, "letter_list")
    assert len(thirty) == len(one)
    read = " ".join(each["sql"] for each in thirty)
    assert '"pdf"' not in read
    assert '"content"' not in read
    assert "pulse_dp_left" not in read


# --- One letter ---------------------------------------------------------------------------------


def test_a_letter_shows_whom_it_is_about_and_what_it_lacks_but_no_reasoning(
    as_admin: Client, signed: Callable[..., Letter], admin_user: User
) -> None:
    letter = signed()
    shown = page(as_admin, "letter", letter.pk)
    for words in ("INVENTED-01, Ida", "Mr A. Artery", "1 Example St", "Emergency, now", "Print"):
        assert words in shown
    assert "the patient’s NHS number" in shown
    for hidden in ("Acute limb ischaemia", "Posterior tibial", "Because"):
        assert hidden not in shown
    assert Event.objects.filter(
        kind="view", subject=f"letter {letter.pk}", actor=admin_user.username
    ).exists()


def test_printing_stores_the_bytes_and_a_reprint_is_the_same(
    as_admin: Client, signed: Callable[..., Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = signed()
    link = reverse("letter_pdf", args=[letter.pk])
    assert as_admin.get(link).headers["Location"] == reverse("letter", args=[letter.pk])
    answer = act(as_admin, "print_letter", letter)
    assert answer.status_code == 200
    assert link in answer.content.decode()
    first = as_admin.get(link)
    assert first.headers["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF")

    def never(letter: Letter) -> bytes:
        raise AssertionError("a letter is made once")

    monkeypatch.setattr(pdf, "letter_pdf", never)
    assert "Copy 2" in act(as_admin, "print_letter", letter).content.decode()
    assert as_admin.get(link).content == first.content
    letter.refresh_from_db()
    assert (letter.times_printed, letter.state) == (2, LetterState.PRINTED)
    exported = Event.objects.filter(kind="export", subject=f"letter {letter.pk}")
    assert exported.count() == 2


def test_an_unprinted_letter_cannot_be_sent(
    as_admin: Client, signed: Callable[..., Letter]
) -> None:
    letter = signed()
    answer = act(as_admin, "send_letter", letter)
    assert answer.status_code == 409
    assert "print it first" in answer.content.decode()


def test_cancelling_needs_a_reason(as_admin: Client, signed: Callable[..., Letter]) -> None:
    letter = signed()
    answer = act(as_admin, "cancel_letter", letter, why="")
    assert answer.status_code == 422
    assert "Say why." in answer.content.decode()
    assert act(as_admin, "cancel_letter", letter, why="Seen today").status_code == 200
    letter.refresh_from_db()
    assert letter.state == LetterState.CANCELLED
    assert Event.objects.get(kind="cancel").why == "Seen today"
    assert act(as_admin, "print_letter", letter).status_code == 409


def test_a_physician_reads_letters_and_sends_none(
    as_physician: Client, signed: Callable[..., Letter]
) -> None:
    letter = signed()
    assert "print-button" not in page(as_physician, "letter", letter.pk)
    assert act(as_physician, "print_letter", letter).status_code == 403


def test_an_admin_sees_no_intake_and_no_review(
    as_admin: Client, signed: Callable[..., Letter]
) -> None:
    intake = signed().snapshot.intake
    for name in ("review", "summary_pdf"):
        assert as_admin.get(reverse(name, args=[intake.pk])).status_code == 403
    for name in ("live", "intake"):
        assert as_admin.get(reverse(name, args=[intake])).status_code == 403
    assert as_admin.get(reverse("review_list")).status_code == 403


@pytest.mark.parametrize("who", ["as_nurse", "as_manager"])
def test_nurses_and_managers_see_no_letters(who: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(who).get(reverse("letter_list")).status_code == 403
