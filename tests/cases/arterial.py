"""Arteries, clause by clause: tests, vascular surgery, and what not to do to such a leg."""

from tests.cases.table import (
    Fires,
    Open,
    Quiet,
    Rises,
    Rows,
    Table,
    each,
    just,
)

ARM = {"brachial_left_sbp": 100}  # an ankle pressure then reads as an ABI in hundredths
STIFF = {**ARM, "ankle_dp_sbp.left": 150}
TBI_70 = {"toe_sbp.left": just(70, but_not=71)}
CRIPPLED = {"activity_limitation": "severe", "self_care_failed": True}
ABI_90 = {"ankle_dp_sbp.left": just(90, but_not=91)}
DIABETES = each("type1", "type2", "other_type")
PAIN_IN_FOOT = each(["forefoot_toes"], ["sole"], ["heel"], ["foot"], ["whole_leg"])
POSITIONS = ("worse_lying_flat", "worse_elevation.left", "relief_dependency.left")
LYING_AND_RAISED = {"worse_lying_flat": True, "worse_elevation.left": True}
RUBOR = {"leg_colour.left": each("dependent_rubor")}
REST_PAIN = {"relief_dependency.left": True, **RUBOR}
NO_FOOT_PULSE = {"pulse_dp.left": each("absent"), "pulse_pt.left": each("absent")}
AT_REST = {"pain_at_rest": True}
SITE = {"pain_site.left": PAIN_IN_FOOT}
# A known aneurysm of the aorta that may have ruptured.
RUPTURE = {
    "aneurysm_known": each("aortic", "both"),
    "severe_pain_sudden": True,
    "sbp_resting": just(99, but_not=100),
}
NO_PULSE = {"pulse_dp.left": "absent", "pulse_pt.left": "absent"}
GANGRENE = {"skin_integrity.left": each("dry_gangrene", "wet_gangrene")}
ACUTE = {"pain_onset": "acute_le14d", **NO_FOOT_PULSE}
ULCER = {"skin_integrity.left": "ulcer"}
SWOLLEN = each("foot_ankle", "below_knee")
# Known not to be rest pain or tissue loss.
NO_REST_PAIN = {
    "worse_lying_flat": False,
    "relief_dependency.left": False,
    "relief_dependency.right": False,
    "pain_at_rest": False,
    "skin_integrity.left": "intact",
    "skin_integrity.right": "intact",
}

