"""Emergencies and what needs the same day, clause by clause: rows E01 to E18."""

from tests.cases.table import (
    Fires,
    Holds,
    Open,
    Quiet,
    Rises,
    Row,
    Table,
    amputated,
    each,
    just,
)

NEW = {"pain_onset": "acute_le14d"}
SUDDEN = {"pain_onset": just("sudden", but_not="acute_le14d")}
NO_FOOT_PULSE = {"pulse_dp.left": "absent", "pulse_pt.left": "absent"}
ONLY_LEFT = amputated("right")
# Each sign of an ischaemic leg, and what of the kind is none.
ISCHAEMIC: tuple[Row, ...] = (
    {"cold_foot_symptom.left": True},
    {"skin_temp.left": each("cool", "cold")},
    {"leg_colour.left": each("pale", "mottled", "cyanosed", "fixed_staining")},
    {"pulse_femoral.left": each("absent")},
    {"pulse_popliteal.left": each("absent")},
    {"pulse_dp.left": each("absent")},
    {"pulse_pt.left": each("absent")},
    {"cap_refill_s.left": just(5.1, but_not=5)},
)
NO_SIGNAL = {"doppler_arterial.left": "inaudible"}
BOTH_SILENT = {**NO_SIGNAL, "doppler_arterial.right": "inaudible"}
WEAK_BOTH = {"weakness_symptom.left": True, "weakness_symptom.right": True}
REST_PAIN = {"relief_dependency.left": True, "leg_colour.left": "dependent_rubor"}
FOUR_OF_FIVE = {"power_ankle_dorsiflexion.left": just(4, but_not=5)}
MUSCLES = (
    "power_hip_flexion",
    "power_knee_extension",
    "power_ankle_dorsiflexion",
    "power_great_toe_extension",
    "power_ankle_plantarflexion",
)
# NEWS2: five and seven points, all of them needed, none of them a sepsis criterion of its own.
FIVE = {
    "resp_rate": just(21, but_not=20),
    "spo2_pct": just(93, but_not=94),
    "sbp_resting": just(110, but_not=111),
}
SEVEN = {**FIVE, "heart_rate": just(111, but_not=110)}
FEVER_38 = {"temp_c": just(38.0, but_not=37.9)}
HOT_KNEE = {**NEW, "joint_hot_swollen.left": each("single"), "joint_location.left": ["knee"]}
ANY_PLACE = each(
    ["hip_groin"],
    ["buttock"],
    ["thigh"],
    ["thigh_anterior"],
    ["thigh_posterior"],
    ["thigh_lateral"],
    ["knee"],
    ["calf"],
    ["shin"],
    ["ankle"],
    ["foot"],
    ["heel"],
    ["forefoot_toes"],
    ["sole"],
    ["whole_leg"],
)
ROOT = each("l2_l3", "l4", "l5", "s1")

