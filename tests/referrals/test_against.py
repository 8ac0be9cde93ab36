"""What argues against a suggestion: what is recorded, never what is unknown nor its own reasons."""

import re
from itertools import pairwise
from typing import Any

import pytest

from intake.answers import read_document
from intake.logic import Verdict
from intake.readings import Answers
from referrals.assess import assess
from referrals.rules import RULES
from referrals.rules.against import NOT_FOUND_AT_MOST, Against, Arguments
from referrals.rules.alternatives import QUESTIONS, _question, alternatives_to
from referrals.rules.cause import Sign
from referrals.rules.causes import CAUSES
from referrals.rules.disagreements import DISAGREEMENTS
from referrals.rules.sought import FOR_NONE, SOUGHT_BY, causes_sought_by, refuse_strangers
from referrals.rules.suggestions import SUGGESTIBLES, Kind
from tests.referrals.published_cases import cases

NO_VALUE = ("unknown", {"not_assessed": "declined"}, {"not_assessed": "no_time"}, None)
TO_WEIGH = (Kind.RED_FLAG, Kind.TEST, Kind.REFERRAL)
CLOT: dict[str, Any] = {
    "age_years": 65,
    "pain_side": "right",
    "pain_onset": "acute_le14d",
    "swelling_onset": {"right": "acute_lt2w", "left": "none"},
}
REST_PAIN: dict[str, Any] = {
    "age_years": 72,
    "pain_side": "left",
    "pain_site": {"left": ["forefoot_toes"]},
    "worse_lying_flat": True,
    "relief_dependency": {"left": True, "right": False},
    "leg_colour": {"left": "dependent_rubor", "right": "normal"},
    "smoking_status": "current",
}
COLD_LEG: dict[str, Any] = {
    "age_years": 70,
    "pain_side": "left",
    "pain_onset": "sudden",
    "pulse_dp": {"left": "absent"},
    "pulse_pt": {"left": "absent"},
}


def against(suggestion: str, document: dict[str, Any]) -> Against:
    """Of a suggestion that is made of this document, or of one that only its rules would make."""
    answers = read_document({key: value for key, value in document.items() if value is not None})
    made = {entry.suggestible.id: entry.document() for entry in assess(answers).entries}
    assert suggestion in made, sorted(made)
    return Arguments(answers).against(suggestion, made[suggestion]["rules"])


def told(found: Against) -> str:
    signs = [sign for cause in found.causes for sign in cause.signs]
    return "; ".join([*signs, found.not_found])


# --- What speaks against the causes -------------------------------------------------------------


@pytest.mark.parametrize("suggestion", ["deep_vein_thrombosis", "venous_duplex"])
def test_what_speaks_against_the_cause_that_is_looked_for_is_told(suggestion: str) -> None:
    [cause] = against(suggestion, {**CLOT, "alt_dx_as_likely": True}).causes
    assert cause.label == "Deep vein thrombosis"
    [sign] = cause.signs
    assert sign.startswith("Another diagnosis at least as likely")


@pytest.mark.parametrize("answer", [False, *NO_VALUE])
def test_where_it_is_denied_or_has_no_value_nothing_is_told_against(answer: Any) -> None:
    assert against("venous_duplex", {**CLOT, "alt_dx_as_likely": answer}).causes == ()


def test_a_cause_that_is_out_of_the_question_stays_silent_beside_one_that_stands() -> None:
    """An image of the foot looks for a Charcot foot, too; with two healthy nerves nobody needs that."""
    document = {
        "age_years": 60,
        "pain_side": "left",
        "diabetes_type": "none",
        "known_neuropathy": False,
        "monofilament_sites_felt_of_3": {"left": 3, "right": 3},
        "bone_tenderness_focal": {"left": True},
        "overuse_recent": True,
        "temp_c": 38.4,
    }
    labels = [cause.label for cause in against("xray", document).causes]
    assert labels == [CAUSES["tendon_muscle_or_stress_injury"].label]


