"""Measured numbers in plain words: each number of the catalogue told or left out on purpose."""

import re
from collections import Counter

import pytest

from intake.findings import FINDINGS
from intake.findings.finding import Kind
from referrals.plain_measures import (
    ABI_MEANING,
    BLOOD_TESTS,
    ELSEWHERE,
    NOT_TOLD,
    OF_LEGS,
    OF_PERSON,
    abi_meaning,
)

STIFF = ABI_MEANING["noncompressible"]


def test_every_number_of_the_catalogue_is_told_or_left_out_on_purpose():
    numbers = {finding.id for finding in FINDINGS.values() if finding.kind == Kind.QUANTITY}
    named = Counter([*OF_LEGS, *OF_PERSON, *BLOOD_TESTS, *NOT_TOLD, *ELSEWHERE])
    assert set(named) == numbers
    assert set(named.values()) == {1}


def test_what_is_in_the_table_of_the_legs_is_of_a_leg():
    assert all(FINDINGS[id].per_leg for id in OF_LEGS)
    assert not any(FINDINGS[id].per_leg for id in {**OF_PERSON, **BLOOD_TESTS})


@pytest.mark.parametrize(
    ("value", "band", "meaning"),
    [
        ("0.42", "abnormal", "lower than we would expect"),
        ("0.90", "abnormal", "lower than we would expect"),
        ("0.91", "borderline", "just below the usual range"),
        ("0.99", "borderline", "just below the usual range"),
        ("1.00", "normal range", "in the usual range"),
        ("1.40", "normal range", "in the usual range"),
        ("1.41", "not compressible", "too stiff"),
        ("above 1.40", "not compressible", "too stiff"),
    ],
)
def test_an_index_has_one_meaning(value: str, band: str, meaning: str):
    assert meaning in abi_meaning(value, band)


@pytest.mark.parametrize("value", ["1.41", "1.5", "2.00", "above 1.40"])
@pytest.mark.parametrize("band", ["normal range", "borderline", "abnormal", "not measured", "?"])
def test_above_140_no_class_makes_it_look_well(value: str, band: str):
    assert abi_meaning(value, band) == STIFF


def test_not_compressible_with_a_low_number_is_still_not_usual():
    assert abi_meaning("1.10", "not compressible") == STIFF
    assert "usual range" not in STIFF


def test_a_class_that_nobody_knows_is_not_explained():
    assert abi_meaning("0.80", "a class of another release") == ""


@pytest.mark.parametrize("text", ABI_MEANING.values())
def test_no_meaning_is_a_diagnosis_or_reassures_for_good(text: str):
    assert not re.search(
        r"normal|disease|diagnos|healthy|fine|good|no problem", text, re.IGNORECASE
    )


def test_the_usual_range_rules_nothing_out():
    assert "does not rule out" in ABI_MEANING["normal"]
