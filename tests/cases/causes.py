"""Causes: a row for every sign of every cause, and whole patients for whom a cause is likely or not.

`SIGNS` joins the rows of the areas. Each patient of `LIKELY` is one whom a clinician would expect
to have the cause, written with what an intake would hold; of `UNLIKELY` one who has not.
"""

from collections.abc import Mapping
from typing import Final

from tests.cases import causes_joints, causes_nerves, causes_vessels
from tests.cases.causes_table import SignRows, both
from tests.cases.table import Row

SIGNS: Final[SignRows] = {**causes_vessels.SIGNS, **causes_nerves.SIGNS, **causes_joints.SIGNS}

LIKELY: Final[Mapping[str, Row]] = {
    "restless_legs": {
        "age_years": 44,
        "pain_side": "both",
        "rls_urge": True,
        "rls_rest": True,
        "rls_movement_relief": True,
        "rls_evening": True,
        "rls_no_mimic": True,
        "lab_ferritin": 22,
    },
    "claudication": {
        "age_years": 68,
        "smoking_status": "current",
        "exertional_pattern": "vascular_type",
        "pain_site.left": ["calf"],
        "pulse_popliteal.left": "absent",
        "pain_at_rest": False,
        "abi_reported.left": 0.68,
    },
    "chronic_limb_threatening_ischaemia": {
        "age_years": 77,
        "pain_onset": "chronic_gt12w",
        "pain_site.left": ["forefoot_toes"],
        "worse_lying_flat": True,
        "relief_dependency.left": True,
        "leg_colour.left": "dependent_rubor",
    },
    "acute_limb_ischaemia": {
        "age_years": 70,
        "pain_onset": "sudden",
        "pain_side": "right",
        "cardiac_history": ["atrial_fibrillation"],
        "skin_temp.right": "cold",
        "leg_colour.right": "pale",
        "numbness_symptom.right": True,
    },
    "deep_vein_thrombosis": {
        "age_years": 52,
        "pain_onset": "acute_le14d",
        "pain_side": "left",
        "swelling_onset.left": "acute_lt2w",
        "oedema_extent.left": "entire_leg",
        "active_cancer": True,
    },
    "superficial_vein_thrombosis": {
        "age_years": 58,
        "superficial_vein_cord.right": True,
        "varicose_veins_visible.right": True,
        "erythema.right": "localised",
        "oedema_extent.right": "none",
    },
    "chronic_venous_disease": {
        "age_years": 61,
        "worse_standing": True,
        "worse_end_of_day": True,
        "relief_elevation.left": True,
        "varicose_veins_visible.left": True,
        "venous_skin.left": ["pigmentation"],
    },
    "cellulitis": {
        "age_years": 49,
        "pain_onset": "acute_le14d",
        "erythema.left": "spreading",
        "erythema.right": "none",
        "skin_temp.left": "hot",
        "fever_or_rigors": True,
    },
    "necrotising_infection": {
        "age_years": 56,
        "pain_onset": "acute_le14d",
        "diabetes_type": "type2",
        "fever_or_rigors": True,
        "pain_out_of_proportion.left": True,
        "bullae_or_necrosis.left": True,
    },
    "compartment_syndrome": {
        "age_years": 24,
        "trauma_recent": "fracture_or_crush",
        "pain_out_of_proportion.right": True,
        "passive_stretch_pain.right": True,
        "pulse_dp.right": "normal",
    },
    "radiculopathy": {
        "age_years": 39,
        "pain_side": "right",
        "back_pain": "with_leg_radiation",
        "radicular_level.right": "s1",
        "slr_positive.right": True,
        "worse_cough_strain": True,
    },
    "cauda_equina_or_cord": {
        "age_years": 41,
        "back_pain": "with_leg_radiation",
        "bilateral_radicular_pain": True,
        "saddle_sensory_change": True,
        "bladder_change_new": True,
    },
    "spinal_stenosis": {
        "age_years": 72,
        "exertional_pattern": "neurogenic_type",
        "relief_sitting_flexion": True,
        "worse_standing": True,
        **both("pain_site", ["buttock"]),
    },
    "diabetic_neuropathy": {
        "age_years": 64,
        "pain_side": "both",
        "diabetes_type": "type2",
        "diabetes_years": 14,
        "burning_feet": True,
        **both("vibration_hallux", "absent"),
    },
    "other_polyneuropathy": {
        "age_years": 50,
        "weakness_tempo": "hours_to_4w",
        "recent_infection_6w": True,
        **both("weakness_symptom", True),
        **both("reflex_knee", "absent"),
        **both("tingling_symptom", True),
    },
    "nerve_entrapment": {
        "age_years": 46,
        "pain_side": "left",
        "pain_site.left": ["thigh_lateral"],
        "tingling_symptom.left": True,
        "sensory_distribution.left": "single_nerve",
        "back_pain": "none",
    },
    "leg_cramps": {
        "age_years": 73,
        "pain_quality": ["cramping"],
        "cramp_present": True,
        "cramp_hard_muscle": True,
        "cramp_stretch_relief": True,
        "med_diuretic": ["thiazide_like"],
    },
    "electrolyte_or_volume": {
        "age_years": 66,
        "cramp_present": True,
        "dehydration_risk": True,
        "med_diuretic": ["loop"],
        "lab_potassium": 2.9,
    },
    "drug_myopathy": {
        "age_years": 62,
        "pain_side": "both",
        "med_statin": True,
        "med_statin_changed_3m": True,
        "med_temporal_link": True,
        **both("weakness_symptom", True),
    },
    "gout": {
        "age_years": 57,
        "pain_onset": "sudden",
        "joint_hot_swollen.left": "single",
        "joint_location.left": ["first_mtp"],
        "gout_history": True,
    },
    "septic_arthritis": {
        "age_years": 70,
        "pain_onset": "acute_le14d",
        "joint_hot_swollen.right": "single",
        "joint_location.right": ["knee"],
        "joint_prosthesis.right": True,
        "fever_or_rigors": True,
    },
    "osteoarthritis": {
        "age_years": 67,
        "pain_site.left": ["knee"],
        "exertional_pattern": "first_step_joint",
        "morning_stiffness_min": 10,
        "osteoarthritis_history": True,
    },
    "inflammatory_arthritis": {
        "age_years": 43,
        "morning_stiffness_min": 90,
        "lab_crp": 38,
        **both("joint_hot_swollen", "multiple"),
    },
    "polymyalgia_or_gca": {
        "age_years": 74,
        "girdle_pain_bilateral": True,
        "morning_stiffness_min": 60,
        "lab_esr": 65,
    },
    "popliteal_cyst": {
        "age_years": 63,
        "osteoarthritis_history": True,
        "knee_effusion.left": True,
        "popliteal_mass.left": "non_pulsatile",
        "oedema_extent.left": "below_knee",
        "bruising_or_haematoma.left": True,
        "pain_site.left": ["calf"],
    },
    "tendon_muscle_or_stress_injury": {
        "age_years": 26,
        "overuse_recent": True,
        "bone_tenderness_focal.right": True,
        "pain_site.right": ["shin"],
    },
    "bone_tumour_or_osteomyelitis": {
        "age_years": 66,
        "cancer_ever": True,
        "night_pain_unrelenting": True,
        "bone_tenderness_focal.left": True,
        "weight_loss_unexplained": True,
    },
    "systemic_oedema": {
        "age_years": 78,
        "cardiac_history": ["heart_failure"],
        **both("oedema_extent", "below_knee"),
        **both("oedema_pitting", True),
    },
    "lymphoedema_or_lipoedema": {
        "age_years": 48,
        "stemmer_sign.left": True,
        "swelling_onset.left": "chronic",
        "oedema_extent.left": "entire_leg",
        "oedema_pitting.left": False,
        "cancer_ever": True,
    },
    "vasculitis_or_vasospasm": {
        "age_years": 51,
        "burning_feet": True,
        "heat_cold_pattern": "worse_heat_eased_by_cooling",
        "lab_platelets": 720,
    },
    "charcot_foot": {
        "age_years": 59,
        "diabetes_type": "type1",
        "pain_nrs_now": 2,
        "skin_temp.left": "hot",
        "erythema.left": "localised",
        "oedema_extent.left": "foot_ankle",
        "skin_integrity.left": "intact",
    },
    "chronic_primary_pain": {
        "age_years": 45,
        "pain_side": "both",
        "pain_duration_days": 900,
        "sleep_loss_major": True,
        "depression_or_anxiety": True,
        **both("weakness_on_examination", False),
        **both("sensory_loss_on_examination", False),
    },
}

