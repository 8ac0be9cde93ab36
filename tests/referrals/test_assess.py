"""Answers → assessment: what is shown, what is answered, what waits, what is asked, how urgent."""

from typing import Any

import pytest

from intake.logic import judge
from referrals.assess import LISTS, NOT_FOR_CHILDREN, Assessment
from referrals.rules import RULES, VERSION
from referrals.rules.nerve import BLOOD_FIRST, STUDIES_WAIT
from referrals.rules.rule import NERVES_WAIT, NEUROPATHY_TESTS_WAIT, UNSAFE_NOW, IfUnknown
from referrals.rules.suggestions import SUGGESTIBLES, Kind, Urgency
from tests.cases import CASES
from tests.cases.selfcare import BRINGS
from tests.cases.selfcare import DEFERRED as SELFCARE_WAITS
from tests.cases.spine import NO_FLAG, NO_FLAG_EITHER
from tests.cases.table import Each, Fires, Just, Row, amputated, answers, entry

ARM = {"brachial_left_sbp": 100}
COLD_LEG: Row = {"pain_onset": "sudden", "pulse_dp.left": "absent", "pulse_pt.left": "absent"}
REST_PAIN: Row = {
    "relief_dependency.left": True,
    "leg_colour.left": "dependent_rubor",
    "brachial_left_sbp": 100,
    "brachial_right_sbp": 98,
    "ankle_dp_sbp.left": 42,
    "ankle_pt_sbp.left": 31,
}


def assessed(row: Row, *rules: str) -> Assessment:
    return Assessment(answers(row), [RULES[id_] for id_ in rules] if rules else None)


# --- For whom -----------------------------------------------------------------------------------


def test_nothing_known_suggests_nothing_and_asks_nothing():
    document = assessed({}).document("nobody")
    lists: dict[str, list[Any]] = {name: [] for name in LISTS.values()}
    assert {**document, "scores": None} == {
        "_id": "nobody",
        "rules_version": VERSION,
        "urgency": "none",
        **lists,
        "causes": [],
        "scores": None,
        "missing": [],
    }


@pytest.mark.parametrize("age", [0, 17])
def test_nothing_is_suggested_under_18_and_the_result_says_why(age):
    document = assessed({**COLD_LEG, "age_years": age}).document()
    assert document["notice"] == NOT_FOR_CHILDREN
    assert document["urgency"] == "none"
    assert document["missing"] == []
    assert [document[name] for name in LISTS.values()] == [[]] * len(LISTS)


@pytest.mark.parametrize("age", [{"age_years": 18}, {"age_years": "unknown"}, {}])
def test_an_adult_or_someone_whose_age_is_not_known_is_assessed(age):
    document = assessed({**COLD_LEG, **age}).document()
    assert "notice" not in document
    assert document["urgency"] == "emergency"


# --- Reasons and legs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "suggestion", "leg", "words"),
    [
        (COLD_LEG, "acute_limb_ischaemia", "left", ["Left leg", "absent", "sudden"]),
        (
            {"pain_onset": "sudden", "pulse_dp.right": "absent", "pulse_pt.right": "absent"},
            "acute_limb_ischaemia",
            "right",
            ["Right leg"],
        ),
        (
            {**COLD_LEG, "pulse_dp.right": "absent", "pulse_pt.right": "absent"},
            "bilateral_limb_ischaemia",
            "both",
            ["Left leg", "Right leg"],
        ),
        ({**REST_PAIN, "activity_limitation": "severe"}, "arterial_duplex", "left", ["ABI 0.42"]),
        (REST_PAIN, "limb_threatening_ischaemia", "left", ["42", "dusky red"]),
        ({"age_years": 70}, "abi", None, ["70"]),
        ({"saddle_sensory_change": True}, "cauda_equina", None, []),
        ({"lab_potassium": 6.5}, "rhabdomyolysis_or_critical_result", None, ["6.5"]),
        ({"pregnancy_status": "pregnant"}, "pregnancy_limits", None, ["pregnant"]),
        (
            {"oedema_extent.left": "foot_ankle", "oedema_extent.right": "below_knee"},
            "compression_after_abi",
            "both",
            [],
        ),
    ],
)
def test_the_reasons_name_the_leg_and_the_patients_own_values(row, suggestion, leg, words):
    shown = entry(row, suggestion)
    assert shown.leg == leg
    assert [word for word in words if word not in shown.because] == []


def test_an_entry_of_the_result_is_complete():
    document = entry({"oedema_extent.left": "foot_ankle"}, "compression_after_abi").document()
    because = document.pop("because")
    assert because.startswith("Left leg: ")
    assert document == {
        "id": "compression_after_abi",
        "urgency": "none",
        "findings": ["oedema_extent.left"],
        "rules": ["G02"],
        "sources": [str(citation) for citation in RULES["G02"].source],
        "leg": "left",
        "answered": False,
        "deferred_by": [],
        "stability": None,
        "about": ["compression"],
    }


def test_rules_that_suggest_the_same_make_one_entry_at_the_highest_urgency():
    shown = entry({"skin_integrity.left": "wet_gangrene"}, "limb_threatening_ischaemia")
    assert [fired.rule.id for fired in shown.fired] == ["E16", "R01"]
    assert shown.urgency == "same_day"