LIMB: Table = {
    "E01": (
        Fires(
            "no foot pulse",
            {
                "pain_onset": each("sudden", "acute_le14d"),
                "pulse_dp.left": each("absent"),
                "pulse_pt.left": each("absent"),
            },
        ),
        *(
            Fires(f"no signal, {' '.join(sign)}", {**NEW, **NO_SIGNAL, **sign})
            for sign in ISCHAEMIC
        ),
        Fires("no signal", {**NEW, **NO_SIGNAL, "pain_side": each("left", "both", "alternating")}),
        Fires("no signal, place", {**NEW, **NO_SIGNAL, "pain_site.left": ANY_PLACE}),
        Fires(
            "fourteen days",
            {"pain_duration_days": just(14, but_not=15), **NO_SIGNAL},
            also={"pain_site.left": ["calf"]},
        ),
        Fires("no signal, numb", {**NEW, **NO_SIGNAL, "numbness_symptom.left": True}),
        Fires("no signal, weak", {**NEW, **NO_SIGNAL, "weakness_symptom.left": True}),
        Fires(
            "felt cold, discoloured",
            {
                **NEW,
                "skin_temp.left": each("cool", "cold"),
                "leg_colour.left": each("pale", "mottled", "cyanosed", "fixed_staining"),
            },
            same_leg=True,
        ),
        *(
            Fires(
                f"reported cold, {pulse} gone",
                {**NEW, "cold_foot_symptom.left": True, f"{pulse}.left": each("absent")},
                same_leg=True,
            )
            for pulse in ("pulse_femoral", "pulse_popliteal", "pulse_dp", "pulse_pt")
        ),
        Fires(
            "cold, slow to refill",
            {**NEW, "skin_temp.left": "cold", "cap_refill_s.left": just(5.1, but_not=5)},
            same_leg=True,
        ),
        Fires(
            "sudden, feeling lost",
            {**SUDDEN, "acute_sensory_loss.left": each("toes_only", "beyond_toes", "profound")},
        ),
        Fires(
            "sudden, movement lost",
            {**SUDDEN, "acute_motor_loss.left": each("mild_moderate", "paralysis")},
        ),
        *(
            Fires(
                f"sudden, {' '.join(sign)}, numb",
                {**SUDDEN, **sign, "numbness_symptom.left": True},
                same_leg=True,
            )
            for sign in ISCHAEMIC
        ),
        Fires(
            "sudden, cold and weak",
            {**SUDDEN, "cold_foot_symptom.left": True, **FOUR_OF_FIVE},
            same_leg=True,
        ),
        Fires(
            "onset not asked, feeling lost, no signal",
            {"acute_sensory_loss.left": "toes_only", **NO_SIGNAL},
            same_leg=True,
        ),
        Fires(
            "onset not asked, feeling lost, no foot pulse",
            {"acute_sensory_loss.left": "toes_only", **NO_FOOT_PULSE},
            same_leg=True,
        ),
        Fires(
            "onset not asked, paralysed, cold and discoloured",
            {
                "acute_motor_loss.left": "paralysis",
                "skin_temp.left": "cold",
                "leg_colour.left": "mottled",
            },
            same_leg=True,
        ),
        Quiet("one foot pulse is missing from birth", {**NEW, "pulse_dp.left": "absent"}),
        Quiet("no pulse for years", {"pain_onset": "chronic_gt12w", **NO_FOOT_PULSE}),
        Open("cold and pulseless, onset not asked", {**NO_FOOT_PULSE, "skin_temp.left": "cold"}),
    ),
    "E02": (
        Fires(
            "feeling lost beyond the toes",
            {"acute_sensory_loss.left": each("beyond_toes", "profound"), **NO_SIGNAL},
            same_leg=True,
        ),
        Fires(
            "movement lost",
            {"acute_motor_loss.left": each("mild_moderate", "paralysis"), **NO_SIGNAL},
            same_leg=True,
        ),
        Quiet("nothing lost", {**NEW, **NO_SIGNAL, **NO_FOOT_PULSE}),
        Quiet(
            "feeling lost in the toes only",
            {**NEW, **NO_SIGNAL, **NO_FOOT_PULSE, "acute_sensory_loss.left": "toes_only"},
        ),
    ),
    "E03": (
        Fires(
            "no foot pulse on either side",
            {**NEW, **NO_FOOT_PULSE, "pulse_dp.right": "absent", "pulse_pt.right": "absent"},
        ),
        Fires(
            "no signal, pain on both sides",
            {**NEW, **BOTH_SILENT, "pain_side": each("both", "alternating")},
        ),
        Fires(
            "no signal, pain in both legs",
            {**NEW, **BOTH_SILENT, "pain_site.left": ANY_PLACE},
            also={"pain_site.right": ["calf"]},
        ),
        Fires(
            "no signal, feeling lost",
            {**BOTH_SILENT, "acute_sensory_loss.left": "toes_only"},
            also={"acute_motor_loss.right": "paralysis"},
        ),
        *(
            Fires(
                f"no signal, {' '.join(sign)}",
                {**NEW, **BOTH_SILENT, **sign},
                also={"pulse_femoral.right": "absent"},
            )
            for sign in ISCHAEMIC
        ),
        Fires("the only leg", {**NEW, **NO_SIGNAL, "pain_side": "left"}, also=ONLY_LEFT),
        Fires(
            "known aneurysm, severe sudden pain, back",
            {
                "aneurysm_known": each("aortic", "both"),
                "severe_pain_sudden": True,
                "back_pain": each("axial_only", "with_leg_radiation"),
            },
        ),
        Fires(
            "known aneurysm, sudden onset, low pressure",
            {
                "aneurysm_known": "aortic",
                "pain_onset": each("sudden"),
                "sbp_resting": just(99, but_not=100),
            },
        ),
        Quiet(
            "numb alone is no acute sign",
            {**NEW, **BOTH_SILENT, "numbness_symptom.left": True, "numbness_symptom.right": True},
        ),
        *(
            Quiet(
                f"numb, and {key} {value} is no acute sign",
                {
                    **NEW,
                    **BOTH_SILENT,
                    "numbness_symptom.left": True,
                    "pulse_femoral.right": "absent",
                    key: value,
                },
            )
            for key, values in (
                ("skin_temp.left", ("warm", "hot")),
                ("leg_colour.left", ("dependent_rubor",)),
                ("pulse_femoral.left", ("reduced", "bounding")),
                ("pulse_popliteal.left", ("reduced", "bounding")),
                ("pulse_dp.left", ("reduced", "bounding")),
                ("pulse_pt.left", ("reduced", "bounding")),
                ("cap_refill_s.left", (5,)),
            )
            for value in values
        ),
        Quiet("one leg", {**NEW, **NO_FOOT_PULSE}),
    ),
    "E06": (
        *(
            Fires(f"{one}, {other}", {f"{one}.left": True, f"{other}.left": True}, same_leg=True)
            for one, other in (
                ("pain_out_of_proportion", "passive_stretch_pain"),
                ("pain_out_of_proportion", "compartment_tense"),
                ("passive_stretch_pain", "compartment_tense"),
            )
        ),
        *(
            Fires(
                f"{sign} after injury",
                {
                    f"{sign}.left": True,
                    "trauma_recent": each(
                        "fracture_or_crush", "tight_cast_or_dressing", "prolonged_compression"
                    ),
                },
            )
            for sign in ("pain_out_of_proportion", "passive_stretch_pain", "compartment_tense")
        ),
    ),
    "E12": (
        Fires(
            "bleeding", {"varicose_bleeding.left": True}, also={"varicose_veins_visible.left": True}
        ),
    ),
    "E13": (
        Fires(
            "ulcer and fever",
            {
                "diabetes_type": each("type1", "type2", "other_type"),
                "ulcer_site.left": each("toe_forefoot", "heel", "other"),
                "fever_or_rigors": True,
            },
            also={"skin_integrity.left": "ulcer"},
        ),
        Fires(
            "ulcer, 38.0 °C",
            FEVER_38 | {"skin_integrity.left": "ulcer"},
            also={"diabetes_type": "type2", "ulcer_site.left": "heel"},
        ),
        Fires(
            "ulcer and artery disease",
            {"ulcer_site.left": each("toe_forefoot", "heel", "other"), "pulse_pt.left": "absent"},
            also={"diabetes_type": "type2", "skin_integrity.left": "ulcer"},
            same_leg=True,
        ),
        Fires(
            "ulcer and rest pain at 50",
            {
                "age_years": just(50, but_not=49),
                "worse_lying_flat": True,
                "pain_site.left": ["sole"],
                "worse_elevation.left": True,
                "ulcer_site.left": "heel",
            },
            also={"diabetes_type": "type2", "skin_integrity.left": "ulcer"},
            same_leg=True,
        ),
        Fires(
            "gangrene",
            {"diabetes_type": "type2", "skin_integrity.left": each("dry_gangrene", "wet_gangrene")},
        ),
        Fires(
            "probe to bone",
            {"diabetes_type": "type2", "probe_to_bone.left": True},
            also={"skin_integrity.left": "ulcer"},
        ),
        Fires(
            "spreading infection",
            {
                "diabetes_type": "type2",
                "local_infection_signs.left": just(2, but_not=1),
                "erythema.left": each("spreading"),
            },
            same_leg=True,
        ),
        Open(
            "diabetic ulcer, place not known",
            {"diabetes_type": "type2", "skin_integrity.left": "ulcer", "fever_or_rigors": True},
        ),
    ),
    "E16": (
        Fires("gangrene", {"skin_integrity.left": each("dry_gangrene", "wet_gangrene")}),
        Fires(
            "ulcer of the foot or outer ankle",
            {
                "ulcer_site.left": each("toe_forefoot", "heel", "lateral_malleolus", "other"),
                "buerger_positive.left": True,
            },
            also={"skin_integrity.left": "ulcer"},
            same_leg=True,
        ),
        Fires("ulcer with rest pain", {"skin_integrity.left": "ulcer", **REST_PAIN}),
        Fires("toe below 30", {"toe_sbp.left": just(29, but_not=30), **REST_PAIN}),
        Fires("oxygen below 30", {"tcpo2_mmhg.left": just(29, but_not=30), **REST_PAIN}),
        Fires(
            "ankle below 50",
            {"ankle_dp_sbp.left": just(49, but_not=50)},
            also={**REST_PAIN, "brachial_left_sbp": 100},
        ),
        Fires(
            "ABI below 0.40",
            {"ankle_dp_sbp.left": just(59, but_not=60)},
            also={**REST_PAIN, "brachial_left_sbp": 150},
        ),
        Fires("infected", {"local_infection_signs.left": just(2, but_not=1), **REST_PAIN}),
        Quiet("rest pain alone", REST_PAIN),
    ),
    "E17": tuple(
        Fires(
            title,
            {
                "oedema_extent.left": each("entire_leg"),
                "leg_colour.left": each("cyanosed", "mottled", "pale"),
                **threat,
            },
            same_leg=True,
        )
        for title, threat in (
            ("severe sudden pain", {"severe_pain_sudden": True}),
            ("pain of 7", {"pain_nrs_now": just(7, but_not=6)}),
            ("pain out of proportion", {"pain_out_of_proportion.left": True}),
            ("new swelling", {"swelling_onset.left": each("acute_lt2w")}),
        )
    ),
}

