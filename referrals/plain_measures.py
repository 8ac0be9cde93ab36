"""What was measured, in the plain words of a letter to the patient: each number of the catalogue once.

The numbers themselves are printed as the specialist's letter prints them.
"""

from decimal import Decimal, InvalidOperation
from typing import Final

from intake.scores.pressures import abi_class
from intake.scores.thresholds import ABI_NONCOMPRESSIBLE

# Of each leg, in the order of the table.
OF_LEGS: Final = {
    "ankle_dp_sbp": "Pressure on top of the foot",
    "ankle_pt_sbp": "Pressure at the inner ankle",
    "toe_sbp": "Pressure in the toe",
    "tcpo2_mmhg": "Oxygen in the skin of the foot",
    "post_exercise_abi_drop_pct": "Fall of the ankle pressure after a walk",
    "calf_cm": "Size of the calf",
}
OF_PERSON: Final = {
    "pain_nrs_now": "Pain now",
    "pain_nrs_night": "Pain at night",
    "walking_distance_m": "How far you can walk",
    "temp_c": "Temperature",
    "heart_rate": "Heart beat",
    "sbp_resting": "Blood pressure, upper number",
    "dbp_resting": "Blood pressure, lower number",
    "resp_rate": "Breaths",
    "spo2_pct": "Oxygen in the blood",
    "height_cm": "Height",
    "weight_kg": "Weight",
    "post_void_residual_ml": "Urine left in the bladder",
}
BLOOD_TESTS: Final = {
    "lab_hb": "Red blood (haemoglobin)",
    "lab_wbc": "White blood cells",
    "lab_platelets": "Cells that help blood to clot (platelets)",
    "lab_crp": "Inflammation (CRP)",
    "lab_esr": "Inflammation (ESR)",
    "lab_ferritin": "Iron store (ferritin)",
    "lab_tsat": "Iron in the blood (transferrin saturation)",
    "lab_b12": "Vitamin B12",
    "lab_mma": "Vitamin B12, second test (methylmalonic acid)",
    "lab_folate": "Folate",
    "lab_vitamin_d": "Vitamin D",
    "lab_hba1c": "Blood sugar over weeks (HbA1c)",
    "lab_glucose_fasting": "Blood sugar before food",
    "lab_ck": "Muscles (CK)",
    "lab_tsh": "Thyroid (TSH)",
    "lab_sodium": "Salt (sodium)",
    "lab_potassium": "Salt (potassium)",
    "lab_calcium_adj": "Salt (calcium)",
    "lab_magnesium": "Salt (magnesium)",
    "lab_creatinine": "Kidneys (creatinine)",
    "lab_egfr": "Kidneys (eGFR)",
    "lab_ddimer": "Clots (D-dimer)",
    "lab_urate": "Gout (urate)",
    "lab_albumin": "Protein (albumin)",
    "lab_alt": "Liver (ALT)",
    "lab_nt_probnp": "Heart (NT-proBNP)",
}
# Told by the patient, or a grade that means something to a clinician only.
NOT_TOLD: Final = (
    "age_years",
    "pain_duration_days",
    "nights_woken_per_week",
    "morning_stiffness_min",
    "rls_days_per_week",
    "cramp_minutes",
    "cramp_nights_per_week",
    "diabetes_years",
    "nyha_class",
    "cigarettes_per_day",
    "smoking_years",
    "alcohol_units_per_week",
    "skin_temp_c",
    "ulcer_weeks",
    "local_infection_signs",
    "cap_refill_s",
    "power_hip_flexion",
    "power_knee_extension",
    "power_ankle_dorsiflexion",
    "power_great_toe_extension",
    "power_ankle_plantarflexion",
    "monofilament_sites_felt_of_3",
    "monofilament_hallux_of_10",
    "lab_ck_uln",
    "lab_hba1c_age_months",
)
# Told in another place: the arms beside the ankles, the index as ABI.
ELSEWHERE: Final = ("brachial_left_sbp", "brachial_right_sbp", "abi_reported")

# What an ABI may mean, by its class. None of these is a diagnosis, and none reassures for good: a
# number in the usual range does not rule out a problem, one of a stiff artery says nothing.
ABI_MEANING: Final = {
    "abnormal": "This is lower than we would expect. Less blood than usual may reach this leg.",
    "borderline": "This is just below the usual range. It needs a closer look.",
    "normal": "This is in the usual range. It does not rule out all problems.",
    "noncompressible": "The arteries at the ankle were too stiff to press shut. So this number "
    "cannot tell us how much blood reaches this leg.",
}
_CLASS_OF: Final = {text: code for code, text in (abi_class.options or {}).items()}


def abi_meaning(value: str, band: str) -> str:
    """One plain meaning of an ABI as it was frozen; nothing where its class is not known here.

    Above 1.40 an artery is stiff, whatever class stands beside the number.
    """
    return ABI_MEANING.get("noncompressible" if _above(value) else _CLASS_OF.get(band, ""), "")


def _above(value: str) -> bool:
    if value.startswith("above"):
        return True
    try:
        return Decimal(value) > ABI_NONCOMPRESSIBLE.value
    except InvalidOperation:
        return False
