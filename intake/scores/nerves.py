"""Nerves: weakness, polyneuropathy and what is not typical of it."""

from intake.findings.background_other import known_neuropathy, neuropathy_family
from intake.findings.examination_nerves import (
    foot_appearance_abnormal,
    gait,
    monofilament_sites_felt_of_3,
    pinprick_distal,
    plantar_response,
    power_ankle_dorsiflexion,
    power_ankle_plantarflexion,
    power_great_toe_extension,
    power_hip_flexion,
    power_knee_extension,
    reflex_ankle,
    reflex_knee,
    sensory_loss_on_examination,
    temperature_distal,
    vibration_hallux,
    weakness_on_examination,
)
from intake.findings.examination_skin import purpura_or_livedo, skin_integrity
from intake.findings.neuro_symptoms import (
    allodynia,
    autonomic_symptoms,
    burning_feet,
    numbness_symptom,
    sensory_distribution,
    tingling_symptom,
    upper_limb_neuro_symptoms,
    weakness_symptom,
    weakness_tempo,
)
from intake.findings.pain import pain_side
from intake.findings.results_other import lab_paraprotein, ncs_result
from intake.findings.systemic import weight_loss_unexplained
from intake.logic import (
    all_of,
    any_leg,
    any_of,
    at_least,
    bind,
    both_legs,
    named,
    not_,
    other_leg,
)
from intake.readings import LEGS
from intake.scores.general import diabetes_present, recent_onset
from intake.scores.score import classes, item, points

# --- Weakness ---

POWER = (
    power_hip_flexion,
    power_knee_extension,
    power_ankle_dorsiflexion,
    power_great_toe_extension,
    power_ankle_plantarflexion,
)
motor_deficit = named(
    "motor_deficit",
    any_of(weakness_on_examination.present(), *(power < 5 for power in POWER)),
)
motor_deficit_severe = named("motor_deficit_severe", any_of(*(power <= 3 for power in POWER)))
weak = named("weak", any_of(weakness_symptom.present(), motor_deficit))
weak_both_legs = named("weak_both_legs", both_legs(weak))
weakness_recent = named("weakness_recent", any_of(weakness_tempo.is_("hours_to_4w"), recent_onset))

# --- Neuropathy ---

lops = named("lops", monofilament_sites_felt_of_3 <= 2)
distal_sensory_loss = named(
    "distal_sensory_loss",
    any_of(
        vibration_hallux.is_("decreased", "absent"),
        pinprick_distal.is_("reduced", "absent"),
        temperature_distal.is_("reduced", "absent"),
        lops,
    ),
)
OF_BOTH_FEET = (
    burning_feet.present(),
    both_legs(numbness_symptom.present()),
    both_legs(tingling_symptom.present()),
    any_leg(sensory_distribution.is_("stocking")),
)
neuropathic_symptoms = named("neuropathic_symptoms", any_of(*OF_BOTH_FEET, allodynia.present()))
# Pain from light touch is asked of the person: it is of both legs where the pain is.
symmetric_symptoms = named(
    "symmetric_symptoms",
    any_of(*OF_BOTH_FEET, all_of(allodynia.present(), pain_side.is_("both"))),
)
ankle_reflex_reduced = named(
    "ankle_reflex_reduced", both_legs(reflex_ankle.is_("absent", "with_reinforcement"))
)
TORONTO_PARTS = (symmetric_symptoms, both_legs(distal_sensory_loss), ankle_reflex_reduced)
dspn_possible = named("dspn_possible", any_of(*TORONTO_PARTS))
dspn_probable = named("dspn_probable", at_least(2, *TORONTO_PARTS))
dspn_confirmed = named(
    "dspn_confirmed", all_of(ncs_result.is_("length_dependent_axonal"), dspn_possible)
)
dspn_level = classes(
    "dspn_level",
    "Distal symmetric polyneuropathy",
    source="Tesfaye et al., Toronto consensus 2010",
    options={
        "none": "no symptom or sign",
        "possible": "possible",
        "probable": "probable",
        "confirmed": "confirmed",
    },
    cases=(
        ("confirmed", dspn_confirmed),
        ("probable", dspn_probable),
        ("possible", dspn_possible),
    ),
    otherwise="none",
)
felt_or_found = any_of(
    numbness_symptom.present(),
    tingling_symptom.present(),
    sensory_loss_on_examination.present(),
)
neuropathy_sign = named(
    "neuropathy_sign",
    any_of(
        neuropathic_symptoms,
        any_leg(
            any_of(
                felt_or_found,
                distal_sensory_loss,
                sensory_distribution.is_("patchy", "single_nerve"),
            )
        ),
        ankle_reflex_reduced,
        known_neuropathy.present(),
    ),
)
# A single nerve alone is an entrapment; with one of these, or purpura, it is a mononeuritis.
single_nerve_atypical = any_of(
    any_leg(sensory_distribution.is_("patchy")),
    both_legs(sensory_distribution.is_("single_nerve")),
    any_leg(all_of(sensory_distribution.is_("single_nerve"), motor_deficit)),
)
# Weak where feeling is kept. The sign of neuropathy is then another one, so that the loss of
# feeling of a leg is never asked both ways and an open answer stays open only where it matters.
motor_without_loss = named(
    "motor_without_loss",
    any_leg(
        all_of(
            motor_deficit,
            not_(distal_sensory_loss),
            any_of(
                neuropathic_symptoms,
                any_leg(felt_or_found),
                ankle_reflex_reduced,
                known_neuropathy.present(),
                other_leg(any_of(distal_sensory_loss, sensory_distribution.is_("single_nerve"))),
            ),
        )
    ),
)
neuropathy_odd = named(
    "neuropathy_odd",
    all_of(
        neuropathy_sign,
        any_of(
            weakness_tempo.is_("hours_to_4w", "gt4w_progressive"),
            single_nerve_atypical,
            all_of(autonomic_symptoms.present(), not_(diabetes_present)),
            upper_limb_neuro_symptoms.present(),
            gait.is_("wide_ataxic"),
            any_leg(purpura_or_livedo.present()),
            lab_paraprotein.is_("detected"),
            any_leg(plantar_response.is_("extensor")),
            any_leg(reflex_knee.is_("brisk")),
            neuropathy_family.present(),
            weight_loss_unexplained.present(),
        ),
    ),
)
neuropathy_atypical = named("neuropathy_atypical", any_of(neuropathy_odd, motor_without_loss))

# --- Michigan Neuropathy Screening Instrument, examination part ---

MNSI = "Herman et al. 2012; Feldman 1994"
mnsi_exam = points(
    "mnsi_exam",
    "MNSI examination",
    source=MNSI,
    items=tuple(
        item(
            f"{line} {leg}",
            *((worth, bind(condition, leg)) for worth, condition in bands),
        )
        for leg in LEGS
        for line, bands in (
            ("appearance", ((1, foot_appearance_abnormal.present()),)),
            ("ulcer", ((1, skin_integrity.is_("ulcer")),)),
            (
                "ankle reflex",
                ((1, reflex_ankle.is_("absent")), (0.5, reflex_ankle.is_("with_reinforcement"))),
            ),
            (
                "vibration",
                ((1, vibration_hallux.is_("absent")), (0.5, vibration_hallux.is_("decreased"))),
            ),
        )
    ),
)