_NO_HOT_JOINT = both("joint_hot_swollen", "none")
_NO_SWELLING = {**both("oedema_extent", "none"), **both("swelling_onset", "none")}
_PULSES = both("pulse_pt", "normal")

UNLIKELY: Final[Mapping[str, Row]] = {
    "restless_legs": {"rls_urge": False, "relief_dependency.left": True},
    "claudication": {"exertional_pattern": "none", **both("abi_reported", 1.08)},
    "chronic_limb_threatening_ischaemia": {
        "worse_lying_flat": True,
        "pain_at_rest": False,
        **_PULSES,
    },
    "acute_limb_ischaemia": {
        "pain_onset": "chronic_gt12w",
        "cold_foot_symptom.left": True,
        **_PULSES,
    },
    "deep_vein_thrombosis": {
        "calf_or_muscle_tenderness.left": True,
        "dvt_scan_result": "negative_proximal",
        "alt_dx_as_likely": True,
    },
    "superficial_vein_thrombosis": {
        "superficial_vein_cord.left": False,
        "superficial_vein_cord.right": False,
        "erythema.left": "localised",
        "varicose_veins_visible.left": True,
    },
    "chronic_venous_disease": {
        "worse_lying_flat": True,
        "relief_dependency.left": True,
        "oedema_extent.left": "foot_ankle",
        "oedema_extent.right": "none",
        **both("varicose_veins_visible", False),
        **both("superficial_vein_cord", False),
        **both("venous_skin", []),
        **both("skin_integrity", "intact"),
    },
    "cellulitis": {"fever_or_rigors": True, **both("erythema", "none")},
    "necrotising_infection": {
        "pain_onset": "chronic_gt12w",
        "erythema.left": "spreading",
        **both("pain_out_of_proportion", False),
    },
    "compartment_syndrome": {
        "trauma_recent": "fracture_or_crush",
        **both("compartment_tense", False),
        **both("passive_stretch_pain", False),
        **both("pain_out_of_proportion", False),
    },
    "radiculopathy": {
        "back_pain": "none",
        "spinal_disease_known": True,
        **both("slr_positive", False),
    },
    "cauda_equina_or_cord": {
        "back_pain": "none",
        "post_void_residual_ml": 250,
        "saddle_sensory_change": False,
        "bladder_change_new": False,
        "bowel_change_new": False,
    },
    "spinal_stenosis": {
        "exertional_pattern": "none",
        "relief_sitting_flexion": False,
        "spinal_disease_known": True,
    },
    "diabetic_neuropathy": {"diabetes_type": "none", "burning_feet": True},
    "other_polyneuropathy": {
        "known_neuropathy": True,
        "pain_side": "left",
        "ncs_result": "normal",
    },
    "nerve_entrapment": {
        "position_trigger": ["side_lying"],
        "back_pain": "with_leg_radiation",
        "sensory_distribution.left": "dermatomal",
    },
    "leg_cramps": {"cramp_present": False, "pain_quality": ["cramping"]},
    "electrolyte_or_volume": {
        "cramp_present": True,
        "lab_sodium": 140,
        "lab_potassium": 4.1,
        "lab_calcium_adj": 2.4,
        "lab_magnesium": 0.85,
    },
    "drug_myopathy": {
        "med_statin": False,
        "med_fibrate": False,
        "med_corticosteroid": False,
        "med_neurotoxic": [],
        **both("weakness_symptom", True),
    },
    "gout": {
        "pain_duration_days": 400,
        "gout_history": True,
        "tophi.left": False,
        "tophi.right": False,
        **_NO_HOT_JOINT,
    },
    "septic_arthritis": {"pain_onset": "chronic_gt12w", **_NO_HOT_JOINT},
    "osteoarthritis": {
        "morning_stiffness_min": 90,
        "knee_effusion.left": True,
        "joint_hot_swollen.left": "multiple",
    },
    "inflammatory_arthritis": {
        "morning_stiffness_min": 10,
        "exertional_pattern": "first_step_joint",
        **_NO_HOT_JOINT,
    },
    "polymyalgia_or_gca": {"age_years": 38, "girdle_pain_bilateral": True},
    "popliteal_cyst": {
        "pain_onset": "sudden",
        "calf_or_muscle_tenderness.left": True,
        "pain_site.left": ["calf"],
        **_NO_SWELLING,
        **both("knee_effusion", False),
        **both("popliteal_mass", "none"),
    },
    "tendon_muscle_or_stress_injury": {
        "bone_tenderness_focal.left": True,
        "overuse_recent": False,
        "trauma_recent": "none",
        "weight_loss_unexplained": True,
    },
    "bone_tumour_or_osteomyelitis": {
        "cancer_ever": True,
        "night_pain_unrelenting": False,
        "exertional_pattern": "first_step_joint",
    },
    "systemic_oedema": {"med_dhp_ccb": True, **_NO_SWELLING},
    "lymphoedema_or_lipoedema": {
        "swelling_onset.left": "acute_lt2w",
        **both("stemmer_sign", False),
    },
    "vasculitis_or_vasospasm": {
        "heat_cold_pattern": "none",
        "pulse_femoral.left": "absent",
        "purpura_or_livedo.left": False,
    },
    "charcot_foot": {
        "diabetes_type": "none",
        "known_neuropathy": False,
        "foot_deformity.left": True,
        **both("monofilament_sites_felt_of_3", 3),
    },
    "chronic_primary_pain": {"pain_duration_days": 20, "depression_or_anxiety": True},
}

