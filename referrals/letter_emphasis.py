"""What each specialty wants to see first: its own lines at the head of the letter, and the order of
the headings after them.

No line and no heading is ever left out for a specialty: what does not come first comes later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from referrals.frozen import (
    NO,
    NOT_ASKED,
    NOT_RECORDED,
    VALUE,
    Content,
    Row,
    capital,
    reasons_for_none,
    row_of,
)
from referrals.letter_findings import Block


@dataclass(frozen=True)
class Emphasis:
    """`lines` name the findings that one line at the head tells; `headings` come first, in order."""

    lines: tuple[tuple[str, tuple[str, ...]], ...]
    headings: tuple[str, ...]


PULSES: Final = (
    "Pulses",
    ("pulse_femoral", "pulse_popliteal", "pulse_dp", "pulse_pt"),
)
SMOKING: Final = ("Smoking", ("smoking_status", "cigarettes_per_day", "smoking_years"))
POWER: Final = (
    "Power",
    (
        "weakness_on_examination",
        "power_hip_flexion",
        "power_knee_extension",
        "power_ankle_dorsiflexion",
        "power_great_toe_extension",
        "power_ankle_plantarflexion",
    ),
)
REFLEXES: Final = ("Reflexes", ("reflex_knee", "reflex_ankle", "plantar_response"))
SENSATION: Final = (
    "Sensation",
    ("sensory_loss_on_examination", "sensory_distribution", "vibration_hallux", "pinprick_distal"),
)
SPHINCTERS: Final = (
    "Bladder, bowel",
    ("saddle_sensory_change", "bladder_change_new", "bowel_change_new"),
)
ONSET: Final = ("Onset", ("pain_onset", "pain_duration_days", "pain_course"))
SWELLING: Final = ("Swelling", ("oedema_extent", "oedema_pitting", "swelling_onset", "calf_cm"))
WOUND: Final = ("Wound", ("skin_integrity", "ulcer_site", "ulcer_weeks", "local_infection_signs"))
DIABETES: Final = ("Diabetes", ("diabetes_type", "diabetes_years", "lab_hba1c"))

EXAMINED_FIRST: Final = ("Presenting complaints", "Examination", "Investigation results")
VENOUS: Final = Emphasis(
    (
        SWELLING,
        ("Veins", ("varicose_veins_visible", "venous_skin", "superficial_vein_cord")),
        ("Thrombosis", ("previous_dvt", "previous_vte", "dvt_scan_result", "med_anticoagulant")),
        PULSES,
    ),
    ("Examination", "Investigation results", "Relevant past history"),
)
WOUNDS: Final = Emphasis(
    (WOUND, PULSES, SWELLING, DIABETES),
    ("Examination", "Investigation results", "Relevant past history"),
)
SPINE: Final = Emphasis(
    (
        SPHINCTERS,
        POWER,
        REFLEXES,
        ("Spread", ("back_pain", "radicular_level", "slr_positive", "bilateral_radicular_pain")),
        ("Cancer", ("active_cancer", "cancer_ever", "night_pain_unrelenting")),
    ),
    EXAMINED_FIRST,
)
SLEEP: Final = Emphasis(
    (
        ("Urge to move", ("rls_urge", "rls_rest", "rls_movement_relief", "rls_evening")),
        ("Burden", ("rls_days_per_week", "nights_woken_per_week", "sleep_loss_major")),
        ("Iron", ("lab_ferritin", "lab_tsat", "lab_hb", "med_iron")),
        ("Medicines", ("med_dopamine_agonist", "med_ssri_snri", "med_gabapentinoid")),
    ),
    ("Presenting complaints", "Medications and medical devices", "Investigation results"),
)
HEART_AND_KIDNEY: Final = Emphasis(
    (
        SWELLING,
        ("Heart", ("cardiac_history", "nyha_class", "lab_nt_probnp")),
        ("Kidney", ("ckd_known", "lab_egfr", "lab_creatinine", "lab_albumin")),
    ),
    ("Investigation results", "Relevant past history", "Medications and medical devices"),
)

EMPHASIS: Final = {
    "vascular_surgery": Emphasis(
        (
            PULSES,
            ("Walking", ("exertional_pattern", "walking_distance_m")),
            SMOKING,
            (
                "Risk factors",
                ("diabetes_type", "hypertension", "hyperlipidaemia", "ckd_known", "known_pad"),
            ),
            ("Medicines", ("med_antiplatelet", "med_anticoagulant", "med_statin")),
            ("Procedures", ("prior_leg_revascularisation", "prior_foot_ulcer_or_amputation")),
        ),
        ("Examination", "Investigation results", "Procedures", "Relevant past history"),
    ),
    "venous_service": VENOUS,
    "lymphoedema_service": VENOUS,
    "leg_ulcer_service": WOUNDS,
    "dermatology": WOUNDS,
    "diabetic_foot_service": Emphasis(
        (
            WOUND,
            PULSES,
            (
                "Sensation",
                (
                    "monofilament_hallux_of_10",
                    "monofilament_sites_felt_of_3",
                    "vibration_hallux",
                    "known_neuropathy",
                ),
            ),
            ("Deformity", ("foot_deformity", "charcot_suspected", "callus")),
            DIABETES,
        ),
        ("Examination", "Investigation results", "Relevant past history"),
    ),
    "neurology": Emphasis((ONSET, POWER, REFLEXES, SENSATION, SPHINCTERS), EXAMINED_FIRST),
    "spinal_surgery": SPINE,
    "mscc_coordinator": SPINE,
    "pain_management": Emphasis(
        (
            ("Pain score", ("pain_nrs_now", "pain_nrs_night")),
            ("Quality", ("pain_quality", "allodynia")),
            (
                "Burden",
                ("activity_limitation", "sleep_loss_major", "depression_or_anxiety"),
            ),
            (
                "Medicines",
                ("med_gabapentinoid", "med_ssri_snri", "med_tca", "med_opioid", "med_nsaid"),
            ),
        ),
        (
            "Presenting complaints",
            "Assessment scales",
            "Medications and medical devices",
            "Patient and carer concerns",
        ),
    ),
    "rheumatology": Emphasis(
        (
            ("Joints", ("joint_hot_swollen", "joint_location", "morning_stiffness_min")),
            ("Inflammation", ("lab_crp", "lab_esr", "lab_urate", "fever_or_rigors")),
            ("Girdle, head", ("girdle_pain_bilateral", "gca_symptoms")),
            ("Medicines", ("med_corticosteroid", "med_nsaid", "med_statin")),
        ),
        EXAMINED_FIRST,
    ),
    "orthopaedics": Emphasis(
        (
            ("Joints", ("joint_hot_swollen", "joint_location", "joint_prosthesis")),
            ("Injury", ("trauma_recent", "unable_weight_bear", "bone_tenderness_focal")),
            ("Infection", ("fever_or_rigors", "temp_c", "lab_crp")),
        ),
        EXAMINED_FIRST,
    ),
    "physiotherapy": Emphasis(
        (
            ("Walking", ("walking_ability", "walking_distance_m", "exertional_pattern")),
            POWER,
            ("Falls", ("unsteady_or_falls", "gait")),
        ),
        ("Presenting complaints", "Examination", "Social context"),
    ),
    "sleep_medicine": SLEEP,
    "gastroenterology": Emphasis(
        (
            ("Iron", ("lab_ferritin", "lab_tsat", "lab_hb", "iron_loss_risk")),
            ("Gut", ("malabsorption_or_bariatric", "peptic_ulcer_or_gi_bleed")),
            ("Medicines", ("med_nsaid", "med_antiplatelet", "med_anticoagulant", "med_iron")),
        ),
        ("Investigation results", "Relevant past history", "Medications and medical devices"),
    ),
    "cardiology": HEART_AND_KIDNEY,
    "nephrology": HEART_AND_KIDNEY,
    "haematology": Emphasis(
        (
            ("Blood", ("lab_hb", "lab_wbc", "lab_platelets", "lab_paraprotein")),
            ("Thrombosis", ("previous_vte", "thrombophilia_or_fh", "dvt_scan_result")),
            ("Weight, sweats", ("weight_loss_unexplained", "night_sweats")),
        ),
        ("Investigation results", "Relevant past history", "Medications and medical devices"),
    ),
    "suspected_cancer": Emphasis(
        (
            ("Lump", ("soft_tissue_mass", "popliteal_mass", "imaging_suspicious_tumour")),
            ("Weight, sweats", ("weight_loss_unexplained", "night_sweats")),
            ("Cancer", ("active_cancer", "cancer_ever", "night_pain_unrelenting")),
        ),
        EXAMINED_FIRST,
    ),
    "stop_smoking": Emphasis((SMOKING,), ("Social context", "Relevant past history")),
    "maternity": Emphasis(
        (
            ("Pregnancy", ("pregnancy_status",)),
            SWELLING,
            ("Thrombosis", ("previous_dvt", "previous_vte", "pe_symptoms", "dvt_scan_result")),
        ),
        EXAMINED_FIRST,
    ),
}
# The emergency department sorts by vital signs; any other service gets what most want.
EMERGENCY: Final = Emphasis(
    (
        (
            "Vital signs",
            ("consciousness", "heart_rate", "sbp_resting", "resp_rate", "temp_c", "spo2_pct"),
        ),
        ONSET,
        PULSES,
        POWER,
    ),
    EXAMINED_FIRST,
)
ANY_SERVICE: Final = Emphasis((ONSET, PULSES, POWER), EXAMINED_FIRST)


def emphasis_for(specialty: str) -> Emphasis:
    if specialty == "emergency_department":
        return EMERGENCY
    return EMPHASIS.get(specialty, ANY_SERVICE)


def key_lines(content: Content, specialty: str) -> Iterator[tuple[str, str]]:
    """The lines at the head of a letter to this specialty: label and what was recorded."""
    for label, ids in emphasis_for(specialty).lines:
        rows = [row for id in ids if (row := row_of(content, id)) is not None]
        yield label, in_one_line(rows)


def in_one_line(rows: Iterable[Row]) -> str:
    """What is there, what is not, why there is no value, and what nobody asked; each once."""
    rows = [row for row in rows if not row.does_not_apply]
    told = [row.phrase for row in rows if row.has(VALUE)]
    absent = [row.name_where(NO) for row in rows if row.has(NO) and not row.has(VALUE)]
    if absent:
        told.append(f"No: {', '.join(absent)}")
    told += reasons_for_none(rows)
    if not told:
        return NOT_RECORDED
    open_rows = [row.name_where(NOT_ASKED) for row in rows if row.has(NOT_ASKED)]
    if open_rows:
        told.append(f"{NOT_RECORDED}: {', '.join(open_rows)}")
    return "; ".join(capital(text) for text in told)


def in_order(blocks: Iterable[Block], specialty: str) -> tuple[Block, ...]:
    """The headings in this specialty's order; all of them, and the small print last."""
    first = {title: place for place, title in enumerate(emphasis_for(specialty).headings)}
    return tuple(sorted(blocks, key=lambda block: first.get(block.title, len(first))))
