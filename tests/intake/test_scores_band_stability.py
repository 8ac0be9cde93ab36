"""Whether a leg's band would hold if a pressure were a few mmHg off."""

from __future__ import annotations

import pytest

from intake.readings import LEGS, Leg
from intake.scores.band_stability import MARGIN, band_stability
from tests.intake.patients import patient
from tests.intake.pressure_sets import HIGHEST, LOWEST_ARM, Readings, pressure_sets
from tests.intake.test_reading_checks_rates import band, hundredths

ARMS = {"brachial_right_sbp": 100, "brachial_left_sbp": 100}


def of_left(readings: Readings) -> str | None:
    found = band_stability(patient(readings), Leg.LEFT)
    return found.words if found else None


@pytest.mark.parametrize(
    ("readings", "words"),
    [
        # 100 and 80: the higher artery would have to read 90 or less
        ({**ARMS, "ankle_dp_sbp": 120, "ankle_pt_sbp": 80}, "stable"),
        ({"brachial_right_sbp": 150, "ankle_dp_sbp": 136}, "on the edge: abnormal if"),
        # the first reading with another band is named
        (
            {**ARMS, "ankle_dp_sbp": 105, "ankle_pt_sbp": 80},
            "on the edge: borderline if the right arm read 106 instead of 100 mmHg",
        ),
        (
            {"brachial_right_sbp": 100, "ankle_dp_sbp": 136},
            "on the edge: not compressible if the right arm read 96 instead of 100 mmHg",
        ),
        # both neighbours of the borderline band, the nearer first
        (
            {**ARMS, "ankle_dp_sbp": 93, "ankle_pt_sbp": 80},
            "on the edge: abnormal if the right arm read 103 instead of 100 mmHg; 1.00 to "
            "1.40 if the left dorsalis pedis read 100 instead of 93 mmHg",
        ),
        # as far as the margin and no further
        (
            {**ARMS, "ankle_dp_sbp": 109},
            "on the edge: borderline if the right arm read 110 instead of 100 mmHg",
        ),
        ({**ARMS, "ankle_dp_sbp": 110}, "stable"),
        # the higher of two arms holds the index: the other one may be off
        ({**ARMS, "ankle_dp_sbp": 122, "ankle_pt_sbp": 122}, "stable"),
        # no band, or one that rests on no pressure
        ({**ARMS}, None),
        ({**ARMS, "ankle_not_occludable": True}, None),
        ({"abi_reported": 0.95}, None),
    ],
)
def test_in_words(readings, words):
    found = of_left(readings)
    assert found == words or (found is not None and words is not None and found.startswith(words))


def test_the_badge_is_the_exhaustive_grid():
    """Each reading tried at every mmHg within the margin, by arithmetic of our own."""
    on_edge = 0
    for readings in pressure_sets(800, seed=7):
        for leg in LEGS:
            found = band_stability(patient(readings), leg)
            tried = grid(readings, leg)
            if tried is None:
                assert found is None
                continue
            assert found is not None
            assert {(each.band, abs(each.at - each.read)) for each in found.others} == tried
            assert found.stable == (not tried)
            on_edge += bool(tried)
    assert 200 < on_edge < 1_400  # both happen


def grid(readings: Readings, leg: Leg) -> set[tuple[str, int]] | None:
    """Every other band within the margin, with how near it is; None without a band."""
    arms = ["brachial_right_sbp", "brachial_left_sbp"]
    ankles = [f"ankle_dp_sbp.{leg}", f"ankle_pt_sbp.{leg}"]
    read = {key: int(readings[key]) for key in (*arms, *ankles) if key in readings}
    here = _band_of(read, arms, ankles)
    if here is None:
        return None
    nearest: dict[str, int] = {}
    for key, value in read.items():
        for off in range(-MARGIN, MARGIN + 1):
            if not (LOWEST_ARM if key in arms else 0) <= value + off <= HIGHEST:
                continue
            there = _band_of({**read, key: value + off}, arms, ankles)
            if there != here and there is not None:
                nearest[there] = min(abs(off), nearest.get(there, MARGIN))
    return set(nearest.items())


def _band_of(read: dict[str, int], arms: list[str], ankles: list[str]) -> str | None:
    upper = [read[key] for key in ankles if key in read]
    lower = [read[key] for key in arms if key in read]
    return band(hundredths(max(upper), max(lower))) if upper and lower else None
