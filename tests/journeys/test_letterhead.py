"""A letterhead from the list to the sample: another envelope, a logo, a window that does not do."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from intake.models import User
from referrals.models import Letterhead
from tests.referrals.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_letterhead_is_made(admin_user: User, log_in: Callable[[User], Page]) -> None:
    page = log_in(admin_user)
    page.get_by_role("link", name="Letterheads").click()
    page.get_by_role("link", name="Add a letterhead").click()
    for label, text in (
        ("Site", "North wing"),
        ("Organisation", "North Example Hospital"),
        ("Address", "2 North Road\nSampletown\nZZ1 2ZZ"),
        ("Phone", "01632 960 200"),
    ):
        page.get_by_role("textbox", name=label).fill(text)
    page.get_by_label("Envelope").select_option(label="C5, 162 × 229 mm")
    expect(page.get_by_label("From the bottom, mm")).to_have_value("60")
    page.get_by_label("Height, mm").fill("20")
    page.locator("input[type=file]").set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The window is too small")).to_be_visible()
    expect(page.get_by_role("textbox", name="Site")).to_have_value("North wing")
    expect(page.get_by_alt_text("The logo as it is printed")).to_be_visible()
    page.get_by_label("Height, mm").fill("35")
    with page.context.expect_page() as sample:
        page.get_by_role("button", name="Sample letter").click()
    assert sample.value.url.endswith("/letterheads/sample.pdf")
    assert not Letterhead.objects.exists()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: North wing.")
    held = Letterhead.objects.get()
    assert held.logo is not None
    assert held.envelope == "c5"
