"""The body map in the browser: marked by finger and by key, saved, and never at odds with the boxes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from intake import actions
from intake.addresses import address_of
from intake.answers import answers_of
from intake.models import Intake, User
from intake.readings import NoValue

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[User], Page]
LEFT, RIGHT = "pain_site.left", "pain_site.right"


def place(page: Page, option: str, key: str, view: str) -> Locator:
    """A place on one of the two drawings."""
    figure = page.get_by_role("group", name=view, exact=True)
    return figure.locator(f'[data-region][data-key="{key}"][data-option="{option}"]')


def box(page: Page, option: str, key: str) -> Locator:
    return page.locator(f'[data-answer="{key}"] [type=checkbox][value="{option}"]')


def saved(intake: Intake, key: str) -> object:
    return answers_of(Intake.objects.get(pk=intake.pk)).get(key)


def expect_saved(page: Page, key: str) -> None:
    expect(page.locator(f'[data-answer="{key}"] [data-status]')).to_contain_text("Saved")
    expect(page.locator("#saving")).to_be_hidden()


@pytest.fixture
def page(log_in: Open, nurse: User, intake: Intake) -> Page:
    page = log_in(nurse)
    page.emulate_media(reduced_motion="reduce")  # what is measured stands still
    page.goto(f"/intakes/{address_of(intake)}/pain/")
    page.wait_for_load_state("networkidle")
    return page


def test_a_tap_ticks_the_box_and_saves(page: Page, intake: Intake) -> None:
    place(page, "calf", LEFT, "Back").click()
    expect(box(page, "calf", LEFT)).to_be_checked()
    expect(box(page, "calf", RIGHT)).not_to_be_checked()
    expect_saved(page, LEFT)
    assert saved(intake, LEFT) == frozenset({"calf"})
    # A place that is seen from both sides is marked on both, and its side is the patient's.
    place(page, "knee", RIGHT, "Front").click()
    for view in ("Front", "Back"):
        expect(place(page, "knee", RIGHT, view)).to_have_attribute("aria-checked", "true")
        expect(place(page, "knee", LEFT, view)).to_have_attribute("aria-checked", "false")
    expect(page.locator(f'[data-words="{RIGHT}"]')).to_have_text("knee")
    expect_saved(page, RIGHT)
    place(page, "calf", LEFT, "Back").click()
    expect(box(page, "calf", LEFT)).not_to_be_checked()
    expect(page.locator("#saving")).to_be_hidden()
    page.reload()
    expect(place(page, "knee", RIGHT, "Back")).to_have_attribute("aria-checked", "true")
    expect(place(page, "calf", LEFT, "Back")).to_have_attribute("aria-checked", "false")
    assert saved(intake, RIGHT) == frozenset({"knee"})


def test_just_beside_a_narrow_place_is_the_place(page: Page) -> None:
    ankle = place(page, "ankle", LEFT, "Front")
    ankle.hover()  # scrolls there, and waits until it stands still
    found = ankle.bounding_box()
    assert found
    page.mouse.click(found["x"] + found["width"] + 5, found["y"] + found["height"] / 2)
    expect(box(page, "ankle", LEFT)).to_be_checked()
    page.mouse.click(found["x"] + found["width"] + 30, found["y"] + found["height"] / 2)
    expect(box(page, "ankle", LEFT)).to_be_checked()


def test_with_keys_alone(page: Page, intake: Intake) -> None:
    """One stop for Tab; arrows go on, from one drawing to the other too; Space and Enter mark."""
    page.locator("#q-pain_site [data-right-as-left]").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-region]')")
    page.keyboard.press("Tab")
    expect(page.locator(f'[data-answer="{LEFT}"] input').first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    shin = place(page, "shin", LEFT, "Front")
    shin.focus()
    page.keyboard.press("ArrowDown")
    ankle = page.get_by_role("checkbox", name="Ankle, left leg").first
    expect(ankle).to_be_focused()
    expect(page.locator("[data-name]")).to_have_text("Ankle, left leg")
    page.keyboard.press("Space")
    expect(box(page, "ankle", LEFT)).to_be_checked()
    expect(ankle).to_be_focused()
    expect_saved(page, LEFT)
    page.keyboard.press("ArrowUp")
    expect(shin).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page, "shin", LEFT)).to_be_checked()
    expect(page.locator("#saving")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(place(page, "calf", LEFT, "Back")).to_be_focused()
    assert page.locator('[data-region][tabindex="0"]').count() == 1
    page.reload()
    assert saved(intake, LEFT) == frozenset({"ankle", "shin"})


def test_the_map_follows_the_boxes(page: Page, intake: Intake) -> None:
    hip, right_hip = (place(page, "hip_groin", key, "Front") for key in (LEFT, RIGHT))
    box(page, "hip_groin", LEFT).press("Space")
    expect(hip).to_have_attribute("aria-checked", "true")
    page.locator("#q-pain_site [data-right-as-left]").click()
    expect(right_hip).to_have_attribute("aria-checked", "true")
    expect_saved(page, RIGHT)
    page.locator(f'[data-answer="{LEFT}"] [data-none]').press("Space")
    expect(hip).to_have_attribute("aria-checked", "false")
    expect(page.locator(f'[data-words="{LEFT}"]')).to_have_text("none")
    # A place takes "none of these" back.
    hip.click()
    expect(page.locator(f'[data-answer="{LEFT}"] [data-none]')).not_to_be_checked()
    page.locator(f'[data-answer="{RIGHT}"] [data-reasons]').select_option("?declined")
    expect(right_hip).to_have_attribute("aria-checked", "false")
    expect(page.locator("#saving")).to_be_hidden()
    assert saved(intake, LEFT) == frozenset({"hip_groin"})
    assert saved(intake, RIGHT) == NoValue("declined")


def test_the_map_shows_theirs_after_a_conflict(page: Page, intake: Intake, nurse: User) -> None:
    other = Intake.objects.get(pk=intake.pk)
    actions.record(other, {LEFT: "heel"}, by=nurse, seen={LEFT: ""})
    place(page, "calf", LEFT, "Back").click()
    answer = page.locator(f'[data-answer="{LEFT}"]')
    answer.get_by_role("button", name="Keep theirs").click()
    expect(place(page, "heel", LEFT, "Back")).to_have_attribute("aria-checked", "true")
    expect(place(page, "calf", LEFT, "Back")).to_have_attribute("aria-checked", "false")
    # The controls were made anew; the map works on the new ones.
    place(page, "sole", LEFT, "Back").click()
    expect(box(page, "sole", LEFT)).to_be_checked()
    expect_saved(page, LEFT)
    assert saved(intake, LEFT) == frozenset({"heel", "sole"})
