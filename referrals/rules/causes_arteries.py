"""Causes in arteries and small vessels, with what speaks for and against each."""

from intake.findings.background import (
    aneurysm_known,
    cardiac_history,
    known_pad,
    prior_leg_revascularisation,
    smoking_status,
)
from intake.findings.background_other import active_cancer, connective_tissue_disease
from intake.findings.encounter import age_years
from intake.findings.examination_circulation import (
    buerger_positive,
    cap_refill_s,
    doppler_arterial,
    pulse_dp,
    pulse_femoral,
    pulse_popliteal,
    pulse_pt,
)
from intake.findings.examination_skin import leg_colour, purpura_or_livedo, skin_temp, trophic_signs
from intake.findings.medicines import med_anticoagulant
from intake.findings.neuro_symptoms import (
    burning_feet,
    heat_cold_pattern,
    numbness_symptom,
    sensory_distribution,
)
from intake.findings.pain import pain_quality, pain_site
from intake.findings.pain_pattern import (
    exertional_pattern,
    pain_at_rest,
    relief_dependency,
    worse_lying_flat,
)
from intake.findings.pressures import ankle_waveform, post_exercise_abi_drop_pct, toe_sbp
from intake.findings.restless_legs import rls_movement_relief
from intake.findings.results import lab_platelets
from intake.findings.vitals import irregular_pulse
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.circulation import (
    SITE_IN_FOOT,
    ali_neuro,
    ali_suspected,
    aortic_catastrophe,
    clti_suspected,
    cold_foot,
    discoloured,
    foot_pulses_absent,
    foot_tissue_loss,
    pad_evidence,
    pad_risk_high,
    pad_suspicion,
    pulse_deficit,
    severe_hypoperfusion,
    tissue_loss,
)
from intake.scores.general import pain_on_leg, recent_onset
from intake.scores.nerves import single_nerve_atypical, weak
from intake.scores.pressures import abi_class, tbi_class
from referrals.rules.cause import cause, decisive, hint, suspicion, typical
from referrals.rules.sources import (
    ACC_AHA_PAD,
    ESC_PAD,
    ESVS_ALI,
    GVG,
    KISSEL,
    NICE_CG147,
    RUTHERFORD,
)

PULSE_FELT = ("normal", "bounding")
foot_pulse_felt = any_of(pulse_dp.is_(*PULSE_FELT), pulse_pt.is_(*PULSE_FELT))