def test_the_row_of_a_second_rule_is_the_row_of_the_first():
    cord = {"plantar_response.left": "extensor", "pain_onset": "acute_le14d"}
    assert entry(cord, "mri_whole_spine", "E10.cord").document()["rules"] == ["E10"]


def test_the_most_urgent_comes_first():
    ranks = [each.urgency.rank for each in assessed({**COLD_LEG, "age_years": 70}).entries]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 2


# --- How urgent ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "urgency"),
    [
        ({"age_years": 70}, "routine"),
        ({"relief_dependency.left": True, "leg_colour.left": "dependent_rubor"}, "urgent"),
        ({"deep_vein_tenderness.left": True}, "same_day"),
        (COLD_LEG, "emergency"),
        # Cautions do not count.
        ({"pregnancy_status": "pregnant"}, "none"),
        (
            {
                "age_years": 70,
                "pain_quality": ["burning"],
                "lab_hba1c": 40,
                "abi_reported.left": 1.0,
                "abi_reported.right": 1.0,
            },
            "none",
        ),
    ],
)
def test_the_overall_urgency_is_the_highest_that_counts(row, urgency):
    assert assessed(row).urgency == urgency


# --- Answered -----------------------------------------------------------------------------------

LEFT_CLTI: Row = {"skin_integrity.left": "dry_gangrene"}
BOTH_CLTI: Row = {**LEFT_CLTI, "skin_integrity.right": "dry_gangrene"}
CLAUDICATION: Row = {
    **{f"skin_integrity.{leg}": "intact" for leg in ("left", "right")},
    **{f"relief_dependency.{leg}": False for leg in ("left", "right")},
    "worse_lying_flat": False,
    "exertional_pattern": "vascular_type",
    "abi_reported.left": 1.0,
    "abi_reported.right": 1.0,
}
NO_POINT: Row = {
    "pregnancy_status": "not_pregnant",
    "swelling_onset.left": "acute_lt2w",
    "active_cancer": False,
    "paralysis_or_plaster": False,
    "bedridden_or_surgery": False,
    "previous_dvt": False,
    "alt_dx_as_likely": False,
    **{f"deep_vein_tenderness.{leg}": False for leg in ("left", "right")},
    **{f"oedema_extent.{leg}": "none" for leg in ("left", "right")},
    **{f"calf_cm.{leg}": 36 for leg in ("left", "right")},
    **{f"collateral_veins.{leg}": False for leg in ("left", "right")},
}
RLS: Row = {"rls_urge": True, "rls_rest": True}
HOT_KNEE: Row = {
    "pain_onset": "sudden",
    "joint_hot_swollen.left": "single",
    "joint_location.left": ["knee"],
}
NEUROPATHY: Row = {"numbness_symptom.left": True, "upper_limb_neuro_symptoms": True}

POLYMYALGIA: Row = {"age_years": 55, "girdle_pain_bilateral": True, "morning_stiffness_min": 60}
DAYTIME_CRAMP: Row = {"cramp_present": True, "cramp_daytime": True}
SALTS: Row = {
    "lab_sodium": 140,
    "lab_potassium": 4.2,
    "lab_calcium_adj": 2.4,
    "lab_magnesium": 0.8,
}

