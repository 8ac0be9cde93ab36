"""The call sheet: one page, the four headings, the red flag and what the rule asks for, never more."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from intake import actions
from intake.models import Event, Intake, Patient, User
from intake.printing import render
from intake.readings import Answers
from referrals import lifecycle
from referrals.assess import assess
from referrals.letterhead import LETTERHEAD
from referrals.models import Specialist
from referrals.rules import RULES
from referrals.rules.suggestions import REFERRALS, SUGGESTIBLES, Kind, Urgency
from referrals.sbar import CALLED_ABOUT, CallSheet, call_sheet
from referrals.snapshot import freeze_unsigned
from tests.cases import red_flags, red_flags_infection, red_flags_nerve
from tests.cases.table import Fires, answers, spelled_out
from tests.intake.patients import patient as by_hand
from tests.referrals.signed_intakes import EVERYTHING, Answer
from tests.referrals.test_lifecycle import COLD_LEG

HEADINGS = ("Situation", "Background", "Assessment", "Recommendation")
CALLER = {
    "name": "Petra Physician",
    "role": "Physician",
    "grade": "Consultant",
    "registration": "1234567",
}
LONG = "Wolfeschlegelsteinhausenbergerdorff "


def sheet_for(
    given: Answers, patient: Mapping[str, Any] | None = None, **more: Any
) -> CallSheet | None:
    content = {**freeze_unsigned(given, assess(given).document()), "patient": patient}
    told = {"numbers": {}, "reference": "Intake 1", "made": "2026-11-24T10:42", **more}
    return call_sheet(content, caller=CALLER, house=LETTERHEAD, **told)


def part(sheet: CallSheet, letter: str) -> str:
    lines = next(each.lines for each in sheet.parts if each.letter == letter)
    return "\n".join(f"{said.label}: {said.text}" for said in lines)


def emergencies() -> Iterator[tuple[str, str, Any]]:
    """Every case of every red flag that fires, with the flag it is for."""
    for table in (red_flags, red_flags_infection, red_flags_nerve):
        for rule, rows in table.CASES.items():
            flag = next(id for id in RULES[rule].suggest if SUGGESTIBLES[id].kind is Kind.RED_FLAG)
            for row in rows:
                if isinstance(row, Fires):
                    for case in spelled_out(RULES[rule], row):
                        if case.verdict is True:
                            yield case.title, flag, case.row


def test_every_emergency_has_its_headings_its_flag_and_what_to_do() -> None:
    seen = set()
    for title, flag, row in emergencies():
        given = answers(row)
        entry = next(e for e in assess(given).entries if e.suggestible.id == flag)
        sheet = sheet_for(given)
        if entry.urgency not in CALLED_ABOUT or entry.answered:
            continue
        assert sheet is not None, title
        assert [each.title for each in sheet.parts] == list(HEADINGS), title
        assert all(each.lines for each in sheet.parts), title
        label = SUGGESTIBLES[flag].label.removeprefix("Possible ")
        short = SUGGESTIBLES[flag].in_short.removeprefix("Possible ")
        situation = part(sheet, "S").lower()
        assert label.lower() in situation or short.lower() in situation, title
        assert "not a diagnosis" in situation
        assert "probab" not in situation
        seen.add(flag)
    called_about = {
        id
        for rule in RULES.values()
        for id in rule.suggest
        if SUGGESTIBLES[id].kind is Kind.RED_FLAG
        and min(u.rank for u in (rule.urgency, *(e.to for e in rule.raised))) <= 1
    }
    # Every red flag that can ask for a call was tried with at least one patient.
    assert called_about - seen <= {"limb_threatening_ischaemia"}


def test_what_can_wait_has_no_sheet() -> None:
    assert sheet_for(by_hand({})) is None
    rest_pain = by_hand({"relief_dependency.left": True, "leg_colour.left": "dependent_rubor"})
    (flag,) = [e for e in assess(rest_pain).entries if e.suggestible.kind is Kind.RED_FLAG]
    assert flag.urgency is Urgency.URGENT
    assert sheet_for(rest_pain) is None


def test_the_findings_stand_with_their_values_and_what_is_not_known() -> None:
    sheet = sheet_for(
        by_hand(
            {
                "pain_onset": "sudden",
                "pain_nrs_now": 9,
                "pulse_dp.left": "absent",
                "pulse_pt.left": "absent",
                "pulse_dp.right": "normal",
                "med_anticoagulant": True,
                "cardiac_history": {"atrial_fibrillation"},
                "temp_c": "36.8",
                "heart_rate": 118,
                "acute_motor_loss.left": "none",
            }
        ),
        numbers={"vascular_surgery": ["Vascular team on call, 01632 960001"]},
    )
    assert sheet is not None
    situation, background, assessment, recommendation = (part(sheet, each) for each in "SBAR")
    assert "Possible acute limb ischaemia, left leg. Not a diagnosis." in situation
    assert "sudden" in situation
    assert "9 of 10" in situation
    assert "atrial fibrillation" in background
    assert "Anticoagulant: yes." in background
    assert "Antiplatelet: not recorded." in background
    assert "Left leg: " in assessment
    assert "Heart rate: 118" in assessment
    assert "NEWS2 " in assessment
    assert (
        "Left: femoral, popliteal not recorded; dorsalis pedis, posterior tibial absent."
        in assessment
    )
    assert "not recorded: new loss of feeling" in assessment  # not asked is never absent
    assert "new loss of movement none" in assessment
    assert "ABI: Left: not measured. Right: not measured." in assessment
    assert "Not known: " in assessment
    assert "Now: Phone the vascular surgeon" in recommendation
    assert "Vascular surgery: Vascular team on call, 01632 960001." in recommendation


def test_a_same_day_flag_is_called_about_today_and_an_emergency_comes_first() -> None:
    swollen = {"calf_swelling.left": True}
    del swollen
    bleeding = sheet_for(by_hand({"varicose_bleeding.left": True}))
    assert bleeding is not None
    assert "Today: " in part(bleeding, "R")
    assert bleeding.urgency == Urgency.SAME_DAY.label
    both = sheet_for(
        by_hand(
            {
                "varicose_bleeding.left": True,
                "pain_onset": "sudden",
                "pulse_dp.right": "absent",
                "pulse_pt.right": "absent",
            }
        )
    )
    assert both is not None
    assert both.urgency == Urgency.EMERGENCY.label
    assert "Possible acute limb ischaemia, right leg" in part(both, "S")
    assert "Also possible: bleeding varicose veins, left leg." in part(both, "S")


# --- On paper -----------------------------------------------------------------------------------


@pytest.fixture
def overloaded(nurse: User, intake: Intake, answer: Answer, admin_user: User) -> Intake:
    """Everything present, every text as long as it can be."""
    patient: Patient = intake.patient
    patient.family_name, patient.given_name = (LONG * 4)[:100], (LONG * 4)[:100]
    actions.save_patient(patient, by=nurse)
    for each in range(30):
        actions.add_medicine(patient, by=nurse, name=f"{each} {LONG * 3}", dose=LONG * 3)
        actions.add_allergy(patient, by=nurse, substance=f"{each} {LONG * 3}", reaction=LONG * 5)
    for service in REFERRALS:
        for each in range(3):
            lifecycle.save_specialist(
                Specialist(
                    specialty=service.id,
                    name=f"{each} {LONG * 3}",
                    organisation=LONG * 4,
                    address="1 Road",
                    phone="01632 960 100 extension 12345, bleep 678",
                ),
                by=admin_user,
            )
    answer(intake, dict(EVERYTHING))
    return intake


def text_of(document: bytes) -> tuple[int, str]:
    reader = PdfReader(BytesIO(document))
    return len(reader.pages), " ".join(" ".join(p.extract_text() for p in reader.pages).split())


def test_the_longest_sheet_is_one_page(overloaded: Intake, as_nurse: Client) -> None:
    flags = [
        each
        for each in assess(Answers({})).entries
        if each.suggestible.kind is Kind.RED_FLAG
    ]
    assert not flags
    answer = as_nurse.get(reverse("sbar", args=[overloaded.pk]))
    assert answer.status_code == 200
    number, text = text_of(answer.content)
    assert number == 1
    for heading in (*HEADINGS, "The call", "Time of the call", "Taken by", "Read back"):
        assert heading in text
    assert "more in the summary" in text
    assert "Decision support, not a diagnosis" in text  # the last line is not cut off


def test_the_sheet_is_tagged_and_names_its_patient_on_the_page(
    as_physician: Client, intake: Intake, answer: Answer, nurse: User
) -> None:
    answer(intake, COLD_LEG)
    lifecycle.hand_over(intake, by=nurse)
    document = as_physician.get(reverse("sbar", args=[intake.pk])).content
    number, text = text_of(document)
    assert number == 1
    assert "INVENTED, Ingrid" in text
    assert "943 476 5919" in text
    assert "Not signed" in text
    assert "Petra Physician, Consultant" in text
    assert b"pdfuaid" in document
    reader = PdfReader(BytesIO(document))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_printing_it_is_an_event_and_a_nurse_may_print_it_of_her_draft(
    as_nurse: Client, intake: Intake, answer: Answer
) -> None:
    link = reverse("sbar", args=[intake.pk])
    assert as_nurse.get(link).status_code == 404  # nothing to call about yet
    assert not Event.objects.filter(kind="print call sheet").exists()
    answer(intake, COLD_LEG)
    assert as_nurse.get(link).status_code == 200
    event = Event.objects.get(kind="print call sheet")
    assert (event.actor, event.subject) == ("nurse", f"intake {intake.pk}")


def test_a_declined_flag_is_not_called_about(
    as_physician: Client, intake: Intake, answer: Answer, nurse: User, physician: User
) -> None:
    answer(intake, COLD_LEG)
    assessment = lifecycle.hand_over(intake, by=nurse)
    link = reverse("sbar", args=[intake.pk])
    for flag in assessment.suggestions.filter(kind=Kind.RED_FLAG):
        lifecycle.decide(flag, "declined", by=physician, reason="other_cause")
    assert as_physician.get(link).status_code == 404


def test_everything_on_it_is_black(intake: Intake) -> None:
    sheet = sheet_for(by_hand({"varicose_bleeding.left": True}))
    document = render("pdf/sbar.html", {"sheet": sheet})
    for page in PdfReader(BytesIO(document)).pages:
        contents = page.get_contents()
        assert contents is not None
        for colour in re.findall(rb"([\d.]+ [\d.]+ [\d.]+) (?:rg|RG|scn|SCN)\b", contents.get_data()):
            assert set(colour.split()) <= {b"0", b"0.0", b"1"}
