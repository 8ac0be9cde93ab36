"""What can be suggested: red flags, tests, referrals, cautions and self-care, each with its id.

A test names the findings that answer it. The rule is the indication; once the answer is recorded
the suggestion is shown as answered, not withdrawn. That is how "measure the ABI" works without ever
testing for unknown.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.findings.examination_nerves import (
    monofilament_sites_felt_of_3,
    post_void_residual_ml,
    vibration_hallux,
)
from intake.findings.pressures import post_exercise_abi_drop_pct, tcpo2_mmhg, toe_sbp
from intake.findings.results import (
    lab_b12,
    lab_calcium_adj,
    lab_ck,
    lab_creatinine,
    lab_crp,
    lab_egfr,
    lab_esr,
    lab_ferritin,
    lab_folate,
    lab_glucose_fasting,
    lab_hb,
    lab_hba1c,
    lab_magnesium,
    lab_potassium,
    lab_sodium,
    lab_tsat,
    lab_tsh,
    lab_vitamin_d,
)
from intake.findings.results_other import (
    dvt_scan_result,
    lab_albumin,
    lab_ddimer,
    lab_nt_probnp,
    lab_paraprotein,
    lab_urate,
    ncs_result,
)
from intake.logic import Operand
from intake.scores.compression import compression_safety
from intake.scores.pressures import abi_class


class Kind(StrEnum):
    RED_FLAG = "red_flag"
    TEST = "test"
    REFERRAL = "referral"
    CAUTION = "caution"
    SELFCARE = "selfcare"


KIND_TITLES: Final = {
    Kind.RED_FLAG: "Red flags",
    Kind.TEST: "Tests",
    Kind.REFERRAL: "Referrals",
    Kind.CAUTION: "Cautions",
    Kind.SELFCARE: "Advice to the patient",
}


class Urgency(StrEnum):
    """How soon. Declared from the most urgent to none; `rank` 0 is an emergency."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    URGENT = "urgent"
    ROUTINE = "routine"
    NONE = "none"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    @property
    def label(self) -> str:
        return _URGENCY_LABELS[self]


_RANKS: Final = {urgency: rank for rank, urgency in enumerate(Urgency)}
_URGENCY_LABELS: Final = {
    Urgency.EMERGENCY: "Emergency, now",
    Urgency.SAME_DAY: "Same day",
    Urgency.URGENT: "Urgent, within 2 weeks",
    Urgency.ROUTINE: "Routine",
    Urgency.NONE: "No urgency",
}


@dataclass(frozen=True)
class Suggestible:
    """Something that can be suggested. `answered_by`: any of these sets, each complete."""

    id: str
    kind: Kind
    label: str
    answered_by: tuple[tuple[Operand, ...], ...] = ()
    both_legs: bool = False  # one leg's result does not answer it, whichever leg called for it
    short: str = ""  # at most five words, where the label has more

    @property
    def in_short(self) -> str:
        """What a list has room for."""
        return self.short or self.label


