"""What the patient is told of the visit: the same findings, and what was not checked is not absent."""

from typing import Any

import pytest

from intake.answers import read_document
from referrals.patient_findings import found, visit
from tests.referrals.signed_contents import NURSE, PHYSICIAN, signed_content

ARMS = {"brachial_left_sbp": 140, "brachial_right_sbp": 148}


def findings(**answers: Any) -> str:
    return " ".join(found(content(**answers)).text)


def content(**answers: Any) -> dict[str, Any]:
    return signed_content(read_document(answers))


# --- Rest pain and skin -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"pain_at_rest": True}, "You have pain at rest."),
        ({"relief_dependency": {"left": True}}, "You have pain at rest."),
        ({"pain_at_rest": False}, "You have no pain at rest."),
        ({}, "We have not written down if you have pain at rest."),
        ({"worse_lying_flat": False}, "We have not written down if you have pain at rest."),
        (
            {"pain_at_rest": "unknown"},
            "We do not know if you have pain at rest (asked, not known).",
        ),
        (
            {"pain_at_rest": {"not_assessed": "no_time"}},
            "We do not know if you have pain at rest (not assessed: no time).",
        ),
    ],
)
def test_rest_pain(answers: dict[str, Any], told: str):
    text = findings(**answers)
    assert told in text
    assert text.count("pain at rest") == 1


@pytest.mark.parametrize(
    ("skin", "told"),
    [
        ({"left": "intact", "right": "intact"}, ["There is no sore on your legs."]),
        (
            {"left": "ulcer", "right": "intact"},
            ["There is an open sore on your left leg.", "There is no sore on your right leg."],
        ),
        (
            {"right": "blister"},
            ["We did not check the skin of your left leg.", "a blister on your right"],
        ),
        ({"left": "fissure"}, ["a crack in the skin of your left leg"]),
        ({"left": "dry_gangrene"}, ["Some skin of your left leg has turned dark and dry."]),
        ({"left": "wet_gangrene"}, ["Some skin of your left leg has turned dark and moist."]),
        ({}, ["We did not check the skin of your legs."]),
        (
            {"left": "intact", "right": {"not_assessed": "dressing_or_cast"}},
            [
                "There is no sore on your left leg.",
                "We did not check the skin of your right leg (dressing or cast).",
            ],
        ),
        ({"left": "unknown", "right": "unknown"}, ["the skin of your legs (asked, not known)."]),
    ],
)
def test_skin(skin: dict[str, Any], told: list[str]):
    text = findings(skin_integrity=skin)
    assert [words for words in told if words not in text] == []


def test_skin_that_was_not_checked_is_never_without_a_sore():
    for skin in ({}, {"left": "unknown"}, {"left": {"not_assessed": "declined"}}):
        assert "no sore" not in findings(skin_integrity=skin)


# --- Pressures ----------------------------------------------------------------------------------


def test_pressures_are_told_with_the_index_of_each_leg():
    part = found(
        content(
            **ARMS,
            ankle_dp_sbp={"left": 62, "right": 128},
            ankle_pt_sbp={"left": 46},
            toe_sbp={"right": {"not_assessed": "no_equipment"}, "left": 28},
        )
    )
    assert part.table == (
        ("Pressure at the arm", "140 mmHg", "148 mmHg"),
        ("Pressure on top of the foot", "62 mmHg", "128 mmHg"),
        ("Pressure at the inner ankle", "46 mmHg", "not measured"),
        ("Pressure in the toe", "28 mmHg", "not assessed: no equipment"),
    )
    text = " ".join(part.text)
    assert "The ABI of your left leg is 0.42. This is lower than we would expect." in text
    assert "The ABI of your right leg is 0.86. This is lower" in text


def test_an_index_above_140_is_never_called_usual():
    text = findings(**ARMS, ankle_dp_sbp={"left": 230, "right": 140})
    left = text[text.index("your left leg is 1.55") : text.index("The ABI of your right leg")]
    assert "too stiff" in left
    assert "usual" not in left
    assert "normal" not in text


