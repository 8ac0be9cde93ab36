"""Stable or on the edge: against every reading within 10 mmHg, one pressure at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.readings import Answers
from referrals.assess import Assessment, assess
from referrals.rules import RULES
from referrals.stability import CUFF_KEYS, MARGIN, edges, rests_on_a_cuff
from tests.cases.table import answers, entry

ON_CUFFS = [rule for rule in RULES.values() if rests_on_a_cuff(rule)]
LIMITS = (0, 300)


def made(known: Answers) -> dict[str, str]:
    return {e.suggestible.id: str(e.urgency) for e in Assessment(known, ON_CUFFS).entries}


def by_trying(known: Answers) -> set[str]:
    """The suggestions that some single reading within the margin changes."""
    before = made(known)
    changing: set[str] = set()
    for key in CUFF_KEYS & known.keys():
        low = 30 if key.startswith("brachial") else 0
        for by in range(-MARGIN, MARGIN + 1):
            value = int(known[key]) + by  # type: ignore[arg-type]
            if low <= value <= LIMITS[1]:
                after = made(Answers({**known, key: value}, known.absent_legs))
                changing |= {
                    id for id in before.keys() | after.keys() if before.get(id) != after.get(id)
                }
    return changing


pressures = st.fixed_dictionaries(
    {"brachial_left_sbp": st.integers(100, 160)},
    optional={
        "brachial_right_sbp": st.integers(100, 160),
        "ankle_dp_sbp.left": st.integers(30, 200),
        "ankle_pt_sbp.left": st.integers(30, 200),
        "ankle_dp_sbp.right": st.integers(30, 200),
        "toe_sbp.left": st.integers(10, 110),
    },
)
around = st.fixed_dictionaries(
    {},
    optional={
        "exertional_pattern": st.sampled_from(["vascular_type", "none"]),
        "activity_limitation": st.sampled_from(["severe", "none"]),
        "self_care_failed": st.booleans(),
        "relief_dependency.left": st.booleans(),
        "worse_lying_flat": st.booleans(),
        "pain_site.left": st.sampled_from([["forefoot_toes"], ["calf"]]),
        "skin_integrity.left": st.sampled_from(["intact", "ulcer"]),
        "diabetes_type": st.sampled_from(["none", "type2"]),
        "varicose_veins_visible.left": st.booleans(),
        "age_years": st.sampled_from([40, 80]),
    },
)


@settings(max_examples=6)
@given(pressures, around)
def test_the_badge_is_what_trying_every_reading_says(read, rest):
    known = answers({**rest, **read})
    assert {edge.suggestion for edge in edges(known, ON_CUFFS)} == by_trying(known)


CLAUDICATION = {
    "exertional_pattern": "vascular_type",
    "activity_limitation": "severe",
    "self_care_failed": True,
    "brachial_left_sbp": 100,
}


@pytest.mark.parametrize(("ankle", "stable"), [(80, True), (81, False), (90, False)])
def test_the_margin_is_ten_mmhg(ankle, stable):
    """An ABI above 0.90 no longer suggests the surgeon: 91 mmHg is 11 above 80 and 10 above 81."""
    known = {**CLAUDICATION, "ankle_dp_sbp.left": ankle}
    assert entry(known, "vascular_surgery").document()["stability"]["stable"] is stable


def test_an_edge_says_which_reading_would_change_what():
    document = entry({**CLAUDICATION, "ankle_dp_sbp.left": 85}, "vascular_surgery").document()
    assert document["stability"]["edges"] == [
        "would go at 91 mmHg instead of 85 (Ankle pressure, dorsalis pedis, left leg)"
    ]


def test_a_suggestion_that_would_come_is_named_too():
    known = answers({**CLAUDICATION, "ankle_dp_sbp.left": 95})
    coming = {edge.suggestion: edge.words for edge in assess(known).edges if edge.before is None}
    assert coming["vascular_surgery"].startswith("would come (routine) at 90 mmHg instead of 95")


def test_what_rests_on_no_pressure_has_no_badge():
    assert entry({"saddle_sensory_change": True}, "cauda_equina").document()["stability"] is None
    assert assess(answers({"saddle_sensory_change": True})).edges == ()
