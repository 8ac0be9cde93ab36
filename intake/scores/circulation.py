"""Arteries: signs of peripheral artery disease, chronic limb-threatening and acute limb ischaemia."""

from intake.findings.background import (
    aneurysm_known,
    cardiac_history,
    ckd_known,
    hyperlipidaemia,
    hypertension,
    known_pad,
    prior_leg_revascularisation,
    smoking_status,
    stroke_tia,
)
from intake.findings.encounter import age_years
from intake.findings.examination_circulation import (
    acute_motor_loss,
    acute_sensory_loss,
    buerger_positive,
    cap_refill_s,
    doppler_arterial,
    doppler_venous,
    femoral_bruit,
    pulse_dp,
    pulse_femoral,
    pulse_popliteal,
    pulse_pt,
)
from intake.findings.examination_skin import (
    leg_colour,
    local_infection_signs,
    skin_integrity,
    skin_temp,
    ulcer_site,
)
from intake.findings.neuro_symptoms import numbness_symptom
from intake.findings.pain import pain_site
from intake.findings.pain_pattern import (
    back_pain,
    exertional_pattern,
    pain_at_rest,
    relief_dependency,
    worse_elevation,
    worse_lying_flat,
)
from intake.findings.pressures import ankle_waveform, tcpo2_mmhg, toe_sbp
from intake.findings.systemic import cold_foot_symptom
from intake.findings.vitals import sbp_resting
from intake.logic import (
    all_of,
    any_leg,
    any_of,
    at_least,
    basis_of,
    bind,
    judge,
    missing,
    named,
)
from intake.readings import Answers, Leg, Reading
from intake.scores.general import (
    diabetes_present,
    pain_on_leg,
    recent_onset,
    smoked_ever,
    sudden_onset,
)
from intake.scores.nerves import weak
from intake.scores.pressures import abi, abi_class, ankle_max, tbi_class
from intake.scores.score import first_to_hold, number
from intake.scores.thresholds import (
    SEVERE_ABI,
    SEVERE_ANKLE,
    SEVERE_TOE,
)

PULSES = (pulse_femoral, pulse_popliteal, pulse_dp, pulse_pt)
FOOT = ("forefoot_toes", "sole", "heel", "foot")
SITE_IN_FOOT = (*FOOT, "whole_leg")

# --- Signs on a leg ---

severe_hypoperfusion = named(
    "severe_hypoperfusion",
    any_of(
        toe_sbp < SEVERE_TOE.value,
        tcpo2_mmhg < SEVERE_TOE.value,
        # An ankle that could be read could be compressed; an index so low is no stiff artery's.
        ankle_max < SEVERE_ANKLE.value,
        abi < SEVERE_ABI.value,
    ),
)
# The dorsalis pedis pulse alone is missing from birth in some people, so both must be absent.
foot_pulses_absent = named(
    "foot_pulses_absent", all_of(pulse_dp.is_("absent"), pulse_pt.is_("absent"))
)
pulse_deficit = named(
    "pulse_deficit",
    any_of(
        pulse_femoral.is_("absent", "reduced"),
        pulse_popliteal.is_("absent"),
        pulse_pt.is_("absent"),
        femoral_bruit.present(),
    ),
)
pad_evidence = named(
    "pad_evidence",
    any_of(
        known_pad.present(),
        pulse_deficit,
        abi_class.is_("abnormal", "noncompressible"),
        tbi_class.is_("abnormal"),
        buerger_positive.present(),
        leg_colour.is_("dependent_rubor"),
        ankle_waveform.is_("monophasic", "absent"),
        prior_leg_revascularisation.present(),
    ),
)
cold_foot = any_of(cold_foot_symptom.present(), skin_temp.is_("cool", "cold"))
discoloured = leg_colour.is_("pale", "mottled", "cyanosed", "fixed_staining")
BEDSIDE_SIGNS = (
    cold_foot,
    discoloured,
    any_of(*(pulse.is_("absent") for pulse in PULSES)),
    cap_refill_s > 5,
)
# A pressure counts beside what is seen and felt, never alone: few are measured, and a leg that is
# well in all else must not stay in doubt for want of one.
ISCHAEMIC_SIGNS = (*BEDSIDE_SIGNS, severe_hypoperfusion)
gangrene = named("gangrene", skin_integrity.is_("dry_gangrene", "wet_gangrene"))
tissue_loss = named("tissue_loss", skin_integrity.is_("ulcer", "dry_gangrene", "wet_gangrene"))
ulcer = skin_integrity.is_("ulcer")
foot_tissue_loss = named(
    "foot_tissue_loss",
    any_of(gangrene, all_of(ulcer, ulcer_site.is_("toe_forefoot", "heel", "other"))),
)

