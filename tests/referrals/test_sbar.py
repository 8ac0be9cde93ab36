"""The call sheet: one page, the four headings, the red flag and what the rule asks for, never more."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from intake.addresses import address_of
from intake.answers import read_typed
from intake.findings import KEYS
from intake.models import Event, Intake, User
from intake.printing import render
from intake.readings import Answers
from referrals import lifecycle
from referrals.assess import Assessment, assess
from referrals.letterhead import LETTERHEAD
from referrals.rules import RULES
from referrals.rules.suggestions import REFERRALS, SUGGESTIBLES, Kind, Urgency
from referrals.sbar import CALLED_ABOUT, CallSheet, call_sheet
from referrals.snapshot import freeze_unsigned
from tests.cases import CASES
from tests.cases.table import Fires, answers, spelled_out
from tests.intake.patients import patient as by_hand
from tests.pdf_text import pages_of
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
    return sheet_of(
        {**freeze_unsigned(given, assess(given).document()), "patient": patient}, **more
    )


def sheet_of(content: dict[str, Any], **more: Any) -> CallSheet | None:
    told = {"numbers": {}, "reference": "Intake 1", "made": "2026-11-24T10:42", **more}
    return call_sheet(content, caller=CALLER, house=LETTERHEAD, **told)


def part(sheet: CallSheet, letter: str) -> str:
    lines = next(each.lines for each in sheet.parts if each.letter == letter)
    return "\n".join(f"{said.label}: {said.text}" for said in lines)


def emergencies() -> Iterator[tuple[str, str, Any]]:
    """A patient for the first clauses of each rule of a red flag, with the flag it is for."""
    for rule, rows in CASES.items():
        for flag in RULES[rule].suggest:
            for row in rows[:2] if SUGGESTIBLES[flag].kind is Kind.RED_FLAG else ():
                if isinstance(row, Fires):
                    fires = next(spelled_out(RULES[rule], row))
                    assert fires.verdict is True
                    yield fires.title, flag, fires.row


def test_every_emergency_has_its_headings_its_flag_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What is missing and what is on the edge takes most of the time and plays no part here.
    monkeypatch.setattr(Assessment, "questions", ())
    monkeypatch.setattr(Assessment, "edges", ())
    seen = set()
    for title, flag, row in emergencies():
        given = answers(row)
        content = freeze_unsigned(given, assess(given).document())
        entry = next(each for each in content["suggestions"] if each["id"] == flag)
        if entry["urgency"] not in CALLED_ABOUT or entry["answered"]:
            continue
        sheet = sheet_of(content)
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
    assert seen == called_about


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
        numbers={"vascular_surgery": ["01632 960001, Vascular team on call"]},
    )
    assert sheet is not None
    situation, background, assessment, recommendation = (part(sheet, each) for each in "SBAR")
    assert "Possible acute limb ischaemia, left leg. Not a diagnosis." in situation
    assert "sudden" in situation
    assert "9 of 10" in situation
    assert "atrial fibrillation" in background
    assert "Blood thinners: anticoagulant yes; antiplatelet not recorded." in background
    assert "Left leg: " in assessment
    assert "Heart rate: 118" in assessment
    assert "NEWS2 " in assessment
    assert (
        "Left: femoral, popliteal not recorded; dorsalis pedis, posterior tibial absent."
        in assessment
    )
    assert "not recorded: new loss of feeling" in assessment  # not asked is never absent
    assert "new loss of movement none" in assessment
    assert "ABI: Both legs: not measured." in assessment
    assert "Not known: " in assessment
    assert "Now: Phone the vascular surgeon" in recommendation
    assert "Vascular surgery: 01632 960001, Vascular team on call." in recommendation


def test_a_same_day_flag_is_called_about_today_and_an_emergency_comes_first() -> None:
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
    assert "Also possible: bleeding varicose veins." in part(both, "S")


# --- On paper -----------------------------------------------------------------------------------


OPEN = {
    *("pulse_dp.right", "pulse_femoral.left", "acute_motor_loss.right", "leg_colour.right"),
    *("skin_temp.right", "ankle_dp_sbp.left", "ankle_pt_sbp.left", "trauma_recent", "back_pain"),
    *(
        "aneurysm_known",
        "acute_sensory_loss.right",
        "skin_integrity.left",
        "varicose_bleeding.right",
    ),
    *("joint_hot_swollen.left", "saddle_numbness", "bladder_change", "fever_rigors", "pe_symptoms"),
}


def overloaded() -> CallSheet:
    """Everything present, every text as long as it can be."""
    # The right leg otherwise than the left one: what is alike is told once.
    everything = {key: read_typed(KEYS[key][0], text) for key, text in EVERYTHING.items()}
    patient = {
        "name": f"{(LONG * 4)[:100].upper()}, {(LONG * 4)[:100]}",
        "born": "1950-02-03",
        "age": 76,
        "sex": "Indeterminate",
        "nhs_number": "943 476 5919",
        "local_number": "H" * 20,
        "phone": "01632 960 001 extension 1234567890",
        "allergy_status": "",
        "medicines": [{"text": f"{each} {LONG * 6}", "stopped": False} for each in range(30)],
        "allergies": [f"{each} {LONG * 8}" for each in range(30)],
    }
    sheet = sheet_for(
        Answers(
            {key: each for key, each in everything.items() if each is not None and key not in OPEN}
        ),
        patient,
        numbers={
            service.id: [f"01632 960 100 extension {each}, {LONG * 7}" for each in range(3)]
            for service in REFERRALS
        },
    )
    assert sheet is not None
    return sheet


def text_of(document: bytes) -> tuple[int, str]:
    pages = pages_of(document)
    return len(pages), " ".join(pages)


def test_the_longest_sheet_is_one_page() -> None:
    sheet = overloaded()
    assert len(part(sheet, "S").split("; ")) > 5  # it names every red flag there is
    number, text = text_of(render("pdf/sbar.html", {"sheet": sheet}))
    assert number == 1
    for heading in (*HEADINGS, "The call", "Time of the call", "Taken by", "Read back"):
        assert heading in text
    assert "more in the summary" in text
    assert "the summary has everything" in text  # the last line is not cut off


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
    reader: Any = PdfReader(BytesIO(document))
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
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
        for colour in re.findall(
            rb"([\d.]+ [\d.]+ [\d.]+) (?:rg|RG|scn|SCN)\b", contents.get_data()
        ):
            assert set(colour.split()) <= {b"0", b"0.0", b"1"}


# --- Where it is found --------------------------------------------------------------------------

REST_PAIN = {
    "pain_side": "left",
    "relief_dependency.left": "present",
    "leg_colour.left": "dependent_rubor",
}


@pytest.mark.parametrize(("answers_given", "calls"), [(COLD_LEG, True), (REST_PAIN, False)])
def test_the_page_is_led_by_what_cannot_wait_and_by_nothing_else(
    as_physician: Client,
    intake: Intake,
    answer: Answer,
    nurse: User,
    answers_given: dict[str, str],
    calls: bool,
) -> None:
    answer(intake, answers_given)
    lifecycle.hand_over(intake, by=nurse)
    shown = as_physician.get(reverse("review", args=[intake.pk])).content.decode()
    content = shown.partition('<main id="content"')[2]
    controls = re.findall(r"<(?:a|button|input|summary)\b[^>]*>", content)
    assert (reverse("sbar", args=[intake.pk]) in controls[0]) is calls
    assert ("act now" in content) is calls
    if calls:
        assert content.index("Phone the vascular surgeon") < content.index("Red flags first")


@pytest.mark.parametrize(("answers_given", "calls"), [(COLD_LEG, True), (REST_PAIN, False)])
def test_a_nurse_finds_it_beside_her_form(
    as_nurse: Client, intake: Intake, answer: Answer, answers_given: dict[str, str], calls: bool
) -> None:
    answer(intake, answers_given)
    beside = as_nurse.get(reverse("live", args=[address_of(intake)])).content.decode()
    assert (reverse("sbar", args=[intake.pk]) in beside) is calls