@pytest.mark.parametrize(("signs", "stand_beside_it"), [(80, True), (81, False)])
def test_values_stand_beside_a_sign_unless_they_are_too_long(
    signs: int, stand_beside_it: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_values(sign: Sign, _: Verdict) -> str:
        return sign.words + "#" * signs

    monkeypatch.setattr("referrals.rules.against.in_words", with_values)
    [cause] = against("venous_duplex", {**CLOT, "alt_dx_as_likely": True}).causes
    [told] = cause.signs
    assert told.startswith("Another diagnosis at least as likely")
    assert told.endswith("#") is stand_beside_it


def test_a_reason_for_the_suggestion_is_not_told_against_it() -> None:
    document = {
        "age_years": 30,
        "pain_side": "left",
        "cramp_present": True,
        "cramp_daytime": True,
        "pregnancy_status": "pregnant",
        "cramp_nights_per_week": 7,
        "sex_at_birth": "female",
    }
    # That cramps come by day speaks against nightly cramps; the blood test is asked for just that.
    assert "day" not in told(against("electrolytes_mg_ca", document))
    assert "Cramps in the day as well" in told(against("maternity", document))


# --- Other ways that were looked for ------------------------------------------------------------


def test_what_would_also_have_led_to_it_and_is_not_there_is_told() -> None:
    found = against("vascular_surgery", {**REST_PAIN, "diabetes_type": "none"})
    assert found.not_found == "Diabetes: none"


@pytest.mark.parametrize("answer", ["type2", *NO_VALUE])
def test_what_is_there_or_has_no_value_is_never_called_missing(answer: Any) -> None:
    assert "iabetes" not in told(
        against("vascular_surgery", {**REST_PAIN, "diabetes_type": answer})
    )


def test_the_other_leg_argues_about_nothing() -> None:
    femoral = {"left": "absent", "right": "normal"}
    assert against("acute_limb_ischaemia", {**COLD_LEG, "pulse_femoral": femoral}).not_found == ""
    femoral = {"left": "normal", "right": "absent"}
    found = against("acute_limb_ischaemia", {**COLD_LEG, "pulse_femoral": femoral})
    assert found.not_found == "Left leg: Femoral pulse: normal"


def test_a_number_on_the_other_side_of_its_threshold_argues_and_one_beyond_it_does_not() -> None:
    sepsis = {
        "age_years": 60,
        "pain_side": "left",
        "fever_or_rigors": True,
        "consciousness": "new_confusion_c",
        "care_setting": "community",
    }
    assert "Breathing rate: 24 /min" in told(against("sepsis", {**sepsis, "resp_rate": 24}))
    assert "Breathing rate" not in told(against("sepsis", {**sepsis, "resp_rate": 25}))


def test_a_long_list_is_cut_and_says_how_much_more_there_is() -> None:
    powers = (
        *("power_hip_flexion", "power_knee_extension", "power_ankle_dorsiflexion"),
        *("power_great_toe_extension", "power_ankle_plantarflexion"),
    )
    document: dict[str, Any] = {
        "age_years": 50,
        "pain_side": "both",
        "med_statin": True,
        "pain_quality": ["aching"],
        "weakness_symptom": {"left": False, "right": False},
        "weakness_on_examination": {"left": False, "right": False},
        **{name: {"left": 5, "right": 5} for name in powers},
    }
    found = against("ck", document).not_found
    shown, _, more = found.partition("; and ")
    assert shown.count(": ") - shown.count(" leg: ") == NOT_FOUND_AT_MOST
    assert re.fullmatch(r"[1-9]\d* more", more)


# --- For every patient --------------------------------------------------------------------------


def test_where_nothing_is_known_nothing_argues() -> None:
    rows = [rule.row for rule in RULES.values()]
    arguments = Arguments(Answers({}))
    assert all(arguments.against(id, rows) == Against() for id in SUGGESTIBLES)


def test_of_no_published_case_anything_is_told_that_is_unknown_or_a_reason() -> None:
    compared = 0
    for case in cases():
        answers = read_document(case["intake"])
        arguments = Arguments(answers)
        for entry in assess(answers).entries:
            found = arguments.against(entry.suggestible.id, entry.document()["rules"])
            compared += found.is_recorded
            for words in ("not asked", "not known", "not assessed", "does not apply"):
                assert words not in told(found)
            phrases = found.not_found.replace(". ", "; ").split("; ")
            reasons = entry.because.replace(". ", "; ").split("; ")
            assert not set(filter(None, phrases)) & set(reasons)
    assert compared > 100


def test_to_ask_what_argues_changes_no_result() -> None:
    answers = read_document(REST_PAIN)
    arguments = Arguments(answers)
    for rule in RULES.values():
        for id in rule.suggest:
            arguments.against(id, [rule.row])
    assert assess(answers).document() == assess(read_document(REST_PAIN)).document()


# --- Where guidelines differ --------------------------------------------------------------------


def test_a_disagreement_is_told_with_the_rules_that_it_is_about() -> None:
    numbers = [each.number for each in against("vascular_surgery", REST_PAIN).disagreements]
    about = {each.number for each in DISAGREEMENTS if "R01" in each.about}
    assert numbers
    assert set(numbers) <= about | {n.number for n in DISAGREEMENTS if "E16" in n.about}
    assert against("acute_limb_ischaemia", COLD_LEG).disagreements == ()


# --- Which rule looks for what ------------------------------------------------------------------


def test_every_red_flag_test_and_referral_says_which_cause_it_looks_for_or_that_it_looks_for_none() -> (
    None
):
    asked = {
        rule.id
        for rule in RULES.values()
        if any(SUGGESTIBLES[id].kind in TO_WEIGH for id in rule.suggest)
    }
    sought = {id for ids in SOUGHT_BY.values() for id in ids}
    assert sought | set(FOR_NONE) == asked
    assert not sought & set(FOR_NONE)
    assert causes_sought_by("T07") == ("deep_vein_thrombosis",)
    assert causes_sought_by("E08") == ()


@pytest.mark.parametrize(
    ("sought_by", "says"),
    [
        ({"gout": ("T34", "T999", "T998")}, "T999, which is no rule"),
        ({"gout": ("T34",), "no_such_cause": ("T34",)}, "no_such_cause, which is no cause"),
    ],
)
def test_a_table_that_names_what_does_not_exist_is_refused(
    sought_by: dict[str, tuple[str, ...]], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        refuse_strangers(sought_by)


# --- Alternatives -------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.words)
def test_alternatives_are_of_one_kind_and_go_both_ways(question: Any) -> None:
    assert len({SUGGESTIBLES[id].kind for id in question.among}) == 1
    for one, other in [*pairwise(question.among), question.among[:1] + question.among[-1:]]:
        assert other in dict(alternatives_to(one))[question]
        assert one in dict(alternatives_to(other))[question]
        assert one not in dict(alternatives_to(one))[question]


def test_every_question_rests_on_rows_of_the_reference() -> None:
    rows = {rule.row for rule in RULES.values()} | {f"C{each.row}" for each in CAUSES.values()}
    for question in QUESTIONS:
        named = question.rows.split(", ")
        assert all(
            row in rows or row == "red flags" or row.startswith("finding ") for row in named
        ), question.words


@pytest.mark.parametrize(
    ("among", "says"),
    [
        (("abi", "no_such_test"), "“Which one\\?” names no_such_test"),
        (("no_such_test", "abi", "nor_this"), "“Which one\\?” names no_such_test"),
        (("abi", "neurology"), "“Which one\\?” needs two or more answers, all of one kind"),
        (("abi",), "needs two or more"),
        (("abi", "abi"), "needs two or more"),
    ],
    ids=["unknown", "two unknown", "of two kinds", "alone", "twice"],
)
def test_a_question_without_two_fitting_answers_is_refused(
    among: tuple[str, ...], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        _question("Which one?", *among, rows="T01")


def test_two_answers_of_one_kind_are_enough() -> None:
    assert _question("Which one?", "abi", "tcpo2", rows="T01").among == ("abi", "tcpo2")


def test_what_nothing_else_answers_has_no_alternative() -> None:
    assert alternatives_to("ecg") == ()
