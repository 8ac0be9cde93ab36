"""Hints on pressures that look mistyped or swapped."""

from __future__ import annotations

import pytest

from intake.scores.reading_checks import reading_hints
from intake.scores.reading_slips import slips
from tests.intake.patients import patient

ARMS = {"brachial_right_sbp": 130, "brachial_left_sbp": 128}
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
            {**ARMS, **ankles((184, 180), (184, 180)), "sbp_resting": 157},
            ["Both ankles are far above the arms"],
        ),
        ({**ARMS, **ankles((184, 180), (184, 180)), "sbp_resting": 156}, []),
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


@pytest.mark.parametrize(
    ("values", "slip"),
    [
        # digits of an arm exchanged: 15 mmHg apart or more, and at least 2½ times as close as typed
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
            {"brachial_right_sbp": 153, "brachial_left_sbp": 138},  # 135 is 3 away
            "Right arm 153: did you mean 135? The left arm reads 138.",
        ),
        ({"brachial_right_sbp": 153, "brachial_left_sbp": 139}, None),  # 14 apart
        (
            {"brachial_right_sbp": 162, "brachial_left_sbp": 136},  # 126 is 10 away instead of 26
            "Right arm 162: did you mean 126? Or left arm 136: did you mean 163?",
        ),
        ({"brachial_right_sbp": 162, "brachial_left_sbp": 137}, None),  # 11 away instead of 25
        # one arm only: the resting pressure vouches for it, more loosely
        (
            {"brachial_right_sbp": 163, "sbp_resting": 136},
            "Right arm 163: did you mean 136? The resting pressure reads 136.",
        ),
        ({"brachial_right_sbp": 163, "sbp_resting": 137}, None),
        ({"brachial_right_sbp": 182}, None),
        # an artery of an ankle: 18 apart where one of the two lies in the usual band
        ({**ARMS, **ankles((133, 151), (None, None))}, None),  # 115 is as far away as 151
        (
            {**ARMS, **ankles((135, 153), (None, None))},
            "Left dorsalis pedis 135: did you mean 153? Or left posterior tibial 153: did you mean 135?",
        ),
        ({**ARMS, **ankles((136, 153), (None, None))}, None),  # 17 apart
        # ... and 27 where disease has set both apart: 116/130 is 0.89
        (
            {**ARMS, **ankles((None, None), (86, 59))},
            "Right dorsalis pedis 86: did you mean 68? Or right posterior tibial 59: did you mean 95?",
        ),
        ({**ARMS, **ankles((None, None), (86, 60))}, None),
        ({**ankles((135, 153), (None, None))}, None),  # without an arm nothing tells the band
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
            "Were arm and ankle swapped: right arm 70 with right dorsalis pedis 138? The other way "
            "round the arms, and the arteries of an ankle, agree better.",
        ),
        (
            {"brachial_right_sbp": 70, "brachial_left_sbp": 74, **ankles((140, 66), (138, 72))},
            "Were arm and ankle swapped: left arm 74 with left dorsalis pedis 140 and right arm 70 "
            "with right dorsalis pedis 138? The other way round the arms, and the arteries of an "
            "ankle, agree better.",
        ),
        # a healthy set, and one with a leg that is truly bad, raise no question
        ({**ARMS, **ankles((138, 142), (134, 130)), "sbp_resting": 134}, None),
        ({**ARMS, **ankles((62, 46), (138, 130)), "sbp_resting": 134}, None),
        ({**ARMS, **ankles((0, 46), (138, 130))}, None),  # a silent artery
    ],
)
def test_slips(values, slip):
    found = [each.words for each in slips(patient(values))]
    assert found == ([] if slip is None else [slip])
    assert list(reading_hints(patient(values)))[: len(found)] == found
