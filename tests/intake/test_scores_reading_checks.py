"""Hints on pressures that look mistyped or swapped."""

from __future__ import annotations

import pytest

from intake.scores.reading_checks import reading_hints
from intake.scores.reading_slips import slips
from tests.intake.patients import patient

ARMS = {"brachial_right_sbp": 130, "brachial_left_sbp": 128}
HIGHER = {"brachial_right_sbp": 133, "brachial_left_sbp": 131}
PALPABLE = {"pulse_dp.both": "normal", "pulse_pt.both": "bounding"}


def ankles(left, right):
    values = dict(zip(("ankle_dp_sbp.left", "ankle_pt_sbp.left"), left, strict=True))
    values |= dict(zip(("ankle_dp_sbp.right", "ankle_pt_sbp.right"), right, strict=True))
    return {key: value for key, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("values", "hints"),
    [
        ({}, []),
        ({**ARMS, **ankles((130, 128), (134, 120))}, []),
        ({"brachial_right_sbp": 130}, ["One arm only: measure the left arm"]),
        ({"brachial_left_sbp": 130}, ["One arm only: measure the right arm"]),
        ({"brachial_right_sbp": 144, "brachial_left_sbp": 130}, []),
        ({"brachial_right_sbp": 145, "brachial_left_sbp": 130}, ["The arms differ by 15 mmHg"]),
        ({"brachial_right_sbp": 130, "brachial_left_sbp": 145}, ["The arms differ by 15 mmHg"]),
        ({**ARMS, **ankles((130, None), (130, 128))}, ["One artery only at the left ankle"]),
        ({**ARMS, **ankles((130, 128), (None, 130))}, ["One artery only at the right ankle"]),
        ({**ARMS, **ankles((133, 94), (130, 128))}, []),
        (
            {**ARMS, **ankles((133, 93), (130, 128))},
            ["The two arteries of the left ankle differ by 40 mmHg"],
        ),
        # swapped: both ankles far below, with good pulses
        (
            {**ARMS, **PALPABLE, **ankles((77, 70), (77, 70))},
            ["Both ankles are far below the arms"],
        ),
        ({**ARMS, **PALPABLE, **ankles((78, 70), (77, 70))}, []),
        ({**ARMS, **ankles((77, 70), (77, 70))}, []),  # pulses not felt for: it may well be so
        ({**ARMS, "pulse_dp.both": "absent", **ankles((77, 70), (77, 70))}, []),
        # far above
        ({**ARMS, **ankles((184, 180), (184, 180))}, ["Both ankles are far above the arms"]),
        ({**ARMS, **ankles((184, 180), (182, 180))}, []),
        # ... unless the resting pressure speaks for the arms
        (
            {**HIGHER, **ankles((189, 185), (189, 185)), "sbp_resting": 160},
            ["Both ankles are far above the arms"],
        ),
        ({**HIGHER, **ankles((189, 185), (189, 185)), "sbp_resting": 159}, []),
        # a pressure of an artery that cannot be occluded
        (
            {**ARMS, "ankle_not_occludable.left": True, **ankles((133, None), (130, 128))},
            ["The left ankle has a pressure, and the sound is said to go on"],
        ),
        ({**ARMS, "ankle_not_occludable.left": True, **ankles((None, None), (130, 128))}, []),
    ],
)
def test_hints(values, hints):
    given = list(reading_hints(patient(values)))
    assert [hint[: len(start)] for hint, start in zip(given, hints, strict=True)] == hints


# --- Slips of the fingers, and limbs the wrong way round ------------------------------------------


SWAPPED = "Were arm and ankle swapped: {}? The other way round the pressures agree better."


