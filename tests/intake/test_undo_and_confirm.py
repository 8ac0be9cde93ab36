"""Undo of one answer, unusual answers that are confirmed, and the way on from page to page."""

import re

import pytest
from django.test import Client

from intake import actions
from intake.addresses import address_of
from intake.forms.sections import as_stored
from intake.models import Event, Intake, User
from intake.moves import Refused
from tests.intake.test_intake_views import by_page


def post(client: Client, intake: Intake, to: str, **data: str) -> str:
    answer = client.post(
        f"/intakes/{address_of(intake)}/{to}", data, headers=by_page(client, intake)
    )
    return answer.content.decode()


def test_undo_puts_back_what_was_and_undo_again_what_is(intake: Intake, nurse: User) -> None:
    for text in ("6", "8"):
        actions.record(intake, {"pain_nrs_now": text}, by=nurse)
    assert actions.undo(intake, "pain_nrs_now", by=nurse, seen="8").text == "6"
    assert actions.undo(intake, "pain_nrs_now", by=nurse, seen="6").text == "8"
    assert actions.undo(intake, "pain_nrs_now", by=nurse, seen="8").text == "6"
    assert [event.after for event in Event.objects.filter(detail="pain_nrs_now")] == list("68686")


@pytest.mark.parametrize("before", ["", "about six", "?declined"])
def test_undo_brings_back_no_answer_a_reason_and_what_could_not_be_read(
    intake: Intake, nurse: User, before: str
) -> None:
    actions.record(intake, {"pain_nrs_now": before}, by=nurse)
    actions.record(intake, {"pain_nrs_now": "6"}, by=nurse)
    actions.undo(intake, "pain_nrs_now", by=nurse, seen="6")
    assert actions.stored_text(intake, "pain_nrs_now") == before


def test_undo_overwrites_nobody(intake: Intake, nurse: User, physician: User) -> None:
    actions.record(intake, {"pain_nrs_now": "6"}, by=nurse)
    actions.record(intake, {"pain_nrs_now": "3"}, by=physician)
    conflict = actions.undo(intake, "pain_nrs_now", by=nurse, seen="6").conflict
    assert conflict is not None
    assert (conflict.theirs, conflict.by) == ("3", "physician")
    intake.refresh_from_db()
    assert actions.stored_text(intake, "pain_nrs_now") == "3"


def test_a_confirmed_answer_is_undone_to_what_it_was_before(intake: Intake, nurse: User) -> None:
    """Saying that a number is right is no change of it."""
    for text in ("80", "39"):
        actions.record(intake, {"heart_rate": text}, by=nurse)
    actions.confirm(intake, "heart_rate", "39", by=nurse)
    assert actions.undo(intake, "heart_rate", by=nurse, seen="39").text == "80"


def test_where_nothing_was_answered_there_is_nothing_to_undo(intake: Intake, nurse: User) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        actions.undo(intake, "pain_nrs_now", by=nurse, seen="")


def test_undo_on_the_page_makes_the_controls_anew(
    as_nurse: Client, intake: Intake, nurse: User
) -> None:
    actions.record(intake, {"pain_side": "left"}, by=nurse)
    actions.record(intake, {"pain_side": "right"}, by=nurse)
    part = post(as_nurse, intake, "pain/undo", key="pain_side", seen="right")
    assert re.search(r'value="left" checked', part)
    assert re.search(r"Saved \d\d:\d\d:\d\d", part)
    refused = post(as_nurse, intake, "pain/undo", key="pain_quality", seen="")
    assert "nothing to undo" in refused


def test_an_unusual_answer_is_asked_back_until_somebody_says_that_it_is_right(
    as_nurse: Client, intake: Intake, nurse: User
) -> None:
    [saved] = actions.record(intake, {"heart_rate": "39"}, by=nurse)
    assert saved.unusual
    page = f"/intakes/{address_of(intake)}/check/"
    assert "are these right" in as_nurse.get(page).content.decode()
    told = post(as_nurse, intake, "vitals/confirm", key="heart_rate", seen="39")
    assert "Saved" in told
    intake.refresh_from_db()
    assert not as_stored(intake, "heart_rate").unusual
    assert "are these right" not in as_nurse.get(page).content.decode()
    event = Event.objects.get(kind="confirm answer")
    assert (event.detail, event.after, event.actor) == ("heart_rate", "39", "nurse")
    # Another unusual number is asked back again.
    [saved] = actions.record(intake, {"heart_rate": "38"}, by=nurse)
    assert saved.unusual


def test_only_what_is_stored_can_be_confirmed(
    as_nurse: Client, intake: Intake, nurse: User
) -> None:
    actions.record(intake, {"heart_rate": "38"}, by=nurse)
    told = post(as_nurse, intake, "vitals/confirm", key="heart_rate", seen="39")
    assert "has changed meanwhile" in told
    intake.refresh_from_db()
    assert intake.confirmed == {}


def test_the_way_on_leads_to_the_next_page_with_an_open_question(
    as_nurse: Client, intake: Intake, nurse: User
) -> None:
    def after(page: str) -> str:
        url = f"/intakes/{address_of(intake)}/"
        return as_nurse.get(f"{url}{page}/next").headers["Location"].removeprefix(url)

    assert after("first") == "pain/"
    assert after("pain") == "restless_legs/"
    # Asked on the page of the pain; then there is nothing more to ask about them.
    actions.record(intake, {"rls_urge": "absent", "cramp_present": "absent"}, by=nurse)
    assert after("pain") == "neuro_symptoms/"
    actions.record(intake, {"rls_urge": "present"}, by=nurse)
    assert after("pain") == "restless_legs/"
    assert after("pressures") == "results/"  # iron is asked for
    actions.record(intake, {"rls_urge": "absent"}, by=nurse)
    assert after("pressures") == "check/"


def test_a_draft_opens_at_the_answer_where_it_was_left(
    as_nurse: Client, intake: Intake, nurse: User
) -> None:
    as_nurse.get(f"/intakes/{address_of(intake)}/vitals/")
    actions.record(intake, {"heart_rate": "80"}, by=nurse)
    home = as_nurse.get("/intakes/").content.decode()
    link = f"/intakes/{address_of(intake)}/vitals/?go-on#a-heart_rate"
    assert link in home
    page = as_nurse.get(link.partition("#")[0]).content.decode()
    assert 'data-stopped-at="heart_rate"' in page
    assert "data-stopped-at" not in as_nurse.get(link.partition("?")[0]).content.decode()


def test_an_answer_on_the_first_page_is_the_answer_of_its_section(
    as_nurse: Client, intake: Intake
) -> None:
    post(as_nurse, intake, "first/save", key="fever_or_rigors", fever_or_rigors="present", seen="")
    page = as_nurse.get(f"/intakes/{address_of(intake)}/systemic/").content.decode()
    box = page[page.index('data-answer="fever_or_rigors"') :]
    assert 'value="present" checked' in box[: box.index('id="status_id_')]
