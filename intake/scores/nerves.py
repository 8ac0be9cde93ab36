"""Nerves and spine: weakness, neuropathy, root and cord patterns, restless legs."""

from intake.findings.background_other import (
    known_neuropathy,
    neuropathy_family,
    spinal_disease_known,
)
from intake.findings.examination_nerves import (
    crossed_slr,
    femoral_stretch_positive,
    foot_appearance_abnormal,
    gait,
    monofilament_sites_felt_of_3,
    pinprick_distal,
    plantar_response,
    post_void_residual_ml,
    power_ankle_dorsiflexion,
    power_ankle_plantarflexion,
    power_great_toe_extension,
    power_hip_flexion,
    power_knee_extension,
    reflex_ankle,
    reflex_knee,
    sensory_loss_on_examination,
    slr_positive,
    spine_midline_tenderness,
    temperature_distal,
    vibration_hallux,
    weakness_on_examination,
)
from intake.findings.examination_skin import purpura_or_livedo, skin_integrity
from intake.findings.neuro_symptoms import (
    allodynia,
    autonomic_symptoms,
    bladder_change_new,
    bowel_change_new,
    breathing_or_bulbar_weakness,
    burning_feet,
    facial_weakness,
    numbness_symptom,
    saddle_sensory_change,
    sensory_distribution,
    sexual_dysfunction_new,
    tingling_symptom,
    unsteady_or_falls,
    upper_limb_neuro_symptoms,
    weakness_symptom,
    weakness_tempo,
)
from intake.findings.pain import pain_course, pain_site
from intake.findings.pain_pattern import (
    back_pain,
    bilateral_radicular_pain,
    exertional_pattern,
    night_pain_unrelenting,
    radicular_level,
    relief_sitting_flexion,
    worse_cough_strain,
    worse_lying_flat,
    worse_standing,
)
from intake.findings.restless_legs import (
    rls_days_per_week,
    rls_distress,
    rls_evening,
    rls_movement_relief,
    rls_no_mimic,
    rls_rest,
    rls_urge,
)
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
)
from intake.readings import LEGS
from intake.scores.general import cancer, diabetes_present, recent_onset
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
neuropathic_symptoms = named(
    "neuropathic_symptoms",
    any_of(
        burning_feet.present(),
        both_legs(numbness_symptom.present()),
        both_legs(tingling_symptom.present()),
        allodynia.present(),
        any_leg(sensory_distribution.is_("stocking")),
    ),
)
ankle_reflex_reduced = named(
    "ankle_reflex_reduced", both_legs(reflex_ankle.is_("absent", "with_reinforcement"))
)
TORONTO_PARTS = (neuropathic_symptoms, both_legs(distal_sensory_loss), ankle_reflex_reduced)
dspn_possible = named("dspn_possible", any_of(*TORONTO_PARTS))
dspn_probable = named("dspn_probable", at_least(2, *TORONTO_PARTS))
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
        ("confirmed", all_of(ncs_result.is_("length_dependent_axonal"), dspn_possible)),
        ("probable", dspn_probable),
        ("possible", dspn_possible),
    ),
    otherwise="none",
)
neuropathy_sign = named(
    "neuropathy_sign",
    any_of(
        neuropathic_symptoms,
        any_leg(
            any_of(
                numbness_symptom.present(),
                tingling_symptom.present(),
                distal_sensory_loss,
                sensory_loss_on_examination.present(),
                sensory_distribution.is_("stocking", "patchy", "single_nerve"),
            )
        ),
        ankle_reflex_reduced,
        known_neuropathy.present(),
    ),
)
# A single nerve alone is an entrapment; with one of these it is a mononeuritis.
single_nerve_atypical = any_of(
    any_leg(sensory_distribution.is_("patchy")),
    both_legs(sensory_distribution.is_("single_nerve")),
    any_leg(
        all_of(
            sensory_distribution.is_("single_nerve"),
            any_of(motor_deficit, purpura_or_livedo.present()),
        )
    ),
)
neuropathy_atypical = named(
    "neuropathy_atypical",
    all_of(
        neuropathy_sign,
        any_of(
            weakness_tempo.is_("hours_to_4w", "gt4w_progressive"),
            any_leg(all_of(motor_deficit, not_(distal_sensory_loss))),
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

# --- Root, stenosis, cauda equina, cord ---

ROOTS = ("l2_l3", "l4", "l5", "s1")
THIGH = ("thigh", "thigh_anterior", "thigh_posterior", "thigh_lateral")
radicular_pattern = named(
    "radicular_pattern",
    all_of(
        any_of(back_pain.is_("with_leg_radiation"), radicular_level.is_(*ROOTS)),
        any_of(
            slr_positive.present(),
            crossed_slr.present(),
            femoral_stretch_positive.present(),
            sensory_distribution.is_("dermatomal"),
            worse_cough_strain.present(),
            motor_deficit,
        ),
    ),
)
spinal_context = named(
    "spinal_context",
    any_of(
        back_pain.is_not("none"),
        spinal_disease_known.present(),
        any_leg(
            any_of(
                radicular_level.is_(*ROOTS, "non_dermatomal"),
                sensory_distribution.is_("dermatomal"),
                slr_positive.present(),
                crossed_slr.present(),
                femoral_stretch_positive.present(),
                pain_site.has("buttock", "hip_groin", *THIGH),
            )
        ),
    ),
)
neurogenic_claudication = named(
    "neurogenic_claudication",
    any_of(
        exertional_pattern.is_("neurogenic_type", "mixed"),
        all_of(relief_sitting_flexion.present(), worse_standing.present()),
    ),
)
CES_NEW = (saddle_sensory_change, bladder_change_new, bowel_change_new, sexual_dysfunction_new)
ces_suspected = named(
    "ces_suspected",
    any_of(
        *(symptom.present() for symptom in CES_NEW),
        all_of(
            weak_both_legs,
            any_of(weakness_tempo.is_("hours_to_4w"), pain_course.is_("worsening")),
            back_pain.is_not("none"),
        ),
        all_of(bilateral_radicular_pain.present(), any_leg(motor_deficit_severe)),
        all_of(
            any_of(bilateral_radicular_pain.present(), both_legs(radicular_level.is_(*ROOTS))),
            any_of(recent_onset, pain_course.is_("worsening")),
        ),
        all_of(post_void_residual_ml >= 200, back_pain.is_not("none")),
    ),
)
cord_signs = named(
    "cord_signs",
    any_of(
        any_leg(plantar_response.is_("extensor")),
        any_leg(all_of(reflex_knee.is_("brisk"), motor_deficit)),
    ),
)
mets_spine_pain = named(
    "mets_spine_pain",
    all_of(
        cancer,
        back_pain.is_not("none"),
        any_of(
            night_pain_unrelenting.present(),
            spine_midline_tenderness.present(),
            pain_course.is_("worsening"),
            worse_cough_strain.present(),
            worse_lying_flat.present(),
        ),
    ),
)
mscc_suspected = named(
    "mscc_suspected",
    all_of(
        cancer,
        any_of(
            cord_signs,
            ces_suspected,
            weak_both_legs,
            all_of(
                back_pain.is_not("none"),
                any_of(
                    any_leg(weak),
                    any_leg(numbness_symptom.present()),
                    any_leg(sensory_loss_on_examination.present()),
                    any_leg(sensory_distribution.is_("hemibody", "dermatomal")),
                    unsteady_or_falls.present(),
                ),
            ),
        ),
    ),
)
stroke_suspected = named(
    "stroke_suspected",
    all_of(
        any_leg(weak),
        weakness_recent,
        any_of(facial_weakness.present(), any_leg(sensory_distribution.is_("hemibody"))),
    ),
)
rapid_weakness = named(
    "rapid_weakness",
    any_of(
        all_of(
            weakness_tempo.is_("hours_to_4w"),
            any_of(
                weak_both_legs,
                breathing_or_bulbar_weakness.present(),
            ),
        ),
        all_of(breathing_or_bulbar_weakness.present(), any_leg(weak)),
        all_of(
            weakness_recent,
            weak_both_legs,
            any_of(
                both_legs(reflex_ankle.is_("absent")),
                both_legs(reflex_knee.is_("absent")),
                facial_weakness.present(),
                upper_limb_neuro_symptoms.present(),
            ),
        ),
        all_of(cord_signs, weakness_recent),
        stroke_suspected,
    ),
)

# --- Restless legs ---

IRLSSG_2014 = "Allen et al., IRLSSG 2014"
RLS_CRITERIA = (rls_urge, rls_rest, rls_movement_relief, rls_evening, rls_no_mimic)
rls_count = points(
    "rls_count",
    "Restless legs criteria",
    source=IRLSSG_2014,
    items=tuple(item(criterion.label, (1, criterion.present())) for criterion in RLS_CRITERIA),
)
rls_met = named("rls_met", all_of(*(criterion.present() for criterion in RLS_CRITERIA)))
rls_probable = named(
    "rls_probable", all_of(*(criterion.present() for criterion in RLS_CRITERIA[:4]))
)
rls_status = classes(
    "rls_status",
    "Restless legs criteria",
    source=IRLSSG_2014,
    options={"met": "met", "not_met": "not met"},
    cases=(("met", rls_met),),
    otherwise="not_met",
)
rls_significant = named(
    "rls_significant",
    all_of(rls_met, rls_days_per_week >= 2, rls_distress.is_("moderate", "severe")),
)

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
