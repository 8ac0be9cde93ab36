"""The invented patients of the demo clinic: what was recorded of each, and how far the work has come.

The documents are intake documents like those that programs outside send, so they also show what one
looks like.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from referrals.models import LetterState


def both(value: Any) -> dict[str, Any]:
    return {"left": value, "right": value}


@dataclass(frozen=True)
class Story:
    """An invented patient with the answers of one visit, and how far the work on it has come.

    What is signed may have been amended, `declined` being what is no longer asked for; results may have
    come `later`; and letters may have been posted, `letters` being where each stands by its specialty.
    """

    family_name: str
    given_name: str
    born: date
    sex: str
    nhs_number: str
    document: dict[str, Any]
    state: str = "handed_over"  # draft, handed_over or signed
    medicines: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    declined: str = ""
    later: dict[str, Any] = field(default_factory=dict)
    letters: Mapping[str, LetterState] = field(default_factory=dict)


STORIES: Final = (
    Story(
        "Demo-Ashdown",
        "Arthur",
        date(1954, 3, 9),
        "male",
        "9990000018",
        {
            "pain_side": "left",
            "pain_onset": "subacute_2_12w",
            "pain_duration_days": 35,
            "pain_course": "worsening",
            "pain_nrs_now": 5,
            "pain_nrs_night": 8,
            "pain_site": {"left": ["forefoot_toes"]},
            "pain_quality": ["aching", "burning"],
            "pain_at_rest": True,
            "worse_lying_flat": True,
            "relief_dependency": {"left": True, "right": False},
            "exertional_pattern": "vascular_type",
            "back_pain": "none",
            "sleep_loss_major": True,
            "activity_limitation": "severe",
            "rls_urge": False,
            "fever_or_rigors": False,
            "diabetes_type": "none",
            "smoking_status": "current",
            "cigarettes_per_day": 20,
            "smoking_years": 40,
            "temp_c": 36.7,
            "skin_temp": {"left": "cool", "right": "normal"},
            "leg_colour": {"left": "dependent_rubor", "right": "normal"},
            "skin_integrity": both("intact"),
            "oedema_extent": {"left": "foot_ankle", "right": "none"},
            "erythema": both("none"),
            "pulse_dp": {"left": "absent", "right": "reduced"},
            "pulse_pt": {"left": "absent", "right": "normal"},
            "brachial_right_sbp": 148,
            "brachial_left_sbp": 140,
            "ankle_dp_sbp": {"left": 62, "right": 128},
            "ankle_pt_sbp": {"left": 46, "right": 134},
        },
        medicines=("Amlodipine 5 mg daily", "Atorvastatin 40 mg at night"),
        allergies=("Penicillin",),
        extra={"requirements": "Large print", "social_context": "Lives alone, third floor"},
    ),
    Story(
        "Demo-Birch",
        "Beatrice",
        date(1948, 11, 2),
        "female",
        "9990000026",
        {
            "pain_side": "right",
            "pain_onset": "sudden",
            "pain_duration_days": 0,
            "severe_pain_sudden": True,
            "pain_nrs_now": 9,
            "pain_site": {"right": ["calf", "foot"]},
            "back_pain": "none",
            "numbness_symptom": {"right": True, "left": False},
            "weakness_symptom": {"right": True, "left": False},
            "cold_foot_symptom": {"right": True, "left": False},
            "cardiac_history": ["atrial_fibrillation"],
            "skin_temp": {"right": "cold", "left": "normal"},
            "leg_colour": {"right": "pale", "left": "normal"},
            "pulse_dp": {"right": "absent", "left": "normal"},
            "pulse_pt": {"right": "absent", "left": "normal"},
            "doppler_arterial": {"right": "inaudible"},
        },
        medicines=("Bisoprolol 2.5 mg daily",),
    ),
    Story(
        "Demo-Clarke",
        "Cecily",
        date(1982, 6, 21),
        "female",
        "9990000034",
        {
            "pregnancy_status": "not_pregnant",
            "pain_side": "both",
            "pain_onset": "chronic_gt12w",
            "pain_quality": ["crawling"],
            "worse_lying_flat": True,
            "sleep_loss_major": True,
            "relief_dependency": both(False),
            "rls_urge": True,
            "rls_rest": True,
            "rls_movement_relief": True,
            "rls_evening": True,
            "rls_days_per_week": 5,
            "rls_distress": "moderate",
            "med_ssri_snri": True,
            "diabetes_type": "none",
            "pulse_dp": both("normal"),
            "pulse_pt": both("normal"),
        },
        state="signed",
        medicines=("Sertraline 100 mg daily",),
        later={"lab_ferritin": 22, "lab_tsat": 14, "lab_hb": 124},
    ),
    Story(
        "Demo-Dunne",
        "Declan",
        date(1977, 1, 30),
        "male",
        "9990000042",
        {
            "pain_side": "left",
            "pain_onset": "subacute_2_12w",
            "pain_duration_days": 21,
            "pain_course": "worsening",
            "pain_nrs_now": 8,
            "activity_limitation": "severe",
            "self_care_failed": True,
            "back_pain": "with_leg_radiation",
            "radicular_level": {"left": "l5"},
            "worse_cough_strain": True,
            "saddle_sensory_change": False,
            "bladder_change_new": False,
            "bowel_change_new": False,
            "weakness_symptom": {"left": True, "right": False},
            "numbness_symptom": {"left": True, "right": False},
            "sensory_distribution": {"left": "dermatomal", "right": "none"},
            "slr_positive": {"left": True, "right": False},
            "power_ankle_dorsiflexion": {"left": 3, "right": 5},
            "power_great_toe_extension": {"left": 2, "right": 5},
            "pulse_dp": both("normal"),
            "pulse_pt": both("normal"),
        },
        state="signed",
        declined="pain_management",
    ),
    Story(
        "Demo-Ellis",
        "Edith",
        date(1968, 9, 14),
        "female",
        "9990000050",
        {
            "pain_side": "both",
            "pain_onset": "chronic_gt12w",
            "pain_nrs_night": 8,
            "pain_quality": ["burning", "tingling"],
            "pain_site": both(["sole"]),
            "sleep_loss_major": True,
            "self_care_failed": True,
            "activity_limitation": "moderate",
            "burning_feet": True,
            "numbness_symptom": both(True),
            "sensory_distribution": both("stocking"),
            "diabetes_type": "type2",
            "diabetes_years": 12,
            "med_metformin": True,
            "skin_integrity": both("intact"),
            "pulse_dp": both("normal"),
            "reflex_ankle": both("absent"),
            "vibration_hallux": both("decreased"),
            "lab_hba1c": 71,
        },
        state="draft",
        medicines=("Metformin 1 g twice daily",),
    ),
    Story(
        "Demo-Foster",
        "Frank",
        date(1961, 4, 5),
        "male",
        "9990000069",
        {
            "pain_side": "right",
            "pain_onset": "acute_le14d",
            "pain_duration_days": 3,
            "pain_site": {"right": ["calf"]},
            "pe_symptoms": False,
            "swelling_onset": {"right": "acute_lt2w", "left": "none"},
            "active_cancer": True,
            "oedema_extent": {"right": "below_knee", "left": "none"},
            "oedema_pitting": {"right": True},
            "calf_cm": {"right": 39.4, "left": 36.0},
            "pulse_dp": both("normal"),
        },
    ),
    Story(
        "Demo-Garner",
        "Gwen",
        date(1950, 12, 8),
        "female",
        "9990000077",
        {
            "pain_side": "right",
            "pain_onset": "chronic_gt12w",
            "pain_nrs_now": 4,
            "pain_nrs_night": 7,
            "pain_site": {"right": ["forefoot_toes"]},
            "pain_at_rest": True,
            "worse_lying_flat": True,
            "relief_dependency": {"right": True, "left": False},
            "back_pain": "none",
            "sleep_loss_major": True,
            "diabetes_type": "type2",
            "smoking_status": "former",
            "fever_or_rigors": False,
            "skin_temp": {"right": "cool", "left": "normal"},
            "skin_integrity": both("intact"),
            "pulse_dp": {"right": "absent", "left": "reduced"},
            "pulse_pt": {"right": "absent", "left": "reduced"},
        },
        state="signed",
        medicines=("Metformin 500 mg twice daily", "Atorvastatin 40 mg at night"),
        letters={"vascular_surgery": LetterState.RETURNED},  # no pressures were measured
    ),
    Story(
        "Demo-Hale",
        "Henry",
        date(1958, 7, 19),
        "male",
        "9990000085",
        {
            "pain_side": "both",
            "pain_onset": "chronic_gt12w",
            "pain_nrs_now": 6,
            "pain_nrs_night": 8,
            "pain_quality": ["burning", "electric_shooting"],
            "pain_site": both(["sole", "forefoot_toes"]),
            "sleep_loss_major": True,
            "self_care_failed": True,
            "activity_limitation": "severe",
            "back_pain": "none",
            "diabetes_type": "none",
            "burning_feet": True,
            "numbness_symptom": both(True),
            "weakness_symptom": both(True),
            "sensory_distribution": both("stocking"),
            "pain_course": "worsening",
            "pulse_dp": both("normal"),
            "pulse_pt": both("normal"),
            "power_ankle_dorsiflexion": both(4),
            "reflex_ankle": both("absent"),
            "vibration_hallux": both("absent"),
        },
        state="signed",
        medicines=("Gabapentin 300 mg three times daily",),
        letters={
            "neurology": LetterState.ACCEPTED,
            "pain_management": LetterState.SENT,
        },
    ),
)