# What a clinician would not think of, by the look-alike.
NOT_POSSIBLE: Final[Mapping[str, tuple[str, Row]]] = {
    "both thighs ache in a young person": (
        "spinal_stenosis",
        {"age_years": 28, **both("pain_site", ["thigh"])},
    ),
    "bruised and swollen shin": (
        "popliteal_cyst",
        {
            "bruising_or_haematoma.left": True,
            "oedema_extent.left": "below_knee",
            "pain_site.left": ["shin"],
        },
    ),
    "bruise on one leg, swelling of the other": (
        "popliteal_cyst",
        {
            "bruising_or_haematoma.left": True,
            "pain_site.left": ["calf"],
            "oedema_extent.right": "below_knee",
        },
    ),
    "new pain and ill from the lung": (
        "necrotising_infection",
        {
            "pain_onset": "acute_le14d",
            "resp_rate": 28,
            "spo2_pct": 90,
            "diabetes_type": "type2",
        },
    ),
    "cold blue toes for weeks, with pulses": (
        "acute_limb_ischaemia",
        {
            "pain_onset": "subacute_2_12w",
            **both("cold_foot_symptom", True),
            **both("leg_colour", "cyanosed"),
            **_PULSES,
        },
    ),
    "light touch hurts in one leg": (
        "diabetic_neuropathy",
        {"allodynia": True, "pain_side": "left"},
    ),
}
