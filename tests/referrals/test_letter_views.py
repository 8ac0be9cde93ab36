"""The page of one letter: what may be done in each state, what is refused, and never the reasoning."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake.models import Event, Intake, Patient, User
from referrals import posting
from referrals.models import (
    Letter,
    LetterState,
    Reply,
    ReplyKind,
    Snapshot,
    Specialist,
    Suggestion,
    SuggestionState,
)
from tests.referrals.signed_letters import next_version, print_and_seal, put

HTMX = {"HX-Request": "true"}
L = LetterState
TODAY = timezone.localdate


def page(client: Client, letter: Letter) -> str:
    answer = client.get(reverse("letter", args=[letter.pk]))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def act(client: Client, name: str, letter: Letter, **typed: str) -> Any:
    return client.post(reverse(name, args=[letter.pk]), typed, headers=HTMX)


def reply(client: Client, letter: Letter, kind: str, **typed: str) -> Any:
    typed = {"on": f"{TODAY():%d %m %Y}", **typed}
    return act(client, "record_reply", letter, kind=kind, **typed)


# --- What it shows ------------------------------------------------------------------------------


def test_a_letter_shows_whom_it_is_about_and_what_it_lacks(
    as_admin: Client, signed_letter: Letter, admin_user: User
) -> None:
    shown = words(page(as_admin, signed_letter))
    for told in (
        "INVENTED, Ingrid",
        "943 476 5919",
        "Mr A. Artery",
        "1 Example Street",
        "Signed, not yet sent",
        "version 1",
    ):
        assert told in shown
    lacks = shown[shown.index("The letter lacks") :]
    assert "What a nurse can record" in lacks
    assert "the list of current medicines" in lacks
    assert "the patient’s NHS number" not in lacks
    looked = Event.objects.filter(kind="view", actor=admin_user.username)
    assert looked.filter(subject=f"letter {signed_letter.pk}").exists()


def test_what_an_admin_can_record_is_a_link_to_where(
    as_admin: Client, signed_letter: Letter, patient: Patient
) -> None:
    snapshot = signed_letter.snapshot
    content = {**snapshot.content, "patient": {**snapshot.content["patient"], "phone": ""}}
    Letter.objects.filter(pk=signed_letter.pk).update(
        snapshot=Snapshot.objects.create(
            intake=snapshot.intake,
            version=2,
            content=content,
            sha256="",
            signed_by=snapshot.signed_by,
            signed_at=snapshot.signed_at,
        )
    )
    mend = reverse("change_patient", args=[patient.pk])
    assert f'<a href="{mend}">a telephone number of the patient</a>' in page(
        as_admin, signed_letter
    )


def test_a_service_is_known_by_what_it_sent_letters_back_for(
    as_admin: Client, signed_letter: Letter, admin_user: User
) -> None:
    put(signed_letter, L.SENT)
    posting.record_reply(signed_letter, "returned", by=admin_user, missing="imaging")
    posting.mark_sent(signed_letter, by=admin_user)
    shown = words(page(as_admin, signed_letter))
    assert "imaging that the service asks for first" in shown
    assert "They have sent a letter back for this." in shown


def test_the_history_tells_who_did_what_and_what_came_back(
    as_admin: Client, signed_letter: Letter, admin_user: User
) -> None:
    print_and_seal(signed_letter, b"%PDF-1.7", by=admin_user)
    posting.count_printing(signed_letter, by=admin_user, why="Jammed")
    posting.mark_sent(signed_letter, by=admin_user)
    posting.chase(signed_letter, by=admin_user, note="By phone. They look for it.")
    posting.record_reply(
        signed_letter, "accepted", by=admin_user, appointment_on=date(2027, 2, 3), note="Room 4"
    )
    shown = words(page(as_admin, signed_letter))
    done = shown[shown.index("What was done") :]
    places = [
        done.index(told)
        for told in (
            "Signed",
            "Petra Physician",
            "Printed",
            "Ada Admin",
            "Printed again",
            "Copy 2: Jammed",
            "Sent",
            "Asked again for an answer",
            "By phone. They look for it.",
            "They accept the patient",
            "Appointment on 3 Feb 2027; Room 4",
        )
    ]
    assert places == sorted(places)


def test_the_history_costs_as_many_queries_however_long_it_is(
    as_admin: Client, signed_letter: Letter, admin_user: User
) -> None:
    put(signed_letter, L.SENT)
    posting.chase(signed_letter, by=admin_user, note="By phone.")
    page(as_admin, signed_letter)
    with CaptureQueriesContext(connection) as one:
        page(as_admin, signed_letter)
    for _ in range(20):
        posting.chase(signed_letter, by=admin_user, note="By phone.")
        posting.count_printing(signed_letter, by=admin_user, why="Lost")
    with CaptureQueriesContext(connection) as many:
        page(as_admin, signed_letter)
    assert len(many) == len(one)
    assert "pulse_dp_left" not in " ".join(each["sql"] for each in many)


OFFERED = {
    L.SIGNED: {"cancel_letter"},
    L.PRINTED: {"send_letter", "cancel_letter"},
    L.SENT: {"record_reply", "chase_letter"},
    L.RECEIVED: {"record_reply", "chase_letter"},
    L.ACCEPTED: {"record_reply", "chase_letter"},
    L.RETURNED: {"send_letter", "record_reply", "cancel_letter"},
    L.SEEN: set(),
    L.CANCELLED: set(),
}


@pytest.mark.parametrize("who", ["as_admin", "as_physician"])
def test_each_state_offers_its_acts_and_a_physician_none(
    who: str, signed_letter: Letter, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    acts = set().union(*OFFERED.values())
    for state in L:
        put(signed_letter, state, due_at=timezone.now())
        shown = page(client, signed_letter)
        offered = {name for name in acts if f'"{reverse(name, args=[signed_letter.pk])}"' in shown}
        assert offered == (OFFERED[state] if who == "as_admin" else set()), state


def test_what_is_superseded_says_so_and_is_not_to_be_sent(
    as_admin: Client, signed_letter: Letter
) -> None:
    put(signed_letter, L.PRINTED)
    next_version(signed_letter)
    shown = page(as_admin, signed_letter)
    assert "Superseded by version 2: do not send." in words(shown)
    assert reverse("send_letter", args=[signed_letter.pk]) not in shown
    answer = act(as_admin, "send_letter", signed_letter)
    assert answer.status_code == 409
    assert "Superseded by version 2" in answer.content.decode()


def test_what_is_being_amended_says_so(as_admin: Client, signed_letter: Letter) -> None:
    assert "amending" not in page(as_admin, signed_letter)
    Intake.objects.filter(pk=signed_letter.snapshot.intake_id).update(state="handed_over")
    assert "A physician is amending this intake." in page(as_admin, signed_letter)


# --- Sending, cancelling, the file --------------------------------------------------------------


def test_an_unprinted_letter_cannot_be_sent(as_admin: Client, signed_letter: Letter) -> None:
    answer = act(as_admin, "send_letter", signed_letter)
    assert answer.status_code == 409
    assert "print it first" in answer.content.decode()


def test_cancelling_needs_a_reason(as_admin: Client, signed_letter: Letter) -> None:
    answer = act(as_admin, "cancel_letter", signed_letter, why="")
    assert answer.status_code == 422
    assert "Say why." in answer.content.decode()
    assert act(as_admin, "cancel_letter", signed_letter, why="Seen today").status_code == 200
    signed_letter.refresh_from_db()
    assert signed_letter.state == L.CANCELLED
    assert Event.objects.get(kind="cancel").why == "Seen today"
    # Sent meanwhile by a colleague, it stays sent, and the reason stays in its field.
    put(signed_letter, L.SENT)
    late = act(as_admin, "cancel_letter", signed_letter, why="No longer needed")
    assert late.status_code == 409
    assert "This letter is sent" in late.content.decode()


def test_the_file_is_what_was_sealed(
    as_admin: Client, signed_letter: Letter, admin_user: User
) -> None:
    link = reverse("letter_pdf", args=[signed_letter.pk])
    there = as_admin.get(link)
    assert there.headers["Location"] == reverse("letter", args=[signed_letter.pk])
    print_and_seal(signed_letter, b"%PDF-1.7 sealed", by=admin_user)
    first = as_admin.get(link)
    assert (first.headers["Content-Type"], first.content) == ("application/pdf", b"%PDF-1.7 sealed")
    assert link in page(as_admin, signed_letter)
    exported = Event.objects.filter(kind="export", subject=f"letter {signed_letter.pk}")
    assert exported.count() == 1


# --- Replies ------------------------------------------------------------------------------------


@pytest.fixture
def sent(signed_letter: Letter) -> Letter:
    return put(signed_letter, L.SENT, sent_at=timezone.now() - timedelta(days=3))


def test_received_accepted_with_its_day_and_seen(as_admin: Client, sent: Letter) -> None:
    day = TODAY() + timedelta(days=20)
    for kind, typed in (
        ("received", {"note": "By phone"}),
        ("accepted", {"appointment_on": f"{day:%d/%m/%Y}"}),
        ("seen", {}),
    ):
        answer = reply(as_admin, sent, kind, **typed)
        assert answer.status_code == 200, answer.content.decode()
        assert "Recorded." in answer.content.decode()
        sent.refresh_from_db()
        assert sent.state == kind
    assert sent.appointment_on == day
    assert [each.note for each in sent.replies.all()] == ["By phone", "", ""]


def test_a_return_needs_what_is_missing_or_a_note(as_admin: Client, sent: Letter) -> None:
    answer = reply(as_admin, sent, "returned")
    assert answer.status_code == 422
    assert "Choose what is missing, or say it in the note." in answer.content.decode()
    something = reply(as_admin, sent, "returned", missing="other")
    assert something.status_code == 422
    assert "Say in the note what is missing." in something.content.decode()
    assert reply(as_admin, sent, "returned", missing="no such item").status_code == 422
    assert not Reply.objects.exists()
    assert reply(as_admin, sent, "returned", note="Wrong department").status_code == 200
    sent.refresh_from_db()
    assert (sent.state, sent.returned_for) == (L.RETURNED, "other")


def test_what_is_missing_is_chosen_under_whoever_can_supply_it(
    as_admin: Client, sent: Letter
) -> None:
    shown = page(as_admin, sent)
    places = [
        shown.index(part)
        for part in (
            'label="You can supply it"',
            'value="nhs_number"',
            'label="A nurse can supply it"',
            'value="abi"',
            'label="A physician can supply it"',
            'value="question"',
        )
    ]
    assert places == sorted(places)
    answer = reply(as_admin, sent, "returned", missing="abi")
    assert "missing: the ankle-brachial index" in answer.content.decode()
    assert "nurses’ home page" in answer.content.decode()


def at(days: int) -> str:
    return f"{TODAY() + timedelta(days=days):%d %m %Y}"


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        (-4, "The letter was signed on"),  # the day before it was signed
        (-1, "is over. Is it right?"),
        (0, ""),
        (365, ""),
        (366, "is more than a year away. Is it right?"),
        (1095, "is more than a year away. Is it right?"),
        (1096, "check the year"),
    ],
)
def test_an_appointment_that_is_unusual_is_asked_about_and_one_that_is_absurd_refused(
    as_admin: Client, sent: Letter, days: int, problem: str
) -> None:
    Letter.objects.filter(pk=sent.pk).update(signed_at=timezone.now() - timedelta(days=3))
    typed = {"appointment_on": at(days), "note": "Half a sentence"}
    answer = reply(as_admin, sent, "accepted", **typed)
    shown = answer.content.decode()
    if not problem:
        assert answer.status_code == 200, shown
        return
    assert answer.status_code == 422
    assert problem in shown
    assert f'value="{at(days)}"' in shown  # nothing typed is lost
    assert "Half a sentence" in shown
    assert not Reply.objects.exists()
    sure = (TODAY() + timedelta(days=days)).isoformat()
    again = reply(as_admin, sent, "accepted", **typed, sure=sure)
    assert again.status_code == (200 if "Is it right?" in problem else 422)


def test_to_be_sure_of_one_day_is_not_to_be_sure_of_another(as_admin: Client, sent: Letter) -> None:
    sure = (TODAY() - timedelta(days=1)).isoformat()
    answer = reply(as_admin, sent, "accepted", appointment_on=at(400), sure=sure)
    assert answer.status_code == 422
    assert "Is it right?" in answer.content.decode()


@pytest.mark.parametrize(
    ("on", "problem"),
    [
        ("", "Type the day on which it came."),
        ("tomorrow", "Type day, month and year"),
        ("31 2 2026", "There is no day 31/2/2026"),
        (at(1), "This day is still to come."),
        (at(-4), "no answer can have come before"),
        (at(-3), ""),
        (at(0), ""),
    ],
)
def test_the_day_on_which_it_came(as_admin: Client, sent: Letter, on: str, problem: str) -> None:
    answer = reply(as_admin, sent, "received", on=on)
    shown = answer.content.decode()
    assert answer.status_code == (422 if problem else 200)
    assert problem in shown
    if problem and on:
        assert f'value="{on}"' in shown


def test_of_an_answer_only_what_belongs_to_it_is_kept(as_admin: Client, sent: Letter) -> None:
    answer = reply(as_admin, sent, "received", appointment_on=at(7), missing="abi")
    assert answer.status_code == 200
    kept = Reply.objects.get()
    assert (kept.appointment_on, kept.missing) == (None, "")
    sent.refresh_from_db()
    assert (sent.appointment_on, sent.returned_for) == (None, "")


def test_without_a_choice_nothing_is_recorded(as_admin: Client, sent: Letter) -> None:
    answer = act(as_admin, "record_reply", sent, on=at(0), note="Half a sentence")
    assert answer.status_code == 422
    assert "Choose what came." in answer.content.decode()
    assert "Half a sentence" in answer.content.decode()


def test_what_a_colleague_recorded_meanwhile_is_told_and_the_note_is_not_lost(
    as_admin: Client, sent: Letter, admin_user: User
) -> None:
    posting.record_reply(sent, "returned", by=admin_user, missing="abi")
    answer = reply(as_admin, sent, "received", note="Half a sentence")
    assert answer.status_code == 409
    assert "This letter is returned" in answer.content.decode()
    assert "Half a sentence" in answer.content.decode()
    assert Reply.objects.count() == 1


def test_asking_again_needs_how_and_keeps_what_they_said(as_admin: Client, sent: Letter) -> None:
    answer = act(as_admin, "chase_letter", sent, note="They look for it")
    assert answer.status_code == 422
    assert "Choose how they were asked." in answer.content.decode()
    assert "They look for it" in answer.content.decode()
    act(as_admin, "chase_letter", sent, how="By phone", note="They look for it")
    kept = Reply.objects.get()
    assert (kept.kind, kept.note) == (ReplyKind.CHASED, "By phone. They look for it")


def test_the_form_of_asking_again_is_open_once_it_is_time(as_admin: Client, sent: Letter) -> None:
    for due, is_open in ((timedelta(hours=1), False), (-timedelta(hours=1), True)):
        Letter.objects.filter(pk=sent.pk).update(due_at=timezone.now() + due)
        shown = page(as_admin, sent)
        assert bool(re.search(r'<details class="more-acts" open><summary>Ask', shown)) is is_open


# --- Roles --------------------------------------------------------------------------------------


def test_a_physician_reads_letters_and_acts_on_none(as_physician: Client, sent: Letter) -> None:
    assert "They have" not in page(as_physician, sent)
    for name in ("send_letter", "cancel_letter", "record_reply", "chase_letter"):
        assert act(as_physician, name, sent, kind="seen", why="x", on=at(0)).status_code == 403
    sent.refresh_from_db()
    assert sent.state == L.SENT


REASONS = ("because", "supporting", "against", "rules", "sources")


def reasoning(snapshot: Snapshot) -> set[str]:
    """Everything in a snapshot that says why: of suggestions, causes, and of what is not known."""
    found: set[str] = set()

    def collect(part: Any, inside: bool = False) -> None:
        if isinstance(part, dict):
            for key, value in part.items():
                collect(value, inside or key in REASONS)
        elif isinstance(part, list):
            for value in part:
                collect(value, inside)
        elif inside and isinstance(part, str) and len(part) > 2:
            found.add(part)

    collect(snapshot.content["suggestions"])
    collect(snapshot.content["result"])
    found |= {cause["label"] for cause in snapshot.content["result"]["causes"]}
    found |= {
        each["label"] for each in snapshot.content["suggestions"] if each["kind"] != "referral"
    }
    return found


def test_an_admin_sees_no_reasoning_on_any_page_of_letters(
    as_admin: Client, signed_letter: Letter
) -> None:
    hidden = reasoning(signed_letter.snapshot)
    assert len(hidden) > 50
    assert any("Chronic limb-threatening ischaemia" in each for each in hidden)
    put(signed_letter, L.RETURNED, returned_for="abi", due_at=timezone.now())
    addresses = [
        reverse("letter_list") + "?list=returned",
        reverse("letter_list") + "?list=lately",
        reverse("letter", args=[signed_letter.pk]),
        reverse("scan"),
    ]
    for address in addresses:
        shown = words(as_admin.get(address).content.decode())
        assert [each for each in hidden if each in shown] == [], address


def test_an_admin_changes_no_clinical_word_whatever_is_posted(
    as_admin: Client, signed_letter: Letter
) -> None:
    """Whatever a form is made to send along, what was signed and decided stays as it was."""
    intake = signed_letter.snapshot.intake

    def clinical() -> list[Any]:
        return [
            list(Snapshot.objects.values()),
            list(Suggestion.objects.values()),
            Intake.objects.filter(pk=intake.pk).values().get(),
            list(Specialist.objects.values()),
            Letter.objects.values("snapshot", "suggestion", "specialist", "urgency").get(),
        ]

    before = clinical()
    typed = {
        "question": "Changed",
        "tried": "Changed",
        "urgency": "4",
        "specialist": "999",
        "state": SuggestionState.DECLINED,
        "content": "{}",
        "pain_nrs_now": "1",
        "kind": "accepted",
        "on": at(0),
        "why": "x",
        "how": "By phone",
        "note": "Changed",
        "mode": "send",
    }
    for state in L:
        for name in ("send_letter", "cancel_letter", "record_reply", "chase_letter"):
            put(signed_letter, state, due_at=timezone.now())
            answer = act(as_admin, name, signed_letter, **typed)
            assert answer.status_code in (200, 409, 422)
    assert clinical() == before


def test_an_admin_sees_no_intake_and_no_review(as_admin: Client, signed_letter: Letter) -> None:
    intake = signed_letter.snapshot.intake
    for name in ("review", "summary_pdf"):
        assert as_admin.get(reverse(name, args=[intake.pk])).status_code == 403
    for name in ("live", "intake"):
        assert as_admin.get(reverse(name, args=[intake])).status_code == 403
    for name in ("review_list", "came_back"):
        assert as_admin.get(reverse(name)).status_code == 403