# Suggestion, the rule that brings it, on what, what answers it, and what does not.
ANSWERED: tuple[tuple[str, str, Row, tuple[Row, ...], tuple[Row, ...]], ...] = (
    (
        "abi",
        "T01.risk",
        {"age_years": 70},
        (
            {"abi_reported.left": 1.0, "abi_reported.right": 0.5},
            {**ARM, "ankle_dp_sbp.left": 90, "ankle_pt_sbp.right": 90},
            {"ankle_not_occludable.left": True, "abi_reported.right": 1.0},
            {"abi_reported.left": 1.0, **amputated("right")},
        ),
        (
            {"abi_reported.left": 1.0},
            {"ankle_dp_sbp.left": 90, "ankle_dp_sbp.right": 90},
            {"abi_reported.left": 1.0, "abi_reported.right": "unknown"},
            {"abi_reported.left": 1.0, "leg_not_examinable.right": "dressing_or_cast"},
        ),
    ),
    ("toe_pressure", "T02", LEFT_CLTI, ({"toe_sbp.left": 40},), ({"toe_sbp.right": 40},)),
    (
        "toe_pressure",
        "T02",
        BOTH_CLTI,
        ({"toe_sbp.left": 40, "toe_sbp.right": 40},),
        ({"toe_sbp.left": 40}, {"tcpo2_mmhg.left": 40, "tcpo2_mmhg.right": 40}),
    ),
    (
        "tcpo2",
        "T06",
        LEFT_CLTI,
        ({"tcpo2_mmhg.left": 40}, {"toe_sbp.left": 40}),
        ({"tcpo2_mmhg.right": 40}, {"abi_reported.left": 0.5}),
    ),
    (
        "exercise_abi",
        "T03",
        CLAUDICATION,
        ({"post_exercise_abi_drop_pct.left": 5, "post_exercise_abi_drop_pct.right": 30},),
        ({"post_exercise_abi_drop_pct.left": 30},),
    ),
    (
        "venous_duplex",
        "T07",
        {"deep_vein_tenderness.left": True},
        ({"dvt_scan_result": "negative_proximal"}, {"dvt_scan_result": "positive"}),
        ({"dvt_scan_result": "not_done"}, {"lab_ddimer": 300}),
    ),
    ("d_dimer", "T08", NO_POINT, ({"lab_ddimer": 300},), ({"lab_ddimer": "unknown"},)),
    (
        "hba1c",
        "T18",
        {"diabetes_type": "type2"},
        (
            {"lab_hba1c": 60, "lab_hba1c_age_months": 6},
            {"lab_hba1c": 60},
            {"lab_glucose_fasting": 7.0},
            {"lab_hba1c": 60, "lab_hba1c_age_months": 7, "lab_glucose_fasting": 7.0},
        ),
        ({"lab_hba1c": 60, "lab_hba1c_age_months": 7}, {"lab_hba1c_age_months": 2}),
    ),
    ("b12", "T20", {"burning_feet": True}, ({"lab_b12": 300},), ({"lab_mma": 300},)),
    (
        "nerve_conduction",
        "T24",
        NEUROPATHY,
        ({"ncs_result": "normal"},),
        ({"ncs_result": "unknown"},),
    ),
    (
        "ferritin_iron",
        "T15",
        RLS,
        ({"lab_ferritin": 50, "lab_tsat": 20},),
        ({"lab_ferritin": 50}, {"lab_tsat": 20}),
    ),
    ("crp_esr", "E11", HOT_KNEE, ({"lab_crp": 5}, {"lab_esr": 5}), ({"lab_wbc": 8},)),
    (
        "nt_probnp",
        "T13",
        {"oedema_extent.left": "foot_ankle", "oedema_extent.right": "foot_ankle"},
        ({"lab_nt_probnp": 50},),
        ({"lab_albumin": 40},),
    ),
    ("fbc", "T38", {"night_sweats": True}, ({"lab_hb": 130},), ({"lab_wbc": 8},)),
    ("serum_urate", "T34", {"gout_history": True}, ({"lab_urate": 300},), ({"lab_crp": 5},)),
    (
        "vitamin_d_bone",
        "T43",
        {"malabsorption_or_bariatric": True},
        ({"lab_vitamin_d": 30},),
        ({"lab_calcium_adj": 2.4},),
    ),
    ("spep", "T40", POLYMYALGIA, ({"lab_paraprotein": "not_detected"},), ({"lab_esr": 50},)),
    ("tsh", "T41", DAYTIME_CRAMP, ({"lab_tsh": 2.0},), ({"lab_ck": 100},)),
    ("liver_albumin", "T41", DAYTIME_CRAMP, ({"lab_albumin": 40},), ({"lab_alt": 25},)),
    (
        "electrolytes_mg_ca",
        "T41",
        DAYTIME_CRAMP,
        (SALTS,),
        tuple({k: v for k, v in SALTS.items() if k != key} for key in SALTS),
    ),
    (
        "ck",
        "E14",
        {"lab_potassium": 6.5},
        ({"lab_ck": 100},),
        ({"lab_ck": "unknown"}, {"lab_ck": {"not_assessed": "declined"}}),
    ),
    (
        "creatinine_egfr",
        "E14",
        {"lab_potassium": 6.5},
        ({"lab_creatinine": 80}, {"lab_egfr": 90}),
        ({"lab_ck": 100},),
    ),
    ("folate", "T22", {"burning_feet": True}, ({"lab_folate": 5.0},), ({"lab_b12": 300},)),
    (
        "foot_check",
        "T28",
        {"diabetes_type": "type2"},
        (
            {
                f"{sense}.{leg}": felt
                for sense, felt in (
                    ("monofilament_sites_felt_of_3", 3),
                    ("vibration_hallux", "present"),
                )
                for leg in ("left", "right")
            },
            {
                "monofilament_sites_felt_of_3.left": 3,
                "vibration_hallux.left": "absent",
                **amputated("right"),
            },
        ),
        (
            {"monofilament_sites_felt_of_3.left": 3, "vibration_hallux.left": "present"},
            {"vibration_hallux.left": "present", "vibration_hallux.right": "present"},
        ),
    ),
    (
        "post_void_residual",
        "T49",
        {"saddle_sensory_change": True},
        ({"post_void_residual_ml": 30},),
        ({"post_void_residual_ml": "unknown"},),
    ),
    (
        "compression_after_abi",
        "G02",
        {"varicose_veins_visible.left": True},
        ({"abi_reported.left": 0.8}, {"abi_reported.left": 1.3}),
        (
            {"abi_reported.right": 1.0},
            {"abi_reported.left": 0.79},
            {"abi_reported.left": 1.31},
            {"abi_reported.left": 0.59},
            {"ankle_not_occludable.left": True},
            {"abi_reported.left": 1.0, "prior_leg_revascularisation.left": True},
            {"abi_reported.left": 1.0, "cardiac_history": ["heart_failure"], "nyha_class": 3},
        ),
    ),
    (
        "compression_after_abi",
        "G02",
        {"varicose_veins_visible.left": True, "varicose_veins_visible.right": True},
        ({"abi_reported.left": 1.0, "abi_reported.right": 1.0},),
        ({"abi_reported.left": 1.0}, {"abi_reported.left": 1.0, "abi_reported.right": 0.7}),
    ),
)


