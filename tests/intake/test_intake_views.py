"""Pages of intakes: answers saved as they are left, conflicts, expired logins, handing over."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from intake import actions
from intake.addresses import MARK_HEADER, IntakeAddress, address_of, mark_of
from intake.findings import KEYS, SECTION_OF, SECTIONS
from intake.models import Event, Intake, Patient, User


def by_page(client: Client, intake: Intake) -> dict[str, str]:
    """What a page of this intake sends along, as made for whoever is logged in, or was."""
    user = User.objects.get(pk=client.session.get("_auth_user_id", intake.created_by_id))
    return {"HX-Request": "true", MARK_HEADER: mark_of(intake, user)}


def save(client: Client, intake: Intake, key: str, text: str, seen: str = "") -> HttpResponse:
    """Sends one answer as the page does; a text may hold several options."""
    data: dict[str, Any] = {"key": key, "seen": seen}
    if text.startswith("?"):
        data[f"{key}-why"] = text
    else:
        data[key] = text.split(",")
    url = f"/intakes/{address_of(intake)}/{SECTION_OF[KEYS[key][0].id].id}/save"
    return client.post(url, data, headers=by_page(client, intake))  # type: ignore[return-value]


def page_of(client: Client, intake: Intake, key: str) -> str:
    url = f"/intakes/{address_of(intake)}/{SECTION_OF[KEYS[key][0].id].id}/"
    return client.get(url).content.decode()


def controls(page: str, key: str) -> list[str]:
    """The tags of one answer's controls."""
    tags = re.findall(r"<(?:input|option)[^>]*>", page[page.index(f'data-answer="{key}"') :])
    return tags[: next(i for i, tag in enumerate(tags) if 'name="seen"' in tag) + 1]


# --- Each kind of answer ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        ("worse_lying_flat", "present", 'value="present" checked'),
        ("worse_lying_flat", "absent", 'value="absent" checked'),
        ("worse_lying_flat", "?unknown", 'value="?unknown" checked'),
        ("worse_lying_flat", "?declined", 'value="?declined" selected'),
        ("pain_side", "both", 'value="both" checked'),
        ("pain_quality", "aching,burning", 'value="burning" checked'),
        ("pain_quality", "none", 'value="none" checked'),
        ("pain_quality", "?unknown", 'value="?unknown" selected'),
        ("pain_nrs_now", "6", 'value="6"'),
        ("pulse_dp.left", "absent", 'value="absent" checked'),
        ("ankle_dp_sbp.right", "118", 'value="118"'),
        ("ankle_dp_sbp.right", "?no_equipment", 'value="?no_equipment" selected'),
    ],
)
def test_saved_and_shown_again(
    as_nurse: Client, intake: Intake, key: str, text: str, shown: str
) -> None:
    answer = save(as_nurse, intake, key, text)
    assert answer.status_code == 200
    assert re.search(r"Saved \d\d:\d\d:\d\d", answer.content.decode())
    assert f'name="seen" value="{text}"' in answer.content.decode()
    intake.refresh_from_db()
    assert actions.stored_text(intake, key) == text
    assert any(shown in tag for tag in controls(page_of(as_nurse, intake, key), key))
    event = Event.objects.get(kind="answer")
    assert (event.actor, event.detail, event.before, event.after) == ("nurse", key, None, text)


def test_an_answer_is_taken_back(as_nurse: Client, intake: Intake) -> None:
    save(as_nurse, intake, "worse_lying_flat", "present")
    url = f"/intakes/{address_of(intake)}/pain/save"
    data = {"key": "worse_lying_flat", "seen": "present", "worse_lying_flat-why": "clear"}
    assert (
        "Taken back" in as_nurse.post(url, data, headers=by_page(as_nurse, intake)).content.decode()
    )
    intake.refresh_from_db()
    assert intake.worse_lying_flat is None  # type: ignore[attr-defined]


