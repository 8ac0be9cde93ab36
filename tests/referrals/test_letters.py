"""The content of letters: the first lines, the question, and headings that never vanish."""

from typing import Any

import pytest

from intake import actions
from intake.findings import FINDINGS, SECTIONS
from intake.models import Intake, Patient, User
from referrals import lifecycle
from referrals.letter_findings import ARMS, HEADING_OF_SECTION, MOVED
from referrals.letter_headings import THINNERS, headings
from referrals.letter_question import QUESTIONS
from referrals.letterhead import LETTERHEAD
from referrals.letters import REST_PAIN as REST_PAIN_IDS
from referrals.letters import LetterContent, draft_question, letter_of
from referrals.models import Snapshot, Suggestion
from referrals.rules.suggestions import REFERRALS
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed

HEADINGS = [
    "Patient demographics",
    "GP practice",
    "Referrer details",
    "Person completing record",
    "Attendance details",
    "Presenting complaints",
    "Clinical summary",
    "Examination",
    "Investigation results",
    "Assessment scales",
    "Diagnoses",
    "Relevant past history",
    "Medications and medical devices",
    "Allergies and adverse reactions",
    "Procedures",
    "Social context",
    "Individual requirements",
    "Patient and carer concerns",
    "Information and advice given",
    "Plan and requested actions",
    "Distribution list",
]


@pytest.fixture
def people(nurse: User, physician: User) -> dict[str, User]:
    return {"nurse": nurse, "physician": physician}


@pytest.fixture
def rest_pain(intake: Intake, answer: Answer, people: dict[str, User]) -> Snapshot:
    return signed(intake, REST_PAIN, answer, people)


def vascular(snapshot: Snapshot) -> LetterContent:
    letter = snapshot.letters.get(suggestion__suggestion="vascular_surgery")
    return letter_of(snapshot.content, "vascular_surgery", number=letter.pk, version=1)


def lines(letter: LetterContent, heading: str) -> list[str]:
    block = next(each for each in letter.blocks if each.title == heading)
    return [f"{line.label}: {line.text}" if line.label else line.text for line in block.lines]


def firsts(letter: LetterContent) -> dict[str, Any]:
    return {line.label: (line.answer, line.detail) for line in letter.first_lines}


def test_first_lines_of_rest_pain(rest_pain: Snapshot):
    found = firsts(vascular(rest_pain))
    assert found["Rest pain"] == (
        "yes",
        "(Pain at rest; Pain worse lying flat; Eased by hanging the leg down: left yes, right no)",
    )
    assert found["Tissue loss"][0] == "left no, intact; right not assessed: dressing or cast"
    assert (
        found["ABI"][0]
        == "left 0.42, abnormal (62/148 mmHg); right 0.91, borderline (134/148 mmHg)"
    )
    assert found["Urgency"][0] == "Urgent, within 2 weeks"
    assert "Posterior tibial pulse: absent" in found["Urgency"][1]