@pytest.mark.parametrize(
    ("suggestion", "rule", "row", "enough", "not_enough"),
    ANSWERED,
    ids=[f"{suggestion} {' '.join(row)[:40]}" for suggestion, _, row, _, _ in ANSWERED],
)
def test_a_recorded_result_answers_and_no_longer_counts(suggestion, rule, row, enough, not_enough):
    open_entry = entry(row, suggestion, rule)
    assert not open_entry.answered
    assert open_entry.counts is (SUGGESTIBLES[suggestion].kind is not Kind.CAUTION)
    for result in enough:
        closed = entry({**row, **result}, suggestion, rule)
        assert closed.answered, result
        assert not closed.counts
        assert closed.document()["answered"] is True
        others = [e for e in assessed({**row, **result}, rule).entries if e.counts]
        assert assessed({**row, **result}, rule).urgency == min(
            (e.urgency for e in others), key=lambda urgency: urgency.rank, default=Urgency.NONE
        )
    for result in not_enough:
        assert not entry({**row, **result}, suggestion, rule).answered, result


def test_every_suggestion_that_a_result_can_answer_has_its_case():
    answerable = {
        suggestion
        for rule in RULES.values()
        for suggestion in rule.suggest
        if SUGGESTIBLES[suggestion].answered_by
    }
    assert answerable == {row[0] for row in ANSWERED}


def test_an_answered_test_leaves_no_urgency_behind():
    row = {"age_years": 70, "abi_reported.left": 1.0, "abi_reported.right": 1.0}
    assert [each.suggestible.id for each in assessed(row).entries] == ["abi", "safety_net"]
    assert assessed(row).urgency == "none"


# --- Waiting for a red flag -----------------------------------------------------------------------