def test_a_bad_number_is_kept_as_typed_and_flagged(as_nurse: Client, intake: Intake) -> None:
    key = "ankle_dp_sbp.left"
    told = save(as_nurse, intake, key, "13x").content.decode()
    assert "“13x” is not yet a number" in told
    assert "data-invalid" in told
    page = page_of(as_nurse, intake, key)
    assert any('value="13x"' in tag for tag in controls(page, key))
    assert "“13x” is not yet a number" in page
    assert "Kept as typed" in told
    # The right one is taken afterwards.
    assert "Saved" in save(as_nurse, intake, key, "130", seen="13x").content.decode()
    intake.refresh_from_db()
    assert intake.unparsed == {}


@pytest.mark.parametrize("text", ["13", "1300"])
def test_an_impossible_pressure_is_a_problem(as_nurse: Client, intake: Intake, text: str) -> None:
    told = save(as_nurse, intake, "brachial_left_sbp", text).content.decode()
    assert "is outside 30 to 300 mmHg" in told


def test_an_unusual_pressure_is_kept_and_asked(as_nurse: Client, intake: Intake) -> None:
    told = save(as_nurse, intake, "brachial_left_sbp", "65").content.decode()
    assert "Is this right?" in told
    assert "Saved" in told
    assert "Is this right?" in page_of(as_nurse, intake, "brachial_left_sbp")


def test_what_was_typed_is_escaped(as_nurse: Client, intake: Intake) -> None:
    nasty = '"><script>alert(1)</script>'
    told = save(as_nurse, intake, "brachial_left_sbp", nasty).content.decode()
    page = page_of(as_nurse, intake, "brachial_left_sbp")
    assert nasty not in told + page
    assert escape(nasty) in page


@pytest.mark.parametrize("key", ["", "age_years", "sex_at_birth", "nonsense", "pulse_dp.left"])
def test_a_key_of_elsewhere_is_not_saved(as_nurse: Client, intake: Intake, key: str) -> None:
    answer = as_nurse.post(f"/intakes/{address_of(intake)}/pain/save", {"key": key, key: "1"})
    assert answer.status_code == 404


def test_an_answer_changes_progress_and_what_is_shown(as_nurse: Client, intake: Intake) -> None:
    answer = save(as_nurse, intake, "rls_urge", "present")
    page = answer.content.decode()
    assert "Answered 1 of" in page
    assert "rls_rest" in re.search(r'data-shown="([^"]*)"', page)[1].split()  # type: ignore[index]
    assert "answers-changed" in answer.headers["HX-Trigger"]


# --- Two people, two tabs -----------------------------------------------------------------------


def test_nothing_is_overwritten_silently(
    as_nurse: Client, as_physician: Client, intake: Intake
) -> None:
    key = "ankle_dp_sbp.left"
    save(as_physician, intake, key, "101")
    answer = save(as_nurse, intake, key, "99", seen="")
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Petra Physician wrote <strong>101 mmHg</strong>" in told
    assert "Yours, <strong>99 mmHg</strong>, is not saved yet" in told
    assert 'name="seen" value=""' in told  # so that going on typing asks again
    intake.refresh_from_db()
    assert actions.stored_text(intake, key) == "101"
    # Keep mine: says that 101 was seen.
    assert save(as_nurse, intake, key, "99", seen="101").status_code == 200
    # Keep theirs: the controls are made anew.
    save(as_physician, intake, key, "102", seen="99")
    part = as_nurse.get(
        f"/intakes/{address_of(intake)}/pressures/question?key={key}"
    ).content.decode()
    assert 'value="102"' in part


def test_different_fields_merge(as_nurse: Client, as_physician: Client, intake: Intake) -> None:
    save(as_nurse, intake, "pain_side", "left")
    save(as_physician, intake, "pain_nrs_now", "4")
    intake.refresh_from_db()
    assert (intake.pain_side, intake.pain_nrs_now) == ("left", 4)  # type: ignore[attr-defined]


def test_sending_the_same_again_does_nothing_twice(as_nurse: Client, intake: Intake) -> None:
    for _ in range(2):
        assert save(as_nurse, intake, "pain_side", "left").status_code == 200
    assert Event.objects.filter(kind="answer").count() == 1


# --- Texts, legs --------------------------------------------------------------------------------


