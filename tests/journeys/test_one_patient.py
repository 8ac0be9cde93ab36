"""One patient through all of it, in the browser: nurse, physician, admin, and both PDFs."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from intake.answers import answers_of
from intake.models import Intake, User
from referrals import directory
from referrals.models import Letter, LetterState, Snapshot, Specialist
from tests.conftest import PASSWORD
from tests.pdf_text import text_of

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[User], Page]


def choose(page: Page, key: str, option: str) -> None:
    """Tick an option the way a finger does, and wait until the page says it is saved."""
    answer = page.locator(f'[data-answer="{key}"]')
    answer.locator(f'input[value="{option}"]').check()
    expect(answer.locator("[data-status]")).to_contain_text("Saved")


def type_in(page: Page, key: str, text: str, told: str = "Saved") -> None:
    answer = page.locator(f'[data-answer="{key}"]')
    answer.locator("input[type=text]").fill(text)
    answer.locator("input[type=text]").blur()
    expect(answer.locator("[data-status]")).to_contain_text(told)


def nurse_records(page: Page) -> None:
    """A new patient with rest pain and an ABI of 0.42, handed over."""
    page.get_by_role("link", name="Patients").first.click()
    page.get_by_role("link", name="New patient").click()
    page.get_by_label("Family name").fill("Invented")
    page.get_by_label("Given name").fill("Journey")
    page.get_by_label("Date of birth").fill("3 2 2150")
    page.get_by_label("Male", exact=True).check()
    page.get_by_label("NHS number").fill("943 476 5919")
    page.get_by_role("button", name="Save the patient").click()
    # A date of birth in the future is told next to the field, and nothing typed is lost.
    expect(page.locator("#div_id_born")).to_contain_text("future")
    expect(page.get_by_label("Family name")).to_have_value("Invented")
    page.get_by_label("Date of birth").fill("3 2 1950")
    page.get_by_role("button", name="Save the patient").click()
    page.get_by_role("button", name="New intake", exact=True).click()
    page.wait_for_url("**/first/")
    intake_url = page.url.removesuffix("/first/")
    page.goto(f"{intake_url}/pain/")
    choose(page, "pain_side", "left")
    choose(page, "pain_site.left", "forefoot_toes")
    choose(page, "worse_lying_flat", "present")
    choose(page, "relief_dependency.left", "present")
    page.goto(f"{intake_url}/examination/")
    choose(page, "leg_colour.left", "dependent_rubor")
    choose(page, "pulse_dp.left", "absent")
    choose(page, "pulse_pt.left", "absent")
    # The red flag stands beside the form while the nurse is still typing.
    expect(page.get_by_text("Chronic limb-threatening ischaemia").first).to_be_visible()
    page.goto(f"{intake_url}/pressures/")
    type_in(page, "brachial_right_sbp", "13", told="30 to 300 mmHg")
    expect(page.locator("#id_brachial_right_sbp")).to_have_value("13")
    type_in(page, "brachial_right_sbp", "148")
    expire_login_while_typing(page)
    type_in(page, "ankle_dp_sbp.left", "62")
    type_in(page, "ankle_pt_sbp.left", "46")
    expect(page.get_by_text("0.42").locator("visible=true").first).to_be_visible()
    page.goto(f"{intake_url}/check/")
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text("Handed over").first).to_be_visible()


def expire_login_while_typing(page: Page) -> None:
    """The login runs out; the answer typed then is kept, and sent after logging in over the page."""
    Session.objects.all().delete()
    page.locator("#id_brachial_left_sbp").fill("140")
    page.locator("#id_brachial_left_sbp").blur()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Log in").click()
    expect(dialog).to_be_hidden()
    status = page.locator('[data-answer="brachial_left_sbp"] [data-status]')
    expect(status).to_contain_text("Saved")
    assert answers_of(Intake.objects.get())["brachial_left_sbp"] == 140


def physician_decides_and_signs(page: Page) -> bytes:
    """Accepts the red flag and the referral, declines a test, signs with a double click."""
    page.get_by_role("link", name="INVENTED").first.click()
    expect(page.get_by_text("ABI 0.42 (62/148 mmHg)").first).to_be_visible()
    flag = page.locator("article", has_text="Chronic limb-threatening ischaemia").first
    flag.get_by_role("button", name="Accept").click()
    expect(flag).to_contain_text("Accepted")
    referral = page.locator("article", has=page.get_by_role("heading", name="Vascular surgery"))
    referral.locator("summary", has_text="Accept").click()
    referral.get_by_label("question to the specialist").fill("Is revascularisation indicated?")
    referral.get_by_role("button", name="Accept and ask this").click()
    expect(referral).to_contain_text("Accepted")
    test = page.locator("article", has=page.get_by_role("heading", name="HbA1c"))
    test.locator("summary", has_text="Decline").click()
    test.get_by_role("button", name="Decline", exact=True).click()
    expect(test).to_contain_text("why it is declined")
    test.get_by_label("Patient declines").check()
    test.get_by_role("button", name="Decline", exact=True).click()
    expect(test).to_contain_text("Declined")
    # Signing asks for one's own password; a wrong one is told beside the field and loses nothing.
    page.get_by_label("Your password").fill("somebody else’s")
    page.get_by_label("Your password").press("Enter")
    expect(page.get_by_text("This is not your password")).to_be_visible()
    expect(page.get_by_label("Your password")).to_be_focused()
    expect(flag).to_contain_text("Accepted")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign").dblclick()
    expect(page.get_by_role("link", name="Summary (PDF)", exact=True)).to_be_visible()
    link = page.get_by_role("link", name="Summary (PDF)", exact=True).get_attribute("href")
    assert link
    return page.request.get(link).body()


def admin_prints_and_sends(page: Page) -> bytes:
    """Finds the letter on the first page, prints it and marks it sent."""
    page.get_by_role("link", name="INVENTED").first.click()
    page.get_by_role("button", name="Print").click()
    expect(page.get_by_role("heading", name="1 letter printed")).to_be_visible()
    letter = Letter.objects.get()
    page.goto(f"/letters/{letter.pk}/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Mark sent").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    return page.request.get(f"/letters/{letter.pk}/letter.pdf").body()


def test_nurse_physician_and_admin_each_do_their_job(
    log_in: Open, nurse: User, physician: User, admin_user: User
) -> None:
    directory.save_specialist(
        Specialist(
            specialty="vascular_surgery",
            name="Vascular team",
            organisation="Example General Hospital",
            address="1 Example Road\nSampletown",
        ),
        by=admin_user,
    )
    nurse_records(log_in(nurse))
    summary = text_of(physician_decides_and_signs(log_in(physician)))
    assert Snapshot.objects.count() == Letter.objects.count() == 1
    letter = text_of(admin_prints_and_sends(log_in(admin_user)))
    assert Letter.objects.get().state == LetterState.SENT
    for document in (summary, letter):
        assert "INVENTED, Journey" in document
        assert "943 476 5919" in document
        assert "0.42" in document
        assert "Petra Physician" in document
    assert "Declined: patient declines" in summary
    assert "Is revascularisation indicated?" in letter
    assert "Vascular team" in letter
