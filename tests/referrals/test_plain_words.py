"""Every suggestion has plain words, and they neither confirm, frighten nor bring in a number."""

import re
from collections import Counter
from collections.abc import Mapping

import pytest

from referrals.plain_words import (
    CAUTIONS,
    RED_FLAGS,
    REFERRALS,
    SELFCARE,
    TESTS,
    WHY_OF_RULES,
    on_side,
)
from referrals.rules import RULES
from referrals.rules.suggestions import SUGGESTIBLES, Kind

WORDS: dict[Kind, Mapping[str, object]] = {
    Kind.RED_FLAG: RED_FLAGS,
    Kind.TEST: TESTS,
    Kind.REFERRAL: REFERRALS,
    Kind.CAUTION: CAUTIONS,
    Kind.SELFCARE: SELFCARE,
}
TEXTS = {
    **RED_FLAGS,
    **TESTS,
    **CAUTIONS,
    **SELFCARE,
    **{id: f"{each.name}. {each.why} {each.asked}" for id, each in REFERRALS.items()},
    **WHY_OF_RULES,
}
FRIGHTENING = re.compile(
    r"amputat|\bdie|death|deadly|lose your|gangren|sepsis|rot\b|tumour|paraly|crippl|fatal|danger"
    r"|threat|cancer|necro|metasta|stroke",
    re.IGNORECASE,
)
CONFIRMED = re.compile(r"diagnos|you have (a|an|got|too)\b|you suffer|your disease", re.IGNORECASE)


@pytest.mark.parametrize("kind", Kind)
def test_every_suggestion_has_plain_words_and_nothing_else_has(kind: Kind):
    ids = {each.id for each in SUGGESTIBLES.values() if each.kind == kind}
    assert set(WORDS[kind]) == ids


def test_no_two_suggestions_have_the_same_words():
    told = Counter([*RED_FLAGS.values(), *TESTS.values(), *CAUTIONS.values(), *SELFCARE.values()])
    told.update(each.name for each in REFERRALS.values())
    assert [text for text, times in told.items() if times > 1] == []


@pytest.mark.parametrize("id", RED_FLAGS)
def test_a_red_flag_is_a_possibility(id: str):
    assert " may " in RED_FLAGS[id]
    assert SUGGESTIBLES[id].label.lower() not in RED_FLAGS[id].lower()


@pytest.mark.parametrize("id", TEXTS)
def test_nothing_is_confirmed_and_nothing_frightens(id: str):
    assert not CONFIRMED.search(TEXTS[id])
    # Who is sent to this clinic must know what it looks for; the words say that most have none.
    if id != "suspected_cancer":
        assert not FRIGHTENING.search(TEXTS[id])


def test_who_is_sent_to_look_for_cancer_is_told_that_most_have_none():
    told = REFERRALS["suspected_cancer"]
    assert "cancer" in told.name
    assert "Most people who go there do not have cancer." in told.why


@pytest.mark.parametrize("id", REFERRALS)
def test_a_reason_for_a_referral_is_no_claim(id: str):
    assert re.search(r"\b(may|can|best)\b", REFERRALS[id].why)


def test_reasons_of_rules_are_of_rules_that_refer():
    for row in WHY_OF_RULES:
        assert any(
            SUGGESTIBLES[id].kind == Kind.REFERRAL
            for rule in RULES.values()
            if rule.row == row
            for id in rule.suggest
        ), row


@pytest.mark.parametrize("id", [*CAUTIONS, *SELFCARE])
def test_numbers_are_those_of_the_rules(id: str):
    why = " ".join(rule.why for rule in RULES.values() if id in rule.suggest)
    allowed = set(re.findall(r"\d+", f"{why} {SUGGESTIBLES[id].label}"))
    assert set(re.findall(r"\d+", TEXTS[id])) <= allowed


@pytest.mark.parametrize("id", [*RED_FLAGS, *CAUTIONS, *SELFCARE])
def test_sentences_are_whole(id: str):
    assert re.fullmatch(r"[A-Z].*\.", TEXTS[id])
    assert "  " not in TEXTS[id]


@pytest.mark.parametrize("id", TESTS)
def test_a_test_is_named_in_the_middle_of_a_sentence(id: str):
    assert re.fullmatch(r"(a|an|the|blood tests) .*[a-z)0-9]", TESTS[id].replace("B12", "b12"))


@pytest.mark.parametrize(
    ("leg", "told"),
    [
        ("left", "your left leg and left foot"),
        ("right", "your right leg and right foot"),
        ("both", "your legs and feet"),
        (None, "your leg and foot"),
    ],
)
def test_words_name_the_side(leg: str | None, told: str):
    assert on_side("your {leg} and {foot}", leg) == told
