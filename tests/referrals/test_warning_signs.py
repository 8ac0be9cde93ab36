"""When to get help: for everybody the signs of the rule base, and those that fit what was found."""

from typing import Any

import pytest

from intake.findings import FINDINGS
from intake.findings.finding import Kind as FindingKind
from referrals.rules.suggestions import RED_FLAGS, SUGGESTIBLES
from referrals.warning_signs import FOR_EVERYBODY, WATCHES, Act, warning_signs

NOTHING: frozenset[str] = frozenset()
# Of each red flag what must bring the patient back, as the clinical reference sheet has it.
SIGNS: dict[str, tuple[str, ...]] = {
    "acute_limb_ischaemia": ("cold, pale, blue or numb", "cannot move"),
    "bilateral_limb_ischaemia": ("cold, pale, blue or numb", "back, tummy or leg", "pass out"),
    "cauda_equina": (
        "numb between your legs",
        "bladder or bowel",
        "cannot pass urine",
        "grow weak",
    ),
    "metastatic_cord_compression": ("grow weak", "pain in your back", "unsteady", "bladder"),
    "compartment_syndrome": ("grows and grows", "hard and tight", "under a cast"),
    "necrotising_infection": ("far worse than it looks", "turns black", "fever"),
    "sepsis": ("fever", "confused", "shiver"),
    "pulmonary_embolism": ("breathe", "chest", "cough up blood", "pass out"),
    "rapid_weakness": ("breathe, speak or swallow", "face", "arms or legs grow weak"),
    "septic_joint": ("joint turns hot", "fever"),
    "bleeding_varices": ("vein bleeds", "press", "raise the leg"),
    "limb_threatening_diabetic_foot": ("turns black", "spreads", "fever"),
    "rhabdomyolysis_or_critical_result": ("urine turns dark", "heart beats", "muscles ache"),
    "giant_cell_arteritis": ("lose sight", "see double"),
    "limb_threatening_ischaemia": ("turns black", "pain at night or at rest"),
    "deep_vein_thrombosis": ("breathe", "chest", "cough up blood", "swells more"),
    "phlegmasia": ("breathe", "turns blue"),
    "spinal_or_deep_infection": ("fever", "shiver"),
}


def told(ids: frozenset[str] = NOTHING, answers: dict[str, Any] | None = None) -> str:
    return " | ".join(
        text for texts in warning_signs(ids, answers or {}).values() for text in texts
    )


def test_every_red_flag_has_signs_in_this_test():
    assert set(SIGNS) == {flag.id for flag in RED_FLAGS}


@pytest.mark.parametrize("flag", SIGNS)
def test_signs_of_a_red_flag(flag: str):
    assert any(flag in watch.suggested for watch in WATCHES)
    text = told(frozenset({flag}))
    assert [words for words in SIGNS[flag] if words not in text] == []


def test_everybody_is_told_the_signs_of_the_advice_on_when_to_come_back():
    text = told()
    for words in (
        "cold, pale, blue or numb",
        "cannot move",
        "breathe",
        "chest hurts",
        "fever",
        "numb between your legs",
        "bladder or bowel",
        "very bad pain",
        "swells",
        "new sore",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"skin_integrity": {"left": "ulcer"}}, "the skin around the sore turns black"),
        ({"skin_integrity": {"right": "wet_gangrene"}}, "the red skin around the sore spreads"),
        ({"back_pain": "axial_only"}, "your legs grow weak"),
        ({"trauma_recent": "tight_cast_or_dressing"}, "under a cast"),
        ({"aneurysm_known": "aortic"}, "your back, tummy or leg"),
        ({"med_anticoagulant": True}, "a bleed does not stop"),
        ({"med_statin": True}, "your urine turns dark"),
        ({"active_cancer": True}, "your walk turns unsteady"),
        ({"diabetes_type": "type2"}, "your foot has a blister"),
        ({"weakness_tempo": "hours_to_4w"}, "speak or swallow"),
        ({"sleep_loss_major": True}, "you feel that you cannot go on"),
    ],
)
def test_signs_that_fit_what_was_found(answers: dict[str, Any], words: str):
    assert words in told(answers=answers)
    assert words not in told()


@pytest.mark.parametrize(
    "answer",
    [
        False,
        "none",
        "unknown",
        {"not_assessed": "declined"},
        {"left": "intact", "right": {"not_assessed": "dressing_or_cast"}},
        {"left": "unknown"},
        [],
        None,
    ],
)
def test_what_is_absent_or_not_known_neither_adds_nor_takes_away(answer: Any):
    findings = {id for watch in WATCHES for id in watch.answered or {}}
    assert told(answers=dict.fromkeys(findings, answer)) == told()


def test_each_sign_is_told_once_and_what_fits_comes_first():
    every = frozenset(SUGGESTIBLES)
    signs = warning_signs(every, {})
    texts = [text for found in signs.values() for text in found]
    assert len(texts) == len(set(texts))
    assert signs[Act.HOSPITAL][-1] == f"{FOR_EVERYBODY[5][1]}."
    fitting = warning_signs(frozenset({"giant_cell_arteritis"}), {})[Act.HOSPITAL]
    assert fitting[0].startswith("you lose sight")


def test_the_most_urgent_comes_first():
    assert list(warning_signs(NOTHING, {})) == [Act.CALL_999, Act.HOSPITAL, Act.RING_US]


def test_signs_name_only_what_exists():
    for watch in WATCHES:
        assert watch.suggested <= set(SUGGESTIBLES), watch.name
        for id, values in (watch.answered or {}).items():
            finding = FINDINGS[id]
            if finding.kind == FindingKind.PRESENCE:
                assert values == (True,)
            else:
                assert set(values) < set(finding.options), id
