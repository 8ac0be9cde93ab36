"""Asking the nurse back: which answers are wanted, how they are found, shown and counted, and kept."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake import actions
from intake.answers import answers_of
from intake.findings import KEYS, SECTION_OF
from intake.models import Event, Intake, IntakeState, Patient, User
from intake.moves import Refused
from intake.questions import Standing, standings
from intake.readings import Leg
from intake.wanted import counts_by_section, wanted_of
from referrals import lifecycle
from referrals.models import Assessment
from referrals.views.asking_back import find
from tests.referrals.test_lifecycle import COLD_LEG

HTMX = {"HX-Request": "true"}
TOES = ["toe_sbp.left", "toe_sbp.right"]


@pytest.fixture
def assessment(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    answer(intake, COLD_LEG)
    return lifecycle.hand_over(intake, by=nurse)


def send_back(assessment: Assessment, by: User, *wanted: str) -> Intake:
    intake = Intake.objects.get(pk=assessment.intake_id)
    return actions.return_to_nurse(intake, by=by, why="Please look again.", wanted=wanted)


def standing_of(intake: Intake, key: str) -> Standing:
    section = SECTION_OF[KEYS[key][0].id]
    return standings(section, intake, answers_of(intake))[key]


# --- Kept ---------------------------------------------------------------------------------------


def test_what_is_wanted_is_kept_in_the_order_of_asking_and_cleared_by_handing_over(
    assessment: Assessment, physician: User, nurse: User
) -> None:
    send_back(assessment, physician, "toe_sbp.left", "pain_nrs_now", "toe_sbp.left")
    intake = Intake.objects.get(pk=assessment.intake_id)
    assert intake.wanted == ["pain_nrs_now", "toe_sbp.left"]
    lifecycle.hand_over(intake, by=nurse)
    intake.refresh_from_db()
    assert (intake.wanted, intake.returned_because) == ([], "")
    asked = Event.objects.get(kind="ask for answers")
    assert (asked.actor, asked.after) == ("physician", ["pain_nrs_now", "toe_sbp.left"])


@pytest.mark.parametrize("key", ["no_such_finding", "toe_sbp", "age_years", "sex_at_birth"])
def test_what_cannot_be_asked_is_refused_and_nothing_moves(
    assessment: Assessment, physician: User, key: str
) -> None:
    with pytest.raises(Refused, match=key):
        send_back(assessment, physician, "pain_nrs_now", key)
    intake = Intake.objects.get(pk=assessment.intake_id)
    assert (intake.state, intake.wanted) == (IntakeState.HANDED_OVER, [])
    assert not Event.objects.filter(kind="ask for answers").exists()


# --- Shown --------------------------------------------------------------------------------------


def test_a_folded_question_is_shown_while_it_is_wanted(
    assessment: Assessment, physician: User
) -> None:
    intake = Intake.objects.get(pk=assessment.intake_id)
    assert standing_of(intake, "tcpo2_mmhg.left") is Standing.FOLDED
    intake = send_back(assessment, physician, "tcpo2_mmhg.left")
    assert standing_of(intake, "tcpo2_mmhg.left") is Standing.SHOWN
    assert standing_of(intake, "tcpo2_mmhg.right") is Standing.FOLDED


def test_pain_of_a_leg_that_does_not_hurt_is_asked_for_all_the_same(
    assessment: Assessment, physician: User
) -> None:
    intake = Intake.objects.get(pk=assessment.intake_id)
    assert standing_of(intake, "pain_site.right") is Standing.FOLDED
    intake = send_back(assessment, physician, "pain_site.right")
    assert standing_of(intake, "pain_site.right") is Standing.SHOWN


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("declined", Standing.SHOWN), ("amputated", Standing.GONE)],
)
def test_a_leg_that_was_not_examined_can_be_asked_for_but_not_one_that_is_not_there(
    assessment: Assessment, physician: User, nurse: User, reason: str, expected: Standing
) -> None:
    intake = send_back(assessment, physician, "pulse_dp.right")
    actions.mark_leg(intake, Leg.RIGHT, reason, by=nurse)
    assert standing_of(intake, "pulse_dp.right") is expected
    assert {each.askable for each in wanted_of(intake)} == {expected is Standing.SHOWN}


def test_what_is_impossible_for_the_patient_stays_away_and_the_list_says_so(
    patient: Patient, physician: User, nurse: User
) -> None:
    patient.sex_at_birth = "male"
    intake = actions.start_intake(patient, by=nurse)
    lifecycle.hand_over(intake, by=nurse)
    actions.return_to_nurse(intake, by=physician, why="Look.", wanted=["pregnancy_status"])
    assert standing_of(intake, "pregnancy_status") is Standing.GONE
    [only] = wanted_of(intake)
    assert (only.askable, only.is_open) == (False, False)


# --- Found by name ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Dorsalis pedis pulse, left", ["pulse_dp.left"]),
        ("  dorsalis PEDIS   pulse, left ", ["pulse_dp.left"]),
        ("Dorsalis pedis pulse", ["pulse_dp.left", "pulse_dp.right"]),
        ("onset of the pain", ["pain_onset"]),
    ],
)
def test_a_finding_is_found_by_its_name(typed: str, keys: list[str]) -> None:
    assert find(typed) == (keys, "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type the name"),
        ("pulse", "Several are called so"),
        ("dorsalis pedis puls, lefft", "Did you mean Dorsalis pedis pulse"),
        ("zzzz", "There is no finding called “zzzz”."),
    ],
)
def test_what_is_not_found_says_what_to_do(typed: str, told: str) -> None:
    keys, problem = find(typed)
    assert not keys
    assert told in problem


# --- On the physician's page --------------------------------------------------------------------


def post_back(client: Client, assessment: Assessment, **typed: Any) -> Any:
    return client.post(reverse("return_intake", args=[assessment.intake_id]), typed, headers=HTMX)


def test_nothing_is_ticked_at_first_and_what_matters_is_offered(
    as_physician: Client, assessment: Assessment
) -> None:
    form = as_physician.get(reverse("return_intake", args=[assessment.intake_id]))
    missing = [each["finding"] for each in assessment.result["missing"]]
    offered = [key for key, _, _ in form.context["gaps"]]
    assert offered == [key for key in missing if key in actions.CAN_BE_WANTED][:15]
    assert offered
    assert not any(ticked for _, _, ticked in form.context["gaps"])


def test_adding_a_finding_sends_nothing_and_keeps_what_was_typed(
    as_physician: Client, assessment: Assessment
) -> None:
    answer = post_back(
        as_physician,
        assessment,
        add="1",
        other="Toe systolic pressure",
        wanted=["pain_nrs_now"],
        why="Half a sen",
    )
    assert answer.status_code == 200
    assert [key for key, _ in answer.context["others"] if key in TOES] == TOES
    assert "Half a sen" in answer.content.decode()
    intake = Intake.objects.get(pk=assessment.intake_id)
    assert intake.state == IntakeState.HANDED_OVER


def test_what_is_typed_and_not_yet_added_is_asked_for_too_or_stops_the_sending(
    as_physician: Client, assessment: Assessment
) -> None:
    refused = post_back(as_physician, assessment, other="zzzz", why="Look again.")
    assert refused.status_code == 422
    assert "There is no finding called" in refused.content.decode()
    post_back(
        as_physician, assessment, other="Onset of the pain", wanted=["toe_sbp.left"], why="Look."
    )
    intake = Intake.objects.get(pk=assessment.intake_id)
    assert intake.state == IntakeState.DRAFT
    assert set(intake.wanted) == {"pain_onset", "toe_sbp.left"}


def test_a_reason_is_always_needed_and_the_ticks_stay(
    as_physician: Client, assessment: Assessment
) -> None:
    answer = post_back(as_physician, assessment, wanted=["toe_sbp.left"], why=" ")
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Say why." in shown
    assert re.search(r'value="toe_sbp.left" checked', shown)


# --- On the nurse's pages -----------------------------------------------------------------------


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_nurse_s_home_names_what_is_wanted_and_links_to_it(
    as_nurse: Client, assessment: Assessment, physician: User, nurse: User
) -> None:
    intake = send_back(assessment, physician, *TOES)
    actions.record(intake, {"toe_sbp.left": "40"}, by=nurse)
    home = page(as_nurse, "nurse_home")
    link = reverse("section", args=[intake, SECTION_OF["toe_sbp"]]) + "#a-toe_sbp_right"
    assert link in home
    assert home.count("answered</span>") == 1
    # The one still open comes first.
    assert home.index("#a-toe_sbp_right") < home.index("#a-toe_sbp_left")


def test_the_section_tags_what_is_wanted_and_the_list_counts_it(
    as_nurse: Client, assessment: Assessment, physician: User, nurse: User
) -> None:
    intake = send_back(assessment, physician, "toe_sbp.left", "pulse_dp.left", "pulse_dp.right")
    section = page(as_nurse, "section", intake, SECTION_OF["toe_sbp"])
    assert "Asked for by Petra Physician: left leg" in section
    assert section.count("Asked for by") == 1
    examination = page(as_nurse, "section", intake, SECTION_OF["pulse_dp"])
    assert re.search(r"Asked for by Petra Physician\s*</span>", examination)  # both legs
    tasks = page(as_nurse, "intake", intake)
    assert "Asked for: 1 of 2 answered" in tasks  # the left pulse was recorded before
    assert "Asked for: 0 of 1 answered" in tasks
    actions.record(intake, {"toe_sbp.left": "40"}, by=nurse)
    assert "Asked for: 1 of 1 answered" in page(as_nurse, "intake", intake)
    assert counts_by_section(wanted_of(intake)) == {"examination": (1, 2), "pressures": (1, 1)}


def test_checking_names_first_what_is_still_open(
    as_nurse: Client, assessment: Assessment, physician: User
) -> None:
    intake = send_back(assessment, physician, "pulse_dp.left", "toe_sbp.left")
    shown = page(as_nurse, "check_answers", intake)
    start = shown.index("The physician asked for these")
    assert start < shown.index("#a-toe_sbp_left", start) < shown.index("#a-pulse_dp_left", start)
    assert start < shown.index('id="hand-over-title"')


def test_an_intake_sent_back_without_names_shows_no_list(
    as_nurse: Client, assessment: Assessment, physician: User
) -> None:
    intake = send_back(assessment, physician)
    for name in ("intake", "check_answers"):
        assert "The physician asked for these" not in page(as_nurse, name, intake)
    assert "wanted-list" not in page(as_nurse, "nurse_home")


def test_the_home_asks_the_database_as_often_for_five_as_for_one(
    as_nurse: Client, assessment: Assessment, physician: User, nurse: User, patient: Patient
) -> None:
    send_back(assessment, physician, *TOES)
    page(as_nurse, "nurse_home")
    with CaptureQueriesContext(connection) as one:
        page(as_nurse, "nurse_home")
    for key in ("pulse_dp.left", "pain_onset", "lab_hb", "pain_course"):
        each = actions.start_intake(patient, by=nurse)
        lifecycle.hand_over(each, by=nurse)
        actions.return_to_nurse(each, by=physician, why="Look.", wanted=[key])
    with CaptureQueriesContext(connection) as five:
        page(as_nurse, "nurse_home")
    assert len(five) == len(one)
    assert not [each for each in five if "skin_temp_left" in each["sql"]]  # not asked for
