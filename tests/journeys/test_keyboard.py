"""A whole intake without a mouse: rest pain, both legs, six pressures, handed over to a physician.

Every key that goes down and every click is counted by the page itself.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from intake.answers import answers_of
from intake.models import Intake, IntakeState, Patient, User
from intake.readings import NoValue

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[User], Page]

KEYS_AT_MOST = 110
CLICKS_AT_MOST = 6
COUNT = """
  const add = (name) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name)) + 1);
  addEventListener("keydown", () => add("keys"), true);
  addEventListener("click", (event) => { if (event.detail) add("clicks"); }, true);
"""
# What is found, as the keys that say it; everything else is "0": no, none of these, normal.
FOUND = {
    "cold_foot_symptom.left": "y",
    "cold_foot_symptom.right": "n",
    "skin_integrity.left": "0",
    "pain_side": "2",
    "pain_site.left": "i\n",  # forefoot or toes
    "pain_quality": "1\n",
    "pain_nrs_now": "7\n",
    "pain_onset": "4",
    "pain_course": "3",
    "self_care_failed": "y",
    "worse_lying_flat": "y",
    "relief_dependency.left": "y",
    "pain_at_rest": "y",
    "worse_elevation.left": "y",
    "sleep_loss_major": "n",
    "exertional_pattern": "2",
    "activity_limitation": "3",
    "walking_distance_m": "80\n",
    "smoking_status": "3",
    "cigarettes_per_day": "20\n",
    "hypertension": "y",
    "temp_c": "37\n",
    "heart_rate": "84\n",
    "sbp_resting": "142\n",
    "leg_colour.left": "5",
    "leg_colour.right": "1",
    "skin_temp.left": "2",
    "skin_temp.right": "1",
    "pulse_dp.left": "1",
    "pulse_dp.right": "3",
    "pulse_pt.left": "1",
    "pulse_pt.right": "3",
    "cap_refill_s.left": "t\n",
    "joint_hot_swollen.left": "l\n",  # the rest of the page is normal
    "buerger_positive.left": "y",
    "brachial_right_sbp": "148\n",
    "brachial_left_sbp": "140\n",
    "ankle_dp_sbp.left": "62\n",
    "ankle_dp_sbp.right": "146\n",
    "ankle_pt_sbp.left": "46\n",
    "ankle_pt_sbp.right": "150\n",
}
MOST = 60  # pages and questions that one intake can ask for, so that a lost focus ends the test


def focus(page: Page) -> str:
    """The question that has the focus; "next" for the way on; empty for anything else."""
    return page.evaluate(
        """() => document.activeElement.closest("[data-answer]")?.dataset.answer
            ?? ("next" in document.activeElement.dataset ? "next" : "")"""
    )


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press("Enter" if key == "\n" else key)


def answer_section(page: Page) -> None:
    """Answers whatever has the focus until the page offers the way on."""
    expect(page.locator("#answers :focus, [data-next]:focus")).to_have_count(1)
    for _ in range(MOST):
        # As a person reads what the last answer has unfolded, which may take the focus back.
        expect(page.locator("#saving")).to_be_hidden()
        asked = focus(page)
        if asked == "next":
            return
        assert asked, "the focus is lost"
        press(page, FOUND.get(asked, "0"))
    raise AssertionError("The section never ends")


def test_rest_pain_is_recorded_by_keys_alone(log_in: Open, nurse: User, patient: Patient) -> None:
    page = log_in(nurse)
    page.add_init_script(COUNT)
    page.goto(f"/patients/{patient.pk}/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/first/")
    sections = []
    while "/check/" not in page.url:
        sections.append(page.url.rstrip("/").rsplit("/", 1)[-1])
        answer_section(page)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.keyboard.press("h")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Handed over").first).to_be_visible()
    keys, clicks = (
        int(page.evaluate("name => sessionStorage.getItem(name) ?? 0", name))
        for name in ("keys", "clicks")
    )
    print(f"{keys} keys, {clicks} clicks; pages: {', '.join(sections)}")
    intake = Intake.objects.get()
    answers = answers_of(intake)
    assert intake.state == IntakeState.HANDED_OVER
    assert answers["ankle_pt_sbp.left"] == 46
    assert answers["pain_site.left"] == {"forefoot_toes"}
    assert answers["cap_refill_s.left"] == NoValue("no_time")
    assert answers["weakness_symptom.right"] is False
    assert keys <= KEYS_AT_MOST
    assert clicks <= CLICKS_AT_MOST