NERVE_AND_SPINE: Table = {
    "E04": (
        *(
            Fires(change, {change: True})
            for change in (
                "saddle_sensory_change",
                "bladder_change_new",
                "bowel_change_new",
                "sexual_dysfunction_new",
            )
        ),
        Fires(
            "both legs weak within weeks",
            {
                **WEAK_BOTH,
                "weakness_tempo": each("hours_to_4w"),
                "back_pain": each("axial_only", "with_leg_radiation"),
            },
        ),
        Fires(
            "both legs weak on examination, worsening",
            {
                "weakness_on_examination.left": True,
                "power_hip_flexion.right": just(4, but_not=5),
                "pain_course": each("worsening"),
                "back_pain": "axial_only",
            },
        ),
        *(
            Fires(
                f"root pain of both, {muscle} 3",
                {"bilateral_radicular_pain": True, f"{muscle}.left": just(3, but_not=4)},
            )
            for muscle in MUSCLES
        ),
        Fires(
            "root pain of both, new",
            {"bilateral_radicular_pain": True, "pain_onset": each("sudden", "acute_le14d")},
        ),
        Fires(
            "root pain of both, worsening",
            {"bilateral_radicular_pain": True, "pain_course": each("worsening")},
        ),
        Fires(
            "a root on each side, worsening",
            {
                "radicular_level.left": ROOT,
                "radicular_level.right": "s1",
                "pain_course": "worsening",
            },
            also={"back_pain": "with_leg_radiation"},
        ),
        Fires(
            "the only leg weak within weeks",
            {"weakness_symptom.left": True, "back_pain": "axial_only"},
            also={**ONLY_LEFT, "weakness_tempo": "hours_to_4w"},
        ),
        Fires(
            "a root of the only leg, worsening",
            {"radicular_level.left": ROOT, "pain_course": "worsening"},
            also={**ONLY_LEFT, "back_pain": "with_leg_radiation"},
        ),
        Fires(
            "residual urine of 200 mL",
            {
                "post_void_residual_ml": just(200, but_not=199),
                "back_pain": each("axial_only", "with_leg_radiation"),
            },
        ),
        Quiet(
            "one leg weak",
            {
                "weakness_symptom.left": True,
                "weakness_tempo": "hours_to_4w",
                "back_pain": "axial_only",
            },
        ),
    ),
    "E05": (
        Fires(
            "cancer once, extensor plantar",
            {"cancer_ever": True, "plantar_response.left": each("extensor")},
        ),
        Fires(
            "active cancer, brisk and weak",
            {"active_cancer": True, "reflex_knee.left": each("brisk"), **FOUR_OF_FIVE},
            same_leg=True,
        ),
        Fires("cancer, saddle", {"cancer_ever": True, "saddle_sensory_change": True}),
        Fires("cancer, both legs weak", {"cancer_ever": True, **WEAK_BOTH}),
        *(
            Fires(
                f"cancer, back pain, {next(iter(loss))}",
                {
                    "cancer_ever": True,
                    "back_pain": each("axial_only", "with_leg_radiation"),
                    **loss,
                },
            )
            for loss in (
                {"weakness_symptom.left": True},
                FOUR_OF_FIVE,
                {"numbness_symptom.left": True},
                {"sensory_loss_on_examination.left": True},
                {"sensory_distribution.left": each("hemibody", "dermatomal")},
                {"unsteady_or_falls": True},
            )
        ),
        Quiet(
            "cancer and unsteady without back pain",
            {"cancer_ever": True, "unsteady_or_falls": True},
        ),
    ),
    "E10": (
        Fires("both weak within weeks", {**WEAK_BOTH, "weakness_tempo": each("hours_to_4w")}),
        Fires(
            "both weak on examination",
            {"weakness_on_examination.right": True, "weakness_tempo": "hours_to_4w"},
            also={"weakness_symptom.left": True},
        ),
        Fires(
            "the only leg weak within weeks",
            {"weakness_symptom.left": True},
            also={**ONLY_LEFT, "weakness_tempo": "hours_to_4w"},
        ),
        Holds(
            "the only leg weak on examination within weeks",
            {
                **ONLY_LEFT,
                "weakness_on_examination.left": True,
                "weakness_tempo": "hours_to_4w",
            },
        ),
        *(
            Fires(
                f"the only leg weak, new, {reflex}",
                {"weakness_symptom.left": True, **NEW, f"{reflex}.left": each("absent")},
                also=ONLY_LEFT,
            )
            for reflex in ("reflex_ankle", "reflex_knee")
        ),
        Holds(
            "breathing, within weeks, legs not asked",
            {"breathing_or_bulbar_weakness": True, "weakness_tempo": "hours_to_4w"},
        ),
        Fires(
            "breathing, within weeks",
            {"breathing_or_bulbar_weakness": True},
            also={"weakness_symptom.left": True, "weakness_tempo": "hours_to_4w"},
        ),
        Fires(
            "breathing, leg weak",
            {"breathing_or_bulbar_weakness": True, "weakness_symptom.left": True},
        ),
        *(
            Fires(
                f"new, both weak, {next(iter(sign))}",
                {
                    "weakness_symptom.left": True,
                    "weakness_on_examination.right": True,
                    **NEW,
                    **sign,
                },
            )
            for sign in (
                {"reflex_ankle.left": each("absent"), "reflex_ankle.right": "absent"},
                {"reflex_knee.left": each("absent"), "reflex_knee.right": "absent"},
                {"upper_limb_neuro_symptoms": True},
            )
        ),
        # One weak leg is then enough for a stroke, so that the other one is not needed.
        Fires("new, both weak, face", {**NEW, "facial_weakness": True}, also=WEAK_BOTH),
        Fires("cord, new", {"plantar_response.left": each("extensor"), **NEW}),
        Fires(
            "cord, within weeks",
            {"plantar_response.left": "extensor", "weakness_tempo": each("hours_to_4w")},
            also={"weakness_symptom.left": True},
        ),
        Fires("stroke, face", {"weakness_symptom.left": True, **NEW, "facial_weakness": True}),
        Fires(
            "stroke, one side of the body",
            {
                "weakness_on_examination.left": True,
                **NEW,
                "sensory_distribution.left": each("hemibody"),
            },
        ),
        Quiet(
            "one leg weak within weeks",
            {"weakness_symptom.left": True, "weakness_tempo": "hours_to_4w"},
        ),
        Quiet(
            "old weakness of both with absent reflexes",
            {**WEAK_BOTH, "reflex_ankle.left": "absent", "reflex_ankle.right": "absent"},
        ),
    ),
    "E10.cord": (
        Fires("cord, new", {"plantar_response.left": "extensor", **NEW}),
        Fires(
            "brisk and weak, new",
            {"reflex_knee.left": "brisk", **FOUR_OF_FIVE, **NEW},
            same_leg=True,
        ),
        Quiet(
            "rapid weakness without a sign of the cord",
            {**WEAK_BOTH, "weakness_tempo": "hours_to_4w"},
        ),
    ),
    "E15": (Fires("at 50", {"gca_symptoms": True, "age_years": just(50, but_not=49)}),),
}

