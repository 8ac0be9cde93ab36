"""Self-care, clause by clause, and the red flags that it waits for.

A well patient of these rows has sound skin and good arteries, as the advice asks for.
"""

from itertools import chain
from typing import Final

from referrals.rules.rule import UNSAFE_NOW
from tests.cases.drug_limits import CRAMP, RESTLESS
from tests.cases.table import Fires, Holds, Open, Quiet, Rises, Row, Table, amputated, each, just

SOUND_SKIN: Row = {"skin_integrity.left": "intact", "skin_integrity.right": "intact"}
STANDING: Row = {"worse_standing": True, "relief_elevation.left": True}
STOOPING: Row = {"relief_sitting_flexion": True, "worse_standing": True}
SWOLLEN: Row = {"oedema_extent.left": "foot_ankle", "oedema_extent.right": "below_knee"}
PULSES: Row = {
    f"pulse_{artery}.{leg}": "normal" for artery in ("dp", "pt") for leg in ("left", "right")
}
NO_PULSES: Row = dict.fromkeys(PULSES, "absent")
GOOD_INDEX: Row = {"abi_reported.left": 1.05, "abi_reported.right": 1.05}
# Ankles at 80 mmHg against arms at 100.
POOR_INDEX: Row = {"ankle_dp_sbp.left": 80, "ankle_dp_sbp.right": 80}
PALPABLE = each("reduced", "normal", "bounding")
DIABETES: Row = {"diabetes_type": each("type1", "type2", "other_type")}
NUMB_FOOT: Row = {"monofilament_sites_felt_of_3.left": just(2, but_not=3)}
VARICOSE: Row = {"varicose_veins_visible.left": True}
# What nobody must have who is told to wear stockings; the leg is the left one.
FREE_TO_SQUEEZE: Row = {
    "prior_leg_revascularisation.left": False,
    "diabetes_type": "none",
    "cardiac_history": [],
}
FREE_TO_DRINK: Row = {"cardiac_history": [], "ckd_known": False}

