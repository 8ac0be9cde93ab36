"""Self-care and cautions: what is added for this patient, and whom the safety net reaches."""

import pytest

from referrals.assess import Assessment
from referrals.rules import RULES
from referrals.rules.suggestions import SELFCARE, SUGGESTIBLES, Kind
from tests.cases.drug_limits import COMPUTED, CRAMP, RESTLESS
from tests.cases.selfcare import DEFERRED, GOOD_INDEX, SOUND_SKIN, SWOLLEN
from tests.cases.table import Just, Row, amputated, answers, entry, just

OSTEOARTHRITIS: Row = {**SOUND_SKIN, "osteoarthritis_history": True}
DRINKER: Row = {**CRAMP, "alcohol_units_per_week": 35}

# What was found, and the first word of the signs that belong to it.
SIGNS: dict[str, tuple[Row, ...]] = {
    "Circulation": (
        {"exertional_pattern": "vascular_type"},
        {"known_pad": True},
        {"relief_dependency.left": True, "leg_colour.left": "dependent_rubor"},
        {"cold_foot_symptom.left": True},
    ),
    "Veins": (
        {"worse_standing": True, "relief_elevation.left": True},
        {"previous_vte": True},
        {"varicose_veins_visible.left": True},
        {"oedema_extent.right": "foot_ankle"},
    ),
    "Nerves": (
        {"back_pain": "axial_only"},
        {"exertional_pattern": "neurogenic_type"},
        {"radicular_level.left": "l5", "slr_positive.left": True},
        {"weakness_symptom.left": True},
    ),
    "Infection": (
        {"temp_c": just(38.0, but_not=37.9)},
        {"immunosuppressed": True},
        {"erythema.left": "localised"},
        {"skin_integrity.left": "fissure"},
        {"joint_hot_swollen.left": "single"},
    ),
    "Injury": ({"trauma_recent": "minor"},),
    "Foot": (
        {"diabetes_type": "type2"},
        {"known_neuropathy": True},
        {"monofilament_sites_felt_of_3.left": just(2, but_not=3)},
    ),
    "Cancer": ({"active_cancer": True},),
    "Statin": ({"med_statin": True},),
    "Blood thinner": ({"med_anticoagulant": True},),
}
# Suggestion, a patient, what brings the sentence, and a word of it.
NOTES: tuple[tuple[str, Row, Row, str], ...] = (
    ("walking_exercise", OSTEOARTHRITIS, {"exertional_pattern": "mixed"}, "Walk into the pain"),
    ("walking_exercise", OSTEOARTHRITIS, RESTLESS, "late in the evening"),
    (
        "walking_exercise",
        OSTEOARTHRITIS,
        {"monofilament_sites_felt_of_3.left": just(2, but_not=3)},
        "shoes",
    ),
    (
        "leg_elevation",
        {**SWOLLEN, **GOOD_INDEX},
        {"cardiac_history": ["heart_failure"]},
        "breathing",
    ),
    ("healthy_diet", {"known_pad": True}, {"gout_history": True}, "beer"),
    ("sleep_positioning", {"position_trigger": ["supine"]}, {"known_pad": True}, "never raised"),
    (
        "foot_care",
        {"known_pad": True},
        {"monofilament_sites_felt_of_3.right": just(2, but_not=3)},
        "corns",
    ),
    ("iron_limits", {"med_iron": True}, {"lab_ferritin": just(301, but_not=300)}, "no iron"),
    ("iron_limits", {"med_iron": True}, {"lab_tsat": just(45.1, but_not=45.0)}, "no iron"),
    ("nsaid_risk", {"known_pad": True}, {"lab_egfr": just(29, but_not=30)}, "eGFR below 30"),
    (
        "nsaid_risk",
        {"cardiac_history": ["heart_failure"]},
        {"nyha_class": just(3, but_not=2)},
        "severe heart failure",
    ),
    ("nsaid_risk", {"known_pad": True}, {"pregnancy_status": "pregnant"}, "late pregnancy"),
    ("contrast_risk", {"med_metformin": True}, {"lab_egfr": just(29, but_not=30)}, "48 hours"),
    (
        "alcohol_review",
        DRINKER,
        {"alcohol_units_per_week": just(35.5, but_not=35.0)},
        "alcohol service",
    ),
    *(
        ("safety_net", {"pain_side": "left"}, brings, word)
        for word, some in SIGNS.items()
        for brings in some
    ),
)