RED_FLAGS: Final = (
    Suggestible("acute_limb_ischaemia", Kind.RED_FLAG, "Acute limb ischaemia"),
    Suggestible(
        "bilateral_limb_ischaemia",
        Kind.RED_FLAG,
        "Bilateral limb ischaemia or aortic event",
        short="Both legs ischaemic, or aorta",
    ),
    Suggestible("cauda_equina", Kind.RED_FLAG, "Cauda equina syndrome"),
    Suggestible("metastatic_cord_compression", Kind.RED_FLAG, "Metastatic spinal cord compression"),
    Suggestible("compartment_syndrome", Kind.RED_FLAG, "Acute compartment syndrome"),
    Suggestible("necrotising_infection", Kind.RED_FLAG, "Necrotising soft tissue infection"),
    Suggestible("sepsis", Kind.RED_FLAG, "Sepsis"),
    Suggestible("pulmonary_embolism", Kind.RED_FLAG, "Pulmonary embolism"),
    Suggestible("rapid_weakness", Kind.RED_FLAG, "Rapidly progressive weakness"),
    Suggestible("septic_joint", Kind.RED_FLAG, "Septic arthritis"),
    Suggestible("bleeding_varices", Kind.RED_FLAG, "Bleeding varicose veins"),
    Suggestible(
        "limb_threatening_diabetic_foot", Kind.RED_FLAG, "Limb-threatening diabetic foot problem"
    ),
    Suggestible(
        "rhabdomyolysis_or_critical_result",
        Kind.RED_FLAG,
        "Rhabdomyolysis or critical blood result",
    ),
    Suggestible("giant_cell_arteritis", Kind.RED_FLAG, "Giant cell arteritis"),
    Suggestible("limb_threatening_ischaemia", Kind.RED_FLAG, "Chronic limb-threatening ischaemia"),
    Suggestible("deep_vein_thrombosis", Kind.RED_FLAG, "Possible deep vein thrombosis"),
    Suggestible(
        "phlegmasia",
        Kind.RED_FLAG,
        "Phlegmasia, limb-threatening deep vein thrombosis",
        short="Phlegmasia: thrombosis threatens limb",
    ),
    Suggestible("spinal_or_deep_infection", Kind.RED_FLAG, "Spinal or deep infection"),
)
TESTS: Final = (
    Suggestible(
        "abi",
        Kind.TEST,
        "Resting ankle-brachial index, both legs",
        ((abi_class,),),
        True,
        short="Ankle-brachial index, both legs",
    ),
    Suggestible(
        "toe_pressure",
        Kind.TEST,
        "Toe pressure and toe-brachial index",
        ((toe_sbp,),),
        short="Toe pressure",
    ),
    Suggestible(
        "exercise_abi", Kind.TEST, "Exercise ankle-brachial index", ((post_exercise_abi_drop_pct,),)
    ),
    Suggestible("arterial_duplex", Kind.TEST, "Arterial duplex ultrasound"),
    Suggestible(
        "angiography",
        Kind.TEST,
        "CT or MR angiography (specialist request)",
        short="CT or MR angiography",
    ),
    Suggestible(
        "tcpo2",
        Kind.TEST,
        "Transcutaneous oxygen or skin perfusion pressure",
        ((tcpo2_mmhg,), (toe_sbp,)),
        short="Transcutaneous oxygen or skin perfusion",
    ),
    Suggestible(
        "venous_duplex", Kind.TEST, "Leg vein ultrasound for thrombosis", ((dvt_scan_result,),)
    ),
    Suggestible("venous_reflux_duplex", Kind.TEST, "Venous reflux duplex"),
    Suggestible("d_dimer", Kind.TEST, "D-dimer", ((lab_ddimer,),)),
    Suggestible("aneurysm_ultrasound", Kind.TEST, "Popliteal and aortic ultrasound"),
    Suggestible("soft_tissue_ultrasound", Kind.TEST, "Soft tissue ultrasound"),
    Suggestible("ecg", Kind.TEST, "12-lead ECG"),
    Suggestible("echocardiogram", Kind.TEST, "Echocardiogram"),
    Suggestible("nt_probnp", Kind.TEST, "NT-proBNP or BNP", ((lab_nt_probnp,),)),
    Suggestible("fbc", Kind.TEST, "Full blood count", ((lab_hb,),)),
    Suggestible("crp_esr", Kind.TEST, "CRP and ESR", ((lab_crp,), (lab_esr,))),
    Suggestible(
        "creatinine_egfr", Kind.TEST, "Creatinine and eGFR", ((lab_egfr,), (lab_creatinine,))
    ),
    Suggestible(
        "electrolytes_mg_ca",
        Kind.TEST,
        "Sodium, potassium, calcium, magnesium",
        ((lab_sodium, lab_potassium, lab_calcium_adj, lab_magnesium),),
    ),
    Suggestible("liver_albumin", Kind.TEST, "Liver tests and albumin", ((lab_albumin,),)),
    Suggestible("urine_protein", Kind.TEST, "Urine protein or dip"),
    Suggestible(
        "hba1c", Kind.TEST, "HbA1c or fasting glucose", ((lab_hba1c,), (lab_glucose_fasting,))
    ),
    Suggestible("glucose_tolerance", Kind.TEST, "Glucose tolerance test"),
    Suggestible(
        "b12", Kind.TEST, "Vitamin B12, with MMA if borderline", ((lab_b12,),), short="Vitamin B12"
    ),
    Suggestible("folate", Kind.TEST, "Folate", ((lab_folate,),)),
    Suggestible("tsh", Kind.TEST, "Thyroid stimulating hormone", ((lab_tsh,),)),
    Suggestible(
        "ferritin_iron",
        Kind.TEST,
        "Ferritin and transferrin saturation",
        ((lab_ferritin, lab_tsat),),
    ),
    Suggestible(
        "vitamin_d_bone", Kind.TEST, "25-OH vitamin D and bone profile", ((lab_vitamin_d,),)
    ),
    Suggestible(
        "spep",
        Kind.TEST,
        "Serum protein electrophoresis with immunofixation and free light chains",
        ((lab_paraprotein,),),
        short="Serum electrophoresis, free light chains",
    ),
    Suggestible(
        "vasculitis_infection_screen", Kind.TEST, "HIV, hepatitis, ANA, ANCA, cryoglobulins"
    ),
    Suggestible("rf_ccp", Kind.TEST, "Rheumatoid factor and anti-CCP"),
    Suggestible("ck", Kind.TEST, "Creatine kinase", ((lab_ck,),)),
    Suggestible("serum_urate", Kind.TEST, "Serum urate", ((lab_urate,),)),
    Suggestible("lipids", Kind.TEST, "Lipids"),
    Suggestible("blood_culture", Kind.TEST, "Blood cultures and lactate"),
    Suggestible(
        "joint_aspiration",
        Kind.TEST,
        "Joint aspiration: crystals, Gram stain, culture",
        short="Joint aspiration",
    ),
    Suggestible(
        "nerve_conduction", Kind.TEST, "Nerve conduction studies and EMG", ((ncs_result,),)
    ),
    Suggestible("skin_biopsy", Kind.TEST, "Skin biopsy or quantitative sensory testing"),
    Suggestible(
        "foot_check",
        Kind.TEST,
        "Foot check: monofilament, vibration, pinprick, reflexes, pulses",
        ((monofilament_sites_felt_of_3, vibration_hallux),),
    ),
    Suggestible(
        "post_void_residual", Kind.TEST, "Bladder scan after voiding", ((post_void_residual_ml,),)
    ),
    Suggestible("mri_lumbar", Kind.TEST, "MRI lumbosacral spine"),
    Suggestible("mri_whole_spine", Kind.TEST, "MRI whole spine"),
    Suggestible("xray", Kind.TEST, "X-ray of the painful part"),
    Suggestible("mri_limb", Kind.TEST, "MRI of the painful part"),
    Suggestible("joint_imaging", Kind.TEST, "Joint ultrasound or dual-energy CT"),
    Suggestible("sleep_study", Kind.TEST, "Sleep study"),
    Suggestible("vital_capacity", Kind.TEST, "Vital capacity"),
)
REFERRALS: Final = (
    Suggestible(
        "emergency_department",
        Kind.REFERRAL,
        "Emergency department or acute admission",
        short="Emergency department",
    ),
    Suggestible("vascular_surgery", Kind.REFERRAL, "Vascular surgery"),
    Suggestible("venous_service", Kind.REFERRAL, "Vascular (venous) service"),
    Suggestible(
        "leg_ulcer_service",
        Kind.REFERRAL,
        "Leg ulcer or tissue viability service",
        short="Leg ulcer service",
    ),
    Suggestible("neurology", Kind.REFERRAL, "Neurology"),
    Suggestible("pain_management", Kind.REFERRAL, "Pain management"),
    Suggestible(
        "spinal_surgery", Kind.REFERRAL, "Spinal surgery or MSK triage", short="Spinal surgery"
    ),
    Suggestible("mscc_coordinator", Kind.REFERRAL, "Metastatic cord compression coordinator"),
    Suggestible("sleep_medicine", Kind.REFERRAL, "Sleep medicine"),
    Suggestible("rheumatology", Kind.REFERRAL, "Rheumatology"),
    Suggestible("orthopaedics", Kind.REFERRAL, "Orthopaedics"),
    Suggestible(
        "diabetic_foot_service",
        Kind.REFERRAL,
        "Diabetic foot or foot protection service",
        short="Diabetic foot service",
    ),
    Suggestible("physiotherapy", Kind.REFERRAL, "Physiotherapy and supervised exercise"),
    Suggestible("nephrology", Kind.REFERRAL, "Nephrology"),
    Suggestible("cardiology", Kind.REFERRAL, "Cardiology or heart failure service"),
    Suggestible("haematology", Kind.REFERRAL, "Haematology"),
    Suggestible("gastroenterology", Kind.REFERRAL, "Gastroenterology or iron deficiency pathway"),
    Suggestible("suspected_cancer", Kind.REFERRAL, "Suspected cancer or sarcoma pathway"),
    Suggestible("dermatology", Kind.REFERRAL, "Dermatology"),
    Suggestible("lymphoedema_service", Kind.REFERRAL, "Lymphoedema service"),
    Suggestible("stop_smoking", Kind.REFERRAL, "Stop smoking service"),
    Suggestible("maternity", Kind.REFERRAL, "Maternity day unit"),
)
CAUTIONS: Final = (
    Suggestible("no_compression", Kind.CAUTION, "Do not start compression"),
    Suggestible(
        "compression_after_abi",
        Kind.CAUTION,
        "Compression only after ABI or toe pressure",
        ((compression_safety,),),
    ),
    Suggestible("no_elevation", Kind.CAUTION, "Do not advise leg elevation"),
    Suggestible("iron_limits", Kind.CAUTION, "Iron: limits"),
    Suggestible("nsaid_risk", Kind.CAUTION, "Oral NSAID: risk"),
    Suggestible("quinine_risk", Kind.CAUTION, "Quinine: risk"),
    Suggestible("gadolinium_risk", Kind.CAUTION, "Gadolinium: kidney function"),
    Suggestible(
        "contrast_risk", Kind.CAUTION, "Iodinated contrast: kidney function, metformin, reaction"
    ),
    Suggestible("mri_unsafe", Kind.CAUTION, "MRI contraindication"),
    Suggestible("anticoagulation_risk", Kind.CAUTION, "Interim anticoagulation: bleeding risk"),
    Suggestible("gabapentinoid_risk", Kind.CAUTION, "Gabapentinoid: dose and breathing"),
    Suggestible("dopamine_agonist_risk", Kind.CAUTION, "Dopamine agonist in restless legs"),
    Suggestible("tca_snri_risk", Kind.CAUTION, "TCA or SNRI: heart, kidney, restless legs"),
    Suggestible("opioid_risk", Kind.CAUTION, "Opioids in neuropathic pain"),
    Suggestible(
        "statin_decision", Kind.CAUTION, "Statin: do not stop without CK and a shared decision"
    ),
    Suggestible("claudication_drug_limits", Kind.CAUTION, "Cilostazol, naftidrofuryl: limits"),
    Suggestible("heat_cold_risk", Kind.CAUTION, "Heat, soaks, ice on insensate skin"),
    Suggestible(
        "supplement_risk", Kind.CAUTION, "Magnesium, potassium, supplements in kidney disease"
    ),
    Suggestible("pregnancy_limits", Kind.CAUTION, "Pregnancy: drugs and imaging"),
    Suggestible("gout_drug_limits", Kind.CAUTION, "Allopurinol, colchicine: limits"),
    Suggestible("medicine_review_restless_legs", Kind.CAUTION, "Medicine review: restless legs"),
    Suggestible("medicine_review_cramp", Kind.CAUTION, "Medicine review: cramp"),
    Suggestible("medicine_review_neuropathy", Kind.CAUTION, "Medicine review: neuropathy"),
    Suggestible("statin_fibrate", Kind.CAUTION, "Statin with fibrate"),
    Suggestible("medicine_review_oedema", Kind.CAUTION, "Medicine review: swelling"),
    Suggestible("metformin_b12", Kind.CAUTION, "Metformin and vitamin B12"),
    Suggestible(
        "no_routine_spinal_imaging", Kind.CAUTION, "No routine spinal imaging without red flags"
    ),
    Suggestible("alcohol_review", Kind.CAUTION, "Alcohol: review and support"),
)
SELFCARE: Final = (
    Suggestible("walking_exercise", Kind.SELFCARE, "Regular walking and exercise"),
    Suggestible("leg_elevation", Kind.SELFCARE, "Leg elevation"),
    Suggestible(
        "avoid_restless_triggers",
        Kind.SELFCARE,
        "Avoid caffeine, alcohol and other restless-leg triggers",
    ),
    Suggestible("stop_smoking_advice", Kind.SELFCARE, "Stop smoking"),
    Suggestible("healthy_diet", Kind.SELFCARE, "Healthy diet and weight"),
    Suggestible("hydration", Kind.SELFCARE, "Drink enough"),
    Suggestible("calf_stretching", Kind.SELFCARE, "Calf stretching before bed"),
    Suggestible("sleep_positioning", Kind.SELFCARE, "Sleep positioning with pillows"),
    Suggestible("otc_pain_relief", Kind.SELFCARE, "Over-the-counter pain relief or topical cream"),
    Suggestible("foot_care", Kind.SELFCARE, "Daily foot care"),
    Suggestible("compression", Kind.SELFCARE, "Compression stockings"),
    Suggestible("safety_net", Kind.SELFCARE, "When to come back at once"),
)

SUGGESTIBLES: Final[dict[str, Suggestible]] = {
    each.id: each for each in (*RED_FLAGS, *TESTS, *REFERRALS, *CAUTIONS, *SELFCARE)
}