CAUSES = (
    cause(
        "claudication",
        "Peripheral artery disease, claudication",
        2,
        supports=(
            decisive(
                "Low ankle or toe index, or a fall of the index after exercise",
                any_of(
                    abi_class.is_("abnormal"),
                    tbi_class.is_("abnormal"),
                    post_exercise_abi_drop_pct > 20,
                ),
            ),
            typical(
                "Muscle pain on walking that standing still relieves",
                exertional_pattern.is_("vascular_type", "mixed"),
            ),
            typical("Weak or absent pulse, or a bruit", pulse_deficit),
            typical("Monophasic or absent waveform", ankle_waveform.is_("monophasic", "absent")),
            typical(
                "Known or treated artery disease of the legs",
                any_of(known_pad.present(), any_leg(prior_leg_revascularisation.present())),
            ),
            hint("Suspected artery disease at high risk", all_of(pad_suspicion, pad_risk_high)),
            hint(
                "Hair loss, shiny skin or thin muscles",
                trophic_signs.has("hair_loss", "shiny_skin", "muscle_atrophy"),
            ),
        ),
        against=(
            typical(
                "Walking does not bring it on, or in another way",
                exertional_pattern.is_("none", "neurogenic_type", "first_step_joint"),
            ),
            typical(
                "No fall of the index after exercise", both_legs(post_exercise_abi_drop_pct <= 20)
            ),
            typical("Normal ankle index in both legs", both_legs(abi_class.is_("normal"))),
        ),
        sources=[ACC_AHA_PAD.cite(), NICE_CG147.cite()],
    ),
    cause(
        "chronic_limb_threatening_ischaemia",
        "Chronic limb-threatening ischaemia, rest pain",
        3,
        cannot_wait=True,
        supports=(
            decisive(
                "Ischaemic rest pain or tissue loss, with artery disease or its risk",
                clti_suspected,
            ),
            decisive(
                "Severe hypoperfusion with pain or tissue loss",
                all_of(severe_hypoperfusion, any_of(pain_on_leg.present(), tissue_loss)),
            ),
            typical(
                "Foot pain that is worse lying flat",
                all_of(worse_lying_flat.present(), pain_site.has(*SITE_IN_FOOT)),
            ),
            typical("Hanging the leg down eases it", relief_dependency.present()),
            typical("Dependent rubor", leg_colour.is_("dependent_rubor")),
            typical("Positive Buerger test", buerger_positive.present()),
            typical("Gangrene, or an ulcer of the foot", foot_tissue_loss),
            hint("Evidence of artery disease", pad_evidence),
            hint(
                "High risk of artery disease, with a wound, a cold foot or ease on hanging it down",
                all_of(
                    pad_risk_high,
                    any_leg(any_of(tissue_loss, cold_foot, relief_dependency.present())),
                ),
            ),
            hint("Cold foot or slow refill", any_of(cold_foot, cap_refill_s > 5)),
        ),
        against=(
            decisive(
                "Good foot pulses, waveforms and toe pressures on both sides",
                both_legs(all_of(foot_pulse_felt, ankle_waveform.is_("multiphasic"), toe_sbp > 60)),
            ),
            typical("Foot pulses felt on both sides", both_legs(foot_pulse_felt)),
            typical("Moving about relieves an urge to move", rls_movement_relief.present()),
            typical("No pain at rest", pain_at_rest.absent()),
        ),
        sources=[GVG.cite(), ACC_AHA_PAD.cite()],
    ),
    cause(
        "acute_limb_ischaemia",
        "Acute limb ischaemia",
        4,
        cannot_wait=True,
        supports=(
            decisive("New pain or loss in a leg that lacks blood", ali_suspected),
            suspicion(
                "Known aneurysm, with sudden pain and back pain or low pressure", aortic_catastrophe
            ),
            typical("No arterial signal on Doppler", doppler_arterial.is_("inaudible")),
            # Cold and discoloured for weeks, with pulses, is vasospasm.
            typical(
                "Cold and discoloured, with new pain or no pulse in the foot",
                all_of(cold_foot, discoloured, any_of(recent_onset, foot_pulses_absent)),
            ),
            hint("No pulse in the foot, or a cold foot", any_of(foot_pulses_absent, cold_foot)),
            hint(
                "New loss of feeling or movement",
                any_of(ali_neuro, all_of(recent_onset, any_of(numbness_symptom.present(), weak))),
            ),
            hint(
                "New pain with a source of clots: heart, aneurysm, graft or cancer",
                all_of(
                    recent_onset,
                    any_of(
                        cardiac_history.has("atrial_fibrillation", "valve_or_prosthesis"),
                        irregular_pulse.present(),
                        aneurysm_known.is_("aortic", "popliteal", "both"),
                        any_leg(prior_leg_revascularisation.present()),
                        active_cancer.present(),
                    ),
                ),
            ),
        ),
        against=(
            typical("Pain of more than 14 days", not_(recent_onset)),
            typical("Foot pulses felt on both sides", both_legs(foot_pulse_felt)),
            typical(
                "Multiphasic signals in both legs", both_legs(ankle_waveform.is_("multiphasic"))
            ),
            typical("Both legs warm", both_legs(skin_temp.is_("normal", "warm", "hot"))),
        ),
        sources=[RUTHERFORD.cite(), ESVS_ALI.cite(), ACC_AHA_PAD.cite()],
    ),
    cause(
        "vasculitis_or_vasospasm",
        "Vasculitis, emboli, chilblain, Buerger, erythromelalgia",
        30,
        cannot_wait=True,
        supports=(
            decisive(
                "Burning feet, worse in heat and eased by cooling",
                all_of(
                    any_of(burning_feet.present(), pain_quality.has("burning")),
                    heat_cold_pattern.is_("worse_heat_eased_by_cooling"),
                ),
            ),
            typical("Purpura or livedo", purpura_or_livedo.present()),
            typical(
                "Worse in heat and eased by cooling",
                heat_cold_pattern.is_("worse_heat_eased_by_cooling"),
            ),
            typical("Worse in the cold", heat_cold_pattern.is_("worse_cold")),
            typical(
                "Blue or mottled toes or foot",
                all_of(
                    leg_colour.is_("cyanosed", "mottled"), pain_site.has("forefoot_toes", "foot")
                ),
            ),
            typical(
                "Blue or mottled, with a pulse in the foot",
                all_of(leg_colour.is_("cyanosed", "mottled"), foot_pulse_felt),
            ),
            typical(
                "Patchy loss of feeling, or of single nerves on both sides", single_nerve_atypical
            ),
            typical(
                "Purpura or livedo, with weakness or loss of feeling",
                all_of(
                    any_leg(purpura_or_livedo.present()),
                    any_leg(
                        any_of(
                            weak,
                            numbness_symptom.present(),
                            sensory_distribution.is_("patchy", "single_nerve"),
                        )
                    ),
                ),
            ),
            typical(
                "Smoker under 45 with an ischaemic foot",
                all_of(
                    age_years < 45,
                    smoking_status.is_("current"),
                    any_leg(any_of(foot_pulses_absent, foot_tissue_loss)),
                ),
            ),
            hint("Connective tissue disease or vasculitis", connective_tissue_disease.present()),
            hint(
                "Blue or mottled on an anticoagulant",
                all_of(med_anticoagulant.present(), any_leg(leg_colour.is_("cyanosed", "mottled"))),
            ),
            hint(
                "Burning feet with platelets above 450",
                all_of(burning_feet.present(), lab_platelets > 450),
            ),
        ),
        against=(
            typical(
                "Pulse lost in groin or knee, skin without purpura",
                all_of(
                    any_of(pulse_femoral.is_("absent", "reduced"), pulse_popliteal.is_("absent")),
                    purpura_or_livedo.absent(),
                ),
            ),
            typical("Not affected by heat or cold", heat_cold_pattern.is_("none")),
        ),
        sources=[ESC_PAD.cite(), KISSEL.cite("classically begins as mononeuritis multiplex")],
    ),
)