FOOT_DROP: Row = {"back_pain": "axial_only", "power_ankle_dorsiflexion.left": 2}
NEUROPATHIC_PAIN: Row = {"burning_feet": True, "pain_nrs_now": 8, "self_care_failed": True}
FAILED_EXERCISE: Row = {
    "exertional_pattern": "vascular_type",
    "abi_reported.left": 0.7,
    "activity_limitation": "severe",
    "self_care_failed": True,
}
OLD_NEUROPATHY: Row = {
    "burning_feet": True,
    "diabetes_type": "none",
    "pain_duration_days": 200,
}
OLD_SCIATICA: Row = {
    "back_pain": "with_leg_radiation",
    "slr_positive.left": True,
    "pain_duration_days": 200,
    "self_care_failed": True,
    "activity_limitation": "moderate",
}
NARROW_CANAL: Row = {
    "exertional_pattern": "neurogenic_type",
    "walking_ability": "with_aid",
    "self_care_failed": True,
}
ON_OPIOID: Row = {"med_opioid": True, "self_care_failed": True, "pain_duration_days": 200}
YOUNG_BACK: Row = {
    **NO_FLAG_EITHER,
    **{key: value.value for key, value in NO_FLAG.items() if isinstance(value, Just)},
    "back_pain": "axial_only",
    "trauma_recent": "none",
    "pain_duration_days": 10,
}
RED_LEGS: Row = {"erythema.left": "localised", "erythema.right": "localised"}
BURNING: Row = {"burning_feet": True}
SMALL_FIBRES: Row = {"burning_feet": True, "ncs_result": "normal"}
ROOT_OR_NERVE: Row = {**OLD_SCIATICA, "root_vs_nerve_unclear": True}
# What brings each red flag that a routine referral waits for.
UNSAFE: dict[str, Row] = {flag: BRINGS[flag] for flag in UNSAFE_NOW}
# Rule, its suggestion, the patient, the red flag, what brings it, and what the entry then says.
DEFERRED: tuple[tuple[str, str, Row, str, Row, tuple[str, ...]], ...] = (
    *(
        (rule, suggestion, row, flag, BRINGS[flag], (flag,))
        for rule, suggestion, row, flags in (
            ("T29", "mri_lumbar", FOOT_DROP, (*BLOOD_FIRST, "rhabdomyolysis_or_critical_result")),
            ("R06", "neurology", FOOT_DROP, BLOOD_FIRST),
            ("T24", "nerve_conduction", NEUROPATHY, BLOOD_FIRST),
        )
        for flag in flags
    ),
    *(
        # The arteries of a cold leg bring the HbA1c by themselves.
        (
            rule,
            suggestion,
            row,
            flag,
            {key: row.get(key, value) for key, value in BRINGS[flag].items()},
            () if flag in at_once else (flag,),
        )
        for rule, suggestion, row, flags, at_once in (
            ("T18.nerves", "hba1c", BURNING, NEUROPATHY_TESTS_WAIT, ("acute_limb_ischaemia",)),
            ("T20", "b12", BURNING, NEUROPATHY_TESTS_WAIT, ()),
            ("T21", "spep", NEUROPATHY, NEUROPATHY_TESTS_WAIT, ()),
            ("T22", "folate", BURNING, NEUROPATHY_TESTS_WAIT, ()),
            ("T25", "nerve_conduction", ROOT_OR_NERVE, STUDIES_WAIT, ()),
            ("T26", "nerve_conduction", {"tinel_tarsal.left": True}, STUDIES_WAIT, ()),
            ("T27", "skin_biopsy", SMALL_FIBRES, NEUROPATHY_TESTS_WAIT, ()),
        )
        for flag in flags
    ),
    ("T21", "spep", NEUROPATHY, "spinal_surgery", FOOT_DROP, ("spinal_surgery",)),
    *(
        (rule, suggestion, row, flag, brings, (flag,) if flag not in at_once else ())
        for rule, suggestion, row, at_once in (
            ("T03", "exercise_abi", CLAUDICATION, ()),
            # A threatened leg goes to the same surgeon, and does not wait.
            (
                "R02",
                "vascular_surgery",
                FAILED_EXERCISE,
                (
                    "acute_limb_ischaemia",
                    "bilateral_limb_ischaemia",
                    "limb_threatening_ischaemia",
                    "phlegmasia",
                ),
            ),
            ("R03", "venous_service", {"venous_skin.left": ["eczema"]}, ()),
            ("R23", "dermatology", RED_LEGS, ()),
            ("R25", "lymphoedema_service", {"stemmer_sign.left": True}, ()),
            # What speaks for artery disease by itself brings the ABI, and that does not wait.
            (
                "T01.risk",
                "abi",
                {"stroke_tia": True},
                ("acute_limb_ischaemia", "limb_threatening_ischaemia"),
            ),
        )
        for flag, brings in UNSAFE.items()
    ),
    *(
        ("T01.risk", "abi", {"stroke_tia": True}, referral, brings, (referral,))
        for referral, brings in (
            ("emergency_department", {"lab_potassium": 6.5}),
            ("orthopaedics", {"trauma_recent": "fracture_or_crush"}),
        )
    ),
    (
        "R23.ulcer",
        "dermatology",
        {"skin_integrity.left": "ulcer", "purpura_or_livedo.left": True},
        "necrotising_infection",
        UNSAFE["necrotising_infection"],
        ("necrotising_infection",),
    ),
    (
        "T12",
        "venous_reflux_duplex",
        {"venous_skin.left": ["eczema"]},
        "deep_vein_thrombosis",
        {"deep_vein_tenderness.left": True},
        ("deep_vein_thrombosis",),
    ),
    *(
        # What the emergency brings itself does not wait.
        (
            rule,
            suggestion,
            row,
            flag,
            {key: row.get(key, value) for key, value in UNSAFE[flag].items()},
            () if flag in at_once else (flag,),
        )
        for rule, suggestion, row, at_once in (
            ("R07", "neurology", OLD_NEUROPATHY, ()),
            ("R10", "spinal_surgery", OLD_SCIATICA, ("cauda_equina",)),
            ("R11", "pain_management", NEUROPATHIC_PAIN, ()),
            ("R12", "pain_management", ON_OPIOID, ()),
            ("T30", "mri_lumbar", OLD_SCIATICA, ("cauda_equina",)),
            ("T32", "mri_lumbar", NARROW_CANAL, ("cauda_equina",)),
        )
        for flag in NERVES_WAIT
    ),
    *(
        ("R28", "sleep_medicine", {"osa_suspected": True}, flag, brings, (flag,))
        for flag, brings in UNSAFE.items()
    ),
    *(
        ("T31", "no_routine_spinal_imaging", YOUNG_BACK, flag, brings, (flag,))
        for flag, brings in (
            ("cauda_equina", {"post_void_residual_ml": 200}),
            ("rapid_weakness", {"plantar_response.left": "extensor", "pain_onset": "acute_le14d"}),
            ("neurology", {"reflex_knee.left": "brisk", "romberg_positive": True}),
        )
    ),
    *(
        ("R17", "physiotherapy", {"osteoarthritis_history": True}, flag, brings, (flag,))
        for flag, brings in (*UNSAFE.items(), ("spinal_surgery", FOOT_DROP))
    ),
    *(
        (rule, "rheumatology", row, "septic_joint", HOT_KNEE, ("septic_joint",))
        for rule, row in (
            ("R13", {"joint_hot_swollen.right": "multiple"}),
            ("R14", POLYMYALGIA),
            ("R15", {"gout_dx_uncertain": True}),
        )
    ),
    (
        "R14",
        "rheumatology",
        POLYMYALGIA,
        "spinal_or_deep_infection",
        {"injecting_drug_use": True, "back_pain": "axial_only"},
        ("spinal_or_deep_infection",),
    ),
)