def enough(brings: Row) -> Row:
    """What brings the sentence, at the edge where there is one."""
    return {key: value.value if isinstance(value, Just) else value for key, value in brings.items()}


@pytest.mark.parametrize(("suggestion", "row", "brings", "words"), NOTES)
def test_a_sentence_is_added_only_for_whom_it_is_meant(suggestion, row, brings, words):
    rules = [rule.id for rule in RULES.values() if suggestion in rule.suggest]
    assert words not in entry(row, suggestion, *rules).because
    assert words in entry({**row, **enough(brings)}, suggestion, *rules).because
    for key, value in brings.items():
        if isinstance(value, Just):
            short = {**row, **enough(brings), key: value.but_not}
            assert words not in entry(short, suggestion, *rules).because


def test_every_sentence_has_its_case():
    rules = [
        rule
        for rule in RULES.values()
        if rule.suggest[0] in {suggestion for suggestion, *_ in NOTES}
    ]
    written = {note.text for rule in rules for note in rule.notes}
    told = {
        note
        for suggestion, row, brings, _ in NOTES
        for fired in entry(
            {**row, **enough(brings)}, suggestion, *(rule.id for rule in rules)
        ).fired
        for note in fired.notes
    }
    assert written == told


RED_FLAGS = [
    rule.id
    for rule in RULES.values()
    if any(SUGGESTIBLES[id_].kind is Kind.RED_FLAG for id_ in rule.suggest)
]


@pytest.mark.parametrize(
    ("rule", "suggestion", "row", "flag", "brings", "shown"),
    [pytest.param(*each, id=f"{each[0]} {each[3]}") for each in DEFERRED],
)
def test_self_care_waits_while_its_red_flag_is_true(rule, suggestion, row, flag, brings, shown):
    def told(given: Row) -> tuple[str, ...]:
        return entry(given, suggestion, rule, *RED_FLAGS).deferred_by

    assert flag in RULES[rule].deferred_by
    assert told(row) == ()
    assert told({**row, **brings}) == shown
    # Not known does not defer.
    assert told({**row, **dict(list(brings.items())[1:])}) == ()


def test_every_self_care_item_has_one_rule_in_order():
    written = [rule.suggest for rule in RULES.values() if rule.id.startswith("SC")]
    assert written == [(item.id,) for item in SELFCARE]


def test_self_care_and_cautions_never_raise_the_urgency():
    row = {"pain_side": "left", "smoking_status": "current", "lab_egfr": 20, **RESTLESS}
    rules = [
        rule
        for rule in RULES.values()
        if {SUGGESTIBLES[id_].kind for id_ in rule.suggest} <= {Kind.CAUTION, Kind.SELFCARE}
    ]
    assessment = Assessment(answers(row), rules)
    assert len(assessment.entries) > 5
    assert assessment.urgency == "none"
    assert assessment.questions == ()


def test_the_kidney_is_judged_by_the_laboratory_first_and_the_reasons_say_which():
    assert "CKD-EPI" in entry(COMPUTED, "nsaid_risk").because
    assert "laboratory" in entry({**COMPUTED, "lab_egfr": 20}, "gadolinium_risk").because


def test_the_safety_net_never_waits_and_names_no_leg():
    cold = {"pain_onset": "sudden", "pulse_dp.left": "absent", "pulse_pt.left": "absent"}
    shown = entry(cold, "safety_net")
    assert (shown.leg, shown.deferred_by, shown.answered) == (None, (), False)


def test_without_legs_there_is_no_advice_for_legs_and_no_failure():
    gone = Assessment(answers(amputated("left", "right")))
    assert [each.suggestible.id for each in gone.entries] == []
