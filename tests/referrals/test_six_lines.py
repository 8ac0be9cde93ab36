"""The six lines a physician reads first, and the ABI over the visits."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake import actions
from intake.answers import read_document
from intake.earlier import earlier_pressures
from intake.findings import FINDINGS, SECTIONS
from intake.models import Intake, Patient, User
from intake.readings import Answers
from referrals import lifecycle
from referrals.six_lines import (
    ALARM,
    NAMED_AT_MOST,
    PHRASES_AT_MOST,
    WHERE_AND_SINCE_WHEN,
    six_lines,
)
from referrals.snapshot import frozen_findings
from referrals.views.abi_plot import HEIGHT, abi_plots
from tests.cases.table import answers

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))


def lines(row: dict[str, Any]) -> dict[str, str]:
    return dict(six_lines(frozen_findings(answers(row), {})))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_there_are_six_lines_and_none_is_long(file: Path) -> None:
    case = {k: v for k, v in json.loads(file.read_text()).items() if not k.startswith("_")}
    told = six_lines(frozen_findings(read_document(case), {}))
    assert [line.label for line in told] == [
        "Pain",
        "Pressures",
        "Alarm signs",
        "Pattern",
        "Examination",
        "Background",
    ]
    for line in told:
        assert line.text.endswith(".")
        assert line.text.count(";") <= PHRASES_AT_MOST + len(ALARM)


def test_rest_pain_in_six_lines() -> None:
    told = lines(
        {
            "pain_side": "left",
            "pain_site.left": ["forefoot_toes"],
            "pain_nrs_now": 7,
            "pain_onset": "chronic_gt12w",
            "worse_lying_flat": True,
            "relief_dependency.left": True,
            "relief_dependency.right": False,
            "cold_foot_symptom.left": True,
            "fever_or_rigors": False,
            "smoking_status": "current",
            "ckd_known": False,
            "leg_colour.left": "dependent_rubor",
            "leg_colour.right": "normal",
            "pulse_dp.left": "absent",
            "pulse_dp.right": "normal",
            "brachial_right_sbp": 148,
            "brachial_left_sbp": 140,
            "ankle_dp_sbp.left": 62,
        }
    )
    assert told["Pain"] == "Left leg; left forefoot or toes; 7 of 10; chronic."
    assert told["Pattern"] == "Pain worse lying flat; Eased by hanging the leg down left."
    assert told["Alarm signs"].startswith("Cold foot left. Not known: ")
    assert "Fever" not in told["Alarm signs"]
    assert told["Background"] == "Smoking: current smoker."
    assert told["Examination"] == (
        f"Colour of the leg: left {FINDINGS['leg_colour'].options['dependent_rubor']}; "
        "Dorsalis pedis pulse: left absent."
    )
    assert "left 0.42, abnormal" in told["Pressures"]
    assert "right not measured" in told["Pressures"]
    assert "arms differ by 8" in told["Pressures"]


def test_nothing_known_is_said_to_be_unknown_and_never_absent() -> None:
    told = lines({})
    assert told["Pain"] == told["Background"] == "Nothing recorded."
    assert told["Alarm signs"].startswith("Not known: ")
    assert "None" not in told["Alarm signs"]
    named = [id for id in ALARM if FINDINGS[id].label in told["Alarm signs"]]
    assert len(named) == NAMED_AT_MOST
    assert told["Alarm signs"].endswith(f"and {len(ALARM) - NAMED_AT_MOST} more.")


def test_alarm_signs_that_were_asked_and_absent_are_said_to_be_so() -> None:
    told = lines({"fever_or_rigors": False, "severe_pain_sudden": "unknown"})
    assert told["Alarm signs"].startswith("None of those asked. Not known: ")
    assert FINDINGS["severe_pain_sudden"].label in told["Alarm signs"]
    assert FINDINGS["fever_or_rigors"].label not in told["Alarm signs"]


def test_what_does_not_fit_a_line_is_counted() -> None:
    names = [f.id for f in FINDINGS.values() if f.id.startswith("med_") and f.kind == "presence"]
    told = lines(dict.fromkeys(names, True))
    assert told["Background"].endswith(f"; and {len(names) - PHRASES_AT_MOST} more.")


def test_the_parts_that_the_first_line_is_made_of_exist() -> None:
    titles = {part.title for section in SECTIONS if section.id == "pain" for part in section.parts}
    assert set(WHERE_AND_SINCE_WHEN) < titles


# --- The ABI over the visits --------------------------------------------------------------------


def pressures(left: int) -> Answers:
    return answers({"brachial_right_sbp": 100, "ankle_dp_sbp.left": left})


def test_each_leg_with_an_earlier_index_has_a_plot_with_the_same_in_words() -> None:
    visits = [(date(2025, 3, 12), pressures(61)), (date(2026, 1, 2), pressures(150))]
    [plot] = abi_plots(visits, pressures(42))
    assert plot.leg == "left"
    assert plot.words == "0.61 on 12 Mar 2025, 1.50 on 2 Jan 2026, 0.42 now"
    heights = [point.y for point in plot.points]
    assert (
        heights[1] < dict(plot.limits)["1.40"] < dict(plot.limits)["0.90"] < heights[0] < heights[2]
    )
    assert all(0 <= height <= HEIGHT for height in heights)


def test_a_first_visit_has_no_plot_and_a_missing_index_is_said() -> None:
    assert abi_plots([], pressures(42)) == []
    [plot] = abi_plots([(date(2025, 3, 12), pressures(61))], answers({}))
    assert plot.words == "0.61 on 12 Mar 2025, not measured now"
    assert len(plot.points) == 1


@pytest.mark.django_db
def test_earlier_pressures_are_the_same_patients_and_of_finished_visits(
    patient: Patient, nurse: User
) -> None:
    def visit(of: Patient, days_ago: int, ankle: str, *, finished: bool = True) -> Intake:
        intake = actions.start_intake(of, by=nurse)
        intake.created_at = timezone.now() - timedelta(days=days_ago)
        intake.save(update_fields=["created_at"])
        actions.record(intake, {"brachial_right_sbp": "100", "ankle_dp_sbp.left": ankle}, by=nurse)
        if finished:
            lifecycle.hand_over(intake, by=nurse)
        return intake

    other = actions.save_patient(
        Patient(family_name="Other", given_name="Invented", born=date(1960, 1, 1)), by=nurse
    )
    visit(other, 50, "99")
    visit(patient, 40, "61")
    visit(patient, 30, "55")
    visit(patient, 20, "70", finished=False)
    now = visit(patient, 0, "42")
    with CaptureQueriesContext(connection) as captured:
        found = earlier_pressures(now)
    assert [answers["ankle_dp_sbp.left"] for _, answers in found] == [61, 55]
    assert len(captured) == 1


@pytest.mark.django_db
def test_the_review_page_shows_both(as_physician: Client, intake: Intake, nurse: User) -> None:
    actions.record(intake, {"worse_lying_flat": "present"}, by=nurse)
    lifecycle.hand_over(intake, by=nurse)
    page = as_physician.get(reverse("review", args=[intake.pk])).content.decode()
    assert "Pain worse lying flat." in page
    assert "Alarm signs" in page
