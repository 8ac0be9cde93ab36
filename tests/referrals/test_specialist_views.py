"""The pages of the directory: looking, favourites, changing, merging, and files."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake.models import Event, User
from referrals import directory
from referrals.models import Favourite, Specialist
from referrals.views.specialists import AT_MOST

HTMX = {"HX-Request": "true"}
ENTRY = {
    "specialty": "neurology",
    "name": "Dr N. Axon",
    "organisation": "Sample Clinic",
    "address": "1 Example St\nSampletown\nZZ1 1ZZ",
    "phone": "01632 960001",
    "email": "axon@example.org",
    "active": "on",
}


@pytest.fixture
def add(admin_user: User) -> Callable[..., Specialist]:
    def made(**changes: Any) -> Specialist:
        return directory.save_specialist(
            Specialist(**{**ENTRY, "active": True, **changes}), by=admin_user
        )

    return made


def page(client: Client, name: str, *args: Any, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def stands_before(shown: str, *texts: str) -> bool:
    """Whether the page shows these in this order."""
    places = [shown.index(text) for text in texts]
    return places == sorted(places)


# --- Looking ------------------------------------------------------------------------------------


def test_the_sites_of_a_person_stand_together(
    as_physician: Client, add: Callable[..., Specialist]
) -> None:
    add(organisation="North Clinic")
    add(name="Dr M. Other", organisation="Other Clinic")
    add(organisation="South Clinic", address="2 Example St\nExampleham\nZZ2 2ZZ")
    shown = page(as_physician, "specialist_list")
    assert shown.count("Dr N. Axon</bdi></p>") == 1
    assert stands_before(shown, "Dr M. Other", "Dr N. Axon", "North Clinic", "South Clinic")
    assert "2 Example St, Exampleham, ZZ2 2ZZ" in shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("axon", True),
        ("sample clinic", True),
        ("SAMPLETOWN", True),
        ("axon sampletown", True),
        ("muller", False),
        ("axon exampleham", False),
    ],
)
def test_name_organisation_and_town_are_searched(
    text: str, found: bool, as_physician: Client, add: Callable[..., Specialist]
) -> None:
    add()
    shown = page(as_physician, "specialist_list", q=text)
    assert ("Dr N. Axon" in shown) is found
    assert (f"Nobody matches “{text}”" in shown) is not found


def test_accents_need_not_be_typed(as_admin: Client, add: Callable[..., Specialist]) -> None:
    add(name="Dr J. Müller")
    assert "Dr J. Müller" in page(as_admin, "specialist_list", q="MULLER")


def test_what_is_not_offered_is_folded_and_says_why(
    as_admin: Client, add: Callable[..., Specialist], admin_user: User
) -> None:
    stays, goes = add(), add(name="Dr Nora Axon")
    add(name="Dr R. Retired", active=False)
    directory.merge(goes, stays, by=admin_user)
    shown = page(as_admin, "specialist_list")
    assert stands_before(shown, "Dr N. Axon", "<details", "Dr R. Retired")
    folded = shown[shown.index("<details") : shown.index("</details>")]
    assert "not offered" in folded
    assert "listed as Dr N. Axon, Sample Clinic now" in folded
    assert '<details class="retired">' in shown
    assert '<details class="retired" open>' in page(as_admin, "specialist_list", q="retired")


def test_a_long_directory_opens_one_specialty_at_a_time(
    as_admin: Client, admin_user: User, add: Callable[..., Specialist]
) -> None:
    favourite = add(specialty="cardiology", name="Dr C. Heart")
    directory.favour(favourite, by=admin_user, on=True)
    Specialist.objects.bulk_create(
        Specialist(specialty="neurology", name=f"Dr {n}", organisation="Clinic", address="1 St")
        for n in range(AT_MOST - 1)
    )
    assert "Dr 17<" in page(as_admin, "specialist_list")  # as many as fit on the page
    add(name="One more")
    shown = page(as_admin, "specialist_list")
    assert "Dr 17<" not in shown
    assert "Dr C. Heart" in shown  # favourites are always there
    assert "?specialty=neurology" in shown
    opened = page(as_admin, "specialist_list", specialty="neurology")
    assert "Dr 17<" in opened
    assert "Dr C. Heart" not in opened
    add(name="And another")
    assert f"Only the first {AT_MOST}" in page(as_admin, "specialist_list", specialty="neurology")
    assert "Dr 17<" in page(as_admin, "specialist_list", q="17 clinic")


def test_the_directory_costs_as_many_queries_with_two_thousand_as_with_one(
    as_admin: Client, add: Callable[..., Specialist]
) -> None:
    def cost() -> dict[str, int]:
        found = {}
        for name in ("specialist_list", "specialist_duplicates"):
            for asked in ({}, {"q": "clinic"}, {"specialty": "neurology"}):
                with CaptureQueriesContext(connection) as queries:
                    page(as_admin, name, **asked)
                found[f"{name} {asked}"] = len(queries)
        return found

    add()
    one = cost()
    Specialist.objects.bulk_create(
        Specialist(
            specialty=("neurology", "cardiology", "haematology")[n % 3],
            name=f"Dr {'ABCDEFGH'[n % 8]} Name{n}",
            organisation=f"Clinic {n % 40}",
            address=f"{n} St",
            active=n % 20 > 0,
        )
        for n in range(2000)
    )
    assert cost() == one


# --- Favourites ---------------------------------------------------------------------------------


def test_a_star_is_set_and_taken_back(
    as_physician: Client, physician: User, add: Callable[..., Specialist]
) -> None:
    row = add()
    address = reverse("specialist_favourite", args=[row.pk])
    answer = as_physician.post(address, {"on": "yes"}, headers=HTMX)
    assert 'aria-pressed="true"' in answer.content.decode()
    assert Favourite.objects.get().user == physician
    answer = as_physician.post(address, {"on": "no"}, headers=HTMX)
    assert 'aria-pressed="false"' in answer.content.decode()
    assert not Favourite.objects.exists()


def test_without_a_script_the_page_comes_back_as_it_was(
    as_physician: Client, add: Callable[..., Specialist]
) -> None:
    row = add()
    address = reverse("specialist_favourite", args=[row.pk])
    answer = as_physician.post(f"{address}?q=axon", {"on": "yes"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('specialist_list')}?q=axon#star-{row.pk}"


def test_favourites_stand_first_and_are_ones_own(
    as_physician: Client, as_admin: Client, physician: User, add: Callable[..., Specialist]
) -> None:
    add(name="Dr A. First")
    favourite = add(name="Dr Z. Last")
    directory.favour(favourite, by=physician, on=True)
    mine, theirs = (page(who, "specialist_list") for who in (as_physician, as_admin))
    assert stands_before(mine, "Your favourites", "Dr Z. Last", "Dr A. First")
    assert stands_before(theirs, "Dr A. First", "Dr Z. Last")
    assert "Your favourites" not in theirs


def test_what_was_retired_meanwhile_says_so_at_its_star(
    as_physician: Client, add: Callable[..., Specialist]
) -> None:
    row = add(active=False)
    answer = as_physician.post(
        reverse("specialist_favourite", args=[row.pk]), {"on": "yes"}, headers=HTMX
    )
    assert answer.status_code == 409
    assert "not offered any more" in answer.content.decode()


# --- Changing -----------------------------------------------------------------------------------


def test_a_specialist_is_added_and_changed(as_admin: Client) -> None:
    answer = as_admin.post(reverse("specialist_new"), ENTRY, headers=HTMX)
    assert answer.headers["HX-Redirect"] == reverse("specialist_list")
    specialist = Specialist.objects.get()
    changed = {**ENTRY, "name": "Dr N. Axon-Smith", "active": ""}
    as_admin.post(reverse("specialist_edit", args=[specialist.pk]), changed, headers=HTMX)
    specialist.refresh_from_db()
    assert (specialist.name, specialist.active) == ("Dr N. Axon-Smith", False)
    kinds = Event.objects.filter(subject=f"specialist {specialist.pk}").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["create specialist", "change specialist"]
    shown = page(as_admin, "specialist_list")
    assert "Dr N. Axon-Smith" in shown
    assert "not offered" in shown


def test_faults_stand_next_to_their_fields_and_nothing_typed_is_lost(as_admin: Client) -> None:
    wrong = {
        **ENTRY,
        "name": "",
        "phone": "none",
        "email": "axon@clinic",
        "address": f"1 St\n{'x' * 46}",
    }
    answer = as_admin.post(reverse("specialist_new"), wrong, headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<html" not in shown
    assert {*answer.context["form"].errors} == {"name", "phone", "email", "address"}
    for told in ("Enter the name.", "is no phone number", "Line 2 is 46 characters long", "name@"):
        assert told in shown
    assert 'value="none"' in shown
    assert 'value="Sample Clinic"' in shown
    assert not Specialist.objects.exists()


def test_without_a_script_a_refused_form_comes_with_its_page(as_admin: Client) -> None:
    answer = as_admin.post(reverse("specialist_new"), {**ENTRY, "name": ""})
    assert answer.status_code == 422
    assert "<html" in answer.content.decode()
    assert "Enter the name." in answer.content.decode()


def test_a_missing_postcode_is_advised_and_saved(as_admin: Client) -> None:
    answer = as_admin.post(reverse("specialist_new"), {**ENTRY, "address": "1 St"}, follow=True)
    assert Specialist.objects.get().address == "1 St"
    assert "holds no postcode" in answer.content.decode()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    as_admin: Client, admin_user: User, add: Callable[..., Specialist]
) -> None:
    row = add()
    address = reverse("specialist_edit", args=[row.pk])
    seen = re.search(r'name="seen" value="(\w+)"', as_admin.get(address).content.decode())
    assert seen
    row.phone = "01632 960009"
    directory.save_specialist(row, by=admin_user)
    typed = {**ENTRY, "name": "Dr N. Other", "seen": seen[1]}
    answer = as_admin.post(address, typed, headers=HTMX)
    assert answer.status_code == 422
    assert "Somebody has changed this entry" in answer.content.decode()
    assert 'value="Dr N. Other"' in answer.content.decode()
    row.refresh_from_db()
    assert (row.name, row.phone) == ("Dr N. Axon", "01632 960009")


@pytest.mark.parametrize("who", ["as_nurse", "as_physician"])
def test_physicians_and_nurses_do_not_edit_the_directory(
    who: str, add: Callable[..., Specialist], request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    row = add()
    before = Specialist.objects.values().get()
    assert client.post(reverse("specialist_new"), ENTRY, headers=HTMX).status_code == 403
    address = reverse("specialist_edit", args=[row.pk])
    assert client.post(address, {**ENTRY, "name": "X"}, headers=HTMX).status_code == 403
    assert Specialist.objects.values().get() == before


def test_a_physician_sees_the_directory_without_what_changes_it(
    as_physician: Client, add: Callable[..., Specialist]
) -> None:
    row = add()
    shown = page(as_physician, "specialist_list")
    assert "Dr N. Axon" in shown
    for name in ("specialist_new", "specialist_files", "specialist_duplicates"):
        assert reverse(name) not in shown
    assert f'href="{reverse("specialist_edit", args=[row.pk])}"' not in shown


def test_djangos_own_admin_holds_entries_to_the_same(manager: User) -> None:
    User.objects.filter(pk=manager.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(User.objects.get(pk=manager.pk))
    address = reverse("admin:referrals_specialist_add")
    assert client.post(address, {**ENTRY, "phone": "none"}).status_code == 200
    assert not Specialist.objects.exists()
    assert client.post(address, ENTRY).status_code == 302
    row = Specialist.objects.get()
    changed = {**ENTRY, "name": "Dr N. Axon-Smith"}
    assert client.post(reverse("admin:referrals_specialist_change", args=[row.pk]), changed)
    row.refresh_from_db()
    assert row.name == "Dr N. Axon-Smith"
    assert Event.objects.filter(kind="change specialist", actor="manager").count() == 1
    stays = Specialist.objects.create(**{**ENTRY, "name": "Axon, N.", "active": True})
    directory.merge(row, stays, by=manager)
    address = reverse("admin:referrals_specialist_change", args=[row.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, ENTRY).status_code == 403
    assert client.get(reverse("admin:referrals_specialist_changelist")).status_code == 200
    row.refresh_from_db()
    assert (row.name, row.active) == ("Dr N. Axon-Smith", False)
