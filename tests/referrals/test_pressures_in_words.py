"""What is said of pressures: on the panel, in hints, in letters and summaries."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from intake import actions
from intake.models import Intake, User
from intake.readings import LEGS
from intake.scores.pressures import abi_class
from intake.scores.reading_checks import reading_hints
from referrals import pdf
from referrals.letters import letter_of
from referrals.models import Snapshot
from referrals.summaries import summary_content
from referrals.views.strip import arms, leg_strips
from tests.intake.patients import patient
from tests.intake.pressure_sets import pressure_sets
from tests.referrals.signed_intakes import REST_PAIN, Answer, signed

NORMAL = re.compile(r"\bnormal\b", re.IGNORECASE)


def panel(readings: dict[str, Any]) -> str:
    answers = patient(readings)
    hints = list(reading_hints(answers))
    return render_to_string(
        "referrals/strip.html", {"legs": leg_strips(answers), "arms": arms(answers), "hints": hints}
    )


def of_leg(shown: str, leg: str) -> str:
    return next(
        part for part in shown.split('class="strip-leg"') if f"{leg.capitalize()} leg" in part
    )


def test_above_140_and_not_occludable_are_never_called_normal():
    """In 10,000 sets, of which many have one such leg beside one in the normal range."""
    told = 0
    for readings in pressure_sets(10_000, seed=140):
        answers = patient(readings)
        stiff = [leg for leg in LEGS if abi_class.read(answers, leg).value == "noncompressible"]
        if not stiff:
            continue
        shown = panel(readings).split('<p class="strip-detail">Arms')[0]
        for leg in stiff:
            strip = of_leg(shown, leg)
            assert "not compressible" in strip
            assert not NORMAL.search(strip.split('class="hints"')[0])
            reading = abi_class.read(answers, leg)
            assert not NORMAL.search(abi_class.phrase(reading))
            told += 1
        assert not [hint for hint in reading_hints(answers) if NORMAL.search(hint)]
    assert told > 500


@pytest.mark.parametrize(
    "beside", [{"ankle_dp_sbp.left": 130}, {"abi_reported.left": 1.05}, {"ankle_pt_sbp.left": 60}]
)
def test_a_number_beside_an_artery_that_cannot_be_occluded_is_not_called_normal(beside):
    """A page takes both, one after the other; a document with both is refused."""
    arms = {"brachial_left_sbp": 130, "brachial_right_sbp": 130}
    readings = {**arms, "ankle_not_occludable.left": True, **beside}
    strip = of_leg(panel(readings), "left")
    assert "not compressible" in strip
    assert not NORMAL.search(strip)
    assert ("by the lower artery <strong>0.46</strong>" in strip) == ("ankle_pt_sbp.left" in beside)


def test_the_panel_says_whether_the_band_would_hold():
    arms = {"brachial_left_sbp": 100, "brachial_right_sbp": 100}
    shown = panel({**arms, "ankle_dp_sbp.left": 120, "ankle_dp_sbp.right": 91})
    assert "Stable: the same if any one pressure were up to 10 mmHg off" in of_leg(shown, "left")
    assert "On the edge: abnormal if the right arm read 101 instead of 100 mmHg" in of_leg(
        shown, "right"
    )
    assert "dge:" not in panel(arms)


def test_beneath_the_fields_stands_what_the_pressures_come_to(
    as_nurse: Client, intake: Intake, answer: Answer
):
    answer(intake, {"brachial_left_sbp": "130", "brachial_right_sbp": "182"})
    answer(intake, {"ankle_dp_sbp.left": "116"})
    shown = as_nurse.get(reverse("pressures_now", args=[intake])).content.decode()
    assert "116/182 mmHg, one artery" in shown
    assert "Right arm 182: did you mean 128? The left arm reads 130." in shown
    page = as_nurse.get(reverse("section", args=[intake, "pressures"])).content.decode()
    assert f'hx-get="{reverse("pressures_now", args=[intake])}"' in page


# --- Letters and summaries ----------------------------------------------------------------------


@pytest.fixture
def people(nurse: User, physician: User) -> dict[str, User]:
    return {"nurse": nurse, "physician": physician}


def documents(content: dict[str, Any]) -> tuple[str, list[str]]:
    """What the summary and the vascular letter say of the measuring."""
    letter = letter_of(content, "vascular_surgery", number=1, version=1)
    lines = [
        line.text
        for block in letter.blocks
        for line in block.lines
        if line.label == "Pressures measured"
    ]
    return summary_content(content, version=1).pressures.measured, lines


def test_method_and_position_stand_beside_who_and_when(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    actions.set_measurement(intake, "measured_with", "doppler", by=people["nurse"])
    actions.set_measurement(intake, "measured_lying", "supine", by=people["nurse"])
    snapshot = signed(intake, REST_PAIN, answer, people)
    summary, letter = documents(snapshot.content)
    how = "by Nora Nurse, Staff nurse; hand-held Doppler, lying flat, rested 5–10 minutes"
    assert summary.endswith(how)
    assert any(line.endswith(how) for line in letter)


def test_what_was_not_recorded_is_said(intake: Intake, answer: Answer, people: dict[str, User]):
    summary, letter = documents(signed(intake, REST_PAIN, answer, people).content)
    assert summary.endswith("; method not recorded, position not recorded")
    assert any(line.endswith("method not recorded, position not recorded") for line in letter)


def test_a_snapshot_from_before_reads_as_it_was_signed(
    intake: Intake, answer: Answer, people: dict[str, User]
):
    snapshot: Snapshot = signed(intake, REST_PAIN, answer, people)
    for column in ("measured_with", "measured_lying"):
        del snapshot.content["intake"][column]
    summary, letter = documents(snapshot.content)
    assert summary.endswith("by Nora Nurse, Staff nurse")
    assert not [line for line in letter if "recorded" in line]
    assert pdf.summary_pdf(snapshot).startswith(b"%PDF")
