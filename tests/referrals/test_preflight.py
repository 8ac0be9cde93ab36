"""What a letter lacks, by recipient; it is named and never blocks."""

from typing import Any

import pytest

from intake.findings import FINDINGS
from intake.models import Intake, Patient, User
from intake.roles import Role
from referrals import posting
from referrals.models import Letter, ReplyKind, Snapshot, Specialist
from referrals.preflight import (
    ITEMS,
    JUDGED_BY_READER,
    OF_ALL,
    OF_SPECIALTY,
    Lack,
    lacking,
    returned_items,
)
from referrals.rules.suggestions import REFERRALS
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed
from tests.referrals.signed_letters import print_and_seal

COMPLETE = {
    **REST_PAIN,
    "diabetes_type": "none",
    "hypertension": "absent",
    "hyperlipidaemia": "absent",
    "ckd_known": "absent",
    "exertional_pattern": "none",
    "skin_integrity.right": "intact",
    **{
        f"{pulse}.{leg}": "normal"
        for pulse in ("pulse_femoral", "pulse_popliteal")
        for leg in ("left", "right")
    },
}


@pytest.fixture
def people(nurse: User, physician: User) -> dict[str, User]:
    return {"nurse": nurse, "physician": physician}


def vascular(snapshot: Snapshot) -> dict[str, Any]:
    return next(
        each for each in snapshot.content["suggestions"] if each["id"] == "vascular_surgery"
    )


def lacks(snapshot: Snapshot, *returned_for: str) -> dict[str, Lack]:
    found = lacking(snapshot.content, vascular(snapshot), returned_for)
    return {each.item.id: each for each in found}


def test_the_tables_name_only_what_exists():
    assert OF_SPECIALTY.keys() <= {each.id for each in REFERRALS}
    named = {*OF_ALL, *JUDGED_BY_READER, *(id for ids in OF_SPECIALTY.values() for id in ids)}
    assert named <= ITEMS.keys()
    assert {id for item in ITEMS.values() for id in item.findings} <= FINDINGS.keys()
    assert {item.by for item in ITEMS.values()} == {Role.NURSE, Role.PHYSICIAN, Role.ADMIN}


def test_a_complete_vascular_letter_lacks_only_what_nobody_listed(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    found = lacks(signed(intake, COMPLETE, answer, people))
    assert found.keys() == {"allergies", "medicines"}


@pytest.mark.parametrize(
    ("left_out", "item", "detail"),
    [
        (["hypertension"], "vascular_risk", "not asked: High blood pressure"),
        (["smoking_status"], "smoking", ""),
        (["pulse_dp.left"], "pulses", "not asked: Dorsalis pedis pulse (left)"),
        (["ankle_dp_sbp.right", "ankle_pt_sbp.right"], "abi", "of the right leg"),
        (["brachial_left_sbp", "brachial_right_sbp"], "abi", ""),
        (["exertional_pattern"], "walking", ""),
    ],
)
def test_what_is_missing_is_named_with_its_part(
    left_out: list[str],
    item: str,
    detail: str,
    intake: Intake,
    answer: Answer,
    people: dict[str, User],
):
    answers = {key: text for key, text in COMPLETE.items() if key not in left_out}
    assert lacks(signed(intake, answers, answer, people))[item].detail == detail


def test_the_reason_why_something_is_missing_is_told(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    answers = {**COMPLETE, "skin_integrity.left": "?dressing_or_cast"}
    skin = lacks(signed(intake, answers, answer, people))["skin"]
    assert str(skin) == (
        "the state of the skin of both legs (not assessed, dressing or cast: State of the skin (left))"
    )


def test_an_artery_that_cannot_be_compressed_was_measured(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    answers = {key: text for key, text in COMPLETE.items() if not key.startswith("ankle_")}
    stiff = {f"ankle_not_occludable.{leg}": "present" for leg in ("left", "right")}
    assert "abi" not in lacks(signed(intake, {**answers, **stiff}, answer, people))


def test_an_amputated_leg_lacks_nothing(intake: Intake, answer: Answer, people: dict[str, User]):
    left = {key: text for key, text in COMPLETE.items() if not key.endswith(".right")}
    intake.not_examinable_right = "amputated"
    intake.save(update_fields=["not_examinable_right"])
    found = lacks(signed(intake, left, answer, people))
    assert not {"abi", "pulses", "skin"} & found.keys()


@pytest.mark.parametrize(
    ("column", "item"),
    [
        ("nhs_number", "nhs_number"),
        ("address", "address"),
        ("phone", "phone"),
    ],
)
def test_who_the_patient_is_has_to_be_told(
    column: str,
    item: str,
    intake: Intake,
    patient: Patient,
    answer: Answer,
    people: dict[str, User],
):
    setattr(patient, column, "")
    patient.save()
    assert item in lacks(signed(intake, COMPLETE, answer, people))


@pytest.mark.parametrize(("words", "is_seen"), [(20, True), (100, False)])
@pytest.mark.parametrize(
    ("field", "item"), [("address", "address"), ("gp_address", "gp"), ("", "specialist_address")]
)
def test_an_address_that_runs_below_the_window_is_named(
    intake: Intake,
    answer: Answer,
    people: dict[str, User],
    field: str,
    item: str,
    words: int,
    is_seen: bool,
):
    Patient.objects.update(gp_name="Dr G. Example")
    address = "Sampletown " * words
    if field:
        Patient.objects.update(**{field: address})
    snapshot = signed(intake, COMPLETE, answer, people)
    if not field:
        vascular(snapshot)["specialist"]["address"] = address
    found = lacks(snapshot)
    assert (item not in found) is is_seen
    if not is_seen:
        assert found[item].detail == "the address is too long for the window of the envelope"


def test_a_return_teaches_the_next_letter_to_that_service_and_to_no_other(
    intake: Intake, answer: Answer, people: dict[str, User], admin_user: User
):
    snapshot = signed(intake, COMPLETE, answer, people)
    letter = Letter.objects.get(snapshot=snapshot, suggestion__suggestion="vascular_surgery")
    print_and_seal(letter, b"%PDF", by=admin_user)
    letter.refresh_from_db()
    posting.mark_sent(letter, by=admin_user)
    for missing in ("kidney_function", "imaging", "kidney_function"):
        posting.record_reply(letter, ReplyKind.RETURNED, by=admin_user, missing=missing)
        posting.mark_sent(letter, by=admin_user)
    service = letter.specialist
    assert list(returned_items(service)) == ["kidney_function", "imaging"]
    taught = list(lacks(snapshot, *returned_items(service)).values())
    assert [each.item.id for each in taught[:2]] == ["kidney_function", "imaging"]
    assert all(each.returned_before for each in taught[:2])
    assert not any(each.returned_before for each in taught[2:])
    elsewhere = Specialist(specialty=service.specialty, organisation="Another Hospital")
    assert list(returned_items(elsewhere)) == []
    colleague = Specialist(specialty=service.specialty, organisation=service.organisation)
    assert list(returned_items(colleague)) == ["kidney_function", "imaging"]


def test_what_was_supplied_since_is_no_longer_missed(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    snapshot = signed(intake, {**COMPLETE, "lab_egfr": "61"}, answer, people)
    assert "kidney_function" not in lacks(snapshot, "kidney_function")
    # An item of a form of old, or a typing error in the database, must not break the page.
    assert lacks(snapshot, "no_such_item").keys() == lacks(snapshot).keys()
