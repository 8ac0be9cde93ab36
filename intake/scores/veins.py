"""Veins: thrombosis suspected, Wells score, chronic venous disease and its CEAP class."""

from decimal import Decimal

from intake.findings.background import previous_dvt, previous_vte, thrombophilia_or_fh
from intake.findings.background_other import (
    active_cancer,
    bedridden_or_surgery,
    paralysis_or_plaster,
)
from intake.findings.encounter import age_years
from intake.findings.examination_limb import calf_or_muscle_tenderness
from intake.findings.examination_skin import (
    calf_cm,
    collateral_veins,
    deep_vein_tenderness,
    erythema,
    oedema_extent,
    oedema_pitting,
    skin_integrity,
    skin_temp,
    superficial_vein_cord,
    ulcer_recurrent,
    ulcer_site,
    varices_recurrent,
    varicose_veins_visible,
    venous_skin,
)
from intake.findings.medicines import med_oestrogen
from intake.findings.pain import pain_site
from intake.findings.pain_pattern import relief_elevation, worse_end_of_day, worse_standing
from intake.findings.results_other import alt_dx_as_likely, lab_ddimer
from intake.findings.systemic import swelling_onset
from intake.logic import (
    all_of,
    any_leg,
    any_of,
    basis_of,
    bind,
    both_legs,
    judge,
    missing,
    named,
    not_,
    other_leg,
)
from intake.readings import OPPOSITE, Answers, Leg, Reading
from intake.scores.general import pain_one_sided, pregnant_or_postpartum, recent_onset
from intake.scores.score import classes, first_to_hold, formula, item, number, points, worst_leg
from intake.scores.spine import THIGH
from intake.scores.thresholds import (
    DDIMER_AGE,
    DDIMER_FEU,
    WELLS_CALF_DIFFERENCE,
    WELLS_LIKELY,
)

NG158 = "NICE NG158 2020, table 1 (Wells 2003)"
CALF_THIGH = ("calf", *THIGH, "whole_leg")

# --- Thrombosis ---

dvt_risk = named(
    "dvt_risk",
    any_of(
        active_cancer.present(),
        bedridden_or_surgery.present(),
        paralysis_or_plaster.present(),
        previous_dvt.present(),
        previous_vte.present(),
        thrombophilia_or_fh.present(),
        med_oestrogen.present(),
        pregnant_or_postpartum,
    ),
)
whole_leg_swollen = oedema_extent.is_("entire_leg")
swollen_above_foot = oedema_extent.is_("below_knee", "entire_leg")
oedema_one_sided = named(
    "oedema_one_sided",
    all_of(oedema_extent.is_not("none"), other_leg(oedema_extent.is_("none"))),
)
oedema_bilateral = named("oedema_bilateral", both_legs(oedema_extent.is_not("none")))


@number(
    "calf_difference", "Calf thicker than the other by", source=NG158, per_leg=True, unit_label="cm"
)
def calf_difference(answers: Answers, leg: Leg | None) -> Reading:
    other = OPPOSITE[leg or Leg.THIS]
    return formula(
        answers,
        [(calf_cm, leg), (calf_cm, other)],
        lambda this, that: Decimal(this) - Decimal(that),
        "{} against {} cm",
    )


dvt_considered_on_leg = named(
    "dvt_considered",
    any_of(
        swelling_onset.is_("acute_lt2w"),
        deep_vein_tenderness.present(),
        all_of(oedema_one_sided, whole_leg_swollen),
        all_of(oedema_one_sided, swollen_above_foot, oedema_pitting.present()),
        calf_difference >= WELLS_CALF_DIFFERENCE.value,
        all_of(
            erythema.is_("localised", "spreading"),
            skin_temp.is_("warm", "hot"),
            recent_onset,
            any_of(pain_site.has(*CALF_THIGH), swollen_above_foot),
        ),
        all_of(whole_leg_swollen, any_of(dvt_risk, recent_onset)),
        all_of(
            recent_onset,
            swollen_above_foot,
            any_of(pain_one_sided.present(), pain_site.has(*CALF_THIGH)),
        ),
        # With a risk a painful leg is enough: the calf of one leg, or what is tender there.
        all_of(
            recent_onset,
            dvt_risk,
            any_of(
                all_of(
                    calf_or_muscle_tenderness.present(),  # tender deep veins count by themselves
                    pain_site.has(*CALF_THIGH),
                ),
                all_of(pain_one_sided.present(), pain_site.has("calf")),
            ),
        ),
    ),
)
dvt_considered = any_leg(dvt_considered_on_leg)

wells_dvt_leg = points(
    "wells_dvt_leg",
    "Wells score for deep vein thrombosis",
    source=NG158,
    per_leg=True,
    items=(
        item("active cancer", (1, active_cancer.present())),
        item("paralysis or plaster", (1, paralysis_or_plaster.present())),
        item("bedridden or recent surgery", (1, bedridden_or_surgery.present())),
        item("tender deep veins", (1, deep_vein_tenderness.present())),
        item("entire leg swollen", (1, whole_leg_swollen)),
        item("calf at least 3 cm thicker", (1, calf_difference >= WELLS_CALF_DIFFERENCE.value)),
        item(
            "pitting oedema on this leg only",
            # Not other_leg(): a leg that is not there leaves the item open, it does not deny it.
            (1, all_of(oedema_pitting.present(), bind(oedema_pitting.absent(), Leg.OTHER))),
        ),
        item("collateral veins", (1, collateral_veins.present())),
        item("previous deep vein thrombosis", (1, previous_dvt.present())),
        item("another diagnosis at least as likely", (-2, alt_dx_as_likely.present())),
    ),
)
wells_dvt = worst_leg("wells_dvt", "Wells score for deep vein thrombosis", wells_dvt_leg)