@pytest.mark.parametrize(
    ("values", "slip"),
    [
        # digits of an arm exchanged
        (
            {"brachial_right_sbp": 182, "brachial_left_sbp": 130},
            "Right arm 182: did you mean 128? The left arm reads 130.",
        ),
        (
            {"brachial_right_sbp": 130, "brachial_left_sbp": 218},
            "Left arm 218: did you mean 128? The right arm reads 130.",
        ),
        ({"brachial_right_sbp": 144, "brachial_left_sbp": 130}, None),
        (
            {"brachial_right_sbp": 153, "brachial_left_sbp": 137},  # 16 apart, 2 if undone
            "Right arm 153: did you mean 135? The left arm reads 137.",
        ),
        ({"brachial_right_sbp": 153, "brachial_left_sbp": 138}, None),  # 15 apart, 3 if undone
        (
            {"brachial_right_sbp": 162, "brachial_left_sbp": 136},  # one as well as the other
            "Left arm 136: did you mean 163? Or right arm 162: did you mean 126?",
        ),
        # a narrowed arm artery: beyond what is usual, further apart says little more
        ({"brachial_right_sbp": 165, "brachial_left_sbp": 142}, None),  # 124 is 18 away
        # one arm only: the resting pressure vouches for it, more loosely
        (
            {"brachial_right_sbp": 163, "sbp_resting": 141},
            "Right arm 163: did you mean 136? The resting pressure reads 141.",
        ),
        ({"brachial_right_sbp": 163, "sbp_resting": 142}, None),
        ({"brachial_right_sbp": 182}, None),
        # ... or the ankles do: both 0.61 of the arm, or both 1.07
        (
            {"brachial_right_sbp": 210, **ankles((128, 124), (130, 126))},
            "Right arm 210: did you mean 120? The left dorsalis pedis reads 128.",
        ),
        # an artery of a healthy ankle
        (
            {**ARMS, **ankles((153, 133), (None, None))},
            "Left dorsalis pedis 153: did you mean 135? The left posterior tibial reads 133.",
        ),
        ({**ARMS, **ankles((153, 134), (None, None))}, None),
        ({**ankles((153, 133), (None, None))}, None),  # without an arm nothing tells the band
        # ... and of an ill one, where disease sets the arteries apart
        (
            {**ARMS, **ankles((None, None), (95, 63))},
            "Right dorsalis pedis 95: did you mean 59? The right posterior tibial reads 63.",
        ),
        ({**ARMS, **ankles((None, None), (95, 64))}, None),
        (
            {**ARMS, **ankles((None, None), (95, 59))},
            "Right dorsalis pedis 95: did you mean 59? Or right posterior tibial 59: did you mean 95?",
        ),
        # one artery only: the arm vouches for it
        (
            {**ARMS, **ankles((193, None), (None, None))},  # 1.48, or 1.07
            "Left dorsalis pedis 193: did you mean 139? The right arm reads 130.",
        ),
        ({**ARMS, **ankles((196, None), (None, None))}, None),  # 1.51, or 1.30
        (
            {**ARMS, **ankles((193, 0), (None, None))},  # beside a silent one, too
            "Left dorsalis pedis 193: did you mean 139? The right arm reads 130.",
        ),
        # a nought in front is not kept: 108 typed as 018
        (
            {**ARMS, **ankles((18, 112), (None, None))},
            "Left dorsalis pedis 18: did you mean 108? Or left posterior tibial 112: is there a digit "
            "too many?",
        ),
        # a digit lost, a digit too many
        (
            {**ARMS, **ankles((13, 132), (None, None))},
            "Left dorsalis pedis 13: is a digit missing? Or left posterior tibial 132: is there a digit "
            "too many?",
        ),
        (
            {**ARMS, **ankles((None, None), (251, 27))},
            "Right dorsalis pedis 251: is there a digit too many? Or right posterior tibial 27: is a "
            "digit missing?",
        ),
        # limbs the wrong way round
        (
            {
                "brachial_right_sbp": 70,
                "brachial_left_sbp": 140,
                **ankles((144, 140), (138, 66)),
            },
            SWAPPED.format("right arm 70 with right dorsalis pedis 138"),
        ),
        (
            {
                "brachial_right_sbp": 122,
                "brachial_left_sbp": 140,
                **ankles((144, 140), (138, 126)),
            },
            SWAPPED.format("right arm 122 with right dorsalis pedis 138"),
        ),
        (
            {
                "brachial_right_sbp": 125,
                "brachial_left_sbp": 140,
                **ankles((144, 140), (138, 129)),
            },
            None,
        ),
        (
            {"brachial_right_sbp": 70, "brachial_left_sbp": 74, **ankles((140, 66), (138, 72))},
            SWAPPED.format(
                "left arm 74 with left dorsalis pedis 140 and right arm 70 with right dorsalis pedis "
                "138"
            ),
        ),
        # a healthy set, and sets that are truly bad, raise no question
        ({**ARMS, **ankles((138, 142), (134, 130)), "sbp_resting": 134}, None),
        ({**ARMS, **ankles((62, 46), (138, 130)), "sbp_resting": 134}, None),
        ({**ARMS, **ankles((38, 32), (0, 36)), "sbp_resting": 134}, None),
        ({**ARMS, **ankles((0, 46), (138, 130))}, None),  # a silent artery
        ({**ARMS, **ankles((133, 82), (138, 130))}, None),  # one bad artery
        ({**ARMS, **ankles((230, 214), (138, 130)), "sbp_resting": 134}, None),  # stiff ones
        ({"brachial_right_sbp": 150, "brachial_left_sbp": 120, "sbp_resting": 148}, None),
    ],
)
def test_slips(values, slip):
    found = [each.words for each in slips(patient(values))]
    assert found == ([] if slip is None else [slip])
    assert list(reading_hints(patient(values)))[: len(found)] == found


def test_two_slips_are_asked_about_one_after_the_other_the_likelier_first():
    """The second as if the first were undone: beside an arm of 182 the ankles would look ill."""
    values = {
        "brachial_right_sbp": 182,
        "brachial_left_sbp": 130,
        **ankles((153, 133), (138, 130)),
    }
    assert [each.words for each in slips(patient(values))] == [
        "Right arm 182: did you mean 128? The left arm reads 130.",
        "Left dorsalis pedis 153: did you mean 135? The left posterior tibial reads 133.",
    ]
