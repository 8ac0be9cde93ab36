"""The directory in a browser: a star by keys, and the site of whoever is chosen from a long list."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from intake.models import Intake, User
from referrals import directory, lifecycle
from referrals.directory_csv import COLUMNS
from referrals.forms import MANY
from referrals.models import Favourite, Specialist
from tests.referrals.test_lifecycle import COLD_LEG

Open = Callable[[User], Page]
pytestmark = pytest.mark.django_db(transaction=True)


def add(number: int, user: User) -> Specialist:
    return directory.save_specialist(
        Specialist(
            specialty="vascular_surgery",
            name=f"Mr {number:02}",
            organisation=f"Clinic {number}",
            address="1 Road\nSampletown",
        ),
        by=user,
    )


def test_a_star_is_set_by_keys_and_the_focus_stays_on_it(
    log_in: Open, physician: User, admin_user: User
) -> None:
    first, last = (add(number, admin_user) for number in (1, 2))
    page = log_in(physician)
    page.goto("/specialists/")
    star = page.get_by_role("button", name=f"Favourite: {last}")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.focus()
    page.keyboard.press("Space")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    assert Favourite.objects.get().specialist == last
    page.reload()
    names = page.locator(".person .site-name").all_inner_texts()
    assert names == [str(last), str(first)]
    star.focus()
    page.keyboard.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "false")
    assert not Favourite.objects.exists()


def test_the_whole_of_who_is_chosen_from_a_long_list_stands_below_it(
    log_in: Open,
    intake: Intake,
    answer: Callable[..., Any],
    nurse: User,
    physician: User,
    admin_user: User,
) -> None:
    rows = [add(number, admin_user) for number in range(MANY + 1)]
    answer(intake, dict(COLD_LEG))
    lifecycle.hand_over(intake, by=nurse)
    page = log_in(physician)
    page.goto(f"/review/{intake.pk}/")
    card = page.locator("[data-suggestion]:has(select[name=specialist])")
    card.focus()
    page.keyboard.press("a")
    choice = card.locator("select[name=specialist]")
    expect(choice).to_be_focused()
    choice.select_option(str(rows[7].pk))
    expect(card.locator("[data-goes-to]")).to_have_text("Mr 07, Clinic 7, 1 Road, Sampletown")
    card.get_by_role("button", name="Accept and ask this").click()
    expect(card.locator(".state-accepted")).to_be_visible()
    assert intake.assessments.get().suggestions.get(specialist=rows[7]).state == "accepted"


def test_a_file_is_chosen_looked_at_and_imported(log_in: Open, admin_user: User) -> None:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerow(["", "neurology", 'Dr "N" Müller', "A; B", "1 Road", "ZZ1 1ZZ", *[""] * 6, "yes"])
    page = log_in(admin_user)
    page.goto("/specialists/")
    page.get_by_role("link", name="Import and export").click()
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode("cp1252")}
    page.get_by_label("CSV file").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("1 new, 0 changed, 0 unchanged")).to_be_visible()
    assert not Specialist.objects.exists()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported list.csv")).to_be_visible()
    row = Specialist.objects.get()
    assert (row.name, row.organisation, row.address) == ('Dr "N" Müller', "A; B", "1 Road\nZZ1 1ZZ")
