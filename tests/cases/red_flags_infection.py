"""Emergencies of infection, inflammation and blood results, clause by clause."""

from tests.cases.table import Fires, Open, Quiet, Rises, Table, amputated, each, just

NEW = {"pain_onset": "acute_le14d"}
ONLY_LEFT = amputated("right")
FOUR_OF_FIVE = {"power_ankle_dorsiflexion.left": just(4, but_not=5)}
# NEWS2: five and seven points, all of them needed, none of them a sepsis criterion of its own.
FIVE = {
    "resp_rate": just(21, but_not=20),
    "spo2_pct": just(93, but_not=94),
    "sbp_resting": just(110, but_not=111),
}
SEVEN = {**FIVE, "heart_rate": just(111, but_not=110)}
FEVER_38 = {"temp_c": just(38.0, but_not=37.9)}
FEVER = {"fever_or_rigors": True}
INJECTING = {"injecting_drug_use": True}
ULCER = {"skin_integrity.left": "ulcer"}
FOOT_ULCER = {"ulcer_site.left": each("toe_forefoot", "heel", "other")}
DIABETES = {"diabetes_type": each("type1", "type2", "other_type")}
HOT_KNEE = {**NEW, "joint_hot_swollen.left": each("single"), "joint_location.left": ["knee"]}

CASES: Table = {
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
        *(
            Fires(
                f"several joints, {next(iter(risk))}",
                {"joint_hot_swollen.left": just("multiple", but_not="none"), **risk},
            )
            for risk in (FEVER, FEVER_38, INJECTING)
        ),
        *(
            Fires(f"fluid in the knee, {next(iter(fever))}", {"knee_effusion.left": True, **fever})
            for fever in (FEVER, FEVER_38)
        ),
        Fires(
            "a painful artificial joint, fever",
            {
                "joint_prosthesis.left": True,
                "pain_site.left": each(["knee"], ["hip_groin"]),
                **FEVER,
            },
            same_leg=True,
        ),
        Quiet(
            "several joints, immunosuppressed: arthritis on its treatment",
            {**NEW, "joint_hot_swollen.left": "multiple", "immunosuppressed": True},
        ),
        Quiet("fluid in the knee", {**NEW, "knee_effusion.left": True}),
        Quiet(
            "a painful artificial joint",
            {"joint_prosthesis.left": True, "pain_site.left": ["knee"]},
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
            Fires(title, {"joint_hot_swollen.left": just("single", but_not="none"), **sign})
            for title, sign in (("fever", {"fever_or_rigors": True}), ("38.0 °C", FEVER_38))
        ),
        Fires("NEWS2 of 5", {**HOT_KNEE, **FIVE}),
    ),
    "E13.unwell": (
        *(
            Fires(f"ulcer, {next(iter(sign))}", {**DIABETES, **FOOT_ULCER, **sign}, also=ULCER)
            for sign in (FEVER, FEVER_38, FIVE)
        ),
        Fires("bone felt", {**DIABETES, "probe_to_bone.left": True, **FEVER}, also=ULCER),
        Fires(
            "spreading",
            {
                **DIABETES,
                "local_infection_signs.left": just(2, but_not=1),
                "erythema.left": each("spreading"),
                **FEVER,
            },
            same_leg=True,
        ),
        Quiet("an ulcer, well", {"diabetes_type": "type2", "ulcer_site.left": "heel", **ULCER}),
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
    "E15": (Fires("at 50", {"gca_symptoms": True, "age_years": just(50, but_not=49)}),),
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
    "E18.limb": (
        *(
            Fires(f"{next(iter(place))}, {next(iter(sign))}", {**place, **sign})
            for place in (
                {"bone_tenderness_focal.left": True},
                {"soft_tissue_mass.left": each("enlarging_or_deep")},
            )
            for sign in (FEVER, FEVER_38, INJECTING)
        ),
        *(
            Fires(
                f"sore muscle, fever, {next(iter(risk))}",
                {"calf_or_muscle_tenderness.left": True, **FEVER, **risk},
            )
            for risk in ({"immunosuppressed": True}, INJECTING, DIABETES)
        ),
        Quiet("sore muscles in a fever", {"calf_or_muscle_tenderness.left": True, **FEVER}),
        Quiet("sore muscle, injecting", {"calf_or_muscle_tenderness.left": True, **INJECTING}),
        Quiet("a tender shin", {"bone_tenderness_focal.left": True}),
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
    Rises("E18.limb", "emergency", {"bone_tenderness_focal.left": True, **INJECTING}, FIVE),
    Rises("E14", "emergency", {"lab_ck": 5000}, {"lab_potassium": just(6.5, but_not=6.4)}),
    Rises("E14", "emergency", {"lab_ck": 5000}, {"lab_potassium": just(2.5, but_not=2.6)}),
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