def test_texts_are_saved_and_two_writers_are_told(
    as_nurse: Client, as_physician: Client, intake: Intake
) -> None:
    url = f"/intakes/{address_of(intake)}/text"
    mine = {"key": "concerns", "concerns": "Afraid\r\nof losing the leg", "seen": ""}
    assert "Saved" in as_nurse.post(url, mine, headers=by_page(as_nurse, intake)).content.decode()
    intake.refresh_from_db()
    assert intake.concerns == "Afraid\nof losing the leg"
    again = {"key": "concerns", "concerns": "More", "seen": "Afraid\r\nof losing the leg"}
    assert as_nurse.post(url, again, headers=by_page(as_nurse, intake)).status_code == 200
    theirs = {"key": "concerns", "concerns": "None", "seen": ""}
    answer = as_physician.post(url, theirs, headers=by_page(as_physician, intake))
    assert answer.status_code == 409
    assert "Nora Nurse wrote" in answer.content.decode()
    intake.refresh_from_db()
    assert intake.concerns == "More"
    assert as_nurse.post(url, {"key": "state", "state": "signed"}).status_code == 404


def test_a_leg_is_marked_once_for_all(as_nurse: Client, intake: Intake) -> None:
    url = f"/intakes/{address_of(intake)}/examination/leg"
    answer = as_nurse.post(
        url, {"leg": "left", "reason-left": "amputated"}, headers=by_page(as_nurse, intake)
    )
    assert "pulse_dp.left" in answer.content.decode()
    intake.refresh_from_db()
    assert intake.not_examinable_left == "amputated"
    wrong = as_nurse.post(
        url, {"leg": "left", "reason-left": "lazy"}, headers=by_page(as_nurse, intake)
    )
    assert wrong.status_code == 409
    assert (
        as_nurse.post(url, {"leg": "third"}, headers=by_page(as_nurse, intake)).status_code == 404
    )


# --- The login ----------------------------------------------------------------------------------


def test_an_expired_login_is_401_and_the_same_request_works_after_it(
    client: Client, nurse: User, intake: Intake
) -> None:
    assert save(client, intake, "pain_side", "left").status_code == 401
    intake.refresh_from_db()
    assert intake.pain_side is None  # type: ignore[attr-defined]
    wrong = client.post("/login/again", {"username": "nurse", "password": "wrong"})
    assert wrong.status_code == 400
    assert "not right" in wrong.content.decode()
    right = client.post("/login/again", {"username": "nurse", "password": "an invented passphrase"})
    assert right.status_code == 204
    assert save(client, intake, "pain_side", "left").status_code == 200


def test_a_page_does_not_go_on_in_somebody_elses_name(
    as_physician: Client, nurse: User, intake: Intake
) -> None:
    data = {"key": "pain_side", "pain_side": "left", "seen": ""}
    headers = by_page(as_physician, intake) | {"X-Page-User": str(nurse.pk)}
    answer = as_physician.post(f"/intakes/{address_of(intake)}/pain/save", data, headers=headers)
    assert answer.status_code == 401
    assert not Event.objects.filter(kind="answer").exists()


def test_without_a_script_an_expired_login_says_that_nothing_was_saved(
    client: Client, db: None
) -> None:
    answer = client.post("/patients/new", {"family_name": "Lost"})
    assert answer.status_code == 401
    assert "nothing was saved" in answer.content.decode()
    assert client.get("/patients/new").headers["Location"] == "/login/?next=/patients/new"


def test_a_wrong_password_is_told_plainly(client: Client, nurse: User) -> None:
    answer = client.post("/login/", {"username": "nurse", "password": "wrong"})
    page = answer.content.decode()
    assert "<title>Error: Log in" in page
    assert "User name or password is not right" in page
    assert 'value="nurse"' in page


def test_no_page_of_a_patient_is_kept_by_the_browser(as_nurse: Client, intake: Intake) -> None:
    assert "no-store" in as_nurse.get(f"/intakes/{address_of(intake)}/").headers["Cache-Control"]


# --- The intake as a whole ----------------------------------------------------------------------


def test_starting_an_intake_offers_the_draft_first(as_nurse: Client, patient: Patient) -> None:
    url = f"/patients/{patient.pk}/intakes"
    first = as_nurse.post(url)
    assert first.headers["Location"] == f"/intakes/{address_of(Intake.objects.get())}/first/"
    assert as_nurse.post(url).headers["Location"] == f"/patients/{patient.pk}/"
    assert "Go on with the draft" in as_nurse.get(f"/patients/{patient.pk}/").content.decode()
    as_nurse.post(url, {"another": "1"})
    assert Intake.objects.count() == 2


