"""Pages on which two entries are made one, and apart again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from intake.models import User
from referrals import directory
from referrals.models import Specialist

AXON = {
    "specialty": "neurology",
    "name": "Dr N. Axon",
    "organisation": "Sample Clinic",
    "address": "1 Example St\nSampletown\nZZ1 1ZZ",
    "phone": "01632 960001",
    "email": "axon@example.org",
}


@pytest.fixture
def add(admin_user: User) -> Callable[..., Specialist]:
    def made(**changes: Any) -> Specialist:
        return directory.save_specialist(Specialist(**{**AXON, **changes}), by=admin_user)

    return made


def page(client: Client, name: str, *args: Any, **asked: str) -> str:
    return str(client.get(reverse(name, args=args), asked).content.decode())


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
    as_admin.post(address, {**AXON, "active": "on"})
    goes.refresh_from_db()
    assert goes.name == "Axon, N."
    assert as_admin.get(reverse("specialist_merge", args=[goes.pk])).status_code == 302
    assert as_admin.post(reverse("specialist_unmerge", args=[stays.pk]), follow=True)
