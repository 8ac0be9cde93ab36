"""Hints on pressures that look mistyped or swapped."""

from __future__ import annotations

import pytest

from intake.scores.reading_checks import reading_hints
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
        ({**ARMS, **ankles((130, 91), (130, 128))}, []),
        (
            {**ARMS, **ankles((130, 90), (130, 128))},
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
    ],
)
def test_hints(values, hints):
    given = list(reading_hints(patient(values)))
    assert [hint[: len(start)] for hint, start in zip(given, hints, strict=True)] == hints