def test_the_task_list_says_how_far_and_where_work_stopped(
    as_nurse: Client, intake: Intake
) -> None:
    save(as_nurse, intake, "rls_urge", "absent")
    as_nurse.get(f"/intakes/{address_of(intake)}/cramp/")
    page = as_nurse.get(f"/intakes/{address_of(intake)}/").content.decode()
    for section in SECTIONS:
        assert section.title in page
    assert "Answered 1 of 1" in page
    assert "Not started (0 of 1)" in page
    assert page.index("You stopped here") > page.index("Cramp")


def test_check_answers_names_all_that_is_and_is_not_there(as_nurse: Client, intake: Intake) -> None:
    save(as_nurse, intake, "worse_lying_flat", "absent")
    save(as_nurse, intake, "pulse_dp.left", "?too_painful")
    save(as_nurse, intake, "brachial_left_sbp", "13x")
    page = as_nurse.get(f"/intakes/{address_of(intake)}/check/").content.decode()
    assert "<title>Error: " in page
    assert page.index("“13x” is not yet a number") < page.index("About the visit")
    assert "not assessed: too painful" in page
    assert "not asked" in page
    assert f'href="/intakes/{address_of(intake)}/pressures/#a-brachial_left_sbp"' in page
    assert "have no answer" in page


def test_after_handing_over_it_is_read_only_and_says_so(
    as_nurse: Client, nurse: User, physician: User, intake: Intake
) -> None:
    save(as_nurse, intake, "pain_side", "left")
    actions.hand_over(intake, by=nurse, to=physician)
    page = as_nurse.get(f"/intakes/{address_of(intake)}/").content.decode()
    assert re.search(r"Handed over \d\d:\d\d to Petra Physician", page)
    assert "takes no more answers" in page
    assert "hx-post" not in page
    refused = save(as_nurse, intake, "pain_side", "right", seen="left")
    assert refused.status_code == 409
    assert "Not saved" in refused.content.decode()
    section = as_nurse.get(f"/intakes/{address_of(intake)}/pain/")
    assert section.headers["Location"] == f"/intakes/{address_of(intake)}/#pain"


def test_what_the_physician_asks_stands_first(
    as_nurse: Client, nurse: User, physician: User, intake: Intake
) -> None:
    actions.hand_over(intake, by=nurse, to=physician)
    actions.return_to_nurse(intake, by=physician, why="Measure the toe pressure.")
    home = as_nurse.get("/intakes/").content.decode()
    assert home.index("Measure the toe pressure.") < home.index("Drafts</h2>")
    page = as_nurse.get(f"/intakes/{address_of(intake)}/").content.decode()
    assert "Petra Physician sent this back" in page
    assert "Measure the toe pressure." in page


def test_looking_is_an_event_for_pages_and_not_for_parts(as_nurse: Client, intake: Intake) -> None:
    urls = ["", "pain/", "check/"]
    for url in urls:
        as_nurse.get(f"/intakes/{address_of(intake)}/{url}")
    as_nurse.get(f"/intakes/{address_of(intake)}/pain/question?key=pain_side")
    as_nurse.get(f"/patients/{intake.patient_id}/")
    views = Event.objects.filter(kind="view")
    assert views.filter(subject=f"intake {intake.pk}").count() == len(urls)
    assert views.filter(subject=f"patient {intake.patient_id}").count() == 1


@pytest.mark.parametrize("url", ["/intakes/", "/intakes/?whose=all", "/patients/?q=many"])
def test_lists_take_as_many_queries_for_many_rows_as_for_few(
    as_nurse: Client, nurse: User, django_assert_max_num_queries: Any, url: str
) -> None:
    for number in range(40):
        patient = actions.save_patient(
            Patient(family_name="Many", given_name=f"No{number}", born=date(1950, 1, 1)), by=nurse
        )
        actions.start_intake(patient, by=nurse)
    with django_assert_max_num_queries(12) as done:
        as_nurse.get(url)
    # A row of an intake holds hundreds of answers: no list reads them.
    assert not any("pain_side" in query["sql"] for query in done.captured_queries)