INFECTION: Table = {
    "E07": (
        Fires("crepitus", {"crepitus.left": True}),
        Fires("pain and fever", {"pain_out_of_proportion.left": True, "fever_or_rigors": True}),
        Fires("pain and 38.0 °C", {"pain_out_of_proportion.left": True, **FEVER_38}),
        Fires("pain and NEWS2 of 5", {"pain_out_of_proportion.left": True, **FIVE}),
        Fires(
            "pain and 90 mmHg",
            {"pain_out_of_proportion.left": True, "sbp_resting": just(90, but_not=91)},
        ),
        Fires(
            "pain, red, worsening",
            {
                "pain_out_of_proportion.left": True,
                "erythema.left": each("localised", "spreading"),
                "pain_course": each("worsening"),
            },
            same_leg=True,
        ),
        # Fever with pain out of proportion is enough, whatever the colour.
        Fires(
            "pain, red, fever",
            {"pain_out_of_proportion.left": True, "fever_or_rigors": True},
            also={"erythema.left": "spreading"},
        ),
        Fires(
            "bullae, red",
            {"bullae_or_necrosis.left": True, "erythema.left": each("localised", "spreading")},
            same_leg=True,
        ),
        Fires("bullae, fever", {"bullae_or_necrosis.left": True, "fever_or_rigors": True}),
        Fires("bullae, NEWS2 of 5", {"bullae_or_necrosis.left": True, **FIVE}),
        Fires(
            "bullae, pain",
            {"bullae_or_necrosis.left": True, "pain_out_of_proportion.left": True},
            same_leg=True,
        ),
    ),
    "E08": (
        Fires("fever and NEWS2 of 7", {"fever_or_rigors": True, **SEVEN}),
        *(
            Fires(f"fever and {next(iter(sign))}", {"fever_or_rigors": True, **sign})
            for sign in (
                {"consciousness": each("new_confusion_c", "voice", "pain_only", "unresponsive")},
                {"resp_rate": just(25, but_not=24)},
                {"heart_rate": just(131, but_not=130)},
                {"sbp_resting": just(90, but_not=91)},
                {"anuria_18h": True},
                {
                    "leg_colour.left": each("mottled", "cyanosed"),
                    "leg_colour.right": each("mottled", "cyanosed"),
                },
            )
        ),
        Fires(
            "fever and the only leg mottled",
            {"fever_or_rigors": True, "leg_colour.left": each("mottled", "cyanosed")},
            also=ONLY_LEFT,
        ),
        *(
            Fires(
                f"confused and {title}",
                {"consciousness": "new_confusion_c", **infection},
                also=also,
            )
            for title, infection, also in (
                ("38.0 °C", FEVER_38, {}),
                (
                    "warm red skin",
                    {"erythema.left": "localised", "skin_temp.left": each("warm", "hot")},
                    {},
                ),
                ("spreading red skin", {"erythema.left": each("spreading")}, {}),
                ("red skin and fever", {"fever_or_rigors": True}, {"erythema.left": "localised"}),
                ("crepitus", {"crepitus.left": True}, {}),
                ("two signs at a wound", {"local_infection_signs.left": just(2, but_not=1)}, {}),
                ("wet gangrene", {"skin_integrity.left": each("wet_gangrene")}, {}),
                ("a hot knee", HOT_KNEE, {}),
            )
        ),
        Quiet(
            "one mottled foot is ischaemia", {"fever_or_rigors": True, "leg_colour.left": "mottled"}
        ),
        Quiet("confused without infection", {"consciousness": "new_confusion_c"}),
    ),
    "E09": tuple(
        Fires(title, {"pe_symptoms": True, **risk})
        for title, risk in (
            ("thrombosis suspected", {"deep_vein_tenderness.left": True}),
            ("embolism before", {"previous_vte": True}),
            ("cancer", {"active_cancer": True}),
            ("saturation of 94", {"spo2_pct": just(94, but_not=95)}),
            ("pulse of 101", {"heart_rate": just(101, but_not=100)}),
            ("surgery", {"bedridden_or_surgery": True}),
            ("plaster", {"paralysis_or_plaster": True}),
            ("thrombosis before", {"previous_dvt": True}),
            ("family", {"thrombophilia_or_fh": True}),
            ("oestrogen", {"med_oestrogen": True}),
            ("pregnancy", {"pregnancy_status": each("pregnant", "postpartum_6w")}),
            (
                "one leg swollen",
                {
                    "oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg"),
                    "oedema_extent.right": each("none"),
                },
            ),
        )
    ),
    "E11": (
        Fires(
            "not a toe",
            {
                "pain_onset": each("sudden", "acute_le14d"),
                "joint_hot_swollen.left": each("single"),
                "joint_location.left": each(["midfoot"], ["ankle"], ["knee"], ["hip"], ["other"]),
            },
        ),
        *(
            Fires(
                f"a toe, {next(iter(risk))}",
                {"joint_hot_swollen.left": "single", **risk},
                also={"joint_location.left": ["first_mtp"]},
            )
            for risk in (
                {"fever_or_rigors": True},
                FEVER_38,
                {"joint_prosthesis.left": True},
                {"immunosuppressed": True},
                {"injecting_drug_use": True},
            )
        ),
        Quiet(
            "the big toe alone is gout",
            {**NEW, "joint_hot_swollen.left": "single", "joint_location.left": ["first_mtp"]},
        ),
        Quiet(
            "prosthesis of the other leg",
            {
                **NEW,
                "joint_hot_swollen.left": "single",
                "joint_location.left": ["first_mtp"],
                "joint_prosthesis.right": True,
            },
        ),
        Open("place not known", {**NEW, "joint_hot_swollen.left": "single"}),
    ),
    "E11.emergency": (
        *(
            Fires(title, {"joint_hot_swollen.left": each("single"), **sign})
            for title, sign in (("fever", {"fever_or_rigors": True}), ("38.0 °C", FEVER_38))
        ),
        Fires("NEWS2 of 5", {**HOT_KNEE, **FIVE}),
    ),
    "E14": (
        Fires("CK 5000", {"lab_ck": just(5000, but_not=4999)}),
        Fires("potassium high", {"lab_potassium": just(6.5, but_not=6.4)}),
        Fires("potassium low", {"lab_potassium": just(2.5, but_not=2.6)}),
        Fires("sodium low", {"lab_sodium": just(120, but_not=121)}),
        Fires("sodium high", {"lab_sodium": just(160, but_not=159)}),
        Fires("calcium low", {"lab_calcium_adj": just(1.8, but_not=1.81)}),
        Fires("calcium high", {"lab_calcium_adj": just(3.5, but_not=3.49)}),
        Fires("magnesium low", {"lab_magnesium": just(0.4, but_not=0.41)}),
        *(
            Fires(f"dark urine, {next(iter(cause))}", {"dark_urine": True, **cause})
            for cause in (
                {"med_statin": True},
                {"trauma_recent": each("fracture_or_crush", "prolonged_compression")},
                {"overuse_recent": True},
                {"weakness_symptom.left": True},
                {"weakness_on_examination.left": True},
                {"calf_or_muscle_tenderness.left": True},
            )
        ),
    ),
    "E18": (
        Fires(
            "fever",
            {"back_pain": each("axial_only", "with_leg_radiation"), "fever_or_rigors": True},
        ),
        Fires("38.0 °C", {"back_pain": "axial_only", **FEVER_38}),
        Fires("injecting drugs", {"back_pain": "axial_only", "injecting_drug_use": True}),
        *(
            Fires(f"{pain}, {next(iter(risk))}", {"back_pain": "axial_only", pain: True, **risk})
            for pain in ("spine_midline_tenderness", "night_pain_unrelenting")
            for risk in (
                {"immunosuppressed": True},
                {"diabetes_type": each("type1", "type2", "other_type")},
                {"dialysis": True},
                {"recent_infection_6w": True},
                {"night_sweats": True},
            )
        ),
        *(
            Fires(f"{next(iter(hip))}, {next(iter(sign))}", {**hip, **sign})
            for hip in ({"pain_site.left": each(["hip_groin"])}, {"hip_rotation_pain.left": True})
            for sign in ({"fever_or_rigors": True}, {"injecting_drug_use": True})
        ),
        Quiet("night pain alone", {"back_pain": "axial_only", "night_pain_unrelenting": True}),
    ),
}

