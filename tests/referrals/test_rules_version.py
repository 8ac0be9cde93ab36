"""The version of the rule base goes up whenever what it means changes, and only then."""

from dataclasses import replace

import pytest

from intake.scores.general import fever
from referrals.rules import MEANING, RULES, VERSION, meaning_hash
from referrals.rules.suggestions import Urgency

# What the rules meant at the version that was released last. Both change together.
RELEASED = (
    "2026.11.3",
    "156821af42211f714d4adb5b6ba629d5270cba0f3dc309981a6f64665268d0c5",
)


def test_the_version_is_raised_when_the_meaning_of_the_rules_changes():
    assert (VERSION, MEANING) == RELEASED, (
        "What the rules mean has changed: raise VERSION in referrals/rules/__init__.py, and record "
        f'the new pair here: ("{VERSION}", "{MEANING}")'
    )


@pytest.mark.parametrize("words", [{"why": "Other words."}, {"source": ()}])
def test_other_words_for_the_same_rule_do_not_change_the_meaning(monkeypatch, words):
    monkeypatch.setitem(RULES, "E01", replace(RULES["E01"], **words))
    assert meaning_hash() == MEANING


@pytest.mark.parametrize(
    "change",
    [
        {"when": fever},
        {"urgency": Urgency.ROUTINE},
        {"suggest": ("abi",)},
        {"raised": RULES["T01"].raised},
        {"deferred_by": ("sepsis",)},
        {"about": ("compression",)},
        {"if_unknown": RULES["T01"].if_unknown},
        {"ask_if": fever},
        {"notes": RULES["T07"].notes},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_a_rule_does_is_part_of_the_meaning(monkeypatch, change):
    monkeypatch.setitem(RULES, "E01", replace(RULES["E01"], **change))
    assert meaning_hash() != MEANING