# --- Chronic ischaemia ---

rest_pain_ischaemic = named(
    "rest_pain_ischaemic",
    any_of(
        all_of(
            any_of(pain_site.has(*SITE_IN_FOOT), leg_colour.is_("dependent_rubor")),
            at_least(
                2,
                worse_lying_flat.present(),
                worse_elevation.present(),
                relief_dependency.present(),
            ),
        ),
        all_of(
            relief_dependency.present(),
            any_of(foot_pulses_absent, leg_colour.is_("dependent_rubor")),
        ),
        # Nobody has to be asked about positions where the artery speaks for itself.
        all_of(
            pain_at_rest.present(),
            any_of(
                all_of(
                    pain_site.has(*SITE_IN_FOOT),
                    any_of(
                        foot_pulses_absent,
                        leg_colour.is_("dependent_rubor"),
                        buerger_positive.present(),
                    ),
                ),
                all_of(
                    severe_hypoperfusion,
                    any_of(pain_site.has(*SITE_IN_FOOT), pain_on_leg.present()),
                ),
            ),
        ),
    ),
)
ulcer_ischaemic = any_of(
    ulcer_site.is_("toe_forefoot", "heel", "lateral_malleolus", "other"),
    foot_pulses_absent,
    abi_class.is_("abnormal"),
    prior_leg_revascularisation.present(),
)
clti_suspected = named(
    "clti_suspected",
    any_of(
        gangrene,
        all_of(
            rest_pain_ischaemic,
            any_of(
                pad_evidence,
                age_years >= 65,
                all_of(
                    age_years >= 50,
                    any_of(diabetes_present, smoked_ever, ckd_known.present()),
                ),
                cold_foot,
                cap_refill_s > 5,
                severe_hypoperfusion,
            ),
        ),
        all_of(ulcer, ulcer_ischaemic, pad_evidence),
    ),
)
clti_with_threat = named(
    "clti_with_threat",
    all_of(
        clti_suspected,
        any_of(
            gangrene,
            all_of(ulcer, ulcer_site.is_("toe_forefoot", "heel", "lateral_malleolus", "other")),
            all_of(ulcer, rest_pain_ischaemic),
            severe_hypoperfusion,
            local_infection_signs >= 2,
        ),
    ),
)
pad_suspicion = named(
    "pad_suspicion",
    any_of(
        exertional_pattern.is_("vascular_type", "mixed"),
        any_leg(
            any_of(
                pad_evidence,
                rest_pain_ischaemic,
                tissue_loss,
                all_of(cold_foot_symptom.present(), cap_refill_s > 5),
            )
        ),
    ),
)
pad_risk_high = named(
    "pad_risk_high",
    any_of(
        age_years >= 65,
        all_of(
            age_years >= 50,
            any_of(
                diabetes_present,
                smoked_ever,
                hypertension.present(),
                hyperlipidaemia.present(),
                ckd_known.present(),
            ),
        ),
        # Meant for those under 50; from 50 diabetes is enough, so the age is not asked here.
        all_of(
            diabetes_present,
            any_of(
                smoking_status.is_("current"), hypertension.present(), hyperlipidaemia.present()
            ),
        ),
        stroke_tia.present(),
        cardiac_history.has("ischaemic"),
        aneurysm_known.is_("aortic", "popliteal", "both"),
    ),
)

