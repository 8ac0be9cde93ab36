"""The question to the specialist, what was tried, and who gets a copy: confirmed, and on paper."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from intake import actions
from intake.answers import answers_of
from intake.models import Intake, Medicine, Patient, User
from intake.moves import Refused
from referrals import directory, lifecycle
from referrals.letter_tried import draft_tried
from referrals.letters import LetterContent, letter_of
from referrals.models import Assessment, Snapshot, Specialist, Suggestion, SuggestionState
from referrals.own_suggestions import add_suggestion
from referrals.summaries import summary_content
from tests.referrals.signed_intakes import REST_PAIN, signed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def assessment(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    answer(intake, dict(REST_PAIN))
    return lifecycle.hand_over(intake, by=nurse)


@pytest.fixture
def surgeon(admin_user: User) -> Specialist:
    return directory.save_specialist(
        Specialist(
            specialty="vascular_surgery",
            name="Mr A. Artery",
            organisation="Clinic",
            address="Clinic\n1 Street\nTown",
        ),
        by=admin_user,
    )


def referral(intake_pk: int, name: str = "vascular_surgery") -> Suggestion:
    return Suggestion.objects.get(intake=intake_pk, suggestion=name, assessment__is_current=True)


def accept(row: Suggestion, by: User, to: Specialist, **more: Any) -> Suggestion:
    asked = {"question": "Will you see her?"} | more
    return lifecycle.decide(row, SuggestionState.ACCEPTED, by=by, specialist=to, **asked)


def hand_over_again(intake_pk: int, by: dict[str, User], answers: dict[str, str]) -> None:
    intake = Intake.objects.get(pk=intake_pk)
    actions.return_to_nurse(intake, by=by["physician"], why="Look again.")
    actions.record(intake, answers, by=by["nurse"])
    lifecycle.hand_over(intake, by=by["nurse"])


# --- The question -------------------------------------------------------------------------------


def test_a_confirmed_question_stands_while_it_would_be_drafted_in_the_same_words(
    assessment: Assessment, physician: User, nurse: User, surgeon: Specialist
) -> None:
    row = referral(assessment.intake_id)
    accept(row, physician, surgeon, tried="Aspirin.", copy_to_gp=False)
    people = {"physician": physician, "nurse": nurse}
    hand_over_again(assessment.intake_id, people, {"rls_urge": "?declined"})
    kept = referral(assessment.intake_id)
    assert kept.entry["drafted"] == row.entry["drafted"]
    assert (kept.state, kept.question) == (SuggestionState.ACCEPTED, "Will you see her?")
    assert (kept.tried, kept.copy_to_gp, kept.copy_to_patient) == ("Aspirin.", False, True)


def test_a_question_that_would_be_drafted_otherwise_is_asked_for_again(
    assessment: Assessment,
    physician: User,
    nurse: User,
    surgeon: Specialist,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where the reasons of the suggestion are word for word what they were."""
    row = accept(referral(assessment.intake_id), physician, surgeon)
    monkeypatch.setattr(lifecycle, "drafted", lambda *_: "Tissue loss in the left leg. And now?")
    hand_over_again(
        assessment.intake_id, {"physician": physician, "nurse": nurse}, {"rls_urge": "?declined"}
    )
    now = referral(assessment.intake_id)
    assert {**now.entry, "drafted": ""} == {**row.entry, "drafted": ""}
    assert (now.state, now.question) == (SuggestionState.PROPOSED, "")


