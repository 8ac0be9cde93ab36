"""Signs of causes in vessels, skin and soft tissue: what has to be recorded for each to hold."""

from tests.cases.causes_table import SignRows, both, with_
from tests.cases.table import each, just

NOT_SWOLLEN = {
    **both("oedema_extent", just("none", but_not="foot_ankle")),
    **both("swelling_onset", just("none", but_not="chronic")),
}
TOO_OLD = {"pain_onset": just("subacute_2_12w", but_not="sudden")}
PULSES_FELT = with_(
    both("pulse_pt", just("normal", but_not="absent")), also=both("pulse_dp", "absent")
)
RED = {"erythema.left": each("localised", "spreading")}
HARDLY_RED = {"erythema.left": "localised"}
SWOLLEN_ON_BOTH_SIDES = both("oedema_extent", each("foot_ankle", "below_knee", "entire_leg"))
PAIN_IN_PROPORTION = both("pain_out_of_proportion", just(False, but_not=True))
NEWS2_OF_0_BUT_FOR_THE_BREATHING = {
    "spo2_pct": 98,
    "on_oxygen": False,
    "sbp_resting": 120,
    "heart_rate": 70,
    "consciousness": "alert",
    "temp_c": 37.0,
}

SIGNS: SignRows = {
    "claudication": {
        "Low ankle or toe index, or a fall of the index after exercise": {
            "post_exercise_abi_drop_pct.left": just(21, but_not=20)
        },
        "Muscle pain on walking that standing still relieves": {
            "exertional_pattern": each("vascular_type", "mixed")
        },
        "Weak or absent pulse, or a bruit": {"femoral_bruit.left": True},
        "Monophasic or absent waveform": {"ankle_waveform.left": each("monophasic", "absent")},
        "Known or treated artery disease of the legs": {"known_pad": True},
        "Suspected artery disease at high risk": {
            "age_years": just(65, but_not=64),
            "exertional_pattern": "mixed",
        },
        "Hair loss, shiny skin or thin muscles": {
            "trophic_signs.left": each(["hair_loss"], ["shiny_skin"], ["muscle_atrophy"])
        },
        "Walking does not bring it on, or in another way": {
            "exertional_pattern": just("none", but_not="vascular_type")
        },
        "No fall of the index after exercise": both(
            "post_exercise_abi_drop_pct", just(20, but_not=21)
        ),
        "Normal ankle index in both legs": with_(
            both("ankle_dp_sbp", just(100, but_not=99)),
            also={"brachial_left_sbp": 100, "brachial_right_sbp": 100, **both("toe_sbp", 85)},
        ),
    },
    "chronic_limb_threatening_ischaemia": {
        "Ischaemic rest pain or tissue loss, with artery disease or its risk": {
            "relief_dependency.left": True,
            "leg_colour.left": "dependent_rubor",
        },
        "Severe hypoperfusion with pain or tissue loss": {
            "toe_sbp.left": just(29, but_not=30),
            "skin_integrity.left": each("ulcer", "dry_gangrene", "wet_gangrene"),
        },
        "Foot pain that is worse lying flat": {
            "worse_lying_flat": True,
            "pain_site.left": each(["forefoot_toes"], ["sole"], ["heel"], ["foot"], ["whole_leg"]),
        },
        "Hanging the leg down eases it": {"relief_dependency.left": True},
        "Dependent rubor": {"leg_colour.left": each("dependent_rubor")},
        "Positive Buerger test": {"buerger_positive.left": True},
        "Gangrene, or an ulcer of the foot": {
            "skin_integrity.left": each("dry_gangrene", "wet_gangrene")
        },
        "Evidence of artery disease": {"known_pad": True},
        "High risk of artery disease, with a wound, a cold foot or ease on hanging it down": {
            "age_years": just(65, but_not=64),
            "cold_foot_symptom.left": True,
        },
        "Cold foot or slow refill": {"cap_refill_s.left": just(5.1, but_not=5)},
        "Good foot pulses, waveforms and toe pressures on both sides": with_(
            {
                **both("pulse_pt", just("normal", but_not="reduced")),
                **both("ankle_waveform", just("multiphasic", but_not="monophasic")),
                **both("toe_sbp", just(61, but_not=60)),
            },
            also=both("pulse_dp", "absent"),
        ),
        "Foot pulses felt on both sides": PULSES_FELT,
        "Moving about relieves an urge to move": with_(
            {"rls_movement_relief": True}, also={"rls_urge": True}
        ),
        "No pain at rest": {"pain_at_rest": just(False, but_not=True)},
    },
    "acute_limb_ischaemia": {
        "New pain or loss in a leg that lacks blood": {
            "pain_onset": each("sudden", "acute_le14d"),
            "pulse_dp.left": each("absent"),
            "pulse_pt.left": each("absent"),
        },
        "No arterial signal on Doppler": {"doppler_arterial.left": each("inaudible")},
        "Known aneurysm, with sudden pain and back pain or low pressure": {
            "aneurysm_known": each("aortic", "both"),
            "pain_onset": each("sudden"),
            "back_pain": each("axial_only", "with_leg_radiation"),
        },
        "Cold and discoloured, with new pain or no pulse in the foot": {
            "pain_onset": each("sudden", "acute_le14d"),
            "skin_temp.left": each("cool", "cold"),
            "leg_colour.left": each("pale", "mottled", "cyanosed", "fixed_staining"),
        },
        "No pulse in the foot, or a cold foot": {"cold_foot_symptom.left": True},
        "New loss of feeling or movement": {
            "acute_sensory_loss.left": each("toes_only", "beyond_toes", "profound")
        },
        "New pain with a source of clots: heart, aneurysm, graft or cancer": {
            "pain_onset": "sudden",
            "cardiac_history": each(["atrial_fibrillation"], ["valve_or_prosthesis"]),
        },
        "Pain of more than 14 days": TOO_OLD,
        "Foot pulses felt on both sides": PULSES_FELT,
        "Multiphasic signals in both legs": both(
            "ankle_waveform", just("multiphasic", but_not="monophasic")
        ),
        "Both legs warm": both("skin_temp", just("normal", but_not="cool")),
    },
    "deep_vein_thrombosis": {
        "Thrombosis found on the scan": {"dvt_scan_result": each("positive")},
        "Signs that call for a scan of the veins": {"deep_vein_tenderness.left": True},
        "Whole leg swollen and discoloured, with severe pain or new swelling": {
            "oedema_extent.left": each("entire_leg"),
            "leg_colour.left": each("cyanosed", "mottled", "pale"),
            "pain_nrs_now": just(7, but_not=6),
        },
        "Symptoms of pulmonary embolism, with a sign of it or a risk of thrombosis": {
            "pe_symptoms": True,
            "spo2_pct": just(94, but_not=95),
        },
        "New swelling of a leg": {"swelling_onset.left": each("acute_lt2w")},
        "Swelling of one leg only": {
            "oedema_extent.left": "foot_ankle",
            "oedema_extent.right": just("none", but_not="below_knee"),
        },
        "The whole leg swollen": {"oedema_extent.left": each("entire_leg")},
        "Tender deep veins": {"deep_vein_tenderness.left": True},
        "Calf at least 3 cm thicker": {
            "calf_cm.left": just(39, but_not=38.9),
            "calf_cm.right": just(36, but_not=36.1),
        },
        "New pain in a swollen leg": {
            "pain_onset": "acute_le14d",
            "pain_side": just("left", but_not="right"),
            "oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg"),
        },
        "Wells score says likely": {
            "active_cancer": True,
            "oedema_extent.left": "entire_leg",
            "alt_dx_as_likely": just(False, but_not=True),
        },
        "Newly, wholly or one-sidedly swollen, with a risk of thrombosis": {
            "previous_vte": True,
            "swelling_onset.left": each("acute_lt2w"),
        },
        "Two risks of thrombosis": {"active_cancer": True, "bedridden_or_surgery": True},
        "Tender calf or thigh muscle": {"calf_or_muscle_tenderness.left": True},
        "Red or warm above the foot": {
            "skin_temp.left": each("warm", "hot"),
            "oedema_extent.left": each("below_knee", "entire_leg"),
        },
        "Collateral veins": {"collateral_veins.left": True},
        "No swelling, and no tender veins": {
            **NOT_SWOLLEN,
            **both("deep_vein_tenderness", just(False, but_not=True)),
        },
        "Both legs swollen for two weeks or longer": both("swelling_onset", each("chronic")),
        "No proximal thrombosis on the scan": {"dvt_scan_result": each("negative_proximal")},
        "Another diagnosis at least as likely": {"alt_dx_as_likely": True},
        "Swelling of both legs that eases when they are raised": {
            **both("swelling_onset", "chronic"),
            **both("relief_elevation", True),
        },
    },
    "superficial_vein_thrombosis": {
        "Hard tender surface vein": {"superficial_vein_cord.left": True},
        "Redness beside varicose veins": {**RED, "varicose_veins_visible.left": True},
        "Tender deep veins": {"deep_vein_tenderness.left": True},
        "The whole leg swollen": {"oedema_extent.left": each("entire_leg")},
    },
    "chronic_venous_disease": {
        "Skin changes of venous disease": {"venous_skin.left": ["pigmentation"]},
        "Ulcer of the medial gaiter": {
            "skin_integrity.left": each("ulcer"),
            "ulcer_site.left": each("medial_gaiter"),
        },
        "Varicose veins": {"varicose_veins_visible.left": True},
        "Worse on standing or towards evening": {"worse_end_of_day": True},
        "Raising the leg eases it": {"relief_elevation.left": True},
        "Both legs red and swollen": {
            **both("erythema", "localised"),
            **SWOLLEN_ON_BOTH_SIDES,
        },
        "Venous disease in the history": {"varicose_or_venous_history": True},
        "Swelling up to below the knee": {"oedema_extent.left": each("foot_ankle", "below_knee")},
        "Previous deep vein thrombosis": {"previous_dvt": True},
        "Worse lying flat, and hanging the leg down eases it": {
            "worse_lying_flat": True,
            "relief_dependency.left": True,
        },
        "No venous sign on either leg": with_(
            {
                **both("varicose_veins_visible", just(False, but_not=True)),
                **both("venous_skin", just([], but_not=["eczema"])),
            },
            also={**both("oedema_extent", "none"), **both("skin_integrity", "intact")},
        ),
    },
    "vasculitis_or_vasospasm": {
        "Burning feet, worse in heat and eased by cooling": {
            "burning_feet": True,
            "heat_cold_pattern": each("worse_heat_eased_by_cooling"),
        },
        "Purpura or livedo": {"purpura_or_livedo.left": True},
        "Worse in heat and eased by cooling": {
            "heat_cold_pattern": each("worse_heat_eased_by_cooling")
        },
        "Worse in the cold": {"heat_cold_pattern": each("worse_cold")},
        "Blue or mottled toes or foot": {
            "leg_colour.left": each("cyanosed", "mottled"),
            "pain_site.left": each(["forefoot_toes"], ["foot"]),
        },
        "Blue or mottled, with a pulse in the foot": with_(
            {
                "leg_colour.left": each("cyanosed", "mottled"),
                "pulse_pt.left": just("normal", but_not="reduced"),
            },
            also={"pulse_dp.left": "absent"},
        ),
        "Patchy loss of feeling, or of single nerves on both sides": {
            "sensory_distribution.left": "patchy"
        },
        "Purpura or livedo, with weakness or loss of feeling": {
            "purpura_or_livedo.left": True,
            "sensory_distribution.right": each("patchy", "single_nerve"),
        },
        "Smoker under 45 with an ischaemic foot": {
            "age_years": just(44, but_not=45),
            "smoking_status": each("current"),
            "pulse_dp.left": "absent",
            "pulse_pt.left": "absent",
        },
        "Connective tissue disease or vasculitis": {"connective_tissue_disease": True},
        "Blue or mottled on an anticoagulant": {
            "med_anticoagulant": True,
            "leg_colour.left": each("cyanosed", "mottled"),
        },
        "Burning feet with platelets above 450": {
            "burning_feet": True,
            "lab_platelets": just(451, but_not=450),
        },
        "Pulse lost in groin or knee, skin without purpura": {
            "pulse_femoral.left": each("absent", "reduced"),
            "purpura_or_livedo.left": just(False, but_not=True),
        },
        "Not affected by heat or cold": {"heat_cold_pattern": just("none", but_not="worse_cold")},
    },
    "cellulitis": {
        "Red skin that is warm or spreading": {"erythema.left": each("spreading")},
        "Red skin with fever": {**RED, "temp_c": just(38.0, but_not=37.9)},
        "Red skin with new pain": {**RED, "pain_onset": "acute_le14d"},
        "Redness of one leg only": {
            **RED,
            "erythema.right": just("none", but_not="localised"),
        },
        "Red skin around a break in the skin": {
            **RED,
            "skin_integrity.left": each("fissure", "blister", "ulcer"),
        },
        "At least two local signs of infection": {"local_infection_signs.left": just(2, but_not=1)},
        "New swelling of the red leg": {**RED, "swelling_onset.left": each("acute_lt2w")},
        "Red skin with raised white cells or C-reactive protein": {
            **RED,
            "lab_wbc": just(10, but_not=9.9),
        },
        "No redness of either leg": both("erythema", just("none", but_not="localised")),
        "Both legs red": both("erythema", each("localised", "spreading")),
        "Redness with a hot joint": {
            **RED,
            "joint_hot_swollen.left": each("single", "multiple"),
        },
        "Eczema or hardened skin of venous disease": {
            "venous_skin.left": each(["eczema"], ["lipodermatosclerosis"])
        },
        "Swollen for two weeks or longer": both("swelling_onset", each("chronic")),
        "Skin not warm": {**HARDLY_RED, "skin_temp.left": just("normal", but_not="warm")},
    },
    "necrotising_infection": {
        "Severe pain, skin or tissue signs of a spreading deep infection": {"crepitus.left": True},
        "Pain out of proportion": {"pain_out_of_proportion.left": True},
        "Bullae or skin necrosis": {"bullae_or_necrosis.left": True},
        "New pain with fever and signs of sepsis": {
            "pain_onset": "sudden",
            "fever_or_rigors": True,
            "anuria_18h": True,
        },
        "Spreading redness": {"erythema.left": each("spreading")},
        "Dusky skin with redness": {**RED, "leg_colour.left": each("mottled", "cyanosed")},
        "New pain with fever or a high early-warning score, and red or hot skin": {
            "pain_onset": "sudden",
            "fever_or_rigors": True,
            "skin_temp.left": each("hot"),
        },
        "Red or hot skin with fever or a high score, in diabetes, a weak immune system, injecting "
        "or on an NSAID": {
            "fever_or_rigors": True,
            "med_nsaid": True,
            "local_infection_signs.left": just(2, but_not=1),
        },
        "Pain of more than 14 days": TOO_OLD,
        "Well: no fever, early-warning score at most 2": with_(
            {
                "resp_rate": just(24, but_not=25),
                "fever_or_rigors": just(False, but_not=True),
            },
            also=NEWS2_OF_0_BUT_FOR_THE_BREATHING,
        ),
        "Pain in proportion": PAIN_IN_PROPORTION,
    },
    "compartment_syndrome": {
        "Signs of pressure in a compartment": {
            "compartment_tense.left": True,
            "passive_stretch_pain.left": True,
        },
        "Pain out of proportion": {"pain_out_of_proportion.left": True},
        "Pain on passive stretch": {"passive_stretch_pain.left": True},
        "Tense muscle compartment": {"compartment_tense.left": True},
        "Fracture, crush, tight cast or long pressure": {
            "trauma_recent": each(
                "fracture_or_crush", "tight_cast_or_dressing", "prolonged_compression"
            )
        },
        "Bleeding into the leg on an anticoagulant": {
            "med_anticoagulant": True,
            "bruising_or_haematoma.left": True,
        },
        "Soft compartments": both("compartment_tense", just(False, but_not=True)),
        "Passive stretch does not hurt": both("passive_stretch_pain", just(False, but_not=True)),
        "Pain in proportion": PAIN_IN_PROPORTION,
    },
    "systemic_oedema": {
        "Both legs swollen": SWOLLEN_ON_BOTH_SIDES,
        "Pitting of both legs": with_(
            both("oedema_pitting", True), also=both("oedema_extent", "below_knee")
        ),
        "Both legs swollen on a medicine that can cause it": {
            **SWOLLEN_ON_BOTH_SIDES,
            "med_dhp_ccb": True,
        },
        "Both legs swollen with heart, kidney or liver disease": {
            **SWOLLEN_ON_BOTH_SIDES,
            "cardiac_history": each(["heart_failure"]),
        },
        "Low albumin or raised NT-proBNP": {"lab_albumin": just(34, but_not=35)},
        "Both legs swollen with an underactive thyroid or sleep apnoea": {
            **SWOLLEN_ON_BOTH_SIDES,
            "thyroid_disease": each("hypo"),
        },
        "No swelling of either leg": NOT_SWOLLEN,
        "Swelling of one leg only": {
            "oedema_extent.left": "below_knee",
            "oedema_extent.right": just("none", but_not="below_knee"),
        },
        "Normal albumin and NT-proBNP": {
            "lab_albumin": just(35, but_not=34),
            "lab_nt_probnp": just(400, but_not=401),
        },
    },
    "lymphoedema_or_lipoedema": {
        "Positive Stemmer sign": {"stemmer_sign.left": True},
        "Lasting swelling that does not pit": with_(
            {
                "swelling_onset.left": each("chronic"),
                "oedema_pitting.left": just(False, but_not=True),
            },
            also={"oedema_extent.left": "below_knee"},
        ),
        "Swelling of both legs that does not pit": {
            **SWOLLEN_ON_BOTH_SIDES,
            **both("oedema_pitting", just(False, but_not=True)),
        },
        "Swollen leg with a body mass index of at least 30": {
            "height_cm": just(168, but_not=180),
            "weight_kg": just(85, but_not=84),
            "oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg"),
        },
        "Swelling of two weeks or longer": {"swelling_onset.left": each("chronic")},
        "Swollen leg after cancer": {
            "cancer_ever": True,
            "oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg"),
        },
        "Pitting swelling that goes down with the leg raised": with_(
            {"oedema_pitting.left": True, "relief_elevation.left": True},
            also={"oedema_extent.left": "below_knee"},
        ),
        "New swelling": {"swelling_onset.left": each("acute_lt2w")},
        "No swelling of either leg": NOT_SWOLLEN,
        "Negative Stemmer sign on both sides": both("stemmer_sign", just(False, but_not=True)),
    },
}
