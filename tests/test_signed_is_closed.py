"""Every address that takes something, tried on a signed intake: what was signed does not change."""

from typing import Any, Final

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from intake import actions
from intake.addresses import MARK_HEADER, address_of, mark_of
from intake.columns import COLUMNS
from intake.models import Intake, IntakeState, Patient, User
from intake.paper import form_code
from referrals import posting
from referrals.models import Assessment, Letter, Snapshot, Suggestion
from tests.conftest import PASSWORD
from tests.referrals.signed_intakes import REST_PAIN, signed
from tests.referrals.signed_letters import print_and_seal
from tests.test_access import ADDRESSES, SENT, N, P

# What each place of an address is for the signed intake. Others name no intake.
OF_AN_INTAKE: Final = ("draft", "section", "handed_over", "signed", "signed_intake", "suggestion")
# GET addresses that take something, too.
ALSO_POSTED: Final = ("from_paper", "add_suggestion", "return_intake")
# These may do what they do to a signed intake, and still change nothing that was signed.
ALLOWED: Final = ("amend", "start_follow_up")
FILLED_IN: Final[dict[str, dict[str, str]]] = {
    **SENT,
    "undo_answer": {"key": "pain_side", "seen": "left"},
    "confirm_answer": {"key": "pain_side", "seen": "left"},
    "amend": {"why": "The left arm was measured again."},
    "decide": {"to": "declined", "reason": "risk"},
    "from_paper": {"code": form_code(), "day": "3 11 2026", "time": "14:30"},
    "return_intake": {"why": "Measure the left arm."},
    "add_suggestion": {
        "title": "Walking test",
        "kind": "test",
        "urgency": "routine",
        "because": "It was not done.",
    },
    "sign": {"password": PASSWORD},
    "set_measuring": {"key": "measured_with", "measured_with": "doppler"},
    "cancel_letter": {"why": "Wrong address."},
}
POSTED: Final = sorted(
    {name for name, (method, _, _) in ADDRESSES.items() if method == "post"} | {*ALSO_POSTED}
)
NOT_SIGNED: Final = (
    "state",
    "state_since",
    "urgency",
)  # of the row: how it stands, not what it says


@pytest.fixture
def snapshot(
    intake: Intake, answer: Any, nurse: User, physician: User, admin_user: User
) -> Snapshot:
    """A signed intake with letters, of which one is printed."""
    actions.save_text(intake, "concerns", "Sleep", by=nurse)
    made = signed(intake, REST_PAIN, answer, {"nurse": nurse, "physician": physician})
    letter = made.letters.first()
    assert letter
    print_and_seal(letter, b"%PDF-1.7 printed", by=admin_user)
    return made


def what_was_signed(snapshot: Snapshot) -> dict[str, Any]:
    """Answers, result, decisions, snapshot and the letters’ bytes, as the database holds them."""
    pk = snapshot.intake_id
    row = Intake.objects.filter(pk=pk).values().get()
    assert set(COLUMNS.values()) <= row.keys()
    return {
        "intake": {name: value for name, value in row.items() if name not in NOT_SIGNED},
        "results": list(
            Assessment.objects.filter(pk=snapshot_assessment(snapshot)).values("result", "urgency")
        ),
        "decisions": list(
            Suggestion.objects.filter(assessment=snapshot_assessment(snapshot))
            .order_by("pk")
            .values()
        ),
        "snapshots": list(Snapshot.objects.filter(intake=pk).order_by("pk").values()),
        "letters": [
            (each.pk, posting.sealed(each), each.specialist_id, each.suggestion_id)
            for each in Letter.objects.filter(snapshot=snapshot).order_by("pk")
        ],
    }


def snapshot_assessment(snapshot: Snapshot) -> int:
    """The one assessment that there was at the signing; a copy of it comes later."""
    found = Assessment.objects.filter(intake=snapshot.intake_id).order_by("pk").first()
    assert found
    return found.pk


