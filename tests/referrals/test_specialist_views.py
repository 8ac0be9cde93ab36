"""The pages of the directory: looking, favourites, changing, merging, and files."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
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
    wrong = {**ENTRY, "name": "", "phone": "none", "address": f"1 St\n{'x' * 46}"}
    answer = as_admin.post(reverse("specialist_new"), wrong, headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<html" not in shown
    assert {*answer.context["form"].errors} == {"name", "phone", "address"}
    for told in ("Enter the name.", "is no phone number", "Line 2 is 46 characters long"):
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


# --- Merging ------------------------------------------------------------------------------------


def test_a_likely_pair_is_shown_and_the_one_that_is_kept_stays(
    as_admin: Client, add: Callable[..., Specialist]
) -> None:
    one, two = add(), add(name="Axon, N.")
    add(name="Dr M. Other")
    shown = page(as_admin, "specialist_duplicates")
    assert "Axon, N." in shown
    assert "Dr M. Other" not in shown
    address = reverse("specialist_merge", args=[two.pk])
    assert f'action="{address}"' in shown
    answer = as_admin.post(address, {"into": one.pk, "from": "duplicates"}, follow=True)
    assert "is listed as Dr N. Axon, Sample Clinic from now on" in answer.content.decode()
    two.refresh_from_db()
    assert two.merged_into == one
    undo = reverse("specialist_unmerge", args=[two.pk])
    assert undo in answer.content.decode()
    assert undo in page(as_admin, "specialist_edit", one.pk)
    as_admin.post(undo)
    two.refresh_from_db()
    assert two.merged_into is None


def test_any_two_of_a_specialty_can_be_merged(
    as_admin: Client, add: Callable[..., Specialist]
) -> None:
    one, two = add(), add(name="Neurology team", organisation="North")
    add(name="Cardiology team", specialty="cardiology")
    shown = page(as_admin, "specialist_merge", two.pk)
    assert "Dr N. Axon" in shown
    assert "Cardiology team" not in shown
    assert "Nobody matches" in page(as_admin, "specialist_merge", two.pk, q="nobody")
    answer = as_admin.post(reverse("specialist_merge", args=[two.pk]), {"into": one.pk})
    assert answer.headers["Location"] == reverse("specialist_edit", args=[one.pk])


@pytest.mark.parametrize("into", ["", "x", "999999"])
def test_merging_into_nobody_is_refused_in_words(
    into: str, as_admin: Client, add: Callable[..., Specialist]
) -> None:
    row = add()
    answer = as_admin.post(reverse("specialist_merge", args=[row.pk]), {"into": into})
    assert answer.status_code == 409
    assert "Choose the entry that stays." in answer.content.decode()


def test_a_merged_entry_is_shown_and_not_changed(
    as_admin: Client, admin_user: User, add: Callable[..., Specialist]
) -> None:
    stays, goes = add(), add(name="Axon, N.")
    directory.merge(goes, stays, by=admin_user)
    address = reverse("specialist_edit", args=[goes.pk])
    assert "was merged into another" in as_admin.get(address).content.decode()
    as_admin.post(address, ENTRY)
    goes.refresh_from_db()
    assert goes.name == "Axon, N."
    assert as_admin.get(reverse("specialist_merge", args=[goes.pk])).status_code == 302
    assert as_admin.post(reverse("specialist_unmerge", args=[stays.pk]), follow=True)


# --- Files --------------------------------------------------------------------------------------

FILE = b"""specialty;name;organisation;address 1;address 2;active
neurology;Dr N. Axon;Sample Clinic;1 Example St;ZZ1 1ZZ;yes
cardiology;Dr J. M\xfcller;Clinic;1 St;ZZ1 1ZZ;yes"""


def send(client: Client, data: bytes) -> Any:
    file = SimpleUploadedFile("list.csv", data, content_type="text/csv")
    return client.post(reverse("specialist_files"), {"file": file})


def hidden(answer: Any) -> dict[str, str]:
    return {
        "text": answer.context["text"],
        "name": answer.context["name"],
        "seen": answer.context["plan"].mark,
    }


def test_the_export_is_a_file_of_all_that_was_not_merged(
    as_admin: Client, admin_user: User, add: Callable[..., Specialist]
) -> None:
    stays, goes = add(), add(name="Axon, N.")
    add(name="Dr R. Retired", active=False)
    directory.merge(goes, stays, by=admin_user)
    answer = as_admin.get(reverse("specialist_export"))
    assert answer.streaming
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="specialists-')
    text = b"".join(answer).decode("utf-8-sig")
    assert "Dr N. Axon" in text
    assert "Dr R. Retired" in text
    assert "Axon, N." not in text
    assert Event.objects.filter(kind="export", subject="directory").count() == 1
    again = send(as_admin, text.encode())
    assert "0 new, 0 changed, 2 unchanged" in again.content.decode()


def test_a_file_is_looked_at_before_it_is_written(
    as_admin: Client, add: Callable[..., Specialist]
) -> None:
    add()
    answer = send(as_admin, FILE)
    shown = answer.content.decode()
    assert "1 new, 1 changed, 0 unchanged" in shown
    assert "Dr J. Müller" in shown
    assert stands_before(shown, "<del>", "Sampletown", "<ins>")
    assert Specialist.objects.count() == 1
    done = as_admin.post(reverse("specialist_import"), hidden(answer), follow=True)
    assert "Imported list.csv: 1 new, 1 changed, 0 unchanged." in done.content.decode()
    assert set(Specialist.objects.values_list("name", "address")) == {
        ("Dr N. Axon", "1 Example St\nZZ1 1ZZ"),
        ("Dr J. Müller", "1 St\nZZ1 1ZZ"),
    }
    assert "Nothing to do" in send(as_admin, FILE).content.decode()


def test_the_page_itself_carries_what_is_confirmed(as_admin: Client) -> None:
    """As a browser would send it back: with other ends of lines."""
    nasty = FILE + b'\nneurology;"Dr ""Q"" <b>&amp;";"A; B";"1 St\nFlat 2";ZZ1 1ZZ;yes'
    sent = hidden(send(as_admin, nasty))
    sent["text"] = sent["text"].replace("\n", "\r\n")
    assert as_admin.post(reverse("specialist_import"), sent).status_code == 302
    row = Specialist.objects.get(organisation="A; B")
    assert (row.name, row.address) == ('Dr "Q" <b>&amp;', "1 St\nFlat 2\nZZ1 1ZZ")


def test_faults_are_listed_by_line_and_nothing_is_written(as_admin: Client) -> None:
    answer = send(as_admin, FILE + b"\nneuro;Dr C.;Clinic;1 St;ZZ1 1ZZ;maybe")
    shown = answer.content.decode()
    assert answer.status_code == 422
    found = [(fault.line, fault.column) for fault in answer.context["faults"]]
    assert found == [(4, "active"), (4, "specialty")]
    assert "neurology (Neurology)" in shown
    assert "Nothing was imported" in shown
    assert not Specialist.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04", "workbook"),
        (b"", "empty"),
        (b"x" * 1_000_001, "larger"),
        (b"a,b\n", "no column"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, told: str, as_admin: Client) -> None:
    answer = send(as_admin, data)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_without_a_file_one_is_asked_for(as_admin: Client) -> None:
    answer = as_admin.post(reverse("specialist_files"))
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_what_changed_between_the_look_and_the_click_is_shown_again(
    as_admin: Client, admin_user: User, add: Callable[..., Specialist]
) -> None:
    row = add()
    sent = hidden(send(as_admin, FILE))
    row.phone = "01632 960009"
    row.address = "9 St"
    directory.save_specialist(row, by=admin_user)
    answer = as_admin.post(reverse("specialist_import"), sent)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()
    assert hidden(answer)["text"] == sent["text"]
    assert as_admin.post(reverse("specialist_import"), hidden(answer)).status_code == 302
