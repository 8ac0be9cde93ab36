"""An admin with a printer, a scanner and the post: from the list to printed, sent, and answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from intake.models import Intake, User
from referrals import directory, posting
from referrals.models import Letter, LetterState, PrintRun, Specialist
from referrals.page_code import code_of
from tests.journeys.test_keyboard import COUNT
from tests.referrals.signed_intakes import REST_PAIN, Answer
from tests.referrals.signed_letters import more_letters, print_and_seal, put, sign_with_letter

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[User], Page]


@pytest.fixture
def letter(
    intake: Intake, answer: Answer, nurse: User, physician: User, admin_user: User
) -> Letter:
    """A letter about rest pain, signed a moment ago."""
    service = directory.save_specialist(
        Specialist(
            specialty="vascular_surgery",
            name="Vascular team",
            organisation="Example General Hospital",
            address="1 Example Road",
        ),
        by=admin_user,
    )
    answer(intake, dict(REST_PAIN))
    return sign_with_letter(intake, service, nurse=nurse, physician=physician)


def counted(page: Page) -> tuple[int, int]:
    keys, clicks = (
        int(page.evaluate("name => sessionStorage.getItem(name) ?? 0", name))
        for name in ("keys", "clicks")
    )
    return keys, clicks


def at(log_in: Open, user: User, address: str) -> Page:
    page = log_in(user)
    page.add_init_script(COUNT)
    page.goto(address)
    page.evaluate("sessionStorage.clear()")
    return page


def scanned(page: Page, text: str) -> None:
    """A keyboard-wedge scanner: the characters one after the other without a pause, then Enter."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_twenty_letters_go_from_the_list_to_the_printer_in_two_clicks(
    log_in: Open,
    letter: Letter,
    admin_user: User,
) -> None:
    more_letters(letter, 19)
    page = at(log_in, admin_user, "/letters/")
    page.get_by_label("Select all on this page").click()
    page.get_by_role("button", name="Print selected (20)").click()
    page.wait_for_url("**/letters/print/*/")
    assert counted(page)[1] == 2
    run = PrintRun.objects.get()
    assert (run.total, run.started_by) == (20, admin_user)


def test_letters_are_selected_and_printed_by_keys(
    log_in: Open,
    letter: Letter,
    admin_user: User,
) -> None:
    second, third = more_letters(letter, 2)
    page = at(log_in, admin_user, "/letters/")
    expect(page.locator("[data-row]:focus")).to_have_count(1)
    # Nothing is selected: nothing is printed, and the page says what to do.
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Select a letter first")).to_be_visible()
    assert not PrintRun.objects.exists()
    page.keyboard.press("j")  # from the button: to the first row
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_text("Select a letter first")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("x")
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Print selected (2)")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("x")  # the help hears no keys
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letters/print/*/")
    assert counted(page)[1] == 0
    printed = PrintRun.objects.get().letters.values_list("letter", flat=True)
    assert set(printed) == {second.pk, third.pk}


def test_three_scans_without_a_pause_mark_three_letters_sent_with_no_click(
    log_in: Open,
    letter: Letter,
    admin_user: User,
) -> None:
    letters = [put(letter, LetterState.PRINTED)]
    letters += more_letters(letter, 2, state=LetterState.PRINTED, times_printed=1)
    codes = [code_of(Letter.objects.get(pk=each.pk)) for each in letters]
    page = at(log_in, admin_user, "/letters/scan/")
    expect(page.get_by_label("Code of a page")).to_be_focused()
    for code in codes:
        scanned(page, f"https://soleus.example/c/{code}/")
    scanned(page, "5012345678900")  # the bar code of something else
    expect(page.locator(".scanned-words")).to_contain_text("Wrong code")
    expect(page.locator(".scans li")).to_have_count(4)
    expect(page.get_by_label("Code of a page")).to_be_focused()
    assert counted(page)[1] == 0
    states = {each.state for each in Letter.objects.all()}
    assert states == {LetterState.SENT}
    # The same once more says so and does nothing.
    scanned(page, codes[0])
    expect(page.locator(".scanned-words")).to_contain_text("Already sent")


def test_a_reply_is_scanned_and_recorded_with_its_day(
    log_in: Open,
    letter: Letter,
    admin_user: User,
) -> None:
    print_and_seal(letter, b"%PDF-1.7", by=admin_user)
    posting.mark_sent(letter, by=admin_user)
    code = code_of(Letter.objects.get())
    page = at(log_in, admin_user, "/letters/scan/?mode=reply")
    scanned(page, code)
    page.wait_for_url("**/letters/*/?reply")
    expect(page.get_by_label("Received: they have the letter")).to_be_focused()
    expect(page.get_by_label("Day of the appointment")).to_be_hidden()
    page.keyboard.press("ArrowDown")  # accepted
    day = page.get_by_label("Day of the appointment")
    expect(day).to_be_visible()
    tomorrow, long_ahead = (timezone.localdate() + timedelta(days=each) for each in (1, 400))
    day.fill(f"{long_ahead:%d %m %Y}")
    day.press("Enter")
    # A day that is unusual is asked about; nothing that was typed is gone.
    sure = page.get_by_label("Yes, this day is right")
    expect(sure).to_be_focused()
    expect(day).to_have_value(f"{long_ahead:%d %m %Y}")
    day.fill(f"{tomorrow:%d %m %Y}")
    day.press("Enter")
    expect(page.get_by_role("heading", name="Accepted, appointment on")).to_be_visible()
    expect(page.get_by_role("link", name="Scan the next")).to_be_focused()
    assert Letter.objects.get().appointment_on == tomorrow
    page.keyboard.press("Enter")
    expect(page.get_by_label("Record another reply")).to_be_checked()
    expect(page.get_by_label("Code of a page")).to_be_focused()


def test_a_letter_that_came_back_leads_the_nurse_to_what_is_missing(
    log_in: Open,
    letter: Letter,
    nurse: User,
    admin_user: User,
) -> None:
    put(letter, LetterState.SENT)
    posting.record_reply(letter, "returned", by=admin_user, missing="onset")
    page = at(log_in, nurse, "/intakes/")
    task = page.locator(".came-back li")
    expect(task).to_contain_text("missing: how the pain began")
    task.get_by_role("button", name="Record it in a follow-up").click()
    page.wait_for_url("**/pain/**")
    expect(page.get_by_text("This follow-up was started for these")).to_be_visible()
    assert Intake.objects.get(follows_up__isnull=False).wanted == ["pain_onset"]
