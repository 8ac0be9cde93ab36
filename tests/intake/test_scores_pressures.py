"""ABI, TBI, their classes, the WIfI grade and the arms (`clinical.md`, D01–D05)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.logic import any_leg, judge, missing
from intake.readings import Leg
from intake.scores.pressures import (
    abi,
    abi_class,
    abi_low,
    ankle_max,
    ankle_min,
    arm_difference,
    brachial_ref,
    tbi,
    tbi_class,
    wifi_ischaemia_grade,
)
from tests.intake.patients import holds, patient, range_of, reading_of, value_of


def pressures(right=None, left=None, dp=None, pt=None, toe=None):
    values = {
        "brachial_right_sbp": right,
        "brachial_left_sbp": left,
        "ankle_dp_sbp": dp,
        "ankle_pt_sbp": pt,
        "toe_sbp": toe,
    }
    return {key: value for key, value in values.items() if value is not None}


# --- The worked examples ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "reference", "index", "lower", "class_", "toe_index", "toe_class"),
    [
        (pressures(128, 132, 110, 118, 94), 132, "0.89", "0.83", "abnormal", "0.71", "normal"),
        (pressures(148, 140, 62, 46, 28), 148, "0.42", "0.31", "abnormal", "0.19", "abnormal"),
        # 0.9037 is rounded first, so it is abnormal and not borderline
        (pressures(135, 130, 122, 118), 135, "0.90", "0.87", "abnormal", None, None),
        (
            pressures(140, 138, 197, 180, 98),
            140,
            "1.41",
            "1.29",
            "noncompressible",
            "0.70",
            "abnormal",
        ),
        (pressures(140, 138, 196, 190), 140, "1.40", "1.36", "normal", None, None),
        (pressures(None, 150, 129, None), 150, "0.86", "0.86", "abnormal", None, None),
    ],
)
def test_worked_examples(read, reference, index, lower, class_, toe_index, toe_class):
    def exact(text):
        return None if text is None else Decimal(text)

    assert value_of(brachial_ref, read) == reference
    assert value_of(abi, read) == exact(index)
    assert value_of(abi_low, read) == exact(lower)
    assert value_of(abi_class, read) == class_
    assert value_of(tbi, read) == exact(toe_index)
    assert value_of(tbi_class, read) == toe_class


@pytest.mark.parametrize(
    ("ankle", "index", "class_"),
    [
        (0, "0.00", "abnormal"),
        (90, "0.90", "abnormal"),
        (91, "0.91", "borderline"),
        (99, "0.99", "borderline"),
        (100, "1.00", "normal"),
        (140, "1.40", "normal"),
        (141, "1.41", "noncompressible"),
    ],
)
def test_every_edge_of_the_abi_classes(ankle, index, class_):
    read = pressures(100, 100, ankle, ankle)
    assert (value_of(abi, read), value_of(abi_class, read)) == (Decimal(index), class_)


@pytest.mark.parametrize(
    ("ankle", "arm", "index", "class_"),
    [
        (181, 200, "0.91", "borderline"),  # 0.905 is rounded up
        (180, 199, "0.90", "abnormal"),  # 0.9045… is not
        (199, 200, "1.00", "normal"),  # 0.995
        (281, 200, "1.41", "noncompressible"),  # 1.405
        (280, 200, "1.40", "normal"),
    ],
)
def test_the_index_is_rounded_half_up_before_it_is_classified(ankle, arm, index, class_):
    read = pressures(arm, arm, ankle, ankle)
    assert (value_of(abi, read), value_of(abi_class, read)) == (Decimal(index), class_)


@pytest.mark.parametrize(
    ("toe", "index", "class_"),
    [(70, "0.70", "abnormal"), (71, "0.71", "normal"), (0, "0.00", "abnormal")],
)
def test_every_edge_of_the_toe_index(toe, index, class_):
    read = pressures(100, 100, toe=toe)
    assert (value_of(tbi, read), value_of(tbi_class, read)) == (Decimal(index), class_)


# --- What was not read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "flags"),
    [
        (pressures(150, 150, 129, 120), "129/150 mmHg"),
        (pressures(None, 150, 129, 120), "129/150 mmHg, one arm"),
        (pressures(150, 150, 129, None), "129/150 mmHg, one artery"),
        (pressures(None, 150, None, 129), "129/150 mmHg, one arm, one artery"),
    ],
)
def test_an_index_says_when_it_rests_on_one_arm_or_one_artery(read, flags):
    reading = reading_of(abi, read)
    assert (reading.value, reading.detail) == (Decimal("0.86"), flags)
    assert reading.basis == {f"{key}.left" if "ankle" in key else key for key in read}


def test_the_phrase_of_an_index_shows_its_arithmetic():
    reading = reading_of(abi, pressures(None, 150, 129, None))
    assert abi.phrase(reading) == "ABI 0.86 (129/150 mmHg, one arm, one artery)"


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ({}, {"ankle_dp_sbp.left", "ankle_pt_sbp.left", "brachial_right_sbp", "brachial_left_sbp"}),
        (pressures(130, 130), {"ankle_dp_sbp.left", "ankle_pt_sbp.left"}),
        (pressures(None, None, 90, 90), {"brachial_right_sbp", "brachial_left_sbp"}),
    ],
)
def test_without_arm_or_ankle_there_is_no_index_and_it_says_what_to_measure(read, wanted):
    reading = reading_of(abi, read)
    assert (reading.value, reading.low, reading.high) == (None, None, None)
    assert wanted <= reading.wanted
    assert value_of(abi_class, read) is None
    assert holds(abi <= Decimal("0.90"), read) is None
    assert holds(abi > Decimal("0.90"), read) is None


def test_a_silent_artery_is_a_pressure_of_zero_and_not_an_unknown():
    read = pressures(132, 130, 0, 88)
    assert (value_of(ankle_max, read), value_of(ankle_min, read)) == (88, 0)
    assert (value_of(abi, read), value_of(abi_low, read)) == (Decimal("0.67"), Decimal("0.00"))
    both_silent = pressures(132, 130, 0, 0)
    assert (value_of(abi, both_silent), value_of(abi_class, both_silent)) == (
        Decimal(0),
        "abnormal",
    )


def test_each_leg_has_its_own_index_over_the_same_arm():
    read = {
        "brachial_right_sbp": 120,
        "brachial_left_sbp": 140,
        "ankle_dp_sbp.left": 70,
        "ankle_dp_sbp.right": 154,
    }
    assert value_of(abi, read) == Decimal("0.50")
    assert value_of(abi, read, leg=Leg.RIGHT) == Decimal("1.10")
    assert judge(any_leg(abi <= Decimal("0.90")), patient(read)).value is True


# --- Reported, or not occludable ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("reported", "class_"),
    [
        ("0.90", "abnormal"),
        ("0.91", "borderline"),
        ("0.99", "borderline"),
        ("1.00", "normal"),
        ("1.40", "normal"),
        ("1.41", "noncompressible"),
    ],
)
def test_a_reported_index_stands_in_where_there_are_no_pressures(reported, class_):
    reading = reading_of(abi, {"abi_reported": reported})
    assert (reading.value, reading.detail) == (Decimal(reported), "as reported")
    assert value_of(abi_class, {"abi_reported": reported}) == class_
    assert value_of(abi_low, {"abi_reported": reported}) is None


def test_a_reported_index_gives_way_to_pressures():
    read = {**pressures(130, 130, 65, 60), "abi_reported": "1.10"}
    assert (value_of(abi, read), reading_of(abi, read).detail) == (Decimal("0.50"), "65/130 mmHg")


@pytest.mark.parametrize("read", [pressures(130, 130), pressures(None, None, 65, 60)])
def test_a_reported_index_stands_in_for_pressures_that_give_none(read):
    assert value_of(abi, {**read, "abi_reported": "0.80"}) == Decimal("0.80")


def test_an_artery_that_cannot_be_occluded_is_above_1_40_whatever_it_is():
    read = {"ankle_not_occludable": True}
    assert value_of(abi, read) is None
    assert value_of(abi_class, read) == "noncompressible"
    assert holds(abi > Decimal("1.40"), read) is True
    assert holds(abi <= Decimal("0.90"), read) is False
    assert holds(abi < Decimal("0.40"), read) is False


def test_an_artery_that_can_be_occluded_gives_no_index_by_that():
    assert value_of(abi_class, {"ankle_not_occludable": False}) is None


# --- Arms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "left", "difference", "raised"),
    [(130, 130, 0, False), (144, 130, 14, False), (145, 130, 15, True), (130, 145, 15, True)],
)
def test_the_difference_between_the_arms(right, left, difference, raised):
    read = pressures(right, left)
    assert value_of(arm_difference, read) == difference
    assert holds(arm_difference >= 15, read) is raised


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        (pressures(130), {"brachial_left_sbp"}),
        (pressures(None, 130), {"brachial_right_sbp"}),
        ({}, {"brachial_right_sbp", "brachial_left_sbp"}),
    ],
)
def test_one_arm_has_no_difference_and_names_the_other(read, wanted):
    reading = reading_of(arm_difference, read)
    assert (reading.value, reading.wanted) == (None, wanted)
    assert holds(arm_difference < 15, read) is None


# --- WIfI ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "grade"),
    [
        # ABI 0.55, ankle 78, toe 28: the toe decides
        (pressures(142, 140, 78, 70, 28), 3),
        # ABI 1.52, toe 44
        (pressures(100, 100, 152, 150, 44), 1),
        # ABI 0.62, ankle 85, no toe: the worse of 1 and 1
        (pressures(137, 137, 85, 80), 1),
    ],
)
def test_wifi_worked_examples(read, grade):
    assert value_of(wifi_ischaemia_grade, read) == grade


@pytest.mark.parametrize(
    ("toe", "grade"), [(95, 0), (60, 0), (59, 1), (40, 1), (39, 2), (30, 2), (29, 3), (0, 3)]
)
def test_wifi_by_toe_pressure_or_tcpo2(toe, grade):
    assert value_of(wifi_ischaemia_grade, {"toe_sbp": toe}) == grade
    assert value_of(wifi_ischaemia_grade, {"tcpo2_mmhg": toe}) == grade


@pytest.mark.parametrize(
    ("reported", "grade"),
    [("1.10", 0), ("0.80", 0), ("0.79", 1), ("0.60", 1), ("0.59", 2), ("0.40", 2), ("0.39", 3)],
)
def test_wifi_by_abi(reported, grade):
    assert value_of(wifi_ischaemia_grade, {"abi_reported": reported}) == grade


@pytest.mark.parametrize(
    ("ankle", "grade"), [(101, 0), (100, 1), (70, 1), (69, 2), (50, 2), (49, 3)]
)
def test_wifi_by_ankle_pressure_where_it_is_the_worse(ankle, grade):
    arm = max(ankle, 60)  # an index of 0.8 or more, grade 0
    assert value_of(wifi_ischaemia_grade, pressures(arm, arm, ankle, ankle)) == grade


@pytest.mark.parametrize(
    "read",
    [
        {"ankle_not_occludable": True},
        {"abi_reported": "1.41"},
        pressures(100, 100, 152, 150),
        {},
    ],
)
def test_wifi_cannot_be_graded_without_a_toe_pressure_where_the_ankle_tells_nothing(read):
    assert value_of(wifi_ischaemia_grade, read) is None
    assert range_of(wifi_ischaemia_grade, read) == (None, None)
    verdict = judge(any_leg(wifi_ischaemia_grade >= 1), patient(read, absent_legs=["right"]))
    assert "toe_sbp.left" in missing(verdict)
