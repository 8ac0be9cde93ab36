"""Causes in veins, with what speaks for and against each: thrombosis, chronic venous disease."""

from intake.findings.background import previous_dvt, previous_vte, thrombophilia_or_fh
from intake.findings.background_other import (
    active_cancer,
    bedridden_or_surgery,
    paralysis_or_plaster,
    varicose_or_venous_history,
)
from intake.findings.examination_limb import calf_or_muscle_tenderness
from intake.findings.examination_skin import (
    collateral_veins,
    deep_vein_tenderness,
    erythema,
    oedema_extent,
    skin_temp,
    superficial_vein_cord,
    varicose_veins_visible,
    venous_skin,
)
from intake.findings.medicines import med_oestrogen
from intake.findings.pain import pain_site
from intake.findings.pain_pattern import (
    relief_dependency,
    relief_elevation,
    worse_end_of_day,
    worse_lying_flat,
    worse_standing,
)
from intake.findings.results_other import alt_dx_as_likely, dvt_scan_result
from intake.findings.systemic import swelling_onset
from intake.logic import all_of, any_leg, any_of, at_least, both_legs, not_
from intake.scores.general import pain_on_leg, pregnant_or_postpartum, recent_onset
from intake.scores.thresholds import WELLS_CALF_DIFFERENCE, WELLS_LIKELY
from intake.scores.veins import (
    CALF_THIGH,
    SKIN_CHANGE,
    calf_difference,
    ceap_c,
    dvt_considered,
    dvt_risk,
    oedema_one_sided,
    swollen_above_foot,
    venous_ulcer,
    wells_dvt,
    whole_leg_swollen,
)
from referrals.rules import red_flags
from referrals.rules.cause import cause, decisive, hint, raising, suspicion, typical
from referrals.rules.sources import CEAP_2020, ESVS_CVD, ESVS_VT, NICE_CG168, NICE_NG158, WELLS

swollen = any_of(oedema_extent.is_not("none"), swelling_onset.is_("acute_lt2w", "chronic"))
red_or_warm = any_of(erythema.is_("localised", "spreading"), skin_temp.is_("warm", "hot"))

CAUSES = (
    cause(
        "deep_vein_thrombosis",
        "Deep vein thrombosis",
        5,
        cannot_wait=True,
        supports=(
            decisive("Thrombosis found on the scan", dvt_scan_result.is_("positive")),
            suspicion("Signs that call for a scan of the veins", dvt_considered),
            suspicion(
                "Whole leg swollen and discoloured, with severe pain or new swelling",
                raising("phlegmasia", red_flags.RULES),
            ),
            typical(
                "Symptoms of pulmonary embolism, with a sign of it or a risk of thrombosis",
                raising("pulmonary_embolism", red_flags.RULES),
            ),
            typical("New swelling of a leg", swelling_onset.is_("acute_lt2w")),
            typical("Swelling of one leg only", oedema_one_sided),
            typical("The whole leg swollen", whole_leg_swollen),
            typical("Tender deep veins", deep_vein_tenderness.present()),
            typical("Calf at least 3 cm thicker", calf_difference >= WELLS_CALF_DIFFERENCE.value),
            typical(
                "New pain in a swollen leg",
                all_of(recent_onset, pain_on_leg.present(), swollen),
            ),
            typical("Wells score says likely", wells_dvt >= WELLS_LIKELY.value),
            typical(
                "Newly, wholly or one-sidedly swollen, with a risk of thrombosis",
                all_of(
                    dvt_risk,
                    any_leg(
                        any_of(
                            swelling_onset.is_("acute_lt2w"), oedema_one_sided, whole_leg_swollen
                        )
                    ),
                ),
            ),
            hint(
                "Two risks of thrombosis",
                at_least(
                    2,
                    active_cancer.present(),
                    any_of(bedridden_or_surgery.present(), paralysis_or_plaster.present()),
                    any_of(
                        previous_dvt.present(),
                        previous_vte.present(),
                        thrombophilia_or_fh.present(),
                    ),
                    any_of(med_oestrogen.present(), pregnant_or_postpartum),
                ),
            ),
            hint("Tender calf or thigh muscle", calf_or_muscle_tenderness.present()),
            hint(
                "Red or warm above the foot",
                all_of(red_or_warm, any_of(swollen_above_foot, pain_site.has(*CALF_THIGH))),
            ),
            hint("Collateral veins", collateral_veins.present()),
        ),
        against=(
            typical(
                "No swelling, and no tender veins",
                both_legs(all_of(not_(swollen), deep_vein_tenderness.absent())),
            ),
            typical(
                "Both legs swollen for two weeks or longer",
                both_legs(swelling_onset.is_("chronic")),
            ),
            typical("No proximal thrombosis on the scan", dvt_scan_result.is_("negative_proximal")),
            typical("Another diagnosis at least as likely", alt_dx_as_likely.present()),
            typical(
                "Swelling of both legs that eases when they are raised",
                both_legs(all_of(swollen, relief_elevation.present())),
            ),
        ),
        sources=[NICE_NG158.cite(), WELLS.cite()],
    ),
    cause(
        "superficial_vein_thrombosis",
        "Superficial vein thrombosis",
        6,
        supports=(
            decisive("Hard tender surface vein", superficial_vein_cord.present()),
            hint(
                "Redness beside varicose veins",
                all_of(erythema.is_("localised", "spreading"), varicose_veins_visible.present()),
            ),
        ),
        against=(
            typical("Tender deep veins", deep_vein_tenderness.present()),
            typical("The whole leg swollen", whole_leg_swollen),
        ),
        sources=[NICE_CG168.cite(), ESVS_VT.cite()],
    ),
    cause(
        "chronic_venous_disease",
        "Chronic venous disease",
        7,
        supports=(
            decisive("Skin changes of venous disease", venous_skin.has(*SKIN_CHANGE)),
            typical("Ulcer of the medial gaiter", venous_ulcer),
            typical("Varicose veins", varicose_veins_visible.present()),
            typical(
                "Worse on standing or towards evening",
                any_of(worse_standing.present(), worse_end_of_day.present()),
            ),
            typical("Raising the leg eases it", relief_elevation.present()),
            typical(
                "Both legs red and swollen",
                both_legs(all_of(erythema.is_("localised", "spreading"), swollen)),
            ),
            hint("Venous disease in the history", varicose_or_venous_history.present()),
            hint("Swelling up to below the knee", oedema_extent.is_("foot_ankle", "below_knee")),
            hint("Previous deep vein thrombosis", previous_dvt.present()),
        ),
        against=(
            typical(
                "Worse lying flat, and hanging the leg down eases it",
                all_of(worse_lying_flat.present(), relief_dependency.present()),
            ),
            typical("No venous sign on either leg", both_legs(ceap_c.is_("c0"))),
        ),
        sources=[ESVS_CVD.cite(), CEAP_2020.cite()],
    ),
)