# --- Acute ischaemia ---

ali_neuro = named(
    "ali_neuro",
    any_of(
        acute_sensory_loss.is_("toes_only", "beyond_toes", "profound"),
        acute_motor_loss.is_("mild_moderate", "paralysis"),
    ),
)
NO_FLOW = (doppler_arterial.is_("inaudible"), foot_pulses_absent)
leg_symptomatic = named(
    "leg_symptomatic",
    any_of(
        pain_on_leg.present(),
        pain_site.has(*pain_site.options),
        ali_neuro,
        *BEDSIDE_SIGNS,
        weak,
        numbness_symptom.present(),
    ),
)
ali_suspected = named(
    "ali_suspected",
    any_of(
        all_of(
            recent_onset,
            leg_symptomatic,
            any_of(
                *NO_FLOW,
                at_least(2, *ISCHAEMIC_SIGNS),
                all_of(
                    sudden_onset,
                    any_of(
                        ali_neuro,
                        all_of(any_of(*BEDSIDE_SIGNS), any_of(numbness_symptom.present(), weak)),
                    ),
                ),
            ),
        ),
        all_of(ali_neuro, any_of(*NO_FLOW, all_of(cold_foot, discoloured))),
    ),
)
aortic_catastrophe = named(
    "aortic_catastrophe",
    all_of(
        aneurysm_known.is_("aortic", "both"),
        sudden_onset,
        any_of(back_pain.is_not("none"), sbp_resting < 100),
    ),
)
ali_iib_or_iii = named(
    "ali_iib_or_iii",
    all_of(
        ali_suspected,
        any_of(
            acute_motor_loss.is_("mild_moderate", "paralysis"),
            acute_sensory_loss.is_("beyond_toes", "profound"),
        ),
    ),
)
ALI_CASES = (
    (
        "iii",
        all_of(
            acute_sensory_loss.is_("profound"),
            acute_motor_loss.is_("paralysis"),
            doppler_arterial.is_("inaudible"),
            doppler_venous.is_("inaudible"),
        ),
    ),
    ("iib", ali_iib_or_iii),
    ("iia", any_of(acute_sensory_loss.is_("toes_only"), doppler_arterial.is_("inaudible"))),
    (
        "i",
        all_of(
            acute_sensory_loss.is_("none"),
            acute_motor_loss.is_("none"),
            doppler_arterial.is_("audible"),
            doppler_venous.is_("audible"),
        ),
    ),
)
INCOMPLETE = "incomplete"


@number(
    "ali_class",
    "Acute limb ischaemia class",
    source="Rutherford et al. 1997; ACC/AHA 2024",
    per_leg=True,
    options={
        "i": "I, viable",
        "iia": "IIa, marginally threatened",
        "iib": "IIb, immediately threatened",
        "iii": "III, irreversible",
    },
)
def ali_class(answers: Answers, leg: Leg | None) -> Reading:
    """Only where acute ischaemia is suspected. What is not settled is managed as IIa at least."""
    suspected = judge(bind(ali_suspected, leg or Leg.THIS), answers)
    if suspected.value is False:
        return Reading(basis=basis_of(suspected), applies=False)
    possible, basis, wanted = first_to_hold(ALI_CASES, INCOMPLETE, answers, leg)
    basis |= basis_of(suspected)
    if suspected.value is None:
        return Reading(basis=frozenset(basis), wanted=frozenset(wanted | set(missing(suspected))))
    if len(possible) == 1 and INCOMPLETE not in possible:
        return Reading(possible.pop(), basis=frozenset(basis))
    certain = possible <= {"iib", "iii"}
    detail = "IIb or III, immediately threatened" if certain else "incomplete, act as IIa"
    return Reading(basis=frozenset(basis), wanted=frozenset(wanted), detail=detail)