def test_an_own_referral_stays_but_its_question_has_to_be_confirmed_again(
    assessment: Assessment,
    physician: User,
    nurse: User,
    admin_user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    somebody = directory.save_specialist(
        Specialist(specialty="neurology", name="Dr N", organisation="Clinic", address="1"),
        by=admin_user,
    )
    own = add_suggestion(
        assessment, by=physician, suggestion="neurology", urgency="routine", because="Tremor"
    )
    assert own.entry["drafted"].startswith("Tremor. What is the cause")
    accept(own, physician, somebody)
    people = {"physician": physician, "nurse": nurse}
    hand_over_again(assessment.intake_id, people, {"rls_urge": "?declined"})
    assert referral(assessment.intake_id, "neurology").question == "Will you see her?"
    monkeypatch.setattr(lifecycle, "drafted", lambda *_: "Other words.")
    hand_over_again(assessment.intake_id, people, {"rls_urge": "absent"})
    now = referral(assessment.intake_id, "neurology")
    assert (now.state, now.specialist, now.question) == (SuggestionState.ACCEPTED, somebody, "")
    assert "Neurology: write the question to the specialist." in lifecycle.obstacles([now])


def test_without_a_question_nothing_is_signed(
    assessment: Assessment, physician: User, surgeon: Specialist
) -> None:
    for each in assessment.standing():
        if each.kind == "red_flag":
            lifecycle.decide(each, SuggestionState.ACCEPTED, by=physician)
    accept(referral(assessment.intake_id), physician, surgeon, question="  ")
    with pytest.raises(Refused, match="question to the specialist"):
        lifecycle.sign(Intake.objects.get(pk=assessment.intake_id), by=physician)


# --- What was tried -----------------------------------------------------------------------------


def medicine(name: str, **what: Any) -> Medicine:
    return Medicine(name=name, **what)


@pytest.mark.parametrize(
    ("medicines", "self_care", "expected"),
    [
        ([], "", ""),
        ([], "absent", ""),  # may mean that nothing was tried
        ([], "?unknown", ""),
        (
            [],
            "present",
            "Self-care, such as exercise, rest or simple painkillers, without enough relief.",
        ),
        ([medicine("Ramipril"), medicine("Atenolol", stopped=True)], "", ""),
        (
            [
                medicine("Gabapentin", dose="300 mg", tried_for_this=True, stopped=True),
                medicine("Quinine", tried_for_this=True, started="2024"),
            ],
            "",
            "Gabapentin 300 mg (stopped); Quinine, since 2024 (still taken).",
        ),
    ],
)
def test_what_was_tried_is_drafted_from_what_is_recorded(
    intake: Intake,
    answer: Callable[..., None],
    medicines: list[Medicine],
    self_care: str,
    expected: str,
) -> None:
    if self_care:
        answer(intake, {"self_care_failed": self_care})
    assert draft_tried(medicines, answers_of(intake)) == expected


# --- The form -----------------------------------------------------------------------------------


def decide(client: Client, row: Suggestion, **typed: Any) -> Any:
    return client.post(reverse("decide", args=[row.pk]), typed, headers=HTMX)


def card_of(client: Client, row: Suggestion) -> str:
    shown = client.get(reverse("review", args=[row.intake_id])).content.decode()
    return shown.split(f'id="suggestion-{row.pk}"')[1].split("</article>")[0]


def test_the_form_begins_with_drafts_and_both_copies_and_shows_the_site(
    as_physician: Client, assessment: Assessment, nurse: User, surgeon: Specialist
) -> None:
    actions.add_medicine(
        assessment.intake.patient, by=nurse, name="Gabapentin", tried_for_this=True, stopped=True
    )
    row = referral(assessment.intake_id)
    card = card_of(as_physician, row)
    assert row.entry["drafted"] in card
    assert "Gabapentin (stopped)." in card
    assert 'name="copy_to_gp" value="on" checked' in card
    assert 'name="copy_to_patient" value="on" checked' in card
    assert "<strong>Mr A. Artery</strong>, Clinic" in card
    assert "1 Street, Town" in card  # on its own line, without the organisation once more


def test_without_a_gp_the_copy_is_greyed_with_a_word(
    as_physician: Client, assessment: Assessment, patient: Patient, nurse: User, surgeon: Specialist
) -> None:
    patient.gp_name = patient.gp_practice = ""
    actions.save_patient(patient, by=nurse)
    card = card_of(as_physician, referral(assessment.intake_id))
    assert 'name="copy_to_gp" value="on" disabled' in card
    assert "none is recorded" in card


def test_boxes_not_ticked_are_kept_and_shown_again_after_a_refusal(
    as_physician: Client, assessment: Assessment, surgeon: Specialist
) -> None:
    row = referral(assessment.intake_id)
    typed = {"to": "accepted", "specialist": surgeon.pk, "tried": "Cilostazol.", "copy_to_gp": "on"}
    refused = decide(as_physician, row, **typed, question=" ")
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Cilostazol." in shown
    assert 'name="copy_to_gp" value="on" checked' in shown
    assert 'name="copy_to_patient" value="on">' in shown
    decide(as_physician, row, **typed, question="How soon?")
    row.refresh_from_db()
    assert (row.tried, row.copy_to_gp, row.copy_to_patient) == ("Cilostazol.", True, False)


# --- On paper -----------------------------------------------------------------------------------


def letter_with(snapshot: Snapshot, **changes: Any) -> LetterContent:
    content = copy.deepcopy(snapshot.content)
    for each in content["suggestions"]:
        if each["id"] == "vascular_surgery":
            each.update(changes)
    return letter_of(content, "vascular_surgery", number=1, version=1)


def lines(letter: LetterContent, title: str) -> dict[str, str]:
    [block] = [each for each in letter.blocks if each.title == title]
    return {line.label: line.text for line in block.lines}


@pytest.fixture
def snapshot(intake: Intake, answer: Callable[..., None], nurse: User, physician: User) -> Snapshot:
    return signed(intake, REST_PAIN, answer, {"nurse": nurse, "physician": physician})


TREATMENT = "Medications and medical devices"


def test_the_letter_tells_what_was_tried_or_that_it_is_not_recorded(snapshot: Snapshot) -> None:
    told = lines(letter_with(snapshot, tried="Two stents.\nWalking."), TREATMENT)
    assert told["Tried already for this problem"] == "Two stents. Walking."
    told = lines(letter_with(snapshot, tried=""), TREATMENT)
    assert told["Tried already for this problem"] == "not recorded"


@pytest.mark.parametrize(
    ("to_gp", "to_patient", "practice", "person"),
    [
        (True, True, "Dr G. Sample, Sample Surgery", "INVENTED, Ingrid"),
        (False, True, "none", "INVENTED, Ingrid"),
        (True, False, "Dr G. Sample, Sample Surgery", "none"),
    ],
)
def test_the_distribution_list_names_each_copy(
    snapshot: Snapshot, to_gp: bool, to_patient: bool, practice: str, person: str
) -> None:
    letter = letter_with(snapshot, copy_to_gp=to_gp, copy_to_patient=to_patient)
    told = lines(letter, "Distribution list")
    assert (told["Copy to GP"], told["Copy to patient"]) == (practice, person)
    assert told["File copy"] == "hospital record"


def test_a_gp_who_is_not_recorded_is_said_to_be_so(snapshot: Snapshot) -> None:
    snapshot.content["patient"]["gp"] = {"name": "", "practice": "", "address": ""}
    told = lines(letter_with(snapshot, copy_to_gp=False), "Distribution list")
    assert told["Copy to GP"] == "GP not recorded"


def test_snapshots_of_old_read_as_they_were_signed(snapshot: Snapshot) -> None:
    for each in snapshot.content["suggestions"]:
        for name in ("tried", "copy_to_gp", "copy_to_patient", "added_by", "drafted"):
            each.pop(name, None)
    letter = letter_with(snapshot)
    assert "Tried already for this problem" not in lines(letter, TREATMENT)
    told = lines(letter, "Distribution list")
    assert told["Copy to GP"] == "Dr G. Sample, Sample Surgery"
    assert told["Copy to patient"] == "INVENTED, Ingrid"
    notes = [
        note
        for _, some in summary_content(snapshot.content, version=1).suggestions
        for each in some
        for note in each.notes
    ]
    assert not [note for note in notes if note.startswith(("Tried", "Copies", "Added"))]


def test_the_summary_tells_both(snapshot: Snapshot) -> None:
    for each in snapshot.content["suggestions"]:
        if each["id"] == "vascular_surgery":
            each |= {"tried": "Two stents", "copy_to_gp": False}
    [notes] = [
        each.notes
        for _, some in summary_content(snapshot.content, version=1).suggestions
        for each in some
        if each.label == "Vascular surgery"
    ]
    assert "Tried already: Two stents." in notes
    assert "Copies: patient, hospital record." in notes
