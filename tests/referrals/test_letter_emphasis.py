"""What each specialty sees first; and that nothing is left out because it does not come first."""

import pytest

from intake.findings import FINDINGS
from intake.models import Intake, User
from referrals.letter_emphasis import ANY_SERVICE, EMERGENCY, EMPHASIS, emphasis_for
from referrals.letter_headings import headings
from referrals.letterhead import LETTERHEAD
from referrals.letters import LetterContent, letter_of
from referrals.models import Snapshot
from referrals.rules.suggestions import REFERRALS
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed
from tests.referrals.test_letters import HEADINGS


@pytest.fixture
def people(nurse: User, physician: User) -> dict[str, User]:
    return {"nurse": nurse, "physician": physician}


def letter_to(specialty: str, snapshot: Snapshot) -> LetterContent:
    """The letter as it would be if this specialty were referred to."""
    entry = next(each for each in snapshot.content["suggestions"] if each["kind"] == "referral")
    content = {**snapshot.content, "suggestions": [{**entry, "id": specialty}]}
    return letter_of(content, specialty, number=1, version=1)


def told(letter: LetterContent) -> dict[str, str]:
    return {line.label: line.detail for line in letter.key_lines}


def test_the_tables_name_only_findings_headings_and_services_that_exist():
    services = {each.id for each in REFERRALS}
    assert services - {"emergency_department"} == EMPHASIS.keys()
    for emphasis in (*EMPHASIS.values(), EMERGENCY, ANY_SERVICE):
        assert {id for _, ids in emphasis.lines for id in ids} <= FINDINGS.keys()
        assert set(emphasis.headings) <= set(HEADINGS)
        labels = [label for label, _ in emphasis.lines]
        assert len(set(labels)) == len(labels)


def test_a_vascular_letter_tells_pulses_smoking_risks_and_medicines_at_its_head(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    """The audited items of vascular referrals (Chetcuti 2009)."""
    extra = {"diabetes_type": "type2", "hypertension": "absent", "med_statin": "?unknown"}
    snapshot = signed(intake, {**REST_PAIN, **extra}, answer, people)
    lines = told(letter_to("vascular_surgery", snapshot))
    assert lines["Pulses"] == (
        "Dorsalis pedis pulse: left absent, right reduced; Posterior tibial pulse: left absent, "
        "right normal; Not recorded: Femoral pulse, Popliteal pulse"
    )
    assert lines["Smoking"].startswith("Smoking: current smoker")
    assert "Diabetes: type 2" in lines["Risk factors"]
    assert "No: High blood pressure" in lines["Risk factors"]
    assert "Taking an anticoagulant" in lines["Medicines"]
    assert "Taking a statin" in lines["Medicines"]
    assert lines["Procedures"] == "not recorded"


def test_what_was_not_assessed_keeps_its_reason_and_is_never_called_absent(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    extra = {"pulse_femoral.left": "?no_time", "pulse_femoral.right": "?no_time"}
    snapshot = signed(intake, {**REST_PAIN, **extra}, answer, people)
    pulses = told(letter_to("vascular_surgery", snapshot))["Pulses"]
    assert "Not assessed, no time: Femoral pulse" in pulses
    assert "No: " not in pulses


@pytest.mark.parametrize("specialty", [*EMPHASIS, "emergency_department", "own-1"])
def test_every_heading_stands_in_every_letter_whatever_its_order(
    specialty: str, intake: Intake, answer: Answer, people: dict[str, User]
):
    snapshot = signed(intake, REST_PAIN, answer, people)
    letter = letter_to(specialty, snapshot)
    entry = next(each for each in snapshot.content["suggestions"] if each["kind"] == "referral")
    usual = list(headings(snapshot.content, entry, LETTERHEAD))
    titles = [block.title for block in letter.blocks]
    assert sorted(titles) == sorted(each.title for each in usual)
    first = list(emphasis_for(specialty).headings)
    assert titles[: len(first)] == first
    assert titles[-1] == "Not asked or not assessed"


def test_services_that_ask_for_different_things_get_different_heads(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    snapshot = signed(intake, REST_PAIN, answer, people)
    heads = {
        specialty: tuple(told(letter_to(specialty, snapshot)))
        for specialty in (
            "vascular_surgery",
            "venous_service",
            "neurology",
            "pain_management",
            "spinal_surgery",
            "diabetic_foot_service",
            "rheumatology",
        )
    }
    assert len(set(heads.values())) == len(heads)