def post(client: Client, name: str, snapshot: Snapshot, user: User) -> Any:
    place = ADDRESSES[name][1]
    intake = snapshot.intake
    places: dict[str, list[Any]] = {
        "draft": [address_of(intake)],
        "section": [address_of(intake), "pain"],
        "handed_over": [intake.pk],
        "signed": [intake.pk],
        "signed_intake": [address_of(intake)],
        "suggestion": [Suggestion.objects.filter(intake=intake).order_by("pk")[0].pk],
        "letter": [Letter.objects.filter(snapshot=snapshot).order_by("pk")[0].pk],
        "patient": [intake.patient_id],
    }
    return client.post(
        reverse(name, args=places[place]),
        FILLED_IN.get(name, {}),
        headers={"HX-Request": "true", MARK_HEADER: mark_of(intake, user)},
        follow=True,
    )


def told(answer: Any) -> str:
    spoken = [str(each) for each in get_messages(answer.wsgi_request)]
    return " ".join([answer.content.decode(), *spoken])


OF_THE_INTAKE: Final = [name for name in POSTED if ADDRESSES[name][1] in OF_AN_INTAKE]


def test_the_walk_finds_the_addresses_that_take_answers_and_decisions() -> None:
    known = {"save_answer", "undo_answer", "mark_leg", "save_text", "hand_over", "decide", "sign"}
    assert known < set(OF_THE_INTAKE)


@pytest.mark.parametrize("name", [each for each in OF_THE_INTAKE if each not in ALLOWED])
@pytest.mark.parametrize("role", [N, P])
def test_a_signed_intake_refuses_in_words(
    name: str, role: Any, snapshot: Snapshot, nurse: User, physician: User
) -> None:
    user = {N: nurse, P: physician}[role]
    before = what_was_signed(snapshot)
    client = Client()
    client.force_login(user)
    answer = post(client, name, snapshot, user)
    if role not in ADDRESSES[name][2]:
        assert answer.status_code == 403
    else:
        # Refused, or brought to the page that says so; and not for something that was left out.
        assert answer.status_code == 409 or answer.redirect_chain, answer.status_code
        assert "signed" in told(answer).lower()
        assert "no more answers" in told(answer) or answer.status_code == 409
    assert what_was_signed(snapshot) == before
    assert Intake.objects.get(pk=snapshot.intake_id).state == IntakeState.SIGNED


@pytest.mark.parametrize("name", ALLOWED)
def test_amending_and_following_up_leave_what_was_signed_as_it_is(
    name: str, snapshot: Snapshot, physician: User, as_physician: Client
) -> None:
    before = what_was_signed(snapshot)
    answer = post(as_physician, name, snapshot, physician)
    assert answer.status_code < 400
    assert what_was_signed(snapshot) == before


@pytest.mark.parametrize("name", ["send_letter", "cancel_letter"])
def test_what_an_admin_does_with_a_letter_leaves_its_bytes(
    name: str, snapshot: Snapshot, admin_user: User, as_admin: Client
) -> None:
    before = what_was_signed(snapshot)
    assert post(as_admin, name, snapshot, admin_user).status_code == 200
    assert what_was_signed(snapshot) == before


def test_changing_the_patient_leaves_what_was_signed(snapshot: Snapshot, nurse: User) -> None:
    before = what_was_signed(snapshot)
    patient = Patient.objects.get(pk=snapshot.intake.patient_id)
    patient.family_name = "Renamed"
    actions.save_patient(patient, by=nurse)
    actions.add_medicine(patient, by=nurse, name="Amlodipine")
    actions.start_intake(patient, by=nurse)
    assert what_was_signed(snapshot) == before


def test_the_walk_would_notice_a_change(snapshot: Snapshot) -> None:
    before = what_was_signed(snapshot)
    Intake.objects.filter(pk=snapshot.intake_id).update(pulse_dp_left="normal")
    assert what_was_signed(snapshot) != before
