"""Finding patients: dates and NHS numbers as typed, search, and people who may be the same."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from intake import actions
from intake.forms.patients import PatientForm
from intake.models import Event, Patient, User
from intake.patients import (
    AT_MOST,
    check_born,
    perhaps_the_same,
    read_date,
    read_nhs_number,
    search,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "3/2/1950",
        "03/02/1950",
        "3.2.1950",
        "3-2-1950",
        "3 2 1950",
        "03021950",
        "1950-02-03",
        "3 Feb 1950",
        "3rd February 1950",
        "3 feb. 1950",
        " 3 FEB 1950 ",
    ],
)
def test_dates_as_people_type_them(text: str) -> None:
    assert read_date(text) == date(1950, 2, 3)


@pytest.mark.parametrize("text", ["", "3/2/50", "31/2/1950", "2/13/1950", "1950", "3 Fleb 1950"])
def test_what_is_no_date_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        read_date(text)


@pytest.mark.parametrize("text", ["943 476 5919", "943-476-5919", "9434765919", " 9434765919 "])
def test_nhs_number_with_and_without_spaces(text: str) -> None:
    assert read_nhs_number(text) == "9434765919"


@pytest.mark.parametrize("place", range(10))
def test_one_wrong_digit_of_an_nhs_number_is_found(place: int) -> None:
    right = "9434765919"
    for digit in set("0123456789") - {right[place]}:
        with pytest.raises(ValueError, match="NHS number"):
            read_nhs_number(right[:place] + digit + right[place + 1 :])


@pytest.mark.parametrize("text", ["943476591", "94347659190", "943476591x", "٩٤٣٤٧٦٥٩١٩"])
def test_nhs_number_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="10 digits"):
        read_nhs_number(text)


def test_nobody_is_born_tomorrow_or_in_another_age() -> None:
    check_born(TODAY, TODAY)
    check_born(date(1906, 11, 25), TODAY)
    for day in (date(2026, 11, 25), date(1906, 11, 20)):
        with pytest.raises(ValueError, match="date of birth"):
            check_born(day, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "invented",
        "INVENTED",
        "ingrid invented",
        "Invented, Ingrid",
        "vent",
        "3/2/1950",
        "ingrid 3 feb 1950",
        "943 476 5919",
        "9434765919",
        "943476",
        "H0001",
        "h00",
    ],
)
def test_search_finds(patient: Patient, text: str) -> None:
    assert list(search(text)) == [patient]


@pytest.mark.parametrize("text", ["", " ", "ingrid 4/2/1950", "31/2/1950", "nobody", "9434765910"])
def test_search_does_not_find(patient: Patient, text: str) -> None:
    assert not search(text)


@pytest.mark.parametrize(
    ("family", "given", "alike"),
    [
        ("Invented", "Ingrid", True),
        ("INVENTED", "ingrid", True),
        ("Ingrid", "Invented", True),
        ("Invented", "Ingird", True),
        ("Inventid", "Ingrid", True),
        ("Otherwise", "Olga", False),
    ],
)
def test_perhaps_the_same_person(patient: Patient, family: str, given: str, alike: bool) -> None:
    assert bool(perhaps_the_same(family, given, patient.born, besides=None)) is alike
    assert not perhaps_the_same(family, given, date(1951, 2, 3), besides=None)
    assert not perhaps_the_same(family, given, patient.born, besides=patient.pk)


# --- On the pages -------------------------------------------------------------------------------

NEW = {
    "family_name": "Brandnew",
    "given_name": "Bruno",
    "born": "1 Mar 1960",
    "sex_at_birth": "male",
}
BY_HTMX = {"HX-Request": "true"}


def change(client: Client, patient: Patient, data: dict[str, str], seen: str = "") -> Any:
    """Sends the form as the page does that was opened just now, or as one opened before."""
    return client.post(
        f"/patients/{patient.pk}/change",
        data | {"seen": seen or PatientForm(instance=patient).seen},
    )


def test_a_patient_is_recorded_and_changed(as_nurse: Client) -> None:
    answer = as_nurse.post("/patients/new", NEW | {"nhs_number": "943 476 5919"})
    made = Patient.objects.get()
    assert answer.headers["Location"] == f"/patients/{made.pk}/"
    assert (made.born, made.nhs_number) == (date(1960, 3, 1), "9434765919")
    change(as_nurse, made, NEW | {"phone": "01632 960000"})
    made.refresh_from_db()
    assert (made.phone, made.nhs_number) == ("01632 960000", "")
    assert list(Event.objects.exclude(kind="view").values_list("kind", flat=True)) == [
        "create patient",
        "change patient",
    ]


def test_by_htmx_the_browser_is_sent_on(as_nurse: Client) -> None:
    answer = as_nurse.post("/patients/new", NEW, headers=BY_HTMX)
    assert answer.headers["HX-Redirect"] == f"/patients/{Patient.objects.get().pk}/"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"family_name": ""}, "Enter the family name."),
        ({"born": ""}, "Enter the date of birth."),
        ({"born": "1 3 60"}, "four digits"),
        ({"born": "1 3 2999"}, "in the future"),
        ({"born": "1 3 1880"}, "more than 120 years ago"),
        ({"sex_at_birth": ""}, "Choose the sex at birth."),
        ({"nhs_number": "943 476 5918"}, "one of its digits is wrong"),
    ],
)
def test_errors_stand_at_the_top_and_at_the_field(
    as_nurse: Client, wrong: dict[str, str], words: str
) -> None:
    answer = as_nurse.post("/patients/new", NEW | wrong)
    page = answer.content.decode()
    [name] = wrong
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert "There is a problem" in page
    assert f'href="#id_{name}' in page
    assert page.count(words) == 2
    if name != "given_name":
        assert 'value="Bruno"' in page  # what was typed is still there
    assert not Patient.objects.exists()


def test_errors_come_as_a_part_with_the_new_title_by_htmx(as_nurse: Client) -> None:
    page = as_nurse.post("/patients/new", NEW | {"born": ""}, headers=BY_HTMX).content.decode()
    assert page.lstrip().startswith("<title>Error: ")
    assert "<html" not in page


def test_a_taken_nhs_number_links_its_owner(as_nurse: Client, patient: Patient) -> None:
    answer = as_nurse.post("/patients/new", NEW | {"nhs_number": patient.nhs_number})
    assert answer.status_code == 422
    assert f'<a href="/patients/{patient.pk}/">INVENTED, Ingrid</a>' in answer.content.decode()
    assert Patient.objects.count() == 1


def test_a_like_person_must_be_told_apart(as_nurse: Client, patient: Patient) -> None:
    like = NEW | {"family_name": "Inventd", "given_name": "Ingrid", "born": "3 2 1950"}
    answer = as_nurse.post("/patients/new", like)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Is it this person?" in page
    assert f'href="/patients/{patient.pk}/"' in page
    assert Patient.objects.count() == 1
    as_nurse.post("/patients/new", like | {"another_person": "on"})
    assert Patient.objects.count() == 2


def test_changing_something_else_asks_nothing(as_nurse: Client, patient: Patient) -> None:
    same = {"family_name": "Invented", "given_name": "Ingrid", "born": "3 2 1950"}
    as_nurse.post("/patients/new", same | {"sex_at_birth": "female", "another_person": "on"})
    answer = change(as_nurse, patient, same | {"sex_at_birth": "female", "phone": "1"})
    assert answer.status_code == 302


def test_nobody_elses_change_is_overwritten(as_nurse: Client, patient: Patient) -> None:
    form = PatientForm(instance=patient)
    data = {name: form.initial[name] or "" for name in PatientForm.Meta.fields}
    assert change(as_nurse, patient, data | {"phone": "1"}, seen=form.seen).status_code == 302
    answer = change(as_nurse, patient, data | {"phone": "2"}, seen=form.seen)
    assert answer.status_code == 422
    assert "Somebody has changed this record" in answer.content.decode()
    patient.refresh_from_db()
    assert patient.phone == "1"


def test_search_shows_fifty_and_says_so(as_nurse: Client, nurse: User) -> None:
    for number in range(AT_MOST + 1):
        row = Patient(family_name="Many", given_name=f"No{number}", born=date(1950, 1, 1))
        actions.save_patient(row, by=nurse)
    page = as_nurse.get("/patients/?q=many").content.decode()
    assert f"Only {AT_MOST} are shown" in page
    assert page.count('class="work-name"') == AT_MOST


def test_medicines_and_allergies_come_and_go(as_nurse: Client, patient: Patient) -> None:
    url = f"/patients/{patient.pk}"
    page = as_nurse.post(
        f"{url}/medicines", {"name": "Quinine", "tried_for_this": "on"}, headers=BY_HTMX
    ).content.decode()
    assert "Quinine" in page
    assert "tried for this pain" in page
    as_nurse.post(f"{url}/allergies/none", {"known": "yes"}, headers=BY_HTMX)
    patient.refresh_from_db()
    assert patient.allergy_status == "none_known"
    as_nurse.post(f"{url}/allergies", {"substance": "Latex"}, headers=BY_HTMX)
    patient.refresh_from_db()
    assert patient.allergy_status == "listed"
    refused = as_nurse.post(f"{url}/allergies/none", {"known": "yes"}, headers=BY_HTMX)
    assert refused.status_code == 409
    medicine, allergy = patient.medicines.get(), patient.allergies.get()
    as_nurse.post(f"/medicines/{medicine.pk}/remove", headers=BY_HTMX)
    as_nurse.post(f"/allergies/{allergy.pk}/remove", headers=BY_HTMX)
    patient.refresh_from_db()
    assert not patient.medicines.exists()
    assert patient.allergy_status == ""


def test_a_medicine_without_a_name_is_asked_back(as_nurse: Client, patient: Patient) -> None:
    answer = as_nurse.post(f"/patients/{patient.pk}/medicines", {"dose": "5 mg"}, headers=BY_HTMX)
    assert answer.status_code == 422
    assert "Name the medicine." in answer.content.decode()


def test_an_admin_sees_the_patient_but_no_intake(as_admin: Client, patient: Patient) -> None:
    page = as_admin.get(f"/patients/{patient.pk}/").content.decode()
    assert "Record" in page
    assert "Intakes" not in page
    assert "Add a medicine" not in page