RAISES = (
    *(
        Rises(
            "E11",
            "emergency",
            {**NEW, "joint_hot_swollen.left": "single", "joint_location.left": ["knee"]},
            sign,
        )
        for sign in ({"fever_or_rigors": True}, FEVER_38, FIVE)
    ),
    *(
        Rises(
            "E13",
            "emergency",
            {"diabetes_type": "type2", "skin_integrity.left": "ulcer", "probe_to_bone.left": True},
            sign,
        )
        for sign in ({"fever_or_rigors": True}, FEVER_38, FIVE)
    ),
    Rises(
        "E13",
        "emergency",
        {"diabetes_type": "type2", "local_infection_signs.left": 2, "erythema.left": "spreading"},
        {"skin_integrity.left": each("wet_gangrene")},
    ),
    Rises("E14", "emergency", {"lab_ck": 5000}, {"lab_potassium": just(6.5, but_not=6.4)}),
    Rises("E14", "emergency", {"lab_ck": 5000}, {"lab_potassium": just(2.5, but_not=2.6)}),
    *(
        Rises(
            "E16",
            "emergency",
            {**REST_PAIN, "toe_sbp.left": 20},
            {"skin_integrity.left": each("wet_gangrene"), **sign},
        )
        for sign in ({"fever_or_rigors": True}, FIVE)
    ),
    *(
        Rises("E18", "emergency", {"back_pain": "axial_only", "injecting_drug_use": True}, sign)
        for sign in (
            {"bladder_change_new": True},
            {"weakness_on_examination.left": True},
            FOUR_OF_FIVE,
            FIVE,
        )
    ),
)

CASES: Table = {**LIMB, **NERVE_AND_SPINE, **INFECTION}