@pytest.mark.parametrize(("rule", "suggestion", "row", "flag", "brings", "shown"), DEFERRED)
def test_a_suggestion_waits_while_its_red_flag_is_true(rule, suggestion, row, flag, brings, shown):
    assert flag in RULES[rule].deferred_by
    assert entry(row, suggestion).deferred_by == ()
    entry({**row, **brings}, flag)
    waiting = entry({**row, **brings}, suggestion)
    assert rule in [fired.rule.id for fired in waiting.fired]
    assert waiting.deferred_by == shown
    assert waiting.counts is (not shown)
    # Not known does not defer.
    less = dict(list(brings.items())[1:])
    assert entry({**row, **less}, suggestion).deferred_by == ()


def test_a_suggestion_does_not_wait_when_another_rule_brings_it_at_once():
    both = {**FOOT_DROP, **COLD_LEG, "saddle_sensory_change": True}
    assert entry(both, "mri_lumbar").deferred_by == ()
    assert entry(both, "mri_lumbar").urgency == "emergency"


def test_every_red_flag_that_defers_has_its_case():
    declared = {(rule.id, flag) for rule in RULES.values() for flag in rule.deferred_by}
    assert declared == {(row[0], row[3]) for row in (*DEFERRED, *SELFCARE_WAITS)}


# --- What is missing ------------------------------------------------------------------------------

# Of rules that ask first: a patient of whom the question is asked, one of its questions, and one of
# whom it is not, although the rule cannot be told either.
ASK_FIRST: dict[str, tuple[Row, str, Row]] = {
    "E01": (
        {"pain_onset": "sudden"},
        "pulse_dp.left",
        {
            "pain_onset": "chronic_gt12w",
            "pain_side": "left",
            "pulse_dp.left": "absent",
        },
    ),
    "E02": (COLD_LEG, "acute_motor_loss.left", {"pain_onset": "sudden", "pulse_dp.left": "absent"}),
    "E03": (COLD_LEG, "pulse_dp.right", {"pain_onset": "sudden", "pain_side": "both"}),
    "E04": ({"back_pain": "axial_only"}, "saddle_sensory_change", {"pain_course": "worsening"}),
    "E05": ({"cancer_ever": True}, "plantar_response.left", {"plantar_response.left": "extensor"}),
    "E06": (
        {"trauma_recent": "fracture_or_crush"},
        "compartment_tense.left",
        {"trauma_recent": "minor", "compartment_tense.left": True},
    ),
    "E07": (
        {"erythema.left": "localised"},
        "bullae_or_necrosis.left",
        {"pain_out_of_proportion.left": True},
    ),
    "E08": ({"fever_or_rigors": True}, "sbp_resting", {"resp_rate": 30}),
    "E09": ({"pe_symptoms": True}, "heart_rate", {"heart_rate": 120}),
    "E10": (
        {"weakness_symptom.left": True},
        "weakness_tempo",
        {"upper_limb_neuro_symptoms": True, "pain_onset": "sudden"},
    ),
    "E11": ({"joint_hot_swollen.left": "single"}, "pain_onset", {"pain_onset": "sudden"}),
    "E13": (
        {"diabetes_type": "type2", "skin_integrity.left": "ulcer"},
        "ulcer_site.left",
        {"diabetes_type": "type2", "fever_or_rigors": True},
    ),
    "E15": (
        {"age_years": 60, "girdle_pain_bilateral": True, "morning_stiffness_min": 45},
        "gca_symptoms",
        {"age_years": 60, "girdle_pain_bilateral": True, "morning_stiffness_min": 44},
    ),
    "E16": ({"skin_integrity.left": "ulcer"}, "pulse_dp.left", {"known_pad": True}),
    "E17": ({"oedema_extent.left": "entire_leg"}, "leg_colour.left", {"leg_colour.left": "pale"}),
    "E18": (
        {"back_pain": "axial_only", "immunosuppressed": True},
        "temp_c",
        {"back_pain": "axial_only", "diabetes_type": "type2"},
    ),
    "E18.limb": (
        {"bone_tenderness_focal.left": True},
        "fever_or_rigors",
        {"fever_or_rigors": True},
    ),
    "T07": (
        {"erythema.left": "localised"},
        "skin_temp.left",
        {"pain_onset": "sudden", "pain_site.left": ["knee"]},
    ),
    "T08": ({"swelling_onset.left": "acute_lt2w"}, "active_cancer", {"active_cancer": False}),
    "T09": (
        {"swelling_onset.left": "acute_lt2w"},
        "pregnancy_status",
        {"pregnancy_status": "pregnant"},
    ),
    "T29": (
        {"back_pain": "axial_only", "weakness_symptom.left": True},
        "weakness_tempo",
        {"back_pain": "axial_only", "pain_course": "worsening"},
    ),
    "T33": (
        {"cancer_ever": True, "back_pain": "axial_only"},
        "night_pain_unrelenting",
        {"back_pain": "axial_only", "night_pain_unrelenting": True},
    ),
    "T49": ({"back_pain": "axial_only"}, "saddle_sensory_change", {"pain_course": "worsening"}),
    "T35": (
        {"gout_history": True},
        "joint_hot_swollen.left",
        {"joint_hot_swollen.left": "none"},
    ),
    "R27": (
        {"deep_vein_tenderness.left": True},
        "pregnancy_status",
        {"pregnancy_status": "pregnant"},
    ),
    "R01": ({"skin_integrity.left": "ulcer"}, "pulse_dp.left", {"age_years": 80}),
    "R05": (
        {"aneurysm_known": "aortic"},
        "aneurysm_followup",
        {"popliteal_mass.left": "none"},
    ),
    "R05.emboli": (
        {"leg_colour.left": "cyanosed"},
        "pain_onset",
        {"pain_onset": "sudden", "age_years": 70},
    ),
}


