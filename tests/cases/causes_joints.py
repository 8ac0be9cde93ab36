"""Signs of causes in muscles, joints and bones: what has to be recorded for each to hold."""

from tests.cases.causes_table import SignRows, both, with_
from tests.cases.table import each, just

CRAMP = {"cramp_present": True}
STATIN = {"med_statin": True}
HOT_JOINT = {"joint_hot_swollen.left": each("single")}
HOT_JOINTS = {"joint_hot_swollen.left": each("single", "multiple")}
NO_HOT_JOINT = both("joint_hot_swollen", just("none", but_not="single"))
SWOLLEN = {"oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg")}
BACK_PAIN = {"back_pain": each("axial_only", "with_leg_radiation")}
ONE_SIDE = {"pain_side": just("left", but_not="both")}
TOO_OLD = {"pain_onset": just("subacute_2_12w", but_not="sudden")}
DIABETES = {"diabetes_type": each("type1", "type2", "other_type")}
JOINT_SITE = each(["hip_groin"], ["knee"], ["ankle"])

SIGNS: SignRows = {
    "leg_cramps": {
        "Cramp of a hard muscle, short or eased by stretching": with_(
            {"cramp_hard_muscle": True, "cramp_minutes": just(10, but_not=11)}, also=CRAMP
        ),
        "Muscle cramps": CRAMP,
        "Hard muscle during a cramp": with_({"cramp_hard_muscle": True}, also=CRAMP),
        "Cramp eased by stretching": with_({"cramp_stretch_relief": True}, also=CRAMP),
        "Cramp of at most 10 minutes": with_({"cramp_minutes": just(10, but_not=11)}, also=CRAMP),
        "Cramping pain": {"pain_quality": each(["cramping"])},
        "Cramps over 60, in pregnancy, liver disease or dialysis": {
            **CRAMP,
            "age_years": just(61, but_not=60),
        },
        "Cramps on a diuretic or long-acting beta-agonist": {**CRAMP, "med_laba": True},
        "No cramps": {"cramp_present": just(False, but_not=True)},
        "Muscle stays soft in the cramp": with_(
            {"cramp_hard_muscle": just(False, but_not=True)}, also=CRAMP
        ),
        "Weakness, wasting or twitching": {"muscle_wasting.left": True},
        "Cramps in the day as well": with_({"cramp_daytime": True}, also=CRAMP),
    },
    "electrolyte_or_volume": {
        "Sodium, potassium, calcium or magnesium out of range": {
            "lab_potassium": just(3.4, but_not=3.5)
        },
        "Risk of dehydration": {"dehydration_risk": True},
        "Cramps with a cause of lost salts": {**CRAMP, "med_acid_suppressant": True},
        "Cramps": CRAMP,
        "Sodium, potassium, calcium and magnesium in range": {
            "lab_sodium": just(133, but_not=132),
            "lab_potassium": just(5.3, but_not=5.4),
            "lab_calcium_adj": just(2.6, but_not=2.61),
            "lab_magnesium": just(0.7, but_not=0.69),
        },
        "No cramps": {"cramp_present": just(False, but_not=True)},
    },
    "drug_myopathy": {
        "Muscle symptoms on a statin or fibrate": {
            **STATIN,
            "calf_or_muscle_tenderness.left": True,
        },
        "Muscle symptoms after a statin was started or changed": with_(
            {"med_statin_changed_3m": True, "girdle_pain_bilateral": True}, also=STATIN
        ),
        "Began after a medicine, on a statin or fibrate": {
            "med_fibrate": True,
            "med_temporal_link": True,
        },
        "Both hips weak on a medicine that harms muscle": {
            **STATIN,
            **both("power_hip_flexion", just(4, but_not=5)),
        },
        "Raised creatine kinase on such a medicine": {
            "med_neurotoxic": each(["colchicine"]),
            "lab_ck": just(1000, but_not=999),
        },
        "Dark urine on such a medicine": {**STATIN, "dark_urine": True},
        "Such a medicine with one that interacts, underactive thyroid or low vitamin D": {
            **STATIN,
            "lab_vitamin_d": just(24, but_not=25),
        },
        "No medicine that harms muscle": {
            "med_statin": just(False, but_not=True),
            "med_fibrate": just(False, but_not=True),
            "med_corticosteroid": just(False, but_not=True),
            "med_neurotoxic": just([], but_not=["colchicine"]),
        },
        "One side only": ONE_SIDE,
        "Tingling or numbness": {"tingling_symptom.left": True},
    },
    "tendon_muscle_or_stress_injury": {
        "Abnormal Achilles tendon": {"achilles_abnormal.left": True},
        "Recent overuse": {"overuse_recent": True},
        "Overuse or injury, with tenderness at one spot of bone": {
            "trauma_recent": each("minor", "fracture_or_crush"),
            "bone_tenderness_focal.left": True,
        },
        "Tender, bruised muscle": {
            "calf_or_muscle_tenderness.left": True,
            "bruising_or_haematoma.left": True,
        },
        "Sudden calf pain with a tender calf": {
            "pain_onset": each("sudden"),
            "calf_or_muscle_tenderness.left": True,
            "pain_site.left": each(["calf"]),
        },
        "Pain in hip or outer thigh, brought on by lying on the side": {
            "position_trigger": each(["side_lying"]),
            "pain_site.left": each(["hip_groin"], ["thigh_lateral"]),
        },
        "Tenderness at one spot of bone": {"bone_tenderness_focal.left": True},
        "Recent injury": {"trauma_recent": each("minor", "fracture_or_crush")},
        "Neither overuse nor injury": {
            "overuse_recent": just(False, but_not=True),
            "trauma_recent": each("none"),
        },
        "Fever or weight loss": {"weight_loss_unexplained": True},
    },
    "gout": {
        "Urate of at least 360 with a hot joint": {
            **HOT_JOINT,
            "lab_urate": just(360, but_not=359),
        },
        "Hot big toe joint": with_(
            {"joint_location.left": each(["first_mtp"])}, also={"joint_hot_swollen.left": "single"}
        ),
        "A single hot joint with new pain": {**HOT_JOINT, "pain_onset": "sudden"},
        "Gouty tophi": {"tophi.left": True},
        "History of gout": {"gout_history": True},
        "Began suddenly, with a hot joint": {**HOT_JOINTS, "pain_onset": each("sudden")},
        "Hot joint with a diuretic, kidney disease or alcohol": {
            **HOT_JOINTS,
            "alcohol_units_per_week": just(14.1, but_not=14),
        },
        "No hot joint": NO_HOT_JOINT,
        "Pain of more than three months": {"pain_duration_days": just(91, but_not=90)},
    },
    "septic_arthritis": {
        "A joint that may be infected": {**HOT_JOINT, "joint_prosthesis.left": True},
        "A single hot joint other than the big toe": with_(
            {"joint_location.left": each(["midfoot"], ["ankle"], ["knee"], ["hip"], ["other"])},
            also={"joint_hot_swollen.left": "single"},
        ),
        "A single hot joint with new pain": {**HOT_JOINT, "pain_onset": "sudden"},
        "A single hot joint with fever": {**HOT_JOINT, "fever_or_rigors": True},
        "Hip or groin pain with fever": {
            "fever_or_rigors": True,
            "pain_site.left": each(["hip_groin"]),
        },
        "A hot joint that bears no weight": {**HOT_JOINT, "unable_weight_bear.left": True},
        "A hot joint that is artificial": {**HOT_JOINT, "joint_prosthesis.left": True},
        "Fever or hot joint with arthritis, diabetes, weak immune system or injecting": {
            **HOT_JOINT,
            **DIABETES,
        },
        "No hot joint": NO_HOT_JOINT,
        "Several hot joints": {"joint_hot_swollen.left": each("multiple")},
        "Pain of more than 14 days": TOO_OLD,
    },
    "osteoarthritis": {
        "History of osteoarthritis": {"osteoarthritis_history": True},
        "Pain with the first steps": {"exertional_pattern": each("first_step_joint")},
        "Stiff for at most 30 minutes, with pain in a joint": {
            "morning_stiffness_min": just(30, but_not=31),
            "pain_site.left": JOINT_SITE,
        },
        "Pain on rotating the hip": {"hip_rotation_pain.left": True},
        "Pain in hip, knee or ankle from 45 on": {
            "age_years": just(45, but_not=44),
            "pain_site.left": JOINT_SITE,
        },
        "Knee effusion": {"knee_effusion.left": True},
        "Pain in a joint with a body mass index of at least 30": {
            "height_cm": just(168, but_not=180),
            "weight_kg": just(85, but_not=84),
            "pain_site.left": JOINT_SITE,
        },
        "A hot joint": HOT_JOINTS,
        "Stiff for more than 30 minutes": {"morning_stiffness_min": just(31, but_not=30)},
        "Fever or weight loss": {"fever_or_rigors": True},
        "No pain in a joint": both("pain_site", just(["calf"], but_not=["knee"])),
    },
    "inflammatory_arthritis": {
        "Several hot joints, stiff for at least 30 minutes": {
            "joint_hot_swollen.left": each("multiple"),
            "morning_stiffness_min": just(30, but_not=29),
        },
        "Hot joint with long stiffness, or several hot joints": {
            "joint_hot_swollen.left": each("multiple")
        },
        "History of inflammatory arthritis": {"inflammatory_arthritis_history": True},
        "Stiff for at least 30 minutes": {"morning_stiffness_min": just(30, but_not=29)},
        "Hot or stiff joint with connective tissue disease, or raised inflammation": {
            **HOT_JOINTS,
            "lab_crp": just(10, but_not=9.9),
        },
        "No hot joint": NO_HOT_JOINT,
        "Stiff for less than 30 minutes": {"morning_stiffness_min": just(29, but_not=30)},
        "Pain with the first steps": {"exertional_pattern": each("first_step_joint")},
    },
    "polymyalgia_or_gca": {
        "From 50 on, both girdles, stiff for at least 45 minutes": {
            "age_years": just(50, but_not=49),
            "girdle_pain_bilateral": True,
            "morning_stiffness_min": just(45, but_not=44),
        },
        "From 50 on, symptoms of giant cell arteritis": {
            "age_years": just(50, but_not=49),
            "gca_symptoms": True,
        },
        "New pain in both hips or shoulders": {"girdle_pain_bilateral": True},
        "Stiff for at least 45 minutes": {"morning_stiffness_min": just(45, but_not=44)},
        "Girdle pain or long stiffness, with raised inflammation": {
            "girdle_pain_bilateral": True,
            "lab_esr": just(31, but_not=30),
        },
        "Under 50": {"age_years": just(49, but_not=50)},
        "No pain in both hips or shoulders": {"girdle_pain_bilateral": just(False, but_not=True)},
        "Normal C-reactive protein and sedimentation": {
            "lab_crp": just(9.9, but_not=10),
            "lab_esr": just(30, but_not=31),
        },
        "Stiff for less than 45 minutes": {"morning_stiffness_min": just(44, but_not=45)},
    },
    "popliteal_cyst": {
        "Lump behind the knee that does not pulsate": {
            "popliteal_mass.left": each("non_pulsatile")
        },
        "Bruised, swollen leg with pain in knee or calf": {
            **SWOLLEN,
            "bruising_or_haematoma.left": True,
            "pain_site.left": each(["knee"], ["calf"]),
        },
        "Swollen leg with a knee effusion": {**SWOLLEN, "knee_effusion.left": True},
        "Knee effusion": {"knee_effusion.left": True},
        "Swollen leg or knee with arthritis in the history": {
            **SWOLLEN,
            "osteoarthritis_history": True,
        },
        "Tender calf with new pain": {
            "pain_onset": "sudden",
            "calf_or_muscle_tenderness.left": True,
            "pain_site.left": each(["calf"]),
        },
        "No effusion and no lump at either knee": {
            **both("knee_effusion", just(False, but_not=True)),
            **both("popliteal_mass", each("none")),
        },
        "Pulsating lump behind the knee": {"popliteal_mass.left": each("pulsatile")},
        "No swelling of either leg": {
            **both("oedema_extent", just("none", but_not="foot_ankle")),
            **both("swelling_onset", just("none", but_not="chronic")),
        },
    },
    "bone_tumour_or_osteomyelitis": {
        "Wound probes to bone": with_(
            {"probe_to_bone.left": True}, also={"skin_integrity.left": "ulcer"}
        ),
        "Imaging suspicious of a tumour": {"imaging_suspicious_tumour": True},
        "Suspected infection of the spine, a bone or deep tissue": {
            **BACK_PAIN,
            "injecting_drug_use": True,
        },
        "Constant night pain": {"night_pain_unrelenting": True},
        "Tenderness at one spot of bone": {"bone_tenderness_focal.left": True},
        "Growing or deep lump": {"soft_tissue_mass.left": each("enlarging_or_deep")},
        "Cancer with pain of the spine": {
            **BACK_PAIN,
            "cancer_ever": True,
            "spine_midline_tenderness": True,
        },
        "Back pain with fever or a risk of infection": {**BACK_PAIN, "injecting_drug_use": True},
        "Sedimentation above 70": {"lab_esr": just(71, but_not=70)},
        "Midline tenderness of the spine": {"spine_midline_tenderness": True},
        "Wound with at least two local signs of infection": {
            "skin_integrity.left": each("ulcer", "dry_gangrene", "wet_gangrene"),
            "local_infection_signs.left": just(2, but_not=1),
        },
        "Cancer, now or in the past": {"cancer_ever": True},
        "Weight loss or night sweats": {"night_sweats": True},
        "No constant night pain": {"night_pain_unrelenting": just(False, but_not=True)},
        "A certain movement or position brings it on": {"position_trigger": ["prone"]},
    },
    "charcot_foot": {
        "Charcot foot suspected on examination": {"charcot_suspected.left": True},
        "Charcot foot possible by warmth and swelling or redness": {
            **DIABETES,
            "skin_temp.left": each("warm", "hot"),
            "oedema_extent.left": "foot_ankle",
        },
        "Red, hot and swollen foot with diabetes or neuropathy": {
            **DIABETES,
            "erythema.left": each("localised", "spreading"),
            "skin_temp.left": each("warm", "hot"),
            "oedema_extent.left": each("foot_ankle", "below_knee"),
        },
        "Little pain in a swollen foot": {
            "pain_nrs_now": just(3, but_not=4),
            "oedema_extent.left": each("foot_ankle"),
        },
        "Foot deformity": {"foot_deformity.left": True},
        "Intact skin over a red or hot foot": {
            "skin_integrity.left": each("intact"),
            "skin_temp.left": each("hot"),
        },
        "Neither diabetes nor neuropathy": {
            "diabetes_type": just("none", but_not="type1"),
            "known_neuropathy": just(False, but_not=True),
            **both("monofilament_sites_felt_of_3", just(3, but_not=2)),
        },
        "Wound with fever": {
            "fever_or_rigors": True,
            "skin_integrity.left": each("ulcer", "dry_gangrene", "wet_gangrene"),
        },
        "Both feet cool or of normal warmth": both("skin_temp", just("normal", but_not="warm")),
    },
}
