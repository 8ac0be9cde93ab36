"""Emergencies of a limb and its vessels, clause by clause."""

from intake.findings.pain import pain_site
from tests.cases.red_flags_infection import FEVER_38, FIVE
from tests.cases.table import Fires, Open, Quiet, Rises, Row, Table, amputated, each, just

NEW = {"pain_onset": "acute_le14d"}
SUDDEN = {"pain_onset": just("sudden", but_not="acute_le14d")}
SUDDEN_NUMB = {"pain_onset": "sudden", "numbness_symptom.left": True}
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
REST_PAIN = {"relief_dependency.left": True, "leg_colour.left": "dependent_rubor"}
FOUR_OF_FIVE = {"power_ankle_dorsiflexion.left": just(4, but_not=5)}
ANY_PLACE = each(*([place] for place in pain_site.options))

CASES: Table = {
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
        *(
            Fires(
                f"{' '.join(sign)}, ankle below 50",
                {**NEW, **sign, "ankle_dp_sbp.left": just(49, but_not=50)},
                also={"brachial_left_sbp": 100},
                same_leg=True,
            )
            for sign in ISCHAEMIC
        ),
        Quiet(
            "a low pressure alone, sudden and numb",
            {**SUDDEN_NUMB, "ankle_dp_sbp.left": 40},
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
        Fires(
            "onset not asked, feeling lost, reported cold and discoloured",
            {
                "acute_sensory_loss.left": "toes_only",
                "cold_foot_symptom.left": True,
                "leg_colour.left": "pale",
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
        Quiet(
            "ulcer above the inner ankle without a foot pulse",
            {
                "skin_integrity.left": "ulcer",
                "ulcer_site.left": "medial_gaiter",
                **NO_FOOT_PULSE,
            },
        ),
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

RAISES = (
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
    *(
        Rises(
            "E16",
            "emergency",
            {**REST_PAIN, "toe_sbp.left": 20},
            {"skin_integrity.left": each("wet_gangrene"), **sign},
        )
        for sign in ({"fever_or_rigors": True}, FIVE)
    ),
)
