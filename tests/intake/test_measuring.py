"""How the pressures were taken: saved at once, taken back, refused; and the page that says how."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from intake import actions
from intake.models import Event, Intake, User
from intake.moves import Refused
from tests.intake.test_intake_views import by_page


def choose(client: Client, intake: Intake, column: str, value: str) -> HttpResponse:
    url = reverse("set_measuring", args=[intake])
    headers = by_page(client, intake)
    return client.post(url, {"key": column, column: value}, headers=headers)  # type: ignore[return-value]


def stored(intake: Intake) -> tuple[str, str]:
    intake.refresh_from_db()
    return intake.measured_with, intake.measured_lying


def test_a_choice_is_saved_at_once_with_its_event(as_nurse: Client, intake: Intake) -> None:
    assert "Saved" in choose(as_nurse, intake, "measured_with", "doppler").content.decode()
    assert "Saved" in choose(as_nurse, intake, "measured_lying", "sitting").content.decode()
    assert stored(intake) == ("doppler", "sitting")
    first, second = Event.objects.filter(kind="measuring").order_by("id")
    assert (first.actor, first.detail, first.before, first.after) == (
        "nurse",
        "measured_with",
        None,
        "doppler",
    )
    assert (second.detail, second.after) == ("measured_lying", "sitting")
    page = as_nurse.get(reverse("section", args=[intake, "pressures"])).content.decode()
    assert 'name="measured_with" value="doppler" checked' in page
    assert 'name="measured_lying" value="sitting" checked' in page


def test_a_choice_is_taken_back(as_nurse: Client, intake: Intake) -> None:
    choose(as_nurse, intake, "measured_with", "other")
    assert "Taken back" in choose(as_nurse, intake, "measured_with", "").content.decode()
    assert stored(intake) == ("", "")
    choose(as_nurse, intake, "measured_with", "")  # nothing changes: no event
    assert Event.objects.filter(kind="measuring").count() == 2


def test_what_is_no_choice_is_refused(as_nurse: Client, intake: Intake, nurse: User) -> None:
    assert choose(as_nurse, intake, "measured_with", "palpation").status_code == 409
    assert choose(as_nurse, intake, "state", "signed").status_code == 404
    assert stored(intake) == ("", "")
    with pytest.raises(Refused, match="on the list"):
        actions.set_measurement(intake, "measured_lying", "doppler", by=nurse)
    with pytest.raises(KeyError):
        actions.set_measurement(intake, "state", "signed", by=nurse)
    assert not Event.objects.filter(kind="measuring").exists()


def test_only_a_draft_takes_it_and_only_from_its_own_page(
    as_nurse: Client, intake: Intake, nurse: User, admin_user: User
) -> None:
    url = reverse("set_measuring", args=[intake])
    answer = as_nurse.post(url, {"key": "measured_with", "measured_with": "doppler"})
    assert answer.status_code == 409
    with pytest.raises(PermissionDenied):
        actions.set_measurement(intake, "measured_with", "doppler", by=admin_user)
    actions.hand_over(intake, by=nurse)
    assert choose(as_nurse, intake, "measured_with", "doppler").status_code == 409
    assert stored(intake) == ("", "")


def test_the_answers_to_check_say_how_by_whom_and_when(as_nurse: Client, intake: Intake) -> None:
    def checked() -> str:
        page = as_nurse.get(reverse("check_answers", args=[intake])).content.decode()
        return " ".join(page.split())

    assert "Method not recorded" not in checked()  # nothing was measured
    actions.record(intake, {"ankle_dp_sbp.left": "118"}, by=intake.created_by)
    assert "Method not recorded, position not recorded; measured by Nora Nurse" in checked()
    choose(as_nurse, intake, "measured_with", "doppler")
    choose(as_nurse, intake, "measured_lying", "supine")
    assert "Hand-held Doppler, lying flat, rested 5–10 minutes; measured by Nora Nurse" in checked()


def test_only_the_page_of_the_pressures_asks(as_nurse: Client, intake: Intake) -> None:
    def page(section: str) -> str:
        return as_nurse.get(reverse("section", args=[intake, section])).content.decode()

    how_to = f'href="{reverse("how_to_measure")}" target="_blank"'
    assert "How were they measured?" in page("pressures")
    assert how_to in page("pressures")
    assert "How were they measured?" not in page("pain")
    assert how_to not in page("pain")


def test_the_how_to_says_what_matters(as_nurse: Client) -> None:
    page = " ".join(as_nurse.get(reverse("how_to_measure")).content.decode().split())
    for words in (
        "5–10 minutes’ rest",
        "just above the malleoli",
        "45–60°",
        "20 mmHg above",
        "right arm → right PT → right DP → left PT → left DP → left arm",
        "15 mmHg or more",
        "deep vein thrombosis",
        "bypass graft",
        "open wound",
        "0.90 or less",
        "0.91–0.99",
        "1.00–1.40",
        "Measure the toe pressure",
        "2012;126:2890",
        "2024;149:e1313",
    ):
        assert words in page