# What is evidence of arterial disease on a leg.
PAD_EVIDENCE: Rows = (
    Fires("known", {"known_pad": True}),
    Fires("femoral pulse", {"pulse_femoral.left": each("absent", "reduced")}),
    Fires("popliteal pulse", {"pulse_popliteal.left": each("absent")}),
    Fires("posterior tibial pulse", {"pulse_pt.left": each("absent")}),
    Fires("both foot pulses", {"pulse_pt.left": "absent"}, also={"pulse_dp.left": "absent"}),
    Fires("bruit", {"femoral_bruit.left": True}),
    Fires("ABI 0.90", ABI_90, also=ARM),
    Fires("ABI above 1.40", {"ankle_dp_sbp.left": just(141, but_not=140)}, also=ARM),
    Fires("TBI 0.70", {"toe_sbp.left": just(70, but_not=71)}, also=ARM),
    Fires("Buerger", {"buerger_positive.left": True}),
    Fires("dependent rubor", RUBOR),
    Fires("waveform", {"ankle_waveform.left": each("monophasic", "absent")}),
    Fires("revascularised", {"prior_leg_revascularisation.left": True}),
    Quiet("the dorsalis pedis alone", {"pulse_dp.left": "absent"}),
)
# What is suspected chronic limb-threatening ischaemia.
CLTI: Rows = (
    Fires("gangrene", GANGRENE),
    Fires("hanging down eases, rubor", REST_PAIN, same_leg=True),
    Fires(
        "hanging down eases, no pulse",
        {"relief_dependency.left": True, **NO_FOOT_PULSE},
        same_leg=True,
    ),
    Fires("at rest in the foot, rubor", {**AT_REST, **SITE, **RUBOR}, same_leg=True),
    Fires("at rest in the foot, no pulse", {**AT_REST, **SITE, **NO_FOOT_PULSE}, same_leg=True),
    Fires(
        "at rest in the foot, Buerger",
        {**AT_REST, **SITE, "buerger_positive.left": True},
        same_leg=True,
    ),
    Fires(
        "at rest in the foot, toe below 30",
        {**AT_REST, **SITE, "toe_sbp.left": just(29, but_not=30)},
    ),
    Fires(
        "at rest in the leg, toe below 30",
        {
            **AT_REST,
            "pain_side": each("left", "both", "alternating"),
            "toe_sbp.left": just(29, but_not=30),
        },
    ),
    Fires(
        "foot pain and two positions, oxygen below 30",
        {"pain_site.left": ["sole"], **LYING_AND_RAISED, "tcpo2_mmhg.left": just(29, but_not=30)},
        same_leg=True,
    ),
    Quiet("at rest in the foot, good artery", {**AT_REST, "pain_site.left": ["sole"]}),
    Quiet("no pulse, at rest in the knee", {**AT_REST, "pain_site.left": ["knee"], **NO_PULSE}),
    *(
        Fires(
            f"foot pain, {one}, {other}",
            {
                "pain_site.left": PAIN_IN_FOOT,
                one: True,
                other: True,
                "age_years": just(65, but_not=64),
            },
        )
        for place, one in enumerate(POSITIONS)
        for other in POSITIONS[place + 1 :]
    ),
    Fires("rubor, lying, raised", {**RUBOR, **LYING_AND_RAISED}),
    *(
        Fires(
            f"foot pain, {' '.join(risk)}",
            {"worse_lying_flat": True, "worse_elevation.left": True, **risk},
            also={"pain_site.left": ["sole"], **also},
        )
        for risk, also in (
            ({"buerger_positive.left": True}, {}),
            ({"age_years": just(50, but_not=49)}, {"diabetes_type": "type2"}),
            ({"diabetes_type": DIABETES}, {"age_years": 50}),
            ({"smoking_status": each("former", "current")}, {"age_years": 50}),
            ({"ckd_known": True}, {"age_years": 50}),
            ({"cold_foot_symptom.left": True}, {}),
            ({"skin_temp.left": each("cool", "cold")}, {}),
            ({"cap_refill_s.left": just(5.1, but_not=5)}, {}),
        )
    ),
    Fires(
        "ulcer by its place",
        {
            "ulcer_site.left": each("toe_forefoot", "heel", "lateral_malleolus", "other"),
            "buerger_positive.left": True,
        },
        also=ULCER,
        same_leg=True,
    ),
    Fires("ulcer, no foot pulse", {**ULCER, **NO_FOOT_PULSE}, same_leg=True),
    Fires("ulcer, ABI 0.90", {**ULCER, **ABI_90}, also=ARM),
    Fires(
        "ulcer, revascularised", {**ULCER, "prior_leg_revascularisation.left": True}, same_leg=True
    ),
    Quiet(
        "foot pain and one position, at 80",
        {"age_years": 80, "pain_site.left": ["sole"], "worse_lying_flat": True},
    ),
    Quiet(
        "calf pain and two positions, at 80",
        {"age_years": 80, "pain_site.left": ["calf"], **LYING_AND_RAISED},
    ),
    Quiet("a toe ulcer without artery disease", {**ULCER, "ulcer_site.left": "toe_forefoot"}),
)