def test_home_is_each_roles_own_list(
    as_nurse: Client, as_physician: Client, as_admin: Client, as_manager: Client
) -> None:
    homes = [
        client.get("/").headers["Location"]
        for client in (as_nurse, as_physician, as_admin, as_manager)
    ]
    assert homes == ["/intakes/", "/review/", "/letters/", "/people/"]


def test_nothing_on_a_page_is_inline(as_nurse: Client, intake: Intake) -> None:
    urls = [
        "/intakes/",
        "/patients/new",
        f"/patients/{intake.patient_id}/",
        f"/intakes/{address_of(intake)}/",
    ]
    urls += [f"/intakes/{address_of(intake)}/{section.id}/" for section in SECTIONS]
    for url in [*urls, f"/intakes/{address_of(intake)}/check/"]:
        page = as_nurse.get(url).content.decode()
        assert not re.search(
            r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)|javascript:|hx-on", page
        ), url


# --- What it costs ------------------------------------------------------------------------------


def test_saving_one_answer_takes_as_many_queries_in_a_full_intake_as_in_an_empty_one(
    as_nurse: Client, intake: Intake, nurse: User
) -> None:
    def queries(text: str, seen: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert save(as_nurse, intake, "pain_nrs_now", text, seen).status_code == 200
        return len(captured)

    save(as_nurse, intake, "pain_nrs_now", "1")
    empty = queries("2", "1")
    given = {
        key: finding.example
        for key, (finding, _) in KEYS.items()
        if finding.example and key not in ("pain_nrs_now", "age_years")
    }
    assert len(given) > 60
    actions.record(intake, given, by=nurse)
    assert queries("3", "2") == empty <= 15


# --- Never on another patient -------------------------------------------------------------------


def test_an_intake_is_not_found_under_another_patient(
    as_nurse: Client, intake: Intake, nurse: User
) -> None:
    other = actions.save_patient(
        Patient(family_name="Other", given_name="Invented", born=date(1960, 1, 1)), by=nurse
    )
    wrong = IntakeAddress(other.pk, intake.pk)
    for page in ("", "pain/", "check/", "live/", "pain/question?key=pain_nrs_now"):
        assert as_nurse.get(f"/intakes/{address_of(intake)}/{page}").status_code == 200
        assert as_nurse.get(f"/intakes/{wrong}/{page}").status_code == 404
    data = {"key": "pain_nrs_now", "pain_nrs_now": "7", "seen": ""}
    headers = by_page(as_nurse, intake)
    for address, status in ((wrong, 404), (address_of(intake), 200)):
        answer = as_nurse.post(f"/intakes/{address}/pain/save", data, headers=headers)
        assert answer.status_code == status
    assert as_nurse.post(f"/intakes/{wrong}/hand-over/", headers=headers).status_code == 404
    assert Event.objects.filter(kind="answer").count() == 1


@pytest.mark.parametrize(
    ("to", "data"),
    [
        ("pain/save", {"key": "pain_nrs_now", "pain_nrs_now": "7", "seen": ""}),
        ("text", {"key": "concerns", "concerns": "Sleep", "seen": ""}),
        ("examination/leg", {"leg": "left", "reason-left": "declined"}),
    ],
)
def test_a_page_of_one_patient_cannot_write_to_another(
    as_nurse: Client, intake: Intake, nurse: User, physician: User, to: str, data: dict[str, str]
) -> None:
    """A page left open, or a request made by hand, whose mark is of another intake or person."""
    other = actions.start_intake(
        actions.save_patient(
            Patient(family_name="Other", given_name="Invented", born=date(1960, 1, 1)), by=nurse
        ),
        by=nurse,
    )
    before = Event.objects.count()
    marks = [mark_of(other, nurse), mark_of(intake, physician), "", mark_of(intake, nurse) + "x"]
    for mark in marks:
        answer = as_nurse.post(
            f"/intakes/{address_of(intake)}/{to}",
            data,
            headers={"HX-Request": "true", MARK_HEADER: mark},
        )
        assert answer.status_code == 409
        assert "not made for this patient" in answer.content.decode()
    assert Event.objects.count() == before