CASES: Table = {
    "SC01": (
        Fires(
            "claudication",
            {"exertional_pattern": each("vascular_type", "neurogenic_type", "mixed")},
            also=SOUND_SKIN,
        ),
        Fires("veins", STANDING, also=SOUND_SKIN),
        Fires("restless legs", RESTLESS, also=SOUND_SKIN),
        Fires("osteoarthritis", {"osteoarthritis_history": True}, also=SOUND_SKIN),
        Fires("stenosis", STOOPING, also=SOUND_SKIN),
        Fires(
            "the skin of the foot is sound",
            {
                "skin_integrity.left": just("intact", but_not="dry_gangrene"),
                "osteoarthritis_history": True,
            },
            also={"skin_integrity.right": "fissure"},
        ),
        Fires(
            "a venous ulcer may walk",
            {
                "ulcer_site.left": just("medial_gaiter", but_not="toe_forefoot"),
                "osteoarthritis_history": True,
            },
            also={"skin_integrity.left": "ulcer", "skin_integrity.right": "intact"},
        ),
        Open("nobody looked at the skin", {"osteoarthritis_history": True}),
    ),
    "SC02": (
        Fires("veins, pulses", {**STANDING, **dict.fromkeys(PULSES, PALPABLE)}, also=POOR_INDEX),
        Fires("both legs swollen, pulses", SWOLLEN, also=PULSES),
        Fires(
            "both legs swollen, index from 0.91",
            {
                **SWOLLEN,
                "abi_reported.left": just(0.91, but_not=0.90),
                "abi_reported.right": just(0.91, but_not=0.90),
            },
            also=NO_PULSES,
        ),
        Fires(
            "both legs swollen, index up to 1.40",
            {
                **SWOLLEN,
                "abi_reported.left": just(1.40, but_not=1.41),
                "abi_reported.right": just(1.40, but_not=1.41),
            },
            also=NO_PULSES,
        ),
        Holds(
            "one leg, swollen and supplied",
            {
                **amputated("right"),
                "oedema_extent.left": "below_knee",
                "pulse_dp.left": "normal",
                "pulse_pt.left": "normal",
            },
        ),
        Open(
            "pulses of one leg only",
            {**SWOLLEN, "pulse_dp.left": "normal", "pulse_pt.left": "normal"},
        ),
    ),
    "SC03": (Fires("restless legs", RESTLESS),),
    "SC04": (Fires("smokes", {"smoking_status": each("current")}),),
    "SC05": (
        Fires("known arterial disease", {"known_pad": True}),
        Fires("index", {"abi_reported.left": just(0.90, but_not=0.91)}),
        Fires("diabetes", DIABETES),
        Fires("gout", {"gout_history": True}),
        Fires(
            "body mass index 30",
            {"weight_kg": just(86.7, but_not=86.5)},
            also={"height_cm": 170},
        ),
    ),
    "SC06": (
        Fires("cramp", CRAMP, also=FREE_TO_DRINK),
        Fires(
            "no heart failure, no kidney disease",
            {
                **CRAMP,
                "cardiac_history": just(["ischaemic"], but_not=["heart_failure"]),
                "ckd_known": just(False, but_not=True),
            },
            also={"dialysis": True},
        ),
        Fires(
            "kidney disease without dialysis",
            {**CRAMP, "dialysis": just(False, but_not=True)},
            also={"cardiac_history": [], "ckd_known": True},
        ),
        Open(
            "kidney disease, nobody asked about dialysis",
            {**CRAMP, **FREE_TO_DRINK, "ckd_known": True},
        ),
    ),
    "SC07": (Fires("cramp", CRAMP),),
    "SC08": (
        Fires("root pain", {"back_pain": each("with_leg_radiation"), "slr_positive.left": True}),
        Fires("stenosis", {"exertional_pattern": each("neurogenic_type", "mixed")}),
        Fires(
            "a position brings it on",
            {"position_trigger": each(["supine"], ["side_lying"], ["prone"], ["legs_crossed"])},
        ),
    ),
    "SC09": (
        Fires("cramp", CRAMP),
        Fires("overuse", {"overuse_recent": True}),
        Fires("strain", {"trauma_recent": each("minor")}),
        Fires("osteoarthritis", {"osteoarthritis_history": True}),
        Fires("first steps hurt", {"exertional_pattern": each("first_step_joint")}),
        Fires("muscle tender", {"calf_or_muscle_tenderness.left": True}),
        Fires("hot joint", {"joint_hot_swollen.left": each("single", "multiple")}),
        Fires("knee swollen", {"knee_effusion.left": True}),
        Fires("hip", {"hip_rotation_pain.left": True}),
        Quiet("burning feet", {"burning_feet": True}),
    ),
    "SC10": (
        Fires("diabetes", DIABETES),
        Fires("known neuropathy", {"known_neuropathy": True}),
        Fires("burning feet", {"burning_feet": True}),
        Fires("monofilament", NUMB_FOOT),
        Fires("arterial disease", {"buerger_positive.left": True}),
    ),
    "SC11": (
        Fires(
            "varicose veins, index from 0.80",
            {**VARICOSE, "abi_reported.left": just(0.80, but_not=0.79)},
            also=FREE_TO_SQUEEZE,
        ),
        Fires(
            "varicose veins, index up to 1.30",
            {
                **VARICOSE,
                "abi_reported.left": just(1.30, but_not=1.31),
                "prior_leg_revascularisation.left": just(False, but_not=True),
            },
            also={"diabetes_type": "none", "cardiac_history": []},
        ),
        Fires(
            "heart failure up to class 2",
            {**VARICOSE, "nyha_class": just(2, but_not=3)},
            also={
                "abi_reported.left": 1.05,
                **FREE_TO_SQUEEZE,
                "cardiac_history": ["heart_failure"],
            },
        ),
        Fires(
            "a foot that does not feel, no diabetes",
            {**VARICOSE, "diabetes_type": just("none", but_not="type2")},
            also={
                "abi_reported.left": 1.05,
                **FREE_TO_SQUEEZE,
                "monofilament_sites_felt_of_3.left": 2,
            },
        ),
        Fires(
            "diabetes, a foot that feels",
            {
                **VARICOSE,
                "monofilament_sites_felt_of_3.left": just(3, but_not=2),
            },
            also={"abi_reported.left": 1.05, **FREE_TO_SQUEEZE, "diabetes_type": "type2"},
        ),
        Quiet(
            "the other leg's index",
            {**VARICOSE, "abi_reported.left": 0.70, "abi_reported.right": 1.05},
        ),
        Open("no index", {**VARICOSE, **FREE_TO_SQUEEZE}),
        Open("nobody asked about a bypass", {**VARICOSE, "abi_reported.left": 1.05}),
    ),
    "SC12": (
        Holds("side of the pain", {"pain_side": "left"}),
        Holds("no fever", {"fever_or_rigors": False}),
        Holds("an old illness", {"gout_history": True}),
        Holds("a blood test", {"lab_hb": 140}),
        Holds("a leg was lost, the other hurts", {**amputated("left"), "pain_side": "right"}),
        Open("who the patient is", {"age_years": 70, "sex_at_birth": "male"}),
        Open("nothing could be told", {"pain_side": "unknown"}),
        Open("both legs were lost", amputated("left", "right")),
    ),
}