CASES: Table = {
    "T01": (
        Fires("pain on walking", {"exertional_pattern": each("vascular_type", "mixed")}),
        Fires("artery disease", {"buerger_positive.left": True}),
        Fires("rest pain", {"pain_site.left": ["sole"], **LYING_AND_RAISED}, same_leg=True),
        Fires(
            "tissue loss", {"skin_integrity.left": each("ulcer", "dry_gangrene", "wet_gangrene")}
        ),
        Fires(
            "cold and slow to refill",
            {"cold_foot_symptom.left": True, "cap_refill_s.left": just(5.1, but_not=5)},
            same_leg=True,
        ),
        Fires(
            "diabetes, no feeling at one site",
            {"diabetes_type": DIABETES, "monofilament_sites_felt_of_3.left": just(2, but_not=3)},
        ),
        Fires("diabetes, worsening", {"diabetes_type": DIABETES, "pain_course": each("worsening")}),
        Fires("varicose veins", {"varicose_veins_visible.left": True}),
        Fires("vein cord", {"superficial_vein_cord.left": True}),
        Fires("ulcer of the gaiter", ULCER, also={"ulcer_site.left": "medial_gaiter"}),
        Fires(
            "skin of venous disease",
            {
                "venous_skin.left": each(
                    ["pigmentation"],
                    ["eczema"],
                    ["lipodermatosclerosis"],
                    ["atrophie_blanche"],
                    ["corona_phlebectatica"],
                    ["healed_venous_ulcer"],
                )
            },
        ),
        Fires(
            "chronic swelling",
            {"oedema_extent.left": SWOLLEN, "swelling_onset.left": each("chronic")},
            same_leg=True,
        ),
        Fires("swelling at 50", {"oedema_extent.left": SWOLLEN, "age_years": just(50, but_not=49)}),
        Fires("swelling, worse standing", {"oedema_extent.left": SWOLLEN, "worse_standing": True}),
        Fires("swelling in the evening", {"oedema_extent.left": SWOLLEN, "worse_end_of_day": True}),
        # Raising is one of two halves of the venous pattern, which swelling fulfils by itself.
        Fires(
            "swelling, worse standing, eased by raising",
            {"oedema_extent.left": SWOLLEN, "worse_standing": True},
            also={"relief_elevation.left": True},
        ),
        Fires(
            "varicose veins, eased by raising",
            {"varicose_veins_visible.left": True},
            also={"relief_elevation.left": True, "oedema_extent.left": "foot_ankle"},
        ),
        Quiet(
            "new swelling at 40",
            {"oedema_extent.left": "below_knee", "swelling_onset.left": "acute_lt2w"},
        ),
    ),
    "T01.risk": (
        Fires("age 65", {"age_years": just(65, but_not=64)}),
        *(
            Fires(f"age 50, {' '.join(risk)}", {"age_years": just(50, but_not=49), **risk})
            for risk in (
                {"diabetes_type": DIABETES},
                {"smoking_status": each("former", "current")},
                {"hypertension": True},
                {"hyperlipidaemia": True},
                {"ckd_known": True},
            )
        ),
        *(
            Fires(
                f"diabetes under 50, {' '.join(risk)}",
                {"diabetes_type": DIABETES, **risk},
                also={"age_years": 49},
            )
            for risk in (
                {"smoking_status": each("current")},
                {"hypertension": True},
                {"hyperlipidaemia": True},
            )
        ),
        Fires("stroke", {"stroke_tia": True}),
        Fires("heart", {"cardiac_history": each(["ischaemic"])}),
        Fires("aneurysm", {"aneurysm_known": each("aortic", "popliteal", "both")}),
        Quiet("diabetes alone under 50", {"age_years": 49, "diabetes_type": "type2"}),
        Quiet("heart failure alone", {"age_years": 49, "cardiac_history": ["heart_failure"]}),
    ),
    "T02": (
        Fires("ABI above 1.40", {"ankle_dp_sbp.left": just(141, but_not=140)}, also=ARM),
        Fires("artery not occludable", {"ankle_not_occludable.left": True}),
        Fires("suspected ischaemia", REST_PAIN),
        *(
            Fires(
                f"{' '.join(risk)}, weak pulse",
                {**risk, "pulse_femoral.left": each("absent", "reduced")},
                also={**ARM, "ankle_dp_sbp.left": 108},
            )
            for risk in (
                {"diabetes_type": DIABETES},
                {"ckd_known": True},
                {"dialysis": True},
                {"age_years": just(75, but_not=74)},
            )
        ),
        Fires(
            "borderline, weak pulse",
            {"ankle_dp_sbp.left": just(91, but_not=90), "pulse_femoral.left": "reduced"},
            also={**ARM, "dialysis": True},
        ),
        Fires(
            "normal, rest pain",
            {"pain_site.left": ["sole"], **LYING_AND_RAISED},
            also={**ARM, "ankle_dp_sbp.left": 100, "dialysis": True},
        ),
        Fires(
            "normal, ulcer",
            {"skin_integrity.left": "ulcer", "dialysis": True},
            also={**ARM, "ankle_dp_sbp.left": 140},
        ),
    ),
    "T03": (
        Fires(
            "borderline",
            {
                "exertional_pattern": each("vascular_type", "mixed"),
                "ankle_dp_sbp.left": just(91, but_not=90),
            },
            also={**ARM, "ankle_dp_sbp.right": 90, **NO_REST_PAIN},
        ),
        Fires(
            "normal",
            {"exertional_pattern": "vascular_type", "ankle_dp_sbp.left": just(140, but_not=141)},
            also={**ARM, "ankle_dp_sbp.right": 141, **NO_REST_PAIN},
        ),
        Quiet(
            "pain on walking, stiff artery",
            {"exertional_pattern": "mixed", "ankle_dp_sbp.left": 141, "ankle_dp_sbp.right": 141},
        ),
    ),
    "T04": (
        Fires("suspected ischaemia", REST_PAIN),
        Fires("ABI 0.90", {**ABI_90, "activity_limitation": each("moderate", "severe")}, also=ARM),
        Fires(
            "TBI 0.70",
            {
                "toe_sbp.left": just(70, but_not=71),
                "activity_limitation": each("moderate", "severe"),
            },
            also=ARM,
        ),
        Quiet("a stiff artery", {"ankle_dp_sbp.left": 141, "activity_limitation": "severe"}),
    ),
    "T05": (
        Fires("suspected ischaemia", REST_PAIN),
        Fires("acute ischaemia", ACUTE),
        Fires(
            "claudication",
            {**ABI_90, "activity_limitation": each("severe"), "self_care_failed": True},
            also=ARM,
        ),
        Fires("claudication, stiff ankle", {**TBI_70, **CRIPPLED}, also=STIFF),
        Fires("an aneurysm may have ruptured", RUPTURE),
        Quiet(
            "a stiff artery",
            {"ankle_dp_sbp.left": 141, "activity_limitation": "severe", "self_care_failed": True},
        ),
    ),
    "T06": (Fires("suspected ischaemia", REST_PAIN),),
    "R01": CLTI,
    "R02": (
        Fires(
            "claudication",
            {
                "exertional_pattern": each("vascular_type"),
                **ABI_90,
                "activity_limitation": each("moderate", "severe"),
                "self_care_failed": True,
            },
            also=ARM,
        ),
        Fires(
            "claudication, stiff ankle",
            {**TBI_70, "exertional_pattern": "vascular_type"},
            also={**STIFF, **CRIPPLED},
        ),
        Quiet(
            "a stiff artery",
            {
                "exertional_pattern": "vascular_type",
                "ankle_dp_sbp.left": 141,
                "activity_limitation": "severe",
                "self_care_failed": True,
            },
        ),
    ),
    "R05.emboli": (
        Fires(
            "blue toes at 50",
            {
                "pain_onset": each("sudden", "acute_le14d"),
                "pain_site.left": each(["forefoot_toes"], ["sole"], ["heel"], ["foot"]),
                "leg_colour.left": each("cyanosed", "mottled"),
                "age_years": just(50, but_not=49),
            },
            same_leg=True,
        ),
        Fires(
            "purpura or livedo at 50",
            {"pain_site.left": ["foot"], "purpura_or_livedo.left": True, "age_years": 50},
            also={"pain_onset": "acute_le14d"},
            same_leg=True,
        ),
        *(
            Fires(
                f"blue toes under 50, {' '.join(source)}",
                {**source, "leg_colour.left": "cyanosed"},
                also={
                    "age_years": 45,
                    "pain_onset": "acute_le14d",
                    "pain_site.left": ["forefoot_toes"],
                },
            )
            for source in (
                {"aneurysm_known": each("aortic", "popliteal", "both")},
                {
                    "cardiac_history": each(
                        ["ischaemic"], ["atrial_fibrillation"], ["valve_or_prosthesis"]
                    )
                },
                {"known_pad": True},
                {"prior_leg_revascularisation.right": True},
            )
        ),
        Quiet(
            "chilblains of a young woman",
            {
                "age_years": 24,
                "pain_onset": "acute_le14d",
                "pain_site.left": ["forefoot_toes"],
                "leg_colour.left": "cyanosed",
            },
        ),
        Quiet(
            "blue for years",
            {"age_years": 70, "pain_site.left": ["forefoot_toes"], "leg_colour.left": "cyanosed"},
        ),
    ),
    "R05": (
        Fires("pulsating behind the knee", {"popliteal_mass.left": each("pulsatile")}),
        Fires(
            "nobody follows it",
            {
                "aneurysm_known": each("popliteal", "aortic", "both"),
                "aneurysm_followup": just(False, but_not=True),
            },
        ),
        Open("whether it is followed is not known", {"aneurysm_known": "aortic"}),
    ),
    "T46": (
        Fires("pulsating behind the knee", {"popliteal_mass.left": each("pulsatile")}),
        Fires("bounding popliteal pulse", {"pulse_popliteal.left": each("bounding")}),
        Fires(
            "artery disease at 65",
            {
                "known_pad": True,
                "age_years": just(65, but_not=64),
                "aneurysm_known": each("none", "popliteal"),
            },
        ),
        Quiet(
            "a known aneurysm of the aorta",
            {"known_pad": True, "age_years": 80, "aneurysm_known": "aortic"},
        ),
    ),
    "T46.rupture": (
        Fires("sudden severe pain, low pressure", RUPTURE),
        Fires(
            "sudden onset, back pain",
            {
                "aneurysm_known": "aortic",
                "pain_onset": each("sudden"),
                "back_pain": each("axial_only", "with_leg_radiation"),
            },
        ),
        Quiet("behind the knee", {"aneurysm_known": "popliteal", "severe_pain_sudden": True}),
    ),
    "T47": (
        Fires("acute ischaemia", ACUTE),
        Fires("irregular pulse", {"irregular_pulse": True}),
        Fires("potassium 6.0", {"lab_potassium": just(6.0, but_not=5.9)}),
        Fires("potassium 2.8", {"lab_potassium": just(2.8, but_not=2.9)}),
    ),
    "T48": (
        Fires("known", {"known_pad": True}),
        Fires("ABI 0.90", ABI_90, also=ARM),
        Fires("ABI above 1.40", {"ankle_dp_sbp.left": just(141, but_not=140)}, also=ARM),
        Fires("TBI 0.70", {"toe_sbp.left": just(70, but_not=71)}, also=ARM),
        Quiet("a borderline index", {"ankle_dp_sbp.left": 91}),
    ),
    "G16": (
        Fires(
            "claudication",
            {"exertional_pattern": each("vascular_type"), **ABI_90},
            also=ARM,
        ),
        Fires("stiff ankle", {**TBI_70, "exertional_pattern": "vascular_type"}, also=STIFF),
        Quiet("a stiff artery", {"exertional_pattern": "vascular_type", "ankle_dp_sbp.left": 141}),
    ),
    "G01": (
        Fires(
            "ABI below 0.60",
            {"ankle_dp_sbp.left": just(89, but_not=90)},
            also={"brachial_left_sbp": 150},
        ),
        Fires(
            "ankle below 60",
            {"ankle_dp_sbp.left": just(59, but_not=60)},
            also={"brachial_left_sbp": 90, "brachial_right_sbp": 90},
        ),
        Fires("toe below 30", {"toe_sbp.left": just(29, but_not=30)}),
        Fires("oxygen below 20", {"tcpo2_mmhg.left": just(19, but_not=20)}),
        Fires(
            "heart failure IV",
            {"nyha_class": just(4, but_not=3)},
            also={"cardiac_history": ["heart_failure"]},
        ),
        Fires("acute ischaemia", ACUTE),
        Fires("suspected ischaemia", REST_PAIN),
        Quiet("ABI above 1.40 is no measure", {"ankle_dp_sbp.left": 150}),
    ),
    "G02": (
        Fires("varicose veins", {"varicose_veins_visible.left": True}),
        Fires("swelling", {"oedema_extent.left": each("foot_ankle", "below_knee", "entire_leg")}),
        Fires("ulcer", {"skin_integrity.left": each("ulcer")}),
        Fires("artery disease", {"buerger_positive.left": True}),
    ),
    "G03": (
        *PAD_EVIDENCE,
        Fires("rest pain", {"pain_site.left": ["sole"], **LYING_AND_RAISED}, same_leg=True),
        Fires("gangrene", GANGRENE),
        Fires(
            "acute ischaemia",
            {
                "pain_onset": "acute_le14d",
                "pain_side": "left",
                "doppler_arterial.left": "inaudible",
            },
        ),
    ),
}

