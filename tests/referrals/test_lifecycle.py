"""Handing over, deciding, signing and sending: what is refused, and that nothing happens twice."""

import hashlib
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from intake import actions
from intake.models import Event, Intake, IntakeState, User
from intake.moves import Refused
from referrals import directory, lifecycle, posting
from referrals.models import (
    Assessment,
    DeclineReason,
    Letter,
    LetterState,
    Snapshot,
    Specialist,
    Suggestion,
    SuggestionState,
)
from referrals.snapshot import fingerprint
from tests.referrals.signed_letters import print_and_seal

COLD_LEG = {
    "pain_side": "left",
    "pain_onset": "sudden",
    "skin_temp.left": "cold",
    "leg_colour.left": "pale",
    "pulse_dp.left": "absent",
    "pulse_pt.left": "absent",
}
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def assessment(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    answer(intake, COLD_LEG)
    return lifecycle.hand_over(intake, by=nurse)


@pytest.fixture
def surgeon(admin_user: User) -> Specialist:
    return directory.save_specialist(
        Specialist(
            specialty="vascular_surgery", name="Mr A. Artery", organisation="Clinic", address="1 St"
        ),
        by=admin_user,
    )


def suggestion(assessment: Assessment, name: str) -> Suggestion:
    return assessment.suggestions.get(suggestion=name)


def sign_all(assessment: Assessment, physician: User, surgeon: Specialist) -> Snapshot:
    lifecycle.decide(
        suggestion(assessment, "acute_limb_ischaemia"), SuggestionState.ACCEPTED, by=physician
    )
    lifecycle.decide(
        suggestion(assessment, "vascular_surgery"),
        SuggestionState.ACCEPTED,
        by=physician,
        specialist=surgeon,
        question="Will you see her now?",
    )
    return lifecycle.sign(Intake.objects.get(pk=assessment.intake_id), by=physician)


@pytest.fixture
def letter(assessment: Assessment, physician: User, surgeon: Specialist) -> Letter:
    return sign_all(assessment, physician, surgeon).letters.get()


# --- Deciding -----------------------------------------------------------------------------------


def test_declining_needs_a_reason(assessment: Assessment, physician: User) -> None:
    test = suggestion(assessment, "abi")
    with pytest.raises(Refused, match="why"):
        lifecycle.decide(test, SuggestionState.DECLINED, by=physician)
    with pytest.raises(Refused, match="few words"):
        lifecycle.decide(test, SuggestionState.DECLINED, by=physician, reason=DeclineReason.OTHER)
    lifecycle.decide(
        test, SuggestionState.DECLINED, by=physician, reason=DeclineReason.NOT_AVAILABLE
    )
    test.refresh_from_db()
    assert (test.state, test.decided_by) == (SuggestionState.DECLINED, physician)


def test_only_an_active_specialist_of_the_specialty_can_be_referred_to(
    assessment: Assessment, physician: User, surgeon: Specialist, admin_user: User
) -> None:
    neurologist = Specialist(
        specialty="neurology", name="Dr N.", organisation="Clinic", address="1 St"
    )
    directory.save_specialist(neurologist, by=admin_user)
    referral = suggestion(assessment, "vascular_surgery")
    with pytest.raises(Refused, match="another specialty"):
        lifecycle.decide(
            referral, SuggestionState.ACCEPTED, by=physician, specialist=neurologist, question="?"
        )
    surgeon.active = False
    directory.save_specialist(surgeon, by=admin_user)
    with pytest.raises(Refused, match="no longer listed"):
        lifecycle.decide(
            referral, SuggestionState.ACCEPTED, by=physician, specialist=surgeon, question="?"
        )
    referral.refresh_from_db()
    assert referral.state == SuggestionState.PROPOSED


@pytest.mark.parametrize("who", ["nurse", "admin_user", "manager"])
def test_only_a_physician_decides(
    assessment: Assessment, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        lifecycle.decide(
            suggestion(assessment, "abi"),
            SuggestionState.ACCEPTED,
            by=request.getfixturevalue(who),
        )


def test_a_decision_made_elsewhere_is_not_overwritten(
    assessment: Assessment, physician: User
) -> None:
    test = suggestion(assessment, "abi")
    seen = lifecycle.mark_of(test)
    lifecycle.decide(test, SuggestionState.LATER, by=physician, seen=seen)
    with pytest.raises(Refused, match="later by Petra Physician"):
        lifecycle.decide(test, SuggestionState.ACCEPTED, by=physician, seen=seen)
    test.refresh_from_db()
    assert test.state == SuggestionState.LATER


def test_a_decision_survives_a_second_hand_over_only_for_the_same_reasons(
    assessment: Assessment,
    intake: Intake,
    answer: Callable[..., None],
    nurse: User,
    physician: User,
) -> None:
    lifecycle.decide(
        suggestion(assessment, "acute_limb_ischaemia"), SuggestionState.ACCEPTED, by=physician
    )
    lifecycle.decide(suggestion(assessment, "hba1c"), SuggestionState.LATER, by=physician)
    actions.return_to_nurse(intake, by=physician, why="Which leg?")
    answer(intake, {"numbness_symptom.left": "present", "weakness_symptom.left": "present"})
    second = lifecycle.hand_over(intake, by=nurse)
    states = {each.suggestion: each.state for each in second.suggestions.all()}
    assert states["acute_limb_ischaemia"] == SuggestionState.PROPOSED  # new reasons: look again
    assert states["hba1c"] == SuggestionState.LATER
    assert {each.state for each in assessment.suggestions.all()} == {SuggestionState.SUPERSEDED}
    assert Assessment.objects.get(intake=intake, is_current=True) == second


# --- Signing ------------------------------------------------------------------------------------


def test_an_undecided_red_flag_keeps_an_intake_from_being_signed(
    assessment: Assessment, intake: Intake, physician: User
) -> None:
    with pytest.raises(Refused, match="Acute limb ischaemia"):
        lifecycle.sign(intake, by=physician)
    intake.refresh_from_db()
    assert intake.state == IntakeState.HANDED_OVER
    assert not Snapshot.objects.exists()
    assert not Event.objects.filter(kind="sign").exists()


def test_signing_freezes_once_and_makes_letters_of_accepted_referrals_only(
    assessment: Assessment, physician: User, surgeon: Specialist
) -> None:
    snapshot = sign_all(assessment, physician, surgeon)
    intake = Intake.objects.get(pk=assessment.intake_id)
    with pytest.raises(Refused, match="signed"):
        lifecycle.sign(intake, by=physician)
    assert Snapshot.objects.get() == snapshot
    assert snapshot.sha256 == fingerprint(snapshot.content)
    letter = Letter.objects.get()
    assert (letter.specialist, letter.state) == (surgeon, LetterState.SIGNED)
    undecided = assessment.suggestions.exclude(decided_by=physician)
    assert undecided.count() > 2
    assert {each.state for each in undecided} == {SuggestionState.IGNORED}


def test_nobody_signs_decisions_that_they_have_not_seen(
    assessment: Assessment, intake: Intake, physician: User
) -> None:
    seen = lifecycle.mark_of(*assessment.suggestions.all())
    lifecycle.decide(
        suggestion(assessment, "acute_limb_ischaemia"), SuggestionState.ALREADY_DONE, by=physician
    )
    with pytest.raises(Refused, match="elsewhere"):
        lifecycle.sign(intake, by=physician, seen=seen)
    lifecycle.sign(intake, by=physician, seen=lifecycle.mark_of(*assessment.suggestions.all()))


def test_nothing_is_decided_after_signing(letter: Letter, physician: User) -> None:
    with pytest.raises(Refused, match="signed"):
        lifecycle.decide(letter.suggestion, SuggestionState.LATER, by=physician)


def test_a_referral_needs_somebody_and_a_question(assessment: Assessment, physician: User) -> None:
    referral = suggestion(assessment, "vascular_surgery")
    lifecycle.decide(referral, SuggestionState.ACCEPTED, by=physician)
    found = lifecycle.obstacles([referral])
    assert len(found) == 2
    assert "whom" in found[0]
    assert "question" in found[1]


# --- Letters ------------------------------------------------------------------------------------


def test_a_reprint_is_byte_identical_and_counted(letter: Letter, admin_user: User) -> None:
    first = print_and_seal(letter, PDF, by=admin_user)
    again = print_and_seal(letter, b"something else", by=admin_user)
    letter.refresh_from_db()
    assert first == again == PDF
    [document] = letter.documents.all()
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert letter.times_printed == 2
    kinds = Event.objects.filter(subject=f"letter {letter.pk}").values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == ["create letter", "print", "print again"]


def test_only_a_printed_letter_is_sent_and_only_with_a_reason_is_one_cancelled(
    letter: Letter, admin_user: User
) -> None:
    with pytest.raises(Refused, match="print it first"):
        posting.mark_sent(letter, by=admin_user)
    with pytest.raises(Refused, match="why"):
        posting.cancel_letter(letter, by=admin_user, why=" ")
    print_and_seal(letter, PDF, by=admin_user)
    letter.refresh_from_db()
    posting.mark_sent(letter, by=admin_user)
    with pytest.raises(Refused, match="sent"):
        posting.cancel_letter(letter, by=admin_user, why="wrong address")


def test_a_cancelled_letter_is_not_printed(letter: Letter, admin_user: User) -> None:
    posting.cancel_letter(letter, by=admin_user, why="seen in clinic already")
    with pytest.raises(Refused, match="cancelled"):
        print_and_seal(letter, PDF, by=admin_user)


def test_a_physician_sends_no_letters(letter: Letter, physician: User) -> None:
    with pytest.raises(PermissionDenied):
        print_and_seal(letter, PDF, by=physician)


def test_no_move_stands_twice() -> None:
    moves = [(each.model, each.start, each.to, each.event) for each in lifecycle.MOVES]
    assert len(moves) == len(set(moves))
