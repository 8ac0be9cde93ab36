"""Why there is no answer, in one key: instead of a number and in questions with many options, on both
legs. A word typed into the field of a number stays a word.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from intake import actions
from intake.addresses import address_of
from intake.findings import FINDINGS, SECTION_OF
from intake.findings.finding import REASON_LETTERS
from intake.models import Event, Intake, User
from tests.journeys.test_keyboard import focus

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[User], Page]
LEFT, RIGHT = "ankle_dp_sbp.left", "ankle_dp_sbp.right"


@pytest.fixture
def open_section(log_in: Open, nurse: User, intake: Intake) -> Callable[[str], Page]:
    page = log_in(nurse)

    def opened(section: str) -> Page:
        page.goto(f"/intakes/{address_of(intake)}/{section}/")
        page.wait_for_load_state("networkidle")
        return page

    return opened


def number(page: Page, key: str) -> Locator:
    return page.locator(f'[data-answer="{key}"] input[type=text]')


def reasons(page: Page, key: str) -> Locator:
    return page.locator(f'[data-answer="{key}"] [data-reasons]')


def expect_told(page: Page, key: str, words: str) -> None:
    """What is said beside the answer, once nothing is under way."""
    expect(page.locator(f'[data-answer="{key}"] [data-status]')).to_contain_text(words)
    expect(page.locator("#saving")).to_be_hidden()


def stored(intake: Intake, key: str) -> str:
    return actions.stored_text(Intake.objects.get(pk=intake.pk), key)


# --- Instead of a number ------------------------------------------------------------------------


def test_one_key_says_why_there_is_no_pressure_of_either_leg(
    open_section: Callable[[str], Page], intake: Intake
) -> None:
    page = open_section("pressures")
    number(page, LEFT).focus()
    page.keyboard.press("t")
    expect_told(page, LEFT, "Saved")
    expect(reasons(page, LEFT)).to_have_value("?no_time")
    expect(page.locator("#key-told")).to_contain_text("left leg: T – not assessed: no time")
    page.keyboard.press("ArrowDown")
    for _ in range(3):  # held down, it is one key all the same
        page.keyboard.down("p")
    page.keyboard.up("p")
    expect_told(page, RIGHT, "Saved")
    assert focus(page) == RIGHT
    assert [stored(intake, key) for key in (LEFT, RIGHT)] == ["?no_time", "?too_painful"]
    page.keyboard.press("Backspace")
    expect_told(page, RIGHT, "Taken back")
    expect(reasons(page, RIGHT)).to_have_value("")
    page.keyboard.type("e80\n")  # it could be measured after all
    expect_told(page, RIGHT, "Saved")
    assert stored(intake, RIGHT) == "80"


def test_each_letter_is_taken_instead_of_what_is_selected_and_undone(
    open_section: Callable[[str], Page], intake: Intake, nurse: User
) -> None:
    actions.record(intake, {LEFT: "62"}, by=nurse)
    page = open_section("pressures")
    for reason, letter in REASON_LETTERS.items():
        number(page, LEFT).select_text()
        page.keyboard.press(letter)
        expect_told(page, LEFT, "Saved")
        expect(number(page, LEFT)).to_have_value("")
        assert stored(intake, LEFT) == f"?{reason}"
        page.keyboard.press("z")
        expect(number(page, LEFT)).to_have_value("62")
        expect(number(page, LEFT)).to_be_focused()
        assert stored(intake, LEFT) == "62"


def test_words_and_a_letter_beside_digits_are_kept_as_they_are_typed(
    open_section: Callable[[str], Page], intake: Intake
) -> None:
    page = open_section("pressures")
    for typed in ("about 80", "Unable", "t.b.a.", "12o", "80 approx", "oo", "not heard", "zero"):
        number(page, LEFT).select_text()
        page.keyboard.type(typed)
        expect(number(page, LEFT)).to_have_value(typed)
        expect(reasons(page, LEFT)).to_have_value("")
        page.keyboard.press("Enter")
        expect_told(page, LEFT, "Kept as typed")
        assert focus(page) == RIGHT
        assert stored(intake, LEFT) == typed
        assert stored(intake, RIGHT) == ""
    number(page, LEFT).fill("62")
    for place, text in (("Home", "t62"), ("End", "t62t")):
        number(page, LEFT).press(place)
        page.keyboard.press("t")
        expect(number(page, LEFT)).to_have_value(text)
    page.keyboard.press("Tab")
    expect_told(page, LEFT, "Kept as typed")
    assert stored(intake, LEFT) == "t62t"


def test_a_reason_on_its_way_outlives_a_page_that_is_thrown_away(
    open_section: Callable[[str], Page], intake: Intake
) -> None:
    page = open_section("pressures")
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/save", lambda route: None, times=1)  # as a network that never answers
    number(page, LEFT).focus()
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    assert focus(page) == RIGHT
    expect(page.locator("#saving")).to_have_text("Saving…")
    page.reload()
    expect_told(page, LEFT, "Saved")
    assert stored(intake, LEFT) == "?declined"


# --- Many options -------------------------------------------------------------------------------

MANY = [finding for finding in FINDINGS.values() if len(finding.options) > 6]


def test_one_key_says_why_there_is_no_answer_to_a_question_with_many_options(
    open_section: Callable[[str], Page], intake: Intake, nurse: User
) -> None:
    """From any of its options, on both legs; the focus goes on."""
    actions.record(intake, {"pain_side": "both"}, by=nurse)
    assert {finding.id for finding in MANY} >= {"pain_site", "venous_skin", "med_neurotoxic"}
    for finding in MANY:
        page = open_section(SECTION_OF[finding.id].id)
        for more in page.locator("[data-more]:visible").all():
            more.click()
        for key, _ in finding.answer_keys():
            box = page.locator(f'[data-answer="{key}"]')
            options = box.locator("input[type=checkbox], input[type=radio]")
            options.nth(len(finding.options) // 2).focus()
            page.keyboard.press("o")
            expect_told(page, key, "Saved")
            assert stored(intake, key) == "?other"
            assert focus(page) != key
    page = open_section("pressures")
    for key, letter in ((LEFT, "b"), (RIGHT, "u")):  # and from the list of reasons itself
        reasons(page, key).focus()
        page.keyboard.press(letter)
        expect_told(page, key, "Saved")
    assert [stored(intake, key) for key in (LEFT, RIGHT)] == ["?dressing_or_cast", "?unknown"]
    recorded = Event.objects.filter(after="?other").values_list("detail", flat=True)
    assert set(recorded) == {key for finding in MANY for key, _ in finding.answer_keys()}


# --- A question that goes away under the hands --------------------------------------------------


def test_a_number_is_typed_to_its_end_although_its_question_goes_away_meanwhile(
    open_section: Callable[[str], Page], intake: Intake, answer: Callable[..., None]
) -> None:
    """The wound is taken back, the server is slow, and its age is being typed when it answers."""
    answer(intake, {"skin_integrity.left": "ulcer"})
    page = open_section("examination")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/examination/save", hold, times=1)
    page.locator('[data-answer="skin_integrity.left"] input[value="intact"]').check()
    weeks = number(page, "ulcer_weeks.left")
    weeks.focus()
    page.keyboard.press("1")
    expect(page.locator("#saving")).to_have_text("Saving…")
    held.pop().continue_()
    expect(page.locator('[data-answer="skin_integrity.left"] [data-status]')).to_contain_text(
        "Saved"
    )
    page.keyboard.press("2")
    expect(weeks).to_have_value("12")
    page.keyboard.press("Tab")
    expect(page.locator("#saving")).to_be_hidden()
    expect(weeks).to_be_hidden()
    assert stored(intake, "ulcer_weeks.left") == "12.0"