def questions(row: Row, *rules: str) -> dict[str, dict[str, Any]]:
    return {
        each.key: {
            "could": [{"id": id_, "urgency": str(urgency)} for id_, urgency in each.could],
            "not_excluded": each.not_excluded,
        }
        for each in assessed(row, *rules).questions
    }


@pytest.mark.parametrize(("rule_id", "case"), ASK_FIRST.items(), ids=ASK_FIRST)
def test_a_red_flag_is_not_yet_excluded_only_where_there_is_cause_to_ask(rule_id, case):
    asked, key, not_asked = case
    rule = RULES[rule_id]
    for row in (asked, not_asked):
        assert judge(rule.when, answers(row)).value is None, row
    question = questions(asked, rule_id)[key]
    assert question["not_excluded"] is True
    assert question["could"] == [{"id": id_, "urgency": str(rule.urgency)} for id_ in rule.suggest]
    assert questions(not_asked, rule_id) == {}


def test_every_rule_that_asks_first_has_its_case():
    assert ASK_FIRST.keys() == {
        rule.id for rule in RULES.values() if rule.if_unknown is IfUnknown.ASK_FIRST
    }


def halves(rule_id: str) -> list[tuple[Row, str]]:
    """Patients of whom part of a clause is known, and an answer that would complete it."""
    found: list[tuple[Row, str]] = []
    for row in CASES[rule_id]:
        if isinstance(row, Fires):
            whole = {
                key: value.value
                if isinstance(value, Just)
                else value.options[0]
                if isinstance(value, Each)
                else value
                for key, value in row.needs.items()
            }
            for key in whole:
                part = {k: v for k, v in {**row.also, **whole}.items() if k != key}
                if judge(RULES[rule_id].when, answers(part)).value is None:
                    found.append((part, key))
    return found


@pytest.mark.parametrize(
    "rule", [r for r in RULES.values() if r.if_unknown is IfUnknown.ASK], ids=lambda r: r.id
)
def test_a_rule_that_is_partly_true_asks_for_the_rest_and_is_no_red_flag(rule):
    asked = 0
    for row, key in halves(rule.id):
        found = questions(row, rule.id)
        if found:
            asked += 1
            assert found[key]["not_excluded"] is False
            assert {gain["id"] for gain in found[key]["could"]} == set(rule.suggest)
    assert asked
    assert questions({"lab_folate": 5.0}, rule.id) == {}


@pytest.mark.parametrize(
    "rule",
    [r for r in RULES.values() if r.if_unknown in (IfUnknown.FIRE, IfUnknown.SILENT)],
    ids=lambda r: r.id,
)
def test_a_rule_that_closes_its_own_gap_or_is_silent_never_asks(rule):
    for row, _ in halves(rule.id):
        assert questions(row, rule.id) == {}, row


def test_what_would_raise_an_urgency_is_asked_once_part_of_it_is_known():
    row = {"weakness_symptom.left": True, **NEUROPATHY}
    assert "weakness_tempo" not in questions(NEUROPATHY, "T24")
    row = {"rls_urge": True, "rls_augmentation": True}
    assert questions(row, "R08") == {}
    row = {"skin_integrity.left": "wet_gangrene", "temp_c": 37.0}
    (could,) = {tuple(gain.items()) for q in questions(row, "E16").values() for gain in q["could"]
                if gain["id"] == "limb_threatening_ischaemia"}  # fmt: skip
    assert dict(could)["urgency"] == "emergency"


def test_what_is_asked_first_comes_first_then_the_most_urgent():
    row = {"back_pain": "axial_only", "rls_urge": True, "burning_feet": True}
    found = list(assessed(row).questions)
    order = [
        (not question.not_excluded, min(urgency.rank for _, urgency in question.could))
        for question in found
    ]
    assert order == sorted(order)
    assert len({first for first, _ in order}) == 2


def test_a_question_that_could_bring_only_what_is_there_already_is_not_asked():
    row = {"back_pain": "axial_only", "saddle_sensory_change": True}
    assert "bladder_change_new" in questions({"back_pain": "axial_only"}, "E04")
    assert questions(row, "E04") == {}


# --- Legs that are not there ----------------------------------------------------------------------


def test_an_amputated_leg_is_no_leg():
    row = {**amputated("right"), **COLD_LEG}
    assert entry(row, "acute_limb_ischaemia").leg == "left"
    # Both legs that exist: the one.
    weak = {"weakness_symptom.left": True, "weakness_tempo": "hours_to_4w"}
    assert assessed(weak).verdicts["E10"].value is None
    assert assessed({**weak, **amputated("right")}).verdicts["E10"].value is True
    assert (
        assessed({**weak, "leg_not_examinable.right": "dressing_or_cast"}).verdicts["E10"].value
        is None
    )


