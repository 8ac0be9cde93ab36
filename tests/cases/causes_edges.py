"""Thresholds of signs that can hold in several ways: each way by itself, on both sides of its edge.

The tables beside this one show that a sign holds; here is what else may make it hold.
"""

from tests.cases.causes_table import both, with_
from tests.cases.table import Fires, Row, just

# Cause, the words of its sign, what makes it hold.
EDGES: tuple[tuple[str, str, Row | Fires], ...] = (
    (
        "claudication",
        "Low ankle or toe index, or a fall of the index after exercise",
        {"post_exercise_abi_drop_pct.left": just(21, but_not=20)},
    ),
    (
        "chronic_limb_threatening_ischaemia",
        "Cold foot or slow refill",
        {"cap_refill_s.left": just(5.1, but_not=5)},
    ),
    (
        "gout",
        "Hot joint with a diuretic, kidney disease or alcohol",
        {"joint_hot_swollen.left": "single", "alcohol_units_per_week": just(15, but_not=14)},
    ),
    (
        "inflammatory_arthritis",
        "Hot or stiff joint with connective tissue disease, or raised inflammation",
        {"morning_stiffness_min": just(30, but_not=29), "lab_esr": just(31, but_not=30)},
    ),
    (
        "polymyalgia_or_gca",
        "Girdle pain or long stiffness, with raised inflammation",
        {"morning_stiffness_min": just(45, but_not=44), "lab_crp": just(10, but_not=9.9)},
    ),
    (
        "drug_myopathy",
        "Both hips weak on a medicine that harms muscle",
        {"med_statin": True, **both("power_hip_flexion", just(4, but_not=5))},
    ),
    (
        "restless_legs",
        "Urge with low iron, or a risk of it",
        {"rls_urge": True, "lab_ferritin": just(75, but_not=76)},
    ),
    (
        "restless_legs",
        "Urge with low iron, or a risk of it",
        {"rls_urge": True, "lab_tsat": just(19, but_not=20)},
    ),
    (
        "diabetic_neuropathy",
        "Diabetes of ten years or more, or HbA1c above 58",
        with_(
            {"lab_hba1c": just(59, but_not=58)},
            also={"diabetes_type": "type2", "diabetes_years": 9},
        ),
    ),
    (
        "other_polyneuropathy",
        "Neuropathy with a cause other than diabetes",
        {"numbness_symptom.left": True, "alcohol_units_per_week": just(36, but_not=35)},
    ),
    (
        "radiculopathy",
        "Back pain with foot drop",
        {"back_pain": "axial_only", "power_ankle_dorsiflexion.left": just(3, but_not=4)},
    ),
    (
        "radiculopathy",
        "Back pain with foot drop",
        {"back_pain": "axial_only", "power_great_toe_extension.left": just(3, but_not=4)},
    ),
    (
        "spinal_stenosis",
        "Pain of both buttocks or thighs, on standing or walking or over 60",
        {**both("pain_site", ["buttock"]), "age_years": just(61, but_not=60)},
    ),
    (
        "cellulitis",
        "Red skin with raised white cells or C-reactive protein",
        {"erythema.left": "localised", "lab_wbc": just(10, but_not=9.9)},
    ),
    (
        "cellulitis",
        "Red skin with raised white cells or C-reactive protein",
        {"erythema.left": "localised", "lab_crp": just(10, but_not=9.9)},
    ),
    (
        "systemic_oedema",
        "Low albumin or raised NT-proBNP",
        {"lab_albumin": just(34, but_not=35)},
    ),
    (
        "systemic_oedema",
        "Low albumin or raised NT-proBNP",
        {"lab_nt_probnp": just(401, but_not=400)},
    ),
)