RAISES = (
    Rises(
        "T01",
        "urgent",
        {"age_years": 64, "exertional_pattern": "mixed"},
        {"pain_site.left": ["sole"], **LYING_AND_RAISED},
    ),
    Rises("T01", "urgent", {"exertional_pattern": "mixed"}, {"skin_integrity.left": "ulcer"}),
    Rises(
        "T01", "same_day", {"exertional_pattern": "mixed"}, {"skin_integrity.left": "dry_gangrene"}
    ),
    Rises("T02", "same_day", {**ARM, "ankle_dp_sbp.right": 141}, GANGRENE),
    Rises(
        "T04",
        "urgent",
        {**ARM, "ankle_dp_sbp.right": 90, "activity_limitation": "moderate"},
        GANGRENE,
    ),
    Rises(
        "T05",
        "urgent",
        {
            **ARM,
            "ankle_dp_sbp.right": 90,
            "activity_limitation": "severe",
            "self_care_failed": True,
        },
        GANGRENE,
    ),
    Rises(
        "T05",
        "emergency",
        {
            **ARM,
            "ankle_dp_sbp.right": 90,
            "activity_limitation": "severe",
            "self_care_failed": True,
        },
        ACUTE,
    ),
    Rises(
        "T05",
        "emergency",
        {**ARM, "ankle_dp_sbp.right": 90, **CRIPPLED},
        RUPTURE,
    ),
    *(
        Rises("T46", "urgent", {"known_pad": True, "age_years": 70, "aneurysm_known": "none"}, sign)
        for sign in (
            {"popliteal_mass.left": each("pulsatile")},
            {"pulse_popliteal.left": each("bounding")},
        )
    ),
    Rises("R05", "emergency", {"popliteal_mass.right": "pulsatile"}, ACUTE),
    Rises(
        "R05",
        "emergency",
        {"popliteal_mass.right": "pulsatile"},
        RUPTURE,
    ),
)