def test_an_artery_that_cannot_be_pressed_shut_has_no_number_and_no_comfort():
    text = findings(**ARMS, ankle_not_occludable={"left": True})
    assert (
        "The ABI of your left leg is above 1.40. The arteries at the ankle were too stiff" in text
    )
    assert "We did not measure the ABI of your right leg." in text
    assert "usual range" not in text


def test_an_index_reported_from_elsewhere_is_told():
    assert "The ABI of your right leg is 0.75." in findings(abi_reported={"right": 0.75})


def test_nothing_measured_is_said_and_no_number_is_told():
    part = found(content())
    assert "We did not measure the ABI." in " ".join(part.text)
    assert part.table == ()
    assert part.figures == ()


def test_an_amputated_leg_is_neither_measured_nor_whole():
    part = found(
        content(
            **ARMS,
            leg_not_examinable={"right": "amputated"},
            ankle_dp_sbp={"left": 100},
            skin_integrity={"left": "intact"},
        )
    )
    text = " ".join(part.text)
    assert text.startswith("Your right leg was amputated.")
    assert "There is no sore on your left leg." in text
    assert text.count("right leg") == 1
    assert ("Pressure on top of the foot", "100 mmHg", "amputated") in part.table


def test_both_legs_amputated():
    text = findings(leg_not_examinable={"left": "amputated", "right": "amputated"})
    assert "ABI" not in text
    assert "skin" not in text


def test_what_else_was_measured_has_plain_names_and_the_same_numbers():
    part = found(content(temp_c=36.7, lab_ferritin=40, pain_nrs_now=5, cap_refill_s={"left": 6}))
    assert part.figures == (
        ("Pain now", "5 of 10"),
        ("Temperature", "36.7 °C"),
        ("Iron store (ferritin)", "40 µg/L"),
    )


# --- The visit ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("side", "told"),
    [
        ("left", "You came because your left leg hurts."),
        ("right", "You came because your right leg hurts."),
        ("both", "You came because both legs hurt."),
        ("alternating", "You came because your legs hurt, now one and now the other."),
        ("unknown", "You came because of your legs."),
        ({"not_assessed": "declined"}, "You came because of your legs."),
        (None, "You came because of your legs."),
    ],
)
def test_why_the_patient_came(side: Any, told: str):
    answers = {"pain_side": side} if side else {}
    assert visit(content(**answers)).text == (told,)


def test_the_patients_own_words_are_quoted_as_typed():
    signed = content(pain_side="left")
    signed["intake"]["concerns"] = " Will I lose my foot? \n<b>I can't sleep</b>"
    part = visit(signed)
    assert part.text[-1] == "This is what matters to you, in your own words:"
    assert part.quoted == "Will I lose my foot? \n<b>I can't sleep</b>"


def test_who_saw_the_patient_and_when():
    signed = content()
    assert visit(signed).facts == (
        ("You came on", "24 November 2026"),
        ("You were seen by", "Nora Nurse (Staff nurse), Petra Physician (Consultant)"),
    )
    signed["intake"]["started_by"] = {**NURSE, "name": "Ada Admin", "role": "Admin"}
    signed["intake"]["measured_by"] = None
    assert dict(visit(signed).facts)["You were seen by"] == "Petra Physician (Consultant)"


def test_answers_from_paper_are_of_the_day_when_the_form_was_filled():
    signed = content()
    signed["intake"]["paper"] = {
        "form": "F1",
        "filled": "2026-11-20T09:00+00:00",
        "entered_by": NURSE,
        "entered": "2026-11-24T09:00+00:00",
    }
    signed["intake"]["measured_by"] = None
    assert visit(signed).facts == (
        ("You came on", "20 November 2026"),
        ("You were seen by", f"{PHYSICIAN['name']} (Consultant)"),
    )