def test_without_legs_no_rule_about_a_leg_holds():
    row = {**amputated("left", "right"), "pain_onset": "sudden", "known_pad": True}
    verdicts = assessed(row).verdicts
    assert [id_ for id_ in ("E01", "E03", "T06", "R01", "G02", "G03") if verdicts[id_].value] == []
    assert verdicts["E01"].value is False


# --- Whose pregnancy, how old a pain, what an ankle says ----------------------------------------------


@pytest.mark.parametrize("who", [{"sex_at_birth": "male"}, {"age_years": 56}])
def test_d_dimer_needs_no_word_on_pregnancy_of_a_man_or_after_55(who):
    row = {key: value for key, value in NO_POINT.items() if key != "pregnancy_status"}
    assert assessed(row).verdicts["T08"].value is None
    assert assessed({**row, **who}).verdicts["T08"].value is True


@pytest.mark.parametrize("who", [{"sex_at_birth": "male"}, {"age_years": 70}])
def test_not_pregnant_is_not_at_odds_with_not_applicable(who):
    assert assessed({**who, "pregnancy_status": "not_pregnant"}).urgency


@pytest.mark.parametrize("status", ["pregnant", "postpartum_6w"])
def test_a_recorded_pregnancy_counts_where_neither_age_nor_sex_was_asked(status):
    row = {"deep_vein_tenderness.left": True, "pregnancy_status": status}
    assert "T09" in entry(row, "venous_duplex").document()["rules"]
    assert entry(row, "pregnancy_limits")


def test_an_ankle_below_50_is_severe_without_an_arm_pressure():
    rest_pain = {"relief_dependency.left": True, "leg_colour.left": "dependent_rubor"}
    assert (
        entry({**rest_pain, "ankle_dp_sbp.left": 49}, "limb_threatening_ischaemia").urgency
        == "same_day"
    )
    assert (
        entry({**rest_pain, "ankle_dp_sbp.left": 50}, "limb_threatening_ischaemia").urgency
        == "urgent"
    )


def test_a_stiff_artery_with_a_poor_toe_does_not_release_strong_compression():
    row = {"oedema_extent.left": "below_knee", "brachial_left_sbp": 100, "ankle_dp_sbp.left": 150}
    shown = {**row, "toe_sbp.left": 70}
    assert not entry(shown, "compression_after_abi", "G02").answered
    assert entry({**row, "toe_sbp.left": 71}, "compression_after_abi", "G02").answered


def test_wells_has_no_band_in_pregnancy():
    assert assessed(NO_POINT).scores["wells_band"] == "unlikely"
    assert assessed({**NO_POINT, "pregnancy_status": "pregnant"}).scores["wells_band"] is None


# --- Known faults ---------------------------------------------------------------------------------
#
# Where the rules differ from the reference. The mark goes when the fault does.


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("R07", {"burning_feet": True, "diabetes_type": "none", "pain_duration_days": 30}),
        (
            "E01",
            {
                "pain_duration_days": 400,
                "acute_sensory_loss.left": "none",
                "acute_sensory_loss.right": "none",
                "acute_motor_loss.left": "none",
                "acute_motor_loss.right": "none",
            },
        ),
    ],
)
def test_a_known_duration_settles_whether_the_pain_is_new_or_lasting(rule, row):
    assert assessed(row).verdicts[rule].value is False


def test_what_is_denied_raises_no_question():
    assert questions({"back_pain": "none"}) == {}


def test_a_low_wells_score_supports_the_red_flag_too():
    assert entry(NO_POINT, "deep_vein_thrombosis").document()["rules"] == ["T07", "T08"]


def test_a_negative_scan_answers_until_a_raised_d_dimer_calls_for_the_next():
    row = {"deep_vein_tenderness.left": True, "age_years": 60}
    scanned: Row = {**row, "dvt_scan_result": "negative_proximal"}
    assert entry(scanned, "venous_duplex").answered
    assert entry({**scanned, "lab_ddimer": 600}, "venous_duplex").answered
    again = entry({**scanned, "lab_ddimer": 610}, "venous_duplex")
    assert (again.answered, again.counts) == (False, True)
    assert again.document()["rules"] == ["T07", "T10"]
    assert not entry({**row, "lab_ddimer": 610}, "venous_duplex").answered
    found: Row = {**scanned, "dvt_scan_result": "positive", "lab_ddimer": 610}
    assert entry(found, "venous_duplex").answered


def test_the_d_dimer_is_asked_for_the_second_scan_only_once_the_first_is_done():
    row = {"deep_vein_tenderness.left": True, "age_years": 60}
    repeat = {"id": "venous_duplex", "urgency": "same_day"}
    assert "lab_ddimer" not in questions(row)
    scanned = questions({**row, "dvt_scan_result": "negative_proximal"})
    assert scanned["lab_ddimer"]["could"] == [repeat]


def test_the_abi_of_one_leg_does_not_answer_what_concerns_both():
    row = {"age_years": 70, "abi_reported.left": 1.0}
    assert not entry(row, "abi").answered
    assert not entry({**row, "skin_integrity.left": "ulcer"}, "abi").answered
