"""The fragment beside the form: alarms that are due, none that are not, and no list of tests."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake.findings import SECTIONS
from intake.models import Intake, User
from tests.referrals.test_lifecycle import COLD_LEG


def live(client: Client, intake: Intake, **query: str) -> Any:
    return client.get(reverse("live", args=[intake]), query, headers={"HX-Request": "true"})


def text(client: Client, intake: Intake, **query: str) -> str:
    return live(client, intake, **query).content.decode()


def test_an_empty_intake_alarms_nobody(as_nurse: Client, intake: Intake) -> None:
    shown = text(as_nurse, intake)
    for alarming in ('role="alert"', "Red flags", "Not yet excluded", "Check this reading"):
        assert alarming not in shown
    assert "not measured" in shown


def test_a_sudden_cold_leg_is_an_alert_with_what_to_do(
    as_nurse: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    answer(intake, COLD_LEG)
    shown = text(as_nurse, intake)
    assert 'role="alert"' in shown
    assert "Acute limb ischaemia" in shown
    assert "Phone the vascular surgeon" in shown
    assert "Skin temperature by hand: cold" in shown  # the patient's own reasons
    assert "Emergency, now" in shown  # in words


def test_what_is_not_yet_excluded_leads_to_its_question(
    as_nurse: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    answer(intake, {"pain_onset": "sudden"})
    shown = text(as_nurse, intake)
    assert "Not yet excluded" in shown
    assert "Acute limb ischaemia" in shown
    assert 'role="alert"' not in shown
    sections = {reverse("section", args=[intake, section]) for section in SECTIONS}
    places = set(re.findall(r'href="([^"#]+)#a-\w+"', shown))
    assert places
    assert places <= sections


def test_swapped_pressures_are_pointed_out(
    as_nurse: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    arms = {"brachial_right_sbp": "80", "brachial_left_sbp": "80"}
    ankles = {
        f"{artery}.{leg}": "140"
        for artery in ("ankle_dp_sbp", "ankle_pt_sbp")
        for leg in ("left", "right")
    }
    answer(intake, arms | ankles)
    shown = text(as_nurse, intake)
    assert "swapped" in shown
    assert "not compressible" in shown
    assert "1.75" in shown
    assert "normal" not in shown


@pytest.mark.parametrize(
    ("ankle", "words"),
    [
        ("40", "abnormal, 0.90 or less"),
        ("90", "abnormal, 0.90 or less"),
        ("91", "borderline"),
        ("100", "normal range"),
        ("140", "normal range"),
        ("141", "not compressible"),
    ],
)
def test_the_band_is_said_in_words(
    as_nurse: Client, intake: Intake, answer: Callable[..., None], ankle: str, words: str
) -> None:
    answer(
        intake,
        {
            "brachial_right_sbp": "100",
            "brachial_left_sbp": "100",
            "ankle_dp_sbp.left": ankle,
            "ankle_pt_sbp.left": ankle,
        },
    )
    assert words in text(as_nurse, intake)


def test_the_lower_artery_is_shown_where_its_band_differs(
    as_nurse: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    pressures = {"brachial_right_sbp": "100", "brachial_left_sbp": "100"}
    answer(intake, pressures | {"ankle_dp_sbp.left": "110", "ankle_pt_sbp.left": "80"})
    shown = text(as_nurse, intake)
    assert "1.10" in shown
    assert "by the lower artery <strong>0.80</strong>" in shown


def test_one_arm_and_one_artery_say_so(
    as_nurse: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    answer(intake, {"brachial_right_sbp": "100", "ankle_dp_sbp.left": "110"})
    assert "one arm, one artery" in text(as_nurse, intake)


def test_the_nurse_sees_gaps_and_the_physician_also_suggestions(
    as_nurse: Client, as_physician: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    answer(intake, COLD_LEG)
    assert "To consider so far" not in text(as_nurse, intake)
    assert "To consider so far" in text(as_physician, intake)


def test_no_more_than_three_questions_beside_the_form(
    as_nurse: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    answer(intake, COLD_LEG)
    assert text(as_nurse, intake).count('class="gap"') == 3
    assert text(as_nurse, intake, missing="1").count('class="gap"') > 3


def test_nothing_is_said_twice(
    as_nurse: Client, intake: Intake, answer: Callable[..., None]
) -> None:
    answer(intake, COLD_LEG)
    mark = text(as_nurse, intake).split('name="seen" value="')[1].split('"')[0]
    assert live(as_nurse, intake, seen=mark).status_code == 204
    answer(intake, {"skin_temp.left": "normal"})
    assert live(as_nurse, intake, seen=mark).status_code == 200


def test_it_costs_one_query(as_nurse: Client, intake: Intake, answer: Callable[..., None]) -> None:
    answer(intake, COLD_LEG)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        live(as_nurse, intake)
    reads = [each["sql"] for each in queries if 'FROM "intake_intake"' in each["sql"]]
    assert len(reads) == 1
    assert not [each for each in queries if "referrals_" in each["sql"]]


def test_an_admin_sees_no_reasoning(as_admin: Client, intake: Intake) -> None:
    assert live(as_admin, intake).status_code == 403


def test_an_expired_login_is_answered_401(client: Client, intake: Intake, nurse: User) -> None:
    assert live(client, intake).status_code == 401