def test_question_quotes_the_patients_own_values(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    answer(intake, dict(REST_PAIN))
    lifecycle.hand_over(intake, by=people["nurse"])
    suggestion = Suggestion.objects.get(intake=intake, suggestion="vascular_surgery")
    assert draft_question(suggestion) == (
        "Rest pain in the left leg with ABI 0.42. Is revascularisation indicated, and how soon "
        "will you see the patient?"
    )


def test_question_of_an_emergency_names_what_is_suspected(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    answer(
        intake,
        {
            "pain_onset": "sudden",
            "pain_side": "right",
            "pain_site.right": "foot",
            "numbness_symptom.right": "present",
            "skin_temp.right": "cold",
            "leg_colour.right": "pale",
            "pulse_dp.right": "absent",
            "pulse_pt.right": "absent",
        },
    )
    lifecycle.hand_over(intake, by=people["nurse"])
    suggestion = Suggestion.objects.get(intake=intake, suggestion="vascular_surgery")
    question = draft_question(suggestion)
    assert "Dorsalis pedis" not in question[1:]  # no capitals in the middle of a sentence
    assert "right leg:" in question.lower()
    assert question.endswith("where will you see the patient now?")


def test_headings_stand_in_order_and_never_vanish(rest_pain: Snapshot):
    entry = next(
        each for each in rest_pain.content["suggestions"] if each["id"] == "vascular_surgery"
    )
    titles = [block.title for block in headings(rest_pain.content, entry, LETTERHEAD)]
    assert titles == [*HEADINGS, "Not asked or not assessed"]


def test_safety_alerts_are_printed_only_if_set(
    intake: Intake, patient: Patient, answer: Answer, people: dict[str, User]
):
    patient.safety_alerts = "Falls"
    actions.save_patient(patient, by=people["nurse"])
    letter = vascular(signed(intake, REST_PAIN, answer, people))
    assert lines(letter, "Safety alerts") == ["Falls"]


def test_nothing_recorded_is_said_in_words(rest_pain: Snapshot):
    letter = vascular(rest_pain)
    assert lines(letter, "Patient and carer concerns") == []  # printed as "not recorded"
    assert lines(letter, "Allergies and adverse reactions") == ["not recorded"]
    assert "Antiplatelet: not recorded" in lines(letter, "Medications and medical devices")


def test_no_known_allergies_is_not_the_same_as_not_recorded(
    intake: Intake, patient: Patient, answer: Answer, people: dict[str, User]
):
    patient.allergy_status = "none_known"
    actions.save_patient(patient, by=people["nurse"])
    letter = vascular(signed(intake, REST_PAIN, answer, people))
    assert lines(letter, "Allergies and adverse reactions") == ["none known"]


def test_what_thins_the_blood_is_strong(
    intake: Intake, patient: Patient, answer: Answer, people: dict[str, User]
):
    for name in ("Apixaban 5 mg", "Clopidogrel 75 mg", "Amlodipine 5 mg"):
        actions.add_medicine(patient, by=people["nurse"], name=name)
    letter = vascular(signed(intake, REST_PAIN, answer, people))
    block = next(each for each in letter.blocks if each.title.startswith("Medications"))
    strong = [line.text for line in block.lines if line.strong]
    assert strong == ["yes", "Apixaban 5 mg", "Clopidogrel 75 mg"]


def test_no_diagnosis_is_ever_confirmed(rest_pain: Snapshot):
    assert lines(vascular(rest_pain), "Diagnoses") == [
        "None confirmed by this letter.",
        "Suspected, not confirmed: Chronic limb-threatening ischaemia (left leg)",
    ]


def test_recorded_absence_and_reasons_reach_the_letter(rest_pain: Snapshot):
    letter = vascular(rest_pain)
    assert "No: Urge to move the legs" in lines(letter, "Presenting complaints")
    table = next(each for each in letter.blocks if each.title == "Examination").tables[0]
    assert ("State of the skin", "intact", "not assessed: dressing or cast") in table.rows


def test_raw_pressures_stand_apart_from_the_index(rest_pain: Snapshot):
    block = next(each for each in vascular(rest_pain).blocks if each.title.startswith("Invest"))
    raw, worked_out = block.tables
    assert raw.rows[0] == ("Arm systolic pressure", "140 mmHg", "148 mmHg")
    assert ("Ankle pressure, dorsalis pedis", "62 mmHg", "128 mmHg") in raw.rows
    assert worked_out.rows[0][0] == "ABI"


def test_an_index_above_140_is_never_called_normal(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    stiff = {
        f"ankle_{artery}_sbp.{leg}": "230" for artery in ("dp", "pt") for leg in ("left", "right")
    }
    letter = vascular(signed(intake, {**REST_PAIN, **stiff}, answer, people))
    text = firsts(letter)["ABI"][0]
    assert text == "1.55, not compressible (230/148 mmHg) (both legs)"


def test_an_artery_that_cannot_be_compressed_has_no_number(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    answers = {key: text for key, text in REST_PAIN.items() if not key.endswith("_sbp.right")}
    answers["ankle_not_occludable.right"] = "present"
    letter = vascular(signed(intake, answers, answer, people))
    assert firsts(letter)["ABI"][0].endswith("right above 1.40, artery not compressible")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "not recorded"),
        ({"pain_at_rest": "absent"}, "no"),
        ({"pain_at_rest": "?unknown"}, "asked, not known"),
        ({"worse_lying_flat": "absent"}, "not recorded"),
        (
            {
                "worse_lying_flat": "absent",
                "relief_dependency.left": "absent",
                "relief_dependency.right": "absent",
            },
            "no",
        ),
        ({"pain_at_rest": "absent", "relief_dependency.left": "present"}, "yes"),
    ],
)
def test_rest_pain_is_never_taken_for_absent_unasked(
    answers: dict[str, str],
    expected: str,
    intake: Intake,
    answer: Answer,
    people: dict[str, User],
):
    asked = {
        key: text for key, text in REST_PAIN.items() if key.partition(".")[0] not in REST_PAIN_IDS
    }
    # Tissue loss brings the referral without any word on rest pain.
    asked["skin_integrity.left"] = "dry_gangrene"
    letter = vascular(signed(intake, {**asked, **answers}, answer, people))
    assert firsts(letter)["Rest pain"][0] == expected
    assert firsts(letter)["Tissue loss"][0].startswith("left yes, dry gangrene")


def test_tables_of_findings_name_only_what_exists():
    assert HEADING_OF_SECTION.keys() == {section.id for section in SECTIONS}
    named = {*MOVED, *ARMS, *REST_PAIN_IDS, *(id for _, id in THINNERS)}
    assert named <= FINDINGS.keys()


def test_every_service_has_its_question():
    assert QUESTIONS.keys() == {each.id for each in REFERRALS}