RAISES: tuple[Rises, ...] = ()

# --- Red flags that self-care waits for -----------------------------------------------------------

# What brings each red flag and no other; without its first answer it is none.
BRINGS: Final[dict[str, Row]] = {
    "acute_limb_ischaemia": {
        "pain_onset": "sudden",
        "pulse_dp.left": "absent",
        "pulse_pt.left": "absent",
    },
    "bilateral_limb_ischaemia": {
        "pain_onset": "sudden",
        "aneurysm_known": "aortic",
        "back_pain": "axial_only",
    },
    "cauda_equina": {"saddle_sensory_change": True},
    "metastatic_cord_compression": {
        "cancer_ever": True,
        "back_pain": "axial_only",
        "weakness_symptom.left": True,
    },
    "compartment_syndrome": {
        "compartment_tense.left": True,
        "trauma_recent": "tight_cast_or_dressing",
    },
    "necrotising_infection": {"crepitus.left": True},
    "sepsis": {"fever_or_rigors": True, "consciousness": "new_confusion_c"},
    "pulmonary_embolism": {"pe_symptoms": True, "previous_vte": True},
    "rapid_weakness": {"breathing_or_bulbar_weakness": True, "weakness_symptom.left": True},
    "septic_joint": {"joint_hot_swollen.left": "single", "joint_prosthesis.left": True},
    "bleeding_varices": {"varicose_bleeding.left": True},
    "limb_threatening_diabetic_foot": {
        "erythema.left": "spreading",
        "local_infection_signs.left": 2,
        "diabetes_type": "type2",
    },
    "rhabdomyolysis_or_critical_result": {"lab_potassium": 6.5},
    "giant_cell_arteritis": {"gca_symptoms": True, "age_years": 60},
    "limb_threatening_ischaemia": {
        "relief_dependency.left": True,
        "leg_colour.left": "dependent_rubor",
    },
    "deep_vein_thrombosis": {"deep_vein_tenderness.left": True},
    "phlegmasia": {
        "leg_colour.left": "cyanosed",
        "oedema_extent.left": "entire_leg",
        "pain_nrs_now": 7,
    },
    "spinal_or_deep_infection": {"injecting_drug_use": True, "back_pain": "axial_only"},
}
LEG_LEVEL: Final = (
    "acute_limb_ischaemia",
    "bilateral_limb_ischaemia",
    "compartment_syndrome",
    "limb_threatening_ischaemia",
    "limb_threatening_diabetic_foot",
)
# Rule, suggestion, a patient to whom it is suggested, and what it waits for.
WAITS: Final[tuple[tuple[str, str, Row, tuple[str, ...]], ...]] = (
    ("SC01", "walking_exercise", {**SOUND_SKIN, "osteoarthritis_history": True}, tuple(BRINGS)),
    ("SC02", "leg_elevation", {**SWOLLEN, **GOOD_INDEX}, LEG_LEVEL),
    ("SC06", "hydration", {**CRAMP, **FREE_TO_DRINK}, tuple(BRINGS)),
    ("SC07", "calf_stretching", CRAMP, tuple(BRINGS)),
    (
        "SC08",
        "sleep_positioning",
        {"position_trigger": ["supine"]},
        UNSAFE_NOW,
    ),
    ("SC09", "otc_pain_relief", {"osteoarthritis_history": True}, tuple(BRINGS)),
    (
        "SC11",
        "compression",
        {
            **VARICOSE,
            **FREE_TO_SQUEEZE,
            "abi_reported.left": 1.05,
            "monofilament_sites_felt_of_3.left": 3,
        },
        (
            *LEG_LEVEL,
            "deep_vein_thrombosis",
            "necrotising_infection",
            "phlegmasia",
            "pulmonary_embolism",
            "sepsis",
            "septic_joint",
        ),
    ),
)
# One row for each red flag that a rule waits for; tests/referrals/test_selfcare.py tries them.
DEFERRED: Final = tuple(
    chain.from_iterable(
        [(rule, suggestion, row, flag, BRINGS[flag], (flag,)) for flag in flags]
        for rule, suggestion, row, flags in WAITS
    )
)
