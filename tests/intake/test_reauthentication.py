"""Signing asks for one's own password: a wrong one is told, counted, and costs nothing decided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intake.models import Event, Intake, IntakeState, User
from intake.reauthentication import TRIES, WITHIN
from referrals import lifecycle
from referrals.models import Snapshot, Suggestion, SuggestionState
from tests.conftest import PASSWORD

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ready(intake: Intake, answer: Callable[..., None], nurse: User, physician: User) -> Intake:
    """Handed over, with one decision and nothing that keeps it from being signed."""
    answer(intake, {"pain_side": "left", "rls_urge": "present"})
    assessment = lifecycle.hand_over(intake, by=nurse)
    first = assessment.suggestions.order_by("pk").first()
    assert first
    lifecycle.decide(first, SuggestionState.LATER, by=physician)
    return Intake.objects.get(pk=intake.pk)


def sign(client: Client, intake: Intake, password: str | None, **typed: str) -> Any:
    sent = typed if password is None else {"password": password, **typed}
    return client.post(reverse("sign", args=[intake.pk]), sent, headers=HTMX)


def test_the_field_is_there_with_its_key(as_physician: Client, ready: Intake) -> None:
    shown = as_physician.get(reverse("review", args=[ready.pk])).content.decode()
    [field] = [line for line in shown.splitlines() if 'id="sign-password"' in line]
    assert 'type="password"' in field
    assert 'data-key="s"' in field
    assert "autofocus" not in field


@pytest.mark.parametrize("password", ["wrong", "", None, PASSWORD.upper(), f"{PASSWORD} "])
def test_another_password_signs_nothing_and_loses_nothing(
    password: str | None, as_physician: Client, ready: Intake
) -> None:
    decided = list(Suggestion.objects.order_by("pk").values())
    answer = sign(as_physician, ready, password)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "sign-password-problem" in shown
    assert PASSWORD not in shown
    if password:
        assert password not in shown
    ready.refresh_from_db()
    assert ready.state == IntakeState.HANDED_OVER
    assert list(Suggestion.objects.order_by("pk").values()) == decided
    assert not Snapshot.objects.exists()


def test_the_password_of_somebody_else_is_not_ones_own(
    as_physician: Client, ready: Intake, admin_user: User
) -> None:
    admin_user.set_password("quite another passphrase")
    admin_user.save()
    assert sign(as_physician, ready, "quite another passphrase").status_code == 422
    # Nor does naming somebody else in the request help.
    answer = sign(as_physician, ready, "quite another passphrase", username=admin_user.username)
    assert answer.status_code == 422
    assert not Snapshot.objects.exists()


def test_ones_own_password_signs(as_physician: Client, ready: Intake, physician: User) -> None:
    assert sign(as_physician, ready, PASSWORD).headers["HX-Redirect"]
    assert Snapshot.objects.get().signed_by == physician
    assert not Event.objects.filter(kind="sign refused").exists()


def test_each_refusal_is_an_event_that_does_not_hold_the_password(
    as_physician: Client, ready: Intake, physician: User
) -> None:
    sign(as_physician, ready, "hunter-two")
    event = Event.objects.get(kind="sign refused")
    assert (event.actor, event.subject) == (physician.username, f"user {physician.pk}")
    assert (event.detail, event.why) == (f"intake {ready.pk}", "wrong password")
    assert not [each for each in Event.objects.values() if "hunter-two" in str(each)]


def test_after_five_wrong_ones_one_waits_also_with_the_right_one(
    as_physician: Client, ready: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(TRIES - 1):
        assert "not your password" in sign(as_physician, ready, "wrong").content.decode()
    assert TRIES == 5
    # The fifth wrong one is still tried, and told as wrong.
    assert "not your password" in sign(as_physician, ready, "wrong").content.decode()
    answer = sign(as_physician, ready, PASSWORD)
    assert answer.status_code == 422
    assert "Try again at" in answer.content.decode()
    assert Event.objects.filter(kind="sign refused").count() == TRIES
    now = timezone.now()
    later = now + WITHIN + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert sign(as_physician, ready, PASSWORD).headers["HX-Redirect"]


def test_four_wrong_ones_are_forgiven(as_physician: Client, ready: Intake) -> None:
    for _ in range(TRIES - 1):
        sign(as_physician, ready, "wrong")
    assert sign(as_physician, ready, PASSWORD).headers["HX-Redirect"]


def test_the_tries_of_one_do_not_lock_out_another(
    as_physician: Client, ready: Intake, physician: User
) -> None:
    for _ in range(TRIES):
        sign(as_physician, ready, "wrong")
    other = User.objects.create_user("second", password=PASSWORD, role="physician")
    client = Client()
    client.force_login(other)
    assert sign(client, ready, PASSWORD).headers["HX-Redirect"]
    assert Snapshot.objects.get().signed_by == other


def test_a_decision_made_elsewhere_is_not_signed_by_trying_again(
    as_physician: Client, ready: Intake, physician: User
) -> None:
    """The box that comes back still holds the mark of what the page showed."""
    rows = list(Suggestion.objects.all())
    seen_all = lifecycle.mark_of(*rows)
    lifecycle.decide(rows[0], SuggestionState.ACCEPTED, by=physician)
    answer = sign(as_physician, ready, "wrong", seen_all=seen_all)
    shown = answer.content.decode()
    assert f'value="{seen_all}"' in shown
    assert "Show the page as it now stands" in shown
    assert sign(as_physician, ready, PASSWORD, seen_all=seen_all).status_code == 409
    assert not Snapshot.objects.exists()
