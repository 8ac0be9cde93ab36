"""How scores are worked out: rounding, formulas, points, classes, the worse leg."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.findings.cramp import cramp_present
from intake.findings.encounter import height_cm, weight_kg
from intake.findings.examination_circulation import pulse_dp, pulse_pt
from intake.findings.systemic import fever_or_rigors, night_sweats
from intake.logic import all_of, judge, missing, say
from intake.readings import Answers, Leg, Reading
from intake.scores import SCORES
from intake.scores.score import (
    classes,
    formula,
    item,
    number,
    points,
    round_half_up,
    settled,
    worst_leg,
)
from tests.intake.patients import patient

A, B, C = fever_or_rigors.present(), night_sweats.present(), cramp_present.present()


@pytest.mark.parametrize(
    ("number_", "to", "rounded"),
    [
        ("0.904", "0.01", "0.90"),
        ("0.905", "0.01", "0.91"),
        ("0.895", "0.01", "0.90"),
        ("0.125", "0.01", "0.13"),
        ("1.405", "0.01", "1.41"),
        ("26.75", "0.1", "26.8"),
        ("2.5", "1", "3"),
        ("0.5", "1", "1"),
    ],
)
def test_halves_are_rounded_up_as_on_paper(number_, to, rounded):
    assert round_half_up(Decimal(number_), Decimal(to)) == Decimal(rounded)


def test_an_abi_is_rounded_up_at_the_half_where_binary_floats_would_not():
    """181/200 is 0.905: a float rounds it to 0.91 or 0.90 by chance."""
    assert round_half_up(Decimal(181) / Decimal(200)) == Decimal("0.91")
    assert round_half_up(Decimal(179) / Decimal(200)) == Decimal("0.90")


# --- Formulas -----------------------------------------------------------------------------------


def double_sum(answers: Answers, leg: Leg | None) -> Reading:
    return formula(
        answers, [(weight_kg, None), (height_cm, None)], lambda kg, cm: kg + cm, "{} and {}"
    )


def test_a_formula_needs_all_of_its_inputs():
    full = double_sum(patient({"weight_kg": 80, "height_cm": 170}), None)
    assert full == settled(Decimal(250), ("weight_kg", "height_cm"), detail="80 and 170")
    half = double_sum(patient({"weight_kg": 80}), None)
    assert (half.value, half.low, half.high) == (None, None, None)
    assert (half.basis, half.wanted) == (frozenset({"weight_kg"}), frozenset({"height_cm"}))


# --- Points -------------------------------------------------------------------------------------

SUM = points(
    "sum",
    "Sum",
    source="invented",
    items=(item("fever", (2, A)), item("sweats", (1, B)), item("excused", (-2, C))),
)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ({}, -2, 3),
        ({"fever_or_rigors": True}, 0, 3),
        ({"fever_or_rigors": False}, -2, 1),
        ({"cramp_present": True}, -2, 1),
        ({"cramp_present": False}, 0, 3),
        ({"fever_or_rigors": True, "night_sweats": True, "cramp_present": True}, 1, 1),
        ({"fever_or_rigors": False, "night_sweats": False, "cramp_present": False}, 0, 0),
    ],
)
def test_an_item_that_cannot_be_told_widens_the_range_to_both_sides(values, low, high):
    reading = SUM.read(patient(values), None)
    assert (reading.low, reading.high) == (low, high)
    assert reading.value == (low if low == high else None)
    assert reading.wanted == {"fever_or_rigors", "night_sweats", "cramp_present"} - set(values)


def test_points_show_their_arithmetic():
    reading = SUM.read(patient({"fever_or_rigors": True, "cramp_present": True}), None)
    assert reading.detail == "fever +2, excused -2"
    assert SUM.phrase(reading) == "Sum 0 to 1 (fever +2, excused -2)"


BANDED = points(
    "banded",
    "Banded",
    source="invented",
    items=(item("sizes", (3, weight_kg >= 100), (1, weight_kg >= 80)),),
)


@pytest.mark.parametrize(("weight", "worth"), [(79, 0), (80, 1), (99, 1), (100, 3), (120, 3)])
def test_only_the_first_band_that_holds_counts(weight, worth):
    assert BANDED.read(patient({"weight_kg": weight}), None).value == worth


def test_bands_that_cannot_be_told_leave_every_outcome_open():
    two = points("two", "Two", source="x", items=(item("line", (3, A), (1, B)),))
    assert two.read(patient({"night_sweats": True}), None).low == 1
    assert two.read(patient({"night_sweats": True}), None).high == 3
    assert two.read(patient({"night_sweats": False}), None).low == 0
    assert two.read(patient({"fever_or_rigors": False}), None).high == 1


# --- Classes ------------------------------------------------------------------------------------

GRADES = classes(
    "grade",
    "Grade",
    source="invented",
    options={"a": "A", "b": "B", "c": "C"},
    cases=(("a", A), ("b", B)),
    otherwise="c",
)


@pytest.mark.parametrize(
    ("fever", "sweats", "grade"),
    [
        (True, None, "a"),
        (True, False, "a"),
        (False, True, "b"),
        (False, False, "c"),
        (False, None, None),
        (None, True, None),  # it may still be A
        (None, None, None),
    ],
)
def test_a_class_is_settled_once_no_earlier_case_can_still_hold(fever, sweats, grade):
    values = {"fever_or_rigors": fever, "night_sweats": sweats}
    reading = GRADES.read(patient({k: v for k, v in values.items() if v is not None}), None)
    assert reading.value == grade


def test_a_class_that_is_not_settled_is_neither_claimed_nor_denied():
    answers = patient({"night_sweats": True})
    assert [judge(GRADES.is_(grade), answers).value for grade in "abc"] == [None, None, None]
    assert missing(judge(GRADES.is_("a"), answers)) == ("fever_or_rigors",)
    assert judge(GRADES.is_("a", "b"), answers).value is None


def test_a_class_is_said_by_its_label():
    assert say(
        judge(GRADES.is_("b"), patient({"fever_or_rigors": False, "night_sweats": True}))
    ) == ("Grade: B")


# --- The worse leg ------------------------------------------------------------------------------

PER_LEG = points(
    "per_leg",
    "Per leg",
    source="invented",
    per_leg=True,
    items=(item("dp", (1, pulse_dp.is_("absent"))), item("pt", (1, pulse_pt.is_("absent")))),
)
WORST = worst_leg("worst", "Worst", PER_LEG)


@pytest.mark.parametrize(
    ("values", "absent", "expected"),
    [
        ({"pulse_dp.both": "normal", "pulse_pt.both": "normal"}, [], (0, 0)),
        ({"pulse_dp.left": "absent", "pulse_pt.left": "absent"}, [], (2, 2)),
        (
            {"pulse_dp.left": "absent", "pulse_pt.left": "normal", "pulse_dp.right": "normal"},
            [],
            (1, 1),
        ),
        ({"pulse_dp.left": "absent", "pulse_pt.left": "normal"}, [], (1, 2)),
        ({}, [], (0, 2)),
        ({"pulse_dp.left": "absent", "pulse_pt.left": "normal"}, ["right"], (1, 1)),
    ],
)
def test_the_worse_leg_counts(values, absent, expected):
    reading = WORST.read(patient(values, absent_legs=absent), None)
    assert (reading.low, reading.high) == expected


def test_without_legs_a_score_of_a_leg_does_not_apply():
    answers = patient(absent_legs=["left", "right"])
    assert [judge(claim, answers).value for claim in (WORST >= 1, WORST < 1)] == [False, False]


# --- Words --------------------------------------------------------------------------------------


def reads(*, detail: str = "", **shape: object) -> Reading:
    return Reading(detail=detail, **shape)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (settled(Decimal("0.42"), (), detail="62/148 mmHg"), "Index 0.42 mmHg (62/148 mmHg)"),
        (reads(low=1, high=3), "Index 1 to 3"),
        (reads(), "Index: not settled"),
        (reads(value=True), "Index"),
        (reads(value=False), "Index: no"),
    ],
)
def test_a_score_in_words(reading, words):
    @number("index", "Index", source="invented", unit_label="mmHg")
    def index(answers: Answers, leg: Leg | None) -> Reading:
        return reading

    assert index.phrase(reading) == words


def test_every_score_shown_is_filed_under_its_id_and_names_its_source():
    assert {id_: score.id for id_, score in SCORES.items() if id_ != score.id} == {}
    assert [score.id for score in SCORES.values() if not (score.source and score.label)] == []
    contract = {
        "abi",
        "abi_low",
        "abi_class",
        "tbi",
        "wells_dvt",
        "rls_count",
        "mnsi_exam",
        "ceap_c",
        "compression_safety",
        "news2",
    }
    assert contract <= set(SCORES)


def test_a_score_is_worked_out_once_for_a_patient():
    calls = []

    @number("counted", "Counted", source="invented")
    def counted(answers: Answers, leg: Leg | None) -> Reading:
        calls.append(1)
        return settled(3, ())

    answers = patient()
    assert judge(all_of(counted > 1, counted < 5), answers).value is True
    assert len(calls) == 1
