"""Twenty letters from the list to the printer: two clicks, and the PDF opens by itself."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from intake.models import Event, Intake, User
from referrals import directory, tasks
from referrals.models import Letter, LetterState, PrintRun, Specialist
from tests.journeys.test_admin_letters import at, counted
from tests.referrals.printed_letters import letters_like, render_quickly
from tests.referrals.signed_intakes import REST_PAIN, Answer
from tests.referrals.signed_letters import sign_with_letter

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[User], Page]


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    render_quickly(monkeypatch)


@pytest.fixture
def letter(
    intake: Intake, answer: Answer, nurse: User, physician: User, admin_user: User
) -> Letter:
    service = directory.save_specialist(
        Specialist(
            specialty="vascular_surgery", name="Team", organisation="Hospital", address="1 Road"
        ),
        by=admin_user,
    )
    answer(intake, dict(REST_PAIN))
    return sign_with_letter(intake, service, nurse=nurse, physician=physician)


def opened_pdf(response: Any) -> bool:
    return "/letters.pdf" in response.url


def test_twenty_letters_are_printed_in_two_clicks(
    log_in: Open, letter: Letter, admin_user: User
) -> None:
    letters_like(letter, 19)
    page = at(log_in, admin_user, "/letters/")
    with page.context.expect_event("response", opened_pdf) as sent:
        page.get_by_label("Select all on this page").click()
        page.get_by_role("button", name="Print selected (20)").click()
    assert sent.value.status == 200
    expect(page.get_by_role("heading", name="20 letters printed")).to_be_visible()
    assert counted(page) == (0, 2)
    run = PrintRun.objects.get()
    assert (run.total, run.envelopes) == (20, 60)
    assert set(Letter.objects.values_list("state", "times_printed")) == {(LetterState.PRINTED, 1)}
    # Looked at once more it opens no second time; the link is there.
    page.reload()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible()
    page.wait_for_timeout(500)
    assert Event.objects.filter(kind="export", subject=f"print run {run.pk}").count() == 1


def at_run_that_stands_still(page: Page, ready: int) -> None:
    """Print all, a letter at a time; after so many the page's next request waits for ever."""
    asked = iter(range(100))
    page.route("**/go-on/", lambda route: route.continue_() if next(asked) < ready else None)
    page.get_by_role("button", name="Print all that are not printed").click()
    bar = page.get_by_role("progressbar", name=f"{ready} of 6 letters ready")
    expect(bar).to_have_attribute("value", str(ready))
    expect(bar).to_have_attribute("max", "6")


def test_a_page_that_is_closed_pauses_the_run_and_opened_again_goes_on(
    log_in: Open, letter: Letter, admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    letters_like(letter, 5)
    page = at(log_in, admin_user, "/letters/")
    at_run_that_stands_still(page, 2)
    page.goto("/letters/")
    page.unroute("**/go-on/")
    page.wait_for_timeout(2500)
    assert PrintRun.objects.get().done == 2
    page.get_by_role("link", name="Print runs").click()
    expect(page.get_by_text("2 of 6 ready")).to_be_visible()
    with page.context.expect_event("response", opened_pdf):
        page.get_by_role("link", name="Print run").click()
    expect(page.get_by_role("heading", name="6 letters printed")).to_be_visible()
    expect(page.locator("#print-run-said")).to_have_text("6 letters printed.")
    assert set(Letter.objects.values_list("times_printed", flat=True)) == {1}


def test_a_run_is_cancelled_in_the_middle(
    log_in: Open, letter: Letter, admin_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    letters_like(letter, 5)
    page = at(log_in, admin_user, "/letters/")
    at_run_that_stands_still(page, 1)
    page.get_by_role("button", name="Cancel this run").click()
    expect(page.get_by_text("No letter of this run counts as printed.")).to_be_visible()
    assert PrintRun.objects.get().cancelled_at
    assert set(Letter.objects.values_list("times_printed", flat=True)) == {0}
