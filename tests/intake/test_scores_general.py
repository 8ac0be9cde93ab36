"""The whole person: time course, fever, pregnancy, body size, kidney, iron, NEWS2 (`clinical.md`)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.logic import judge, missing
from intake.readings import Leg, NoValue
from intake.scores.general import (
    adjust_calcium,
    anaemia,
    bmi,
    calcium_adj,
    cancer,
    diabetes_present,
    egfr,
    fever,
    news2,
    pack_years,
    pain_duration,
    pain_on_leg,
    pain_one_sided,
    pain_persistent,
    pregnant_or_postpartum,
    recent_onset,
    rls_iron,
    smoked_ever,
)
from tests.intake.patients import holds, patient, range_of, reading_of, value_of

# --- Time course --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ({"pain_duration_days": 30}, 30, 30),
        ({"pain_duration_days": 0}, 0, 0),
        ({"pain_onset": "sudden"}, 0, 14),
        ({"pain_onset": "acute_le14d"}, 0, 14),
        ({"pain_onset": "subacute_2_12w"}, 14, 84),
        ({"pain_onset": "chronic_gt12w"}, 85, 36500),
        ({"pain_onset": "chronic_gt12w", "pain_duration_days": 200}, 200, 200),
        ({}, None, None),
    ],
)
def test_the_onset_bounds_the_days(values, low, high):
    assert range_of(pain_duration, values) == (low, high)


@pytest.mark.parametrize(
    ("onset", "more_than_90", "at_least_42", "at_most_14"),
    [
        ("sudden", False, False, True),
        ("acute_le14d", False, False, True),
        ("subacute_2_12w", False, None, None),
        ("chronic_gt12w", None, True, False),
    ],
)
def test_claims_on_days_hold_where_the_words_say_enough(
    onset, more_than_90, at_least_42, at_most_14
):
    values = {"pain_onset": onset}
    assert holds(pain_duration > 90, values) is more_than_90
    assert holds(pain_duration >= 42, values) is at_least_42
    assert holds(pain_duration <= 14, values) is at_most_14


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pain_onset": "chronic_gt12w"}, True),  # "more than 90 days" holds for the words
        ({"pain_duration_days": 91}, True),
        ({"pain_duration_days": 90, "pain_onset": "subacute_2_12w"}, False),
        ({"pain_onset": "subacute_2_12w"}, False),
        ({"pain_onset": "acute_le14d"}, False),
        ({"pain_duration_days": 90}, False),
        ({"pain_duration_days": 90, "pain_onset": "chronic_gt12w"}, False),  # the number decides
        # What is sudden and severe is new: it makes no pain an old one, and no old one unknown.
        ({"severe_pain_sudden": True, "pain_onset": "acute_le14d"}, False),
        ({"severe_pain_sudden": True}, None),
        ({}, None),
    ],
)
def test_persisting_pain(values, expected):
    assert holds(pain_persistent, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pain_onset": "sudden"}, True),
        ({"pain_onset": "acute_le14d"}, True),
        ({"pain_duration_days": 14}, True),
        ({"pain_duration_days": 15, "pain_onset": "subacute_2_12w"}, False),
        ({"pain_onset": "chronic_gt12w"}, False),
        ({"pain_duration_days": 15}, False),  # a number of days tells, whatever was not asked
        ({"severe_pain_sudden": True}, True),
        ({"severe_pain_sudden": True, "pain_onset": "chronic_gt12w"}, True),  # acute on chronic
        ({"severe_pain_sudden": False}, None),
        ({}, None),
    ],
)
def test_recent_onset(values, expected):
    assert holds(recent_onset, values) is expected


@pytest.mark.parametrize(
    ("side", "on_left", "on_right", "left_only"),
    [
        ("left", True, False, True),
        ("right", False, True, False),
        ("both", True, True, False),
        ("alternating", True, True, False),
        (None, None, None, None),
    ],
)
def test_pain_on_a_leg(side, on_left, on_right, left_only):
    values = {"pain_side": side} if side else {}
    assert holds(pain_on_leg.present(), values, leg=Leg.LEFT) is on_left
    assert holds(pain_on_leg.present(), values, leg=Leg.RIGHT) is on_right
    assert holds(pain_one_sided.present(), values, leg=Leg.LEFT) is left_only


# --- Plain terms --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"fever_or_rigors": True}, True),
        ({"temp_c": "38.0"}, True),
        ({"temp_c": "37.9", "fever_or_rigors": False}, False),
        ({"temp_c": "37.9"}, None),  # it may have been higher at home
        ({"fever_or_rigors": False}, None),
        ({"fever_or_rigors": False, "temp_c": NoValue("no_equipment")}, None),
        ({}, None),
    ],
)
def test_fever(values, expected):
    assert holds(fever, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pregnancy_status": "pregnant"}, True),
        ({"pregnancy_status": "postpartum_6w"}, True),
        ({"pregnancy_status": "not_pregnant"}, False),
        ({"pregnancy_status": "not_applicable"}, False),
        ({"sex_at_birth": "male"}, False),
        ({"age_years": 56}, False),
        ({"age_years": 56, "sex_at_birth": "female"}, False),
        ({"age_years": 55, "sex_at_birth": "female"}, None),
        ({"age_years": 30, "sex_at_birth": "male"}, False),
        ({"sex_at_birth": "intersex"}, None),
        ({}, None),
    ],
)
def test_pregnancy_is_excluded_by_sex_and_by_age_above_55(values, expected):
    assert holds(pregnant_or_postpartum, values) is expected


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("none", False),
        ("prediabetes", False),
        ("type1", True),
        ("type2", True),
        ("other_type", True),
    ],
)
def test_diabetes(type_, expected):
    assert holds(diabetes_present, {"diabetes_type": type_}) is expected
    assert holds(diabetes_present) is None


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        (cancer, {"active_cancer": True}, True),
        (cancer, {"cancer_ever": True}, True),
        (cancer, {"active_cancer": False, "cancer_ever": False}, False),
        (cancer, {"active_cancer": False}, None),
        (smoked_ever, {"smoking_status": "former"}, True),
        (smoked_ever, {"smoking_status": "current"}, True),
        (smoked_ever, {"smoking_status": "never"}, False),
        (smoked_ever, {}, None),
    ],
)
def test_cancer_and_smoking_at_any_time(condition, values, expected):
    assert holds(condition, values) is expected


# --- Arithmetic ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weight", "height", "expected"),
    [(82, 175, "26.8"), (104, 168, "36.8"), (56, 160, "21.9"), ("78.5", "172.5", "26.4")],
)
def test_bmi(weight, height, expected):
    assert value_of(bmi, {"weight_kg": weight, "height_cm": height}) == Decimal(expected)


def test_bmi_needs_both():
    reading = reading_of(bmi, {"weight_kg": 82})
    assert (reading.value, reading.wanted) == (None, {"height_cm"})
    assert holds(bmi >= 30, {"weight_kg": 200}) is None


@pytest.mark.parametrize(
    ("per_day", "years", "expected"),
    [(20, 30, "30.0"), (10, 15, "7.5"), (5, 44, "11.0"), (0, 5, "0.0")],
)
def test_pack_years(per_day, years, expected):
    values = {"cigarettes_per_day": per_day, "smoking_years": years}
    assert value_of(pack_years, values) == Decimal(expected)


def test_pack_years_of_someone_who_never_smoked_do_not_apply():
    values = {"smoking_status": "never"}
    assert value_of(pack_years, values) is None
    assert [holds(pack_years >= 20, values), holds(pack_years < 20, values)] == [False, False]
    assert holds(pack_years >= 20, {"smoking_status": "former"}) is None


@pytest.mark.parametrize(
    ("creatinine", "sex", "age", "expected"),
    [
        (80, "male", 60, 97),
        (80, "female", 60, 73),
        (180, "male", 72, 34),
        (250, "female", 68, 18),
        # below kappa, where the other power of the equation counts
        (60, "male", 40, 121),
        (50, "female", 30, 126),
    ],
)
def test_egfr_by_ckd_epi_2021(creatinine, sex, age, expected):
    values = {"lab_creatinine": creatinine, "sex_at_birth": sex, "age_years": age}
    reading = reading_of(egfr, values)
    assert reading.value == expected
    assert reading.basis == {"lab_creatinine", "sex_at_birth", "age_years"}


def test_the_laboratorys_own_egfr_comes_first():
    values = {"lab_creatinine": 80, "sex_at_birth": "male", "age_years": 60, "lab_egfr": 55}
    reading = reading_of(egfr, values)
    assert (reading.value, reading.basis, reading.detail) == (55, {"lab_egfr"}, "laboratory")


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, {"lab_egfr", "lab_creatinine", "sex_at_birth", "age_years"}),
        ({"lab_creatinine": 80, "age_years": 60}, {"lab_egfr", "sex_at_birth"}),
        # the equation knows two sexes; only the laboratory can settle it for others
        ({"lab_creatinine": 80, "age_years": 60, "sex_at_birth": "intersex"}, {"lab_egfr"}),
    ],
)
def test_an_egfr_that_cannot_be_worked_out_is_open_and_never_a_number(values, wanted):
    reading = reading_of(egfr, values)
    assert (reading.value, reading.low, reading.high) == (None, None, None)
    assert reading.wanted == wanted
    assert holds(egfr < 30, values) is None


@pytest.mark.parametrize(
    ("total", "albumin", "expected"),
    [("2.10", 30, "2.30"), ("2.10", 44, "2.02"), ("2.60", 40, "2.60")],
)
def test_calcium_adjusted_for_albumin(total, albumin, expected):
    assert adjust_calcium(Decimal(total), Decimal(albumin)) == Decimal(expected)


def test_the_laboratorys_adjusted_calcium_is_used_as_it_is():
    assert value_of(calcium_adj, {"lab_calcium_adj": "2.02", "lab_albumin": 30}) == Decimal("2.02")
    assert value_of(calcium_adj, {"lab_albumin": 30}) is None


@pytest.mark.parametrize(
    ("hb", "values", "expected"),
    [
        (124, {"sex_at_birth": "male"}, True),
        (124, {"sex_at_birth": "female"}, False),
        (112, {"sex_at_birth": "female", "pregnancy_status": "pregnant"}, False),
        (129, {"sex_at_birth": "male"}, True),
        (130, {"sex_at_birth": "male"}, False),
        (119, {"sex_at_birth": "female", "pregnancy_status": "not_pregnant"}, True),
        (119, {"sex_at_birth": "female", "pregnancy_status": "not_applicable"}, True),
        (119, {"sex_at_birth": "female", "age_years": 70}, True),
        (120, {"sex_at_birth": "female", "pregnancy_status": "not_pregnant"}, False),
        (109, {"sex_at_birth": "female", "pregnancy_status": "pregnant"}, True),
        (110, {"sex_at_birth": "female", "pregnancy_status": "pregnant"}, False),
        (109, {}, True),  # whoever it is
        (130, {}, False),
        (124, {}, None),
        (115, {"sex_at_birth": "female"}, None),  # not if she is pregnant
    ],
)
def test_anaemia(hb, values, expected):
    assert holds(anaemia, {"lab_hb": hb, **values}) is expected
    assert holds(anaemia, values) is None


# --- Iron in restless legs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ferritin", "tsat", "iron"),
    [
        (75, None, "replace"),
        (76, "20.0", "iv_range"),
        (75, "33.0", "replace"),
        (200, "19.9", "replace"),
        (None, "11.1", "replace"),
        (100, "20.0", "iv_range"),
        (100, "45.0", "iv_range"),
        (100, "45.1", "replete"),
        (101, "20.0", "replete"),
        (200, "32.7", "replete"),
        (301, "50.0", "replete"),
        # not settled
        (90, None, None),
        (200, None, None),
        (None, "32.7", None),
        (None, None, None),
    ],
)
def test_iron_in_restless_legs(ferritin, tsat, iron):
    values = {"lab_ferritin": ferritin, "lab_tsat": tsat}
    assert value_of(rls_iron, {k: v for k, v in values.items() if v is not None}) == iron


def test_a_normal_ferritin_alone_does_not_say_that_iron_is_enough():
    claim = rls_iron.is_("replete")
    verdict = judge(claim, patient({"lab_ferritin": 200}))
    assert (verdict.value, missing(verdict)) == (None, ("lab_tsat",))


# --- NEWS2 --------------------------------------------------------------------------------------

WELL = {
    "resp_rate": 16,
    "spo2_pct": 97,
    "spo2_scale2": False,
    "on_oxygen": False,
    "sbp_resting": 128,
    "heart_rate": 72,
    "consciousness": "alert",
    "temp_c": "36.8",
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {
                "resp_rate": 22,
                "spo2_pct": 95,
                "sbp_resting": 104,
                "heart_rate": 118,
                "temp_c": "38.6",
            },
            7,
        ),
        (
            {
                "resp_rate": 18,
                "spo2_pct": 97,
                "sbp_resting": 128,
                "heart_rate": 96,
                "temp_c": "38.2",
            },
            2,
        ),
        (
            {
                "resp_rate": 26,
                "spo2_pct": 93,
                "sbp_resting": 98,
                "heart_rate": 124,
                "consciousness": "new_confusion_c",
                "temp_c": "35.8",
            },
            13,
        ),
        ({}, 0),
    ],
)
def test_news2_worked_examples(values, expected):
    assert value_of(news2, {**WELL, **values}) == expected


def without_scale(values):
    return {key: value for key, value in {**WELL, **values}.items() if key != "spo2_scale2"}


@pytest.mark.parametrize(("spo2", "worth"), [(97, 0), (94, 1), (91, 3)])
def test_scale_1_counts_where_no_clinician_set_scale_2(spo2, worth):
    assert value_of(news2, without_scale({"spo2_pct": spo2})) == worth


@pytest.mark.parametrize(
    ("key", "points_by_value"),
    [
        ("resp_rate", {8: 3, 9: 1, 11: 1, 12: 0, 20: 0, 21: 2, 24: 2, 25: 3}),
        ("spo2_pct", {91: 3, 92: 2, 93: 2, 94: 1, 95: 1, 96: 0, 100: 0}),
        ("sbp_resting", {90: 3, 91: 2, 100: 2, 101: 1, 110: 1, 111: 0, 219: 0, 220: 3}),
        ("heart_rate", {40: 3, 41: 1, 50: 1, 51: 0, 90: 0, 91: 1, 110: 1, 111: 2, 130: 2, 131: 3}),
        (
            "temp_c",
            {
                "35.0": 3,
                "35.1": 1,
                "36.0": 1,
                "36.1": 0,
                "38.0": 0,
                "38.1": 1,
                "39.0": 1,
                "39.1": 2,
            },
        ),
        (
            "consciousness",
            {"alert": 0, "new_confusion_c": 3, "voice": 3, "pain_only": 3, "unresponsive": 3},
        ),
        ("on_oxygen", {True: 2, False: 0}),
    ],
)
def test_every_band_of_news2(key, points_by_value):
    scored = {value: value_of(news2, {**WELL, key: value}) for value in points_by_value}
    assert scored == points_by_value


@pytest.mark.parametrize(
    ("on_oxygen", "points_by_saturation"),
    [
        (False, {83: 3, 84: 2, 85: 2, 86: 1, 87: 1, 88: 0, 92: 0, 93: 0, 96: 0, 100: 0}),
        (
            True,
            {
                83: 3,
                84: 2,
                85: 2,
                86: 1,
                87: 1,
                88: 0,
                92: 0,
                93: 1,
                94: 1,
                95: 2,
                96: 2,
                97: 3,
                100: 3,
            },
        ),
    ],
)
def test_every_band_of_scale_2(on_oxygen, points_by_saturation):
    values = {**WELL, "spo2_scale2": True, "on_oxygen": on_oxygen}
    given = 2 if on_oxygen else 0
    scored = {
        spo2: value_of(news2, {**values, "spo2_pct": spo2}) - given for spo2 in points_by_saturation
    }
    assert scored == points_by_saturation


@pytest.mark.parametrize(
    ("unknown", "low", "high"),
    [
        ("resp_rate", 0, 3),
        ("sbp_resting", 0, 3),
        ("heart_rate", 0, 3),
        ("consciousness", 0, 3),
        ("temp_c", 0, 3),
        ("on_oxygen", 0, 2),
        ("spo2_pct", 0, 3),
    ],
)
def test_a_vital_sign_that_is_not_known_gives_a_range_and_never_zero(unknown, low, high):
    values = {key: value for key, value in WELL.items() if key != unknown}
    assert range_of(news2, values) == (low, high)
    assert value_of(news2, values) is None
    assert unknown in reading_of(news2, values).wanted


def test_news2_reaches_a_threshold_before_it_is_complete():
    values = {"resp_rate": 26, "sbp_resting": 88}
    assert range_of(news2, values) == (6, 20)
    assert [holds(news2 >= least, values) for least in (5, 6, 7)] == [True, True, None]
    assert range_of(news2) == (0, 20)
