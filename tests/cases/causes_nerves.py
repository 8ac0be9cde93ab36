"""Signs of causes in nerves and the spine: what has to be recorded for each to hold."""

from tests.cases.causes_table import SignRows, both, with_
from tests.cases.table import each, just

ONE_SIDE = {"pain_side": just("left", but_not="both")}
URGE = {"rls_urge": True}
NOT_INTACT = just("present", but_not="absent")
FEELING_INTACT = {
    **both("vibration_hallux", NOT_INTACT),
    **both("pinprick_distal", just("normal", but_not="reduced")),
}
LOST_VIBRATION = both("vibration_hallux", each("decreased", "absent"))
WEAK_ANKLE_REFLEXES = both("reflex_ankle", each("absent", "with_reinforcement"))
DIABETES = {"diabetes_type": each("type1", "type2", "other_type")}
PERSISTENT = {"pain_duration_days": just(91, but_not=90)}
LATE_ALLODYNIA = {
    "allodynia": True,
    "trauma_recent": each("minor", "fracture_or_crush", "tight_cast_or_dressing"),
    "pain_onset": just("subacute_2_12w", but_not="sudden"),
}
NO_BACK_PAIN = {"back_pain": just("none", but_not="axial_only")}

SIGNS: SignRows = {
    "restless_legs": {
        "All five criteria met": with_(
            {
                "rls_rest": True,
                "rls_movement_relief": True,
                "rls_evening": True,
                "rls_no_mimic": True,
            },
            also=URGE,
        ),
        "Urge to move the legs": URGE,
        "Begins or worsens at rest": with_({"rls_rest": True}, also=URGE),
        "Eased by moving": with_({"rls_movement_relief": True}, also=URGE),
        "Worse in the evening or at night": with_({"rls_evening": True}, also=URGE),
        "Leg jerks seen during sleep": {"rls_limb_movements_seen": True},
        "Restless legs in the family": {"rls_family_history": True},
        "Urge with low iron, or a risk of it": {**URGE, "lab_ferritin": just(75, but_not=76)},
        "Urge with kidney disease, dialysis or pregnancy": {**URGE, "dialysis": True},
        "Urge on a medicine that can bring it on": {**URGE, "med_mirtazapine": True},
        "One of the five criteria is not met": with_(
            {"rls_evening": just(False, but_not=True)},
            also={
                **URGE,
                "rls_rest": True,
                "rls_movement_relief": True,
                "rls_no_mimic": True,
            },
        ),
        "Hanging the leg down eases it": {"relief_dependency.left": True},
        "One side only": ONE_SIDE,
        "Walking brings it on": {
            "exertional_pattern": each(
                "vascular_type", "neurogenic_type", "first_step_joint", "mixed"
            )
        },
    },
    "diabetic_neuropathy": {
        "Diabetes with at least two of: symptoms, loss of feeling, weak ankle reflexes": {
            **DIABETES,
            **LOST_VIBRATION,
            **WEAK_ANKLE_REFLEXES,
        },
        "Burning, tingling or numbness of both feet": {"burning_feet": True},
        "Loss of feeling in both feet": LOST_VIBRATION,
        "Weak or absent ankle reflexes on both sides": WEAK_ANKLE_REFLEXES,
        "Diabetes with known neuropathy": {**DIABETES, "known_neuropathy": True},
        "Diabetes": DIABETES,
        "Diabetes of ten years or more, or HbA1c above 58": with_(
            {"diabetes_years": just(10, but_not=9)},
            also={"diabetes_type": "type2", "lab_hba1c": 58},
        ),
        "No diabetes": {"diabetes_type": just("none", but_not="type1")},
        "Not like a stocking": {
            "sensory_distribution.left": each("dermatomal", "single_nerve", "patchy", "hemibody")
        },
        "Weakness that grows, or without loss of feeling": with_(
            {"weakness_tempo": each("hours_to_4w", "gt4w_progressive")},
            also={"weakness_symptom.left": True},
        ),
        "One side only": ONE_SIDE,
        "Arms or hands affected": {"upper_limb_neuro_symptoms": True},
        "Feeling intact in both feet": FEELING_INTACT,
    },
    "other_polyneuropathy": {
        "Growing weakness of both legs with lost reflexes": {
            **both("weakness_symptom", True),
            **both("reflex_knee", each("absent")),
            "pain_onset": "acute_le14d",
        },
        "Demyelinating nerve conduction": {"ncs_result": each("demyelinating")},
        "Symptoms or signs of polyneuropathy on both sides": {"burning_feet": True},
        "Neuropathy with unusual features": {
            "numbness_symptom.left": True,
            "upper_limb_neuro_symptoms": True,
        },
        "Neuropathy with a cause other than diabetes": {
            "numbness_symptom.left": True,
            "vegan_diet": True,
        },
        "Diabetes with a weak or wasted leg and pain in thigh or groin": {
            **DIABETES,
            "muscle_wasting.left": True,
            "pain_site.left": ["thigh"],
        },
        "Low vitamin B12": {"lab_b12": just(179, but_not=180)},
        "Unsteady, or position sense reduced": {"unsteady_or_falls": True},
        "Known neuropathy": {"known_neuropathy": True},
        "One side only": ONE_SIDE,
        "Strip of one root or area of one nerve": {
            "sensory_distribution.left": each("dermatomal", "single_nerve")
        },
        "Normal nerve conduction": {"ncs_result": each("normal")},
        "Feeling intact in both feet": FEELING_INTACT,
    },
    "nerve_entrapment": {
        "Changed feeling in the area of one nerve": {
            "sensory_distribution.left": each("single_nerve")
        },
        "Focal nerve conduction": {"ncs_result": each("focal")},
        "Positive Tinel sign at the ankle": {"tinel_tarsal.left": True},
        "Numb or tingling front or side of the thigh": {
            "numbness_symptom.left": True,
            "pain_site.left": each(["thigh_lateral"], ["thigh_anterior"]),
        },
        "Foot drop": {"power_ankle_dorsiflexion.left": just(3, but_not=4)},
        "Crossed legs or lying on the side brings it on": {
            "position_trigger": each(["legs_crossed"], ["side_lying"])
        },
        "Numb or tingling after weight loss": {
            "weight_loss_unexplained": True,
            "tingling_symptom.left": True,
        },
        "Tight cast or long pressure on the leg": {
            "trauma_recent": each("tight_cast_or_dressing", "prolonged_compression")
        },
        "Patchy loss of feeling or two single nerves, with purpura or livedo": {
            "purpura_or_livedo.left": True,
            "sensory_distribution.right": each("patchy"),
        },
        "Purpura or livedo": {"purpura_or_livedo.left": True},
        "Strip of one nerve root": {"sensory_distribution.left": each("dermatomal")},
        "Back pain that spreads into the leg": {"back_pain": each("with_leg_radiation")},
        "Both feet, like a stocking": both("sensory_distribution", each("stocking")),
    },
    "chronic_primary_pain": {
        "Light touch hurts two weeks after an injury or later, in a swollen leg of other colour "
        "or warmth": {
            **LATE_ALLODYNIA,
            "oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg"),
            "skin_temp.left": each("cool", "cold", "warm", "hot"),
        },
        "Light touch hurts two weeks after an injury or later, with swelling, other colour or "
        "warmth": {
            **LATE_ALLODYNIA,
            "leg_colour.left": each(
                "pale", "mottled", "cyanosed", "dependent_rubor", "fixed_staining"
            ),
        },
        "More than three months, with poor sleep and low mood": {
            **PERSISTENT,
            "sleep_loss_major": True,
            "depression_or_anxiety": True,
        },
        "More than three months, without weakness or loss of feeling": {
            **PERSISTENT,
            **both("weakness_on_examination", just(False, but_not=True)),
            **both("sensory_loss_on_examination", just(False, but_not=True)),
        },
        "More than three months, in the whole of both legs or changing sides": {
            **PERSISTENT,
            "pain_side": each("alternating"),
        },
        "More than three months, with depression or anxiety": {
            **PERSISTENT,
            "depression_or_anxiety": True,
        },
        "More than three months, with major loss of sleep": {
            **PERSISTENT,
            "sleep_loss_major": True,
        },
        "Pain of three months at most": {"pain_duration_days": just(90, but_not=91)},
        "Weakness or loss of feeling found": {"weakness_on_examination.left": True},
        "One side only": ONE_SIDE,
        "Weight loss, night sweats or constant night pain": {"night_sweats": True},
    },
    "radiculopathy": {
        "Pain along a root, with a sign of its irritation or loss": {
            "back_pain": each("with_leg_radiation"),
            "slr_positive.left": True,
        },
        "Back pain that spreads into the leg": {"back_pain": each("with_leg_radiation")},
        "Pain along the path of one root": with_(
            {"radicular_level.left": each("l2_l3", "l4", "l5", "s1")},
            also={"back_pain": "with_leg_radiation"},
        ),
        "Positive straight leg raise or femoral stretch": {"femoral_stretch_positive.left": True},
        "Strip of one nerve root": {"sensory_distribution.left": each("dermatomal")},
        "Back pain with weakness or loss of feeling in a leg": {
            "back_pain": each("axial_only", "with_leg_radiation"),
            "weakness_symptom.left": True,
        },
        "Back pain with foot drop": {
            "back_pain": each("axial_only", "with_leg_radiation"),
            "power_great_toe_extension.left": just(3, but_not=4),
        },
        "Worse on coughing or straining": {"worse_cough_strain": True},
        "Lying on the back or the side brings it on": {
            "position_trigger": each(["supine"], ["side_lying"])
        },
        "Known spinal disease": {"spinal_disease_known": True},
        "No back pain": NO_BACK_PAIN,
        "Like a stocking": {"sensory_distribution.left": each("stocking")},
        "Straight leg raise negative on both sides": both(
            "slr_positive", just(False, but_not=True)
        ),
        "Only on walking, gone on standing still": {"exertional_pattern": each("vascular_type")},
    },
    "cauda_equina_or_cord": {
        "Signs of cauda equina compression": {"saddle_sensory_change": True},
        "Signs of the spinal cord": {"plantar_response.left": each("extensor")},
        "Cancer with signs of cord compression": {
            "cancer_ever": True,
            "plantar_response.left": each("extensor"),
        },
        "New saddle, bladder, bowel or sexual change": {"bladder_change_new": True},
        "Shooting pain down both legs": {"bilateral_radicular_pain": True},
        "Cancer with pain of the spine": {
            "cancer_ever": True,
            "back_pain": each("axial_only", "with_leg_radiation"),
            "spine_midline_tenderness": True,
        },
        "Both legs weak": both("weakness_symptom", True),
        "At least 200 mL left in the bladder": {"post_void_residual_ml": just(200, but_not=199)},
        "No change of saddle, bladder or bowel": {
            "saddle_sensory_change": just(False, but_not=True),
            "bladder_change_new": just(False, but_not=True),
            "bowel_change_new": just(False, but_not=True),
        },
        "Neither leg weak": with_(
            {
                **both("weakness_symptom", just(False, but_not=True)),
                **both("weakness_on_examination", just(False, but_not=True)),
                **both("power_hip_flexion", just(5, but_not=4)),
            },
            also={
                **both("power_knee_extension", 5),
                **both("power_ankle_dorsiflexion", 5),
                **both("power_great_toe_extension", 5),
                **both("power_ankle_plantarflexion", 5),
            },
        ),
        "No back pain": NO_BACK_PAIN,
    },
    "spinal_stenosis": {
        "Pain on walking that eases only on sitting or bending": {
            "exertional_pattern": each("neurogenic_type", "mixed")
        },
        "Eased by sitting or bending forward": {"relief_sitting_flexion": True},
        "Worse on standing, eased by sitting or bending": {
            "worse_standing": True,
            "relief_sitting_flexion": True,
        },
        "Pain of both buttocks or thighs, on standing or walking or over 60": {
            **both("pain_site", ["buttock"]),
            "age_years": just(61, but_not=60),
        },
        "Over 60, with pain on standing or walking that bending eases": {
            "age_years": just(61, but_not=60),
            "relief_sitting_flexion": True,
        },
        "Wide-based gait": {"gait": each("wide_ataxic")},
        "Known spinal disease": {"spinal_disease_known": True},
        "Lying on the back or face down brings it on": {
            "position_trigger": each(["supine"], ["prone"])
        },
        "Walking does not bring it on, and sitting does not ease it": {
            "exertional_pattern": each("none"),
            "relief_sitting_flexion": just(False, but_not=True),
        },
        "Walking does not bring it on, or in another way": {
            "exertional_pattern": just("none", but_not="mixed")
        },
        "Standing does not hurt": {"worse_standing": just(False, but_not=True)},
        "No pulse in a foot": {
            "pulse_dp.left": each("absent"),
            "pulse_pt.left": each("absent"),
        },
    },
}