@number(
    "wells_band",
    "Deep vein thrombosis by Wells",
    source=NG158,
    options={"likely": "likely", "unlikely": "unlikely"},
)
def wells_band(answers: Answers, leg: Leg | None) -> Reading:
    """Likely or unlikely; never validated in pregnancy and the weeks after it, so no band then."""
    pregnancy = judge(pregnant_or_postpartum, answers)
    if pregnancy.value is not False:
        wanted = frozenset(missing(pregnancy))
        return Reading(basis=basis_of(pregnancy), wanted=wanted, applies=pregnancy.value is None)
    possible, basis, asked = first_to_hold(
        (("likely", wells_dvt >= WELLS_LIKELY.value),), "unlikely", answers, None
    )
    return Reading(
        possible.pop() if len(possible) == 1 else None,
        basis=frozenset(basis) | basis_of(pregnancy),
        wanted=frozenset(asked),
    )


# Wells and D-dimer were never validated in pregnancy and the weeks after it.
wells_unlikely = named(
    "wells_unlikely", all_of(wells_dvt < WELLS_LIKELY.value, not_(pregnant_or_postpartum))
)


@number("ddimer_cutoff", "D-dimer cut-off", source=NG158, unit_label="µg/L FEU")
def ddimer_cutoff(answers: Answers, leg: Leg | None) -> Reading:
    """500 µg/L FEU up to the age of 50, above it ten times the age."""
    return formula(
        answers,
        [(age_years, None)],
        lambda age: DDIMER_FEU.value if age <= DDIMER_AGE.value else Decimal(age) * 10,
        "age {}",
    )


@number("ddimer_raised", "D-dimer raised for the age", source=NG158)
def ddimer_raised(answers: Answers, leg: Leg | None) -> Reading:
    """Whether the D-dimer is above its cut-off; open until both are known."""
    return formula(
        answers,
        [(lab_ddimer, None), (ddimer_cutoff, None)],
        lambda result, cutoff: result > cutoff,
        "D-dimer {} against a cut-off of {} µg/L FEU",
    )


# --- Chronic venous disease ---

CEAP_2020 = "Lurie et al., CEAP 2020"
SKIN_CHANGE = (
    "pigmentation",
    "eczema",
    "lipodermatosclerosis",
    "atrophie_blanche",
    "corona_phlebectatica",
    "healed_venous_ulcer",
)
venous_ulcer = all_of(skin_integrity.is_("ulcer"), ulcer_site.is_("medial_gaiter"))
venous_disease = named(
    "venous_disease",
    any_of(
        varicose_veins_visible.present(),
        venous_skin.has(*SKIN_CHANGE),
        superficial_vein_cord.present(),
        venous_ulcer,
    ),
)
# CEAP C2r, or C3 and more, on a leg with venous disease; told by its signs, because a class is
# settled only when every higher one is excluded.
venous_beyond_varices = named(
    "venous_beyond_varices",
    any_of(
        varices_recurrent.present(),
        venous_skin.has(*SKIN_CHANGE),
        venous_ulcer,
        all_of(
            oedema_extent.is_not("none"),
            any_of(varicose_veins_visible.present(), superficial_vein_cord.present()),
        ),
    ),
)
venous_pattern = named(
    "venous_pattern",
    any_of(
        all_of(
            any_of(worse_standing.present(), worse_end_of_day.present()),
            any_leg(
                any_of(relief_elevation.present(), oedema_extent.is_("foot_ankle", "below_knee"))
            ),
        ),
        all_of(any_leg(venous_disease), any_leg(relief_elevation.present())),
    ),
)
ceap_c = classes(
    "ceap_c",
    "CEAP clinical class",
    source=CEAP_2020,
    per_leg=True,
    options={
        "c6r": "C6r recurrent active venous ulcer",
        "c6": "C6 active venous ulcer",
        "c5": "C5 healed venous ulcer",
        "c4c": "C4c corona phlebectatica",
        "c4b": "C4b lipodermatosclerosis or atrophie blanche",
        "c4a": "C4a pigmentation or eczema",
        "c3": "C3 oedema",
        "c2r": "C2r recurrent varicose veins",
        "c2": "C2 varicose veins",
        "c1": "C1 telangiectasia or reticular veins",
        "c0": "C0 no sign",
    },
    cases=(
        ("c6r", all_of(venous_ulcer, ulcer_recurrent.present())),
        ("c6", venous_ulcer),
        ("c5", venous_skin.has("healed_venous_ulcer")),
        ("c4c", venous_skin.has("corona_phlebectatica")),
        ("c4b", venous_skin.has("lipodermatosclerosis", "atrophie_blanche")),
        ("c4a", venous_skin.has("pigmentation", "eczema")),
        (
            "c3",
            all_of(
                oedema_extent.is_not("none"),
                any_of(
                    varicose_veins_visible.present(),
                    superficial_vein_cord.present(),
                    venous_skin.has("telangiectasia_reticular"),
                ),
            ),
        ),
        ("c2r", varices_recurrent.present()),
        ("c2", varicose_veins_visible.present()),
        ("c1", venous_skin.has("telangiectasia_reticular")),
    ),
    otherwise="c0",
)
