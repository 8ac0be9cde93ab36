"""Thrombosis, Wells, D-dimer, chronic venous disease and CEAP (`clinical.md`, D14–D16)."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from intake.logic import any_leg, judge, missing
from intake.readings import Leg, NoValue
from intake.scores.veins import (
    calf_difference,
    ceap_c,
    ddimer_cutoff,
    ddimer_raised,
    dvt_considered,
    dvt_risk,
    oedema_bilateral,
    oedema_one_sided,
    venous_beyond_varices,
    venous_disease,
    venous_pattern,
    wells_band,
    wells_dvt,
    wells_dvt_leg,
    wells_unlikely,
)
from tests.intake.patients import holds, patient, range_of, reading_of, value_of

# --- Thrombosis considered ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "risk",
    [
        {"active_cancer": True},
        {"bedridden_or_surgery": True},
        {"paralysis_or_plaster": True},
        {"previous_dvt": True},
        {"previous_vte": True},
        {"thrombophilia_or_fh": True},
        {"med_oestrogen": True},
        {"pregnancy_status": "pregnant"},
        {"pregnancy_status": "postpartum_6w"},
    ],
)
def test_each_risk_of_thrombosis(risk):
    no_risk = {
        "active_cancer": False,
        "bedridden_or_surgery": False,
        "paralysis_or_plaster": False,
        "previous_dvt": False,
        "previous_vte": False,
        "thrombophilia_or_fh": False,
        "med_oestrogen": False,
        "pregnancy_status": "not_applicable",
    }
    assert holds(dvt_risk, risk) is True
    assert holds(dvt_risk, no_risk) is False
    assert holds(dvt_risk, {key: v for key, v in no_risk.items() if key not in risk}) is None
    # C5: with a risk, a whole swollen leg is enough, whatever is recorded of the other one
    swollen = {"oedema_extent.left": "entire_leg", "oedema_extent.right": "entire_leg"}
    assert holds(dvt_considered, {**swollen, **risk}) is True


@pytest.mark.parametrize(
    ("left", "right", "one_sided", "both"),
    [
        ("none", "none", False, False),
        ("foot_ankle", "none", True, False),
        ("entire_leg", "none", True, False),
        ("none", "below_knee", False, False),
        ("foot_ankle", "below_knee", False, True),
        ("entire_leg", None, None, None),
        ("none", None, False, False),
        (None, "none", None, False),
        (None, None, None, None),
    ],
)
def test_swelling_of_one_leg_or_both(left, right, one_sided, both):
    values = {"oedema_extent.left": left, "oedema_extent.right": right}
    values = {key: value for key, value in values.items() if value}
    assert holds(oedema_one_sided, values) is one_sided
    assert holds(oedema_bilateral, values) is both


NO_RISK = {
    "active_cancer": False,
    "bedridden_or_surgery": False,
    "paralysis_or_plaster": False,
    "previous_dvt": False,
    "previous_vte": False,
    "thrombophilia_or_fh": False,
    "med_oestrogen": False,
    "pregnancy_status": "not_applicable",
}
QUIET = {
    **NO_RISK,
    "pain_onset": "chronic_gt12w",
    "pain_duration_days": 400,
    "pain_side": "left",
}
for _leg in ("left", "right"):
    QUIET |= {
        f"swelling_onset.{_leg}": "none",
        f"deep_vein_tenderness.{_leg}": False,
        f"oedema_extent.{_leg}": "none",
        f"calf_cm.{_leg}": "36.0",
        f"erythema.{_leg}": "none",
        f"skin_temp.{_leg}": "normal",
        f"pain_site.{_leg}": (),
        f"calf_or_muscle_tenderness.{_leg}": False,
    }
RECENT = {"pain_onset": "acute_le14d", "pain_duration_days": 5}
RED_AND_WARM = {"erythema.left": "localised", "skin_temp.left": "warm", **RECENT}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"swelling_onset.left": "acute_lt2w"}, True),
        ({"swelling_onset.left": "chronic"}, False),
        ({"deep_vein_tenderness.right": True}, True),
        # one leg swollen to the groin, or to the knee and pitting
        ({"oedema_extent.left": "entire_leg"}, True),
        ({"oedema_extent.left": "below_knee", "oedema_pitting.left": True}, True),
        ({"oedema_extent.left": "below_knee", "oedema_pitting.left": False}, False),
        ({"oedema_extent.left": "foot_ankle", "oedema_pitting.left": True}, False),
        ({"oedema_extent.left": "entire_leg", "oedema_extent.right": "entire_leg"}, False),
        # whole leg swollen, recent: whatever the other leg
        ({"oedema_extent.left": "entire_leg", "oedema_extent.right": "entire_leg", **RECENT}, True),
        # calf
        ({"calf_cm.left": "39.0"}, True),
        ({"calf_cm.left": "38.9"}, False),
        ({"calf_cm.right": "39.0"}, True),
        # red and warm and recent, and more than a red toe
        ({**RED_AND_WARM, "pain_site.left": ("calf",)}, True),
        ({**RED_AND_WARM, "pain_site.left": ("thigh_posterior",)}, True),
        ({**RED_AND_WARM, "pain_site.left": ("whole_leg",)}, True),
        ({**RED_AND_WARM, "pain_site.left": ("forefoot_toes",)}, False),
        (
            {
                **RED_AND_WARM,
                "pain_side": "both",
                "oedema_extent.left": "below_knee",
                "oedema_pitting.left": False,
            },
            True,
        ),
        ({**RED_AND_WARM, "skin_temp.left": "normal", "pain_site.left": ("calf",)}, False),
        (
            {
                **RED_AND_WARM,
                "pain_site.left": ("calf",),
                "pain_onset": "chronic_gt12w",
                "pain_duration_days": 400,
            },
            False,
        ),
        # recent pain of one leg with swelling up to the knee of that leg
        (
            {
                **RECENT,
                "oedema_extent.left": "below_knee",
                "oedema_pitting.left": False,
                "oedema_extent.right": "below_knee",
                "oedema_pitting.right": False,
            },
            True,
        ),
        (
            {
                **RECENT,
                "pain_side": "both",
                "oedema_extent.left": "below_knee",
                "oedema_pitting.left": False,
                "oedema_extent.right": "below_knee",
                "oedema_pitting.right": False,
            },
            False,
        ),
        (
            {
                **RECENT,
                "pain_side": "both",
                "pain_site.left": ("calf",),
                "oedema_extent.left": "below_knee",
                "oedema_pitting.left": False,
                "oedema_extent.right": "below_knee",
                "oedema_pitting.right": False,
            },
            True,
        ),
        # a painful calf of one leg, with a risk
        ({**RECENT, "pain_site.left": ("calf",), "previous_vte": True}, True),
        ({**RECENT, "pain_site.left": ("calf",)}, False),
        ({**RECENT, "pain_site.left": ("thigh",), "previous_vte": True}, False),
        (
            {**RECENT, "pain_side": "both", "pain_site.left": ("calf",), "previous_vte": True},
            False,
        ),
        ({**RECENT, "oedema_extent.right": "below_knee", "oedema_pitting.right": False}, False),
        # recent, a risk, tender and painful in one leg
        (
            {
                **RECENT,
                "med_oestrogen": True,
                "calf_or_muscle_tenderness.left": True,
                "pain_site.left": ("calf",),
            },
            True,
        ),
        (
            {
                **RECENT,
                "med_oestrogen": True,
                "calf_or_muscle_tenderness.left": True,
                "pain_site.right": ("calf",),
            },
            False,
        ),
        (
            {**RECENT, "calf_or_muscle_tenderness.left": True, "pain_site.left": ("calf",)},
            False,
        ),
        (
            {
                **RECENT,
                "med_oestrogen": True,
                "calf_or_muscle_tenderness.left": True,
                "pain_site.left": ("ankle",),
            },
            False,
        ),
        # cannot tell
        ({"oedema_extent.left": "entire_leg", "oedema_extent.right": NoValue("other")}, None),
        ({"swelling_onset.left": NoValue("unknown")}, None),
    ],
)
def test_thrombosis_considered(changes, expected):
    assert holds(dvt_considered, {**QUIET, **changes}) is expected
    assert holds(dvt_considered) is None


# --- Wells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "difference"),
    [("39.4", "36.0", "3.4"), ("36.0", "39.4", "-3.4"), ("36.1", "36.0", "0.1")],
)
def test_difference_of_the_calves(left, right, difference):
    values = {"calf_cm.left": left, "calf_cm.right": right}
    assert value_of(calf_difference, values) == Decimal(difference)
    assert value_of(calf_difference, values, leg=Leg.RIGHT) == -Decimal(difference)


def test_difference_of_the_calves_needs_both():
    reading = reading_of(calf_difference, {"calf_cm.left": "39.4"})
    assert (reading.value, reading.wanted) == (None, {"calf_cm.right"})


NO_POINTS = {
    "active_cancer": False,
    "paralysis_or_plaster": False,
    "bedridden_or_surgery": False,
    "previous_dvt": False,
    "alt_dx_as_likely": False,
    "pregnancy_status": "not_applicable",
}
for _leg in ("left", "right"):
    NO_POINTS |= {
        f"deep_vein_tenderness.{_leg}": False,
        f"oedema_extent.{_leg}": "none",
        f"calf_cm.{_leg}": "36.0",
        f"collateral_veins.{_leg}": False,
    }
PITTING_RIGHT = {
    "oedema_extent.right": "below_knee",
    "oedema_pitting.right": True,
}


@pytest.mark.parametrize(
    ("changes", "low", "high", "band"),
    [
        # example 1: cancer, calf, pitting only right, tender deep veins
        (
            {
                "active_cancer": True,
                "calf_cm.right": "39.4",
                **PITTING_RIGHT,
                "deep_vein_tenderness.right": True,
            },
            4,
            4,
            "likely",
        ),
        # example 2: calf, and cellulitis at least as likely
        ({"calf_cm.right": "39.0", "alt_dx_as_likely": True}, -1, -1, "unlikely"),
        # example 3: entire leg swollen, two items not known
        (
            {
                "oedema_extent.right": "entire_leg",
                "oedema_pitting.right": False,
                "previous_dvt": NoValue("unknown"),
                "collateral_veins.right": NoValue("unknown"),
            },
            1,
            3,
            None,
        ),
        # each item alone
        ({}, 0, 0, "unlikely"),
        ({"active_cancer": True}, 1, 1, "unlikely"),
        ({"paralysis_or_plaster": True}, 1, 1, "unlikely"),
        ({"bedridden_or_surgery": True}, 1, 1, "unlikely"),
        ({"previous_dvt": True}, 1, 1, "unlikely"),
        ({"deep_vein_tenderness.right": True}, 1, 1, "unlikely"),
        ({"oedema_extent.right": "entire_leg", "oedema_pitting.right": False}, 1, 1, "unlikely"),
        ({"calf_cm.right": "39.0"}, 1, 1, "unlikely"),
        ({"calf_cm.right": "38.9"}, 0, 0, "unlikely"),
        (PITTING_RIGHT, 1, 1, "unlikely"),
        (
            {**PITTING_RIGHT, "oedema_extent.left": "below_knee", "oedema_pitting.left": True},
            0,
            0,
            "unlikely",
        ),
        ({"collateral_veins.right": True}, 1, 1, "unlikely"),
        ({"alt_dx_as_likely": True}, -2, -2, "unlikely"),
        # the edge of 2
        ({"active_cancer": True, "collateral_veins.right": True}, 2, 2, "likely"),
        (
            {"active_cancer": True, "collateral_veins.right": True, "alt_dx_as_likely": True},
            0,
            0,
            "unlikely",
        ),
        # the judgement on another diagnosis widens the range downwards
        ({"alt_dx_as_likely": NoValue("unknown")}, -2, 0, "unlikely"),
        (
            {"active_cancer": True, "previous_dvt": True, "alt_dx_as_likely": NoValue("unknown")},
            0,
            2,
            None,
        ),
    ],
)
def test_wells(changes, low, high, band):
    values = {**NO_POINTS, **changes}
    assert range_of(wells_dvt, values) == (low, high)
    assert value_of(wells_band, values) == band


def test_wells_is_that_of_the_worse_leg_and_adds_nothing_across_legs():
    values = {**NO_POINTS, "deep_vein_tenderness.left": True, "collateral_veins.right": True}
    assert value_of(wells_dvt_leg, values, leg=Leg.LEFT) == 1
    assert value_of(wells_dvt_leg, values, leg=Leg.RIGHT) == 1
    assert value_of(wells_dvt, values) == 1


def test_wells_of_nobody_knows_what_spans_everything():
    assert range_of(wells_dvt) == (-2, 9)
    assert value_of(wells_band) is None
    assert holds(wells_dvt <= 1) is None


def test_wells_names_what_counted():
    values = {**NO_POINTS, "active_cancer": True, "calf_cm.right": "39.4"}
    assert wells_dvt.phrase(reading_of(wells_dvt, values)) == (
        "Wells score for deep vein thrombosis 2 (active cancer +1, calf at least 3 cm thicker +1)"
    )


@pytest.mark.parametrize("status", ["pregnant", "postpartum_6w"])
def test_wells_gives_no_band_in_pregnancy_and_the_weeks_after(status):
    """Never validated then: "unlikely" would be read as reassurance (D14; section 10, new terms)."""
    assert value_of(wells_band, {**NO_POINTS, "pregnancy_status": status}) is None
    assert holds(wells_band.is_("unlikely"), {**NO_POINTS, "pregnancy_status": status}) is not True


def test_wells_gives_no_reassuring_band_while_pregnancy_is_not_known():
    values = {key: value for key, value in NO_POINTS.items() if key != "pregnancy_status"}
    young_woman = {**values, "sex_at_birth": "female", "age_years": 30}
    assert value_of(wells_band, young_woman) != "unlikely"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"active_cancer": True}, True),
        ({"active_cancer": True, "previous_dvt": True}, False),
        ({"pregnancy_status": "not_pregnant"}, True),
        ({"pregnancy_status": "pregnant"}, False),
        ({"pregnancy_status": "postpartum_6w"}, False),
        ({"pregnancy_status": NoValue("unknown")}, None),
        ({"pregnancy_status": NoValue("unknown"), "sex_at_birth": "male"}, True),
        ({"pregnancy_status": NoValue("unknown"), "sex_at_birth": "female", "age_years": 56}, True),
        ({"pregnancy_status": NoValue("unknown"), "sex_at_birth": "female", "age_years": 55}, None),
        # over its whole range
        ({"active_cancer": True, "previous_dvt": NoValue("unknown")}, None),
        ({"previous_dvt": NoValue("unknown")}, True),
    ],
)
def test_d_dimer_needs_an_unlikely_wells_over_its_whole_range_and_no_pregnancy(changes, expected):
    assert holds(wells_unlikely, {**NO_POINTS, **changes}) is expected
    assert holds(wells_unlikely) is None


def test_what_is_asked_while_wells_is_not_settled():
    values = {**NO_POINTS, "active_cancer": True, "previous_dvt": NoValue("unknown")}
    verdict = judge(wells_dvt >= 2, patient(values))
    assert (verdict.value, missing(verdict)) == (None, ("previous_dvt",))


@pytest.mark.parametrize(
    ("age", "cutoff"), [(18, 500), (49, 500), (50, 500), (51, 510), (78, 780), (83, 830)]
)
def test_d_dimer_cut_off_by_age(age, cutoff):
    assert value_of(ddimer_cutoff, {"age_years": age}) == cutoff


def test_d_dimer_cut_off_without_age_is_open():
    reading = reading_of(ddimer_cutoff)
    assert (reading.value, reading.wanted) == (None, {"age_years"})


@pytest.mark.parametrize(
    ("age", "result", "raised"),
    [(50, 500, False), (50, 501, True), (83, 830, False), (83, 831, True), (51, 505, False)],
)
def test_d_dimer_is_raised_above_its_cut_off(age, result, raised):
    reading = reading_of(ddimer_raised, {"age_years": age, "lab_ddimer": result})
    assert reading.value is raised
    assert str(result) in ddimer_raised.phrase(reading)


def test_a_d_dimer_is_neither_raised_nor_not_until_it_and_the_age_are_known():
    assert reading_of(ddimer_raised, {"age_years": 60}).wanted == {"lab_ddimer"}
    assert reading_of(ddimer_raised, {"lab_ddimer": 400}).wanted == {"age_years"}
    for values in ({"age_years": 60}, {"lab_ddimer": 400}):
        assert holds(ddimer_raised.present(), values) is None


# --- One leg ------------------------------------------------------------------------------------


def test_wells_of_someone_with_one_leg_is_that_of_this_leg():
    values = {key: value for key, value in NO_POINTS.items() if not key.endswith(".right")}
    values |= {"deep_vein_tenderness.left": True, "oedema_extent.left": "entire_leg"}
    assert range_of(wells_dvt, {**values, "oedema_pitting.left": False}, absent_legs=["right"]) == (
        2,
        3,  # its calf can be compared with nothing
    )


def test_a_comparison_with_a_leg_that_is_gone_is_no_reason_to_call_thrombosis_unlikely():
    """One leg, pitting and thick: what would be compared is not there, so it cannot count as no."""
    values = {key: value for key, value in NO_POINTS.items() if not key.endswith(".right")}
    values |= {
        "active_cancer": True,
        "oedema_extent.left": "below_knee",
        "oedema_pitting.left": True,
        "calf_cm.left": "44.0",
    }
    assert holds(wells_dvt <= 1, values, absent_legs=["right"]) is not True


# --- Chronic venous disease ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"varicose_veins_visible": True}, True),
        *(
            ({"venous_skin": (change,)}, True)
            for change in (
                "pigmentation",
                "eczema",
                "lipodermatosclerosis",
                "atrophie_blanche",
                "corona_phlebectatica",
                "healed_venous_ulcer",
            )
        ),
        ({"superficial_vein_cord": True}, True),
        ({"skin_integrity": "ulcer", "ulcer_site": "medial_gaiter"}, True),
        (
            {
                "varicose_veins_visible": False,
                "venous_skin": ("telangiectasia_reticular",),
                "superficial_vein_cord": False,
                "skin_integrity": "ulcer",
                "ulcer_site": "heel",
            },
            False,
        ),
        ({"venous_skin": ("telangiectasia_reticular",)}, None),
        ({}, None),
    ],
)
def test_venous_disease(values, expected):
    assert holds(venous_disease, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"worse_standing": True, "relief_elevation.right": True}, True),
        ({"worse_end_of_day": True, "relief_elevation.right": True}, True),
        ({"worse_standing": True, "oedema_extent.left": "foot_ankle"}, True),
        ({"worse_standing": True, "oedema_extent.left": "below_knee"}, True),
        ({"varicose_veins_visible.left": True, "relief_elevation.left": True}, True),
        (
            {
                "worse_standing": False,
                "worse_end_of_day": False,
                "relief_elevation.both": False,
            },
            False,
        ),
        (
            {
                "worse_standing": True,
                "relief_elevation.both": False,
                "oedema_extent.both": "entire_leg",
            },
            False,
        ),
        ({"worse_standing": True}, None),
        ({"varicose_veins_visible.left": True}, None),
        ({}, None),
    ],
)
def test_venous_pattern(values, expected):
    assert holds(venous_pattern, values) is expected


PLAIN = {
    "skin_integrity": "intact",
    "venous_skin": (),
    "oedema_extent": "none",
    "varicose_veins_visible": False,
    "superficial_vein_cord": False,
}
VARICES = {"varicose_veins_visible": True, "varices_recurrent": False}


@pytest.mark.parametrize(
    ("changes", "ceap"),
    [
        # the worked examples
        ({**VARICES, "oedema_extent": "foot_ankle"}, "c3"),
        ({"venous_skin": ("pigmentation", "corona_phlebectatica")}, "c4c"),
        ({**VARICES, "venous_skin": ("healed_venous_ulcer",)}, "c5"),
        (
            {
                "skin_integrity": "ulcer",
                "ulcer_site": "toe_forefoot",
                "ulcer_recurrent": False,
                "pulse_dp": "absent",
                "pulse_pt": "absent",
            },
            "c0",  # arterial until shown otherwise
        ),
        # every class
        ({}, "c0"),
        ({"venous_skin": ("telangiectasia_reticular",)}, "c1"),
        (VARICES, "c2"),
        ({"varicose_veins_visible": True, "varices_recurrent": True}, "c2r"),
        ({**VARICES, "venous_skin": ("pigmentation",)}, "c4a"),
        ({**VARICES, "venous_skin": ("eczema",)}, "c4a"),
        ({"venous_skin": ("lipodermatosclerosis",)}, "c4b"),
        ({"venous_skin": ("atrophie_blanche", "eczema")}, "c4b"),
        ({"venous_skin": ("corona_phlebectatica", "atrophie_blanche")}, "c4c"),
        (
            {"skin_integrity": "ulcer", "ulcer_site": "medial_gaiter", "ulcer_recurrent": False},
            "c6",
        ),
        (
            {
                "skin_integrity": "ulcer",
                "ulcer_site": "medial_gaiter",
                "ulcer_recurrent": True,
                "venous_skin": ("healed_venous_ulcer",),
            },
            "c6r",
        ),
        # oedema without a sign of the veins is not C3
        ({"oedema_extent": "below_knee"}, "c0"),
        # not settled
        ({"skin_integrity": "ulcer", "ulcer_site": "medial_gaiter"}, None),
        ({"skin_integrity": NoValue("dressing_or_cast")}, None),
    ],
)
def test_ceap(changes, ceap):
    assert value_of(ceap_c, {**PLAIN, **changes}) == ceap
    assert value_of(ceap_c) is None


def test_ceap_is_of_each_leg():
    values = {f"{key}.{leg}": value for key, value in PLAIN.items() for leg in ("left", "right")}
    values |= {"varicose_veins_visible.right": True, "varices_recurrent.right": False}
    assert [value_of(ceap_c, values, leg=leg) for leg in (Leg.LEFT, Leg.RIGHT)] == ["c0", "c2"]
    assert holds(any_leg(ceap_c.is_("c2", "c2r", "c3")), values) is True


ABOVE_C2 = ("c2r", "c3", "c4a", "c4b", "c4c", "c5", "c6", "c6r")


@pytest.mark.parametrize("site", ["medial_gaiter", "toe_forefoot"])
def test_beyond_varices_is_ceap_c2r_or_c3_and_more_on_a_leg_with_venous_disease(site):
    skins = ((), ("telangiectasia_reticular",), ("eczema",), ("healed_venous_ulcer",))
    for varicose, again, cord, swollen, skin, broken in product(
        (True, False), (True, False), (True, False), (True, False), skins, (True, False)
    ):
        values = {
            "varicose_veins_visible": varicose,
            "varices_recurrent": varicose and again,
            "superficial_vein_cord": cord,
            "oedema_extent": "foot_ankle" if swollen else "none",
            "venous_skin": skin,
            "skin_integrity": "ulcer" if broken else "intact",
            "ulcer_site": site if broken else "none",
            "ulcer_recurrent": False,
        }
        classed, told, beyond = (
            holds(any_leg(part), values, absent_legs=["right"])
            for part in (ceap_c.is_(*ABOVE_C2), venous_disease, venous_beyond_varices)
        )
        assert beyond is (classed and told), values


def test_beyond_varices_is_told_by_one_sign_where_the_class_is_not_settled():
    values = {"venous_skin": ("pigmentation",)}
    assert value_of(ceap_c, values) is None
    assert holds(any_leg(venous_beyond_varices), values) is True
