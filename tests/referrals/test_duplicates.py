"""Which entries are shown as likely the same, and which are not."""

from typing import Any

import pytest

from referrals.duplicates import likely_pairs
from referrals.models import Specialist


def entry(pk: int, **changes: Any) -> Specialist:
    stands = {
        "specialty": "neurology",
        "name": "Dr Nora Axon",
        "organisation": "Sample Clinic",
        "address": "1 Road\nZZ1 1ZZ",
        "phone": "01632 960001",
    }
    return Specialist(pk=pk, **{**stands, **changes})


def pairs(*entries: Specialist) -> list[tuple[int, int]]:
    return [(pair.first.pk, pair.second.pk) for pair in likely_pairs(entries)]


ELSEWHERE = {"organisation": "Other Clinic", "address": "2 Road\nZZ2 2ZZ", "phone": "01632 960002"}


@pytest.mark.parametrize(
    "name",
    ["Dr Nora Axon", "DR. NORA AXON", "Prof Nora Axón", "Axon, Nora", "N. Axon", "Dr Nora Axson"],
)
def test_the_same_name_written_otherwise(name: str) -> None:
    assert pairs(entry(1), entry(2, name=name)) == [(1, 2)]


@pytest.mark.parametrize("name", ["Dr Norbert Axon", "Dr Nora Smith", "Neurology clinic", "Dr"])
def test_another_name(name: str) -> None:
    assert pairs(entry(1), entry(2, name=name)) == []


def test_numbers_tell_teams_apart() -> None:
    assert pairs(entry(1, name="Clinic team 1"), entry(2, name="Clinic team 2")) == []
    assert pairs(entry(1, name="Clinic team 1"), entry(2, name="Clinic Teams 1")) == [(1, 2)]


@pytest.mark.parametrize("shared", ["organisation", "address", "phone"])
def test_the_organisation_the_address_or_the_phone_number_is_enough(shared: str) -> None:
    other = {name: text for name, text in ELSEWHERE.items() if name != shared}
    (pair,) = likely_pairs([entry(1), entry(2, **other)])
    assert len(pair.shared) == 1
    assert pair.shared[0].startswith(shared)


def test_two_sites_of_one_person_are_no_duplicates() -> None:
    assert pairs(entry(1), entry(2, **ELSEWHERE)) == []
    assert pairs(entry(1, phone=""), entry(2, **{**ELSEWHERE, "phone": ""})) == []


def test_two_specialties_of_one_person_are_no_duplicates() -> None:
    assert pairs(entry(1), entry(2, specialty="cardiology")) == []


def test_a_number_or_an_address_is_the_same_in_any_spelling() -> None:
    other = {**ELSEWHERE, "phone": "(01632) 960-001"}
    assert pairs(entry(1), entry(2, **other)) == [(1, 2)]
    other = {**ELSEWHERE, "address": "1, ROAD,\nzz1 1zz"}
    assert pairs(entry(1), entry(2, **other)) == [(1, 2)]


def test_the_surest_pair_stands_in_front() -> None:
    one = entry(1)
    phone_alone = entry(2, **{**ELSEWHERE, "phone": one.phone})
    assert pairs(one, phone_alone, entry(3))[0] == (1, 3)
