"""Whom a physician is offered for a referral: favourites first, each with its site, nobody retired."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from intake.models import Intake, User
from referrals import directory, lifecycle
from referrals.forms import MANY
from referrals.models import Assessment, Specialist, Suggestion
from tests.referrals.test_lifecycle import COLD_LEG

CLOSED_LIST = '<select class="form-select form-select-sm" name="specialist"'


@pytest.fixture
def assessment(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    answer(intake, COLD_LEG)
    return lifecycle.hand_over(intake, by=nurse)


@pytest.fixture
def add(admin_user: User) -> Callable[..., Specialist]:
    def made(name: str, organisation: str = "Clinic", **changes: Any) -> Specialist:
        stands = {"specialty": "vascular_surgery", "address": "1 Road\nSampletown", **changes}
        row = Specialist(name=name, organisation=organisation, **stands)
        return directory.save_specialist(row, by=admin_user)

    return made


def shown(client: Client, assessment: Assessment) -> str:
    return str(client.get(reverse("review", args=[assessment.intake_id])).content.decode())


def offered(text: str) -> list[int]:
    """The keys of those who are offered for vascular surgery, in their order."""
    return [
        int(key)
        for key in re.findall(r'name="specialist" value="(\d+)"|<option value="(\d+)"', text)
        for key in key
        if key
    ]


def test_favourites_stand_first_then_by_name_and_site(
    as_physician: Client,
    physician: User,
    admin_user: User,
    assessment: Assessment,
    add: Callable[..., Specialist],
) -> None:
    south = add("Mr B. Artery", "South Clinic")
    north = add("Mr B. Artery", "North Clinic")
    first = add("Mr A. Artery")
    favourite = add("Mr Z. Artery")
    directory.favour(favourite, by=physician, on=True)
    directory.favour(south, by=admin_user, on=True)  # somebody else's
    text = shown(as_physician, assessment)
    assert offered(text) == [favourite.pk, first.pk, north.pk, south.pk]
    assert text.count("favourite: </span>") == 1
    for site in ("North Clinic", "South Clinic", "1 Road, Sampletown"):
        assert site in text


def test_who_is_retired_or_merged_is_not_offered(
    as_physician: Client,
    physician: User,
    admin_user: User,
    assessment: Assessment,
    add: Callable[..., Specialist],
) -> None:
    stays, goes, retired = add("Mr A. Artery"), add("Mr A Artery"), add("Mr R. Artery")
    add("Dr N. Axon", specialty="neurology")
    for row in (goes, retired):
        directory.favour(row, by=physician, on=True)
    directory.merge(goes, stays, by=admin_user)
    retired.active = False
    directory.save_specialist(retired, by=admin_user)
    assert offered(shown(as_physician, assessment)) == [stays.pk]


def test_many_are_a_closed_list_that_says_the_site_as_well(
    as_physician: Client,
    physician: User,
    assessment: Assessment,
    add: Callable[..., Specialist],
) -> None:
    rows = [add(f"Mr {number:02}", f"Clinic {number}") for number in range(MANY)]
    assert CLOSED_LIST not in shown(as_physician, assessment)
    rows.append(add("Mr 99", "Clinic 99"))
    directory.favour(rows[-1], by=physician, on=True)
    text = shown(as_physician, assessment)
    assert CLOSED_LIST in text
    assert f'<option value="{rows[-1].pk}">★ Mr 99, Clinic 99, 1 Road, Sampletown</option>' in text
    referral = Suggestion.objects.get(assessment=assessment, suggestion="vascular_surgery")
    address = reverse("decide", args=[referral.pk])
    typed = {"to": "accepted", "specialist": rows[3].pk, "question": "?"}
    answer = as_physician.post(address, typed, headers={"HX-Request": "true"}).content.decode()
    assert f'<option value="{rows[3].pk}" selected>' in answer
    assert "Mr 03, Clinic 3, 1 Road, Sampletown</p>" in answer


def test_who_was_retired_after_the_decision_is_named_where_it_is_signed(
    as_physician: Client,
    physician: User,
    admin_user: User,
    assessment: Assessment,
    add: Callable[..., Specialist],
) -> None:
    goes = add("Mr A. Artery")
    referral = Suggestion.objects.get(assessment=assessment, suggestion="vascular_surgery")
    lifecycle.decide(referral, "accepted", by=physician, specialist=goes, question="?")
    goes.active = False
    directory.save_specialist(goes, by=admin_user)
    text = shown(as_physician, assessment)
    assert "Mr A. Artery, Clinic is no longer listed. Choose whom to refer to." in text
