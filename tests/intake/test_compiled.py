"""Compiled conditions say what `judge` says, about invented and real findings and every rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.compiled import compiled
from intake.logic import (
    Claim,
    Condition,
    Relation,
    all_of,
    any_leg,
    any_of,
    at_least,
    bind,
    judge,
    not_,
)
from intake.readings import LEGS, Answers, Leg, Reading
from intake.reads import keys_read
from referrals.rules import RULES
from tests.benchmarks.invented import invented_answers
from tests.intake.patients import (
    FEVER,
    GRADE,
    INVENTED_KEYS,
    INVENTED_OPERANDS,
    RISK,
    SWOLLEN,
    conditions,
    in_words,
    pairs,
)
from tests.intake.test_logic_theorems import REAL_OPERANDS


def agree(condition: Condition, answers: Answers) -> None:
    # Twice: once worked out, once remembered.
    values = [compiled(condition)(answers) for _ in range(2)]
    assert values == [judge(condition, answers).value] * 2, in_words(condition)


@given(conditions(INVENTED_OPERANDS), pairs(INVENTED_KEYS, INVENTED_KEYS))
def test_conditions_over_invented_findings_agree(condition, pair):
    for answers in pair:
        agree(condition, answers)


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_conditions_over_real_findings_and_scores_agree(data):
    condition = data.draw(conditions(REAL_OPERANDS))
    for answers in data.draw(pairs(keys_read(condition))):
        agree(condition, answers)


@given(pairs(INVENTED_KEYS, INVENTED_KEYS))
def test_points_and_classes_agree_on_both_legs(pair):
    for answers in pair:
        for leg in LEGS:
            for bound in range(-2, 4):
                agree(Claim(RISK, Relation.GT, bound, leg), answers)
            for option in ("a", "b", "c"):
                agree(bind(GRADE.is_(option), leg), answers)


def test_every_rule_agrees():
    for answers in [*invented_answers(15, seed=2), Answers({}), Answers({}, LEGS)]:
        for rule in RULES.values():
            agree(rule.when, answers)


def test_the_same_meaning_is_worked_out_once():
    asked = []

    class Spy(Answers):
        def value(self, key):
            asked.append(key)
            return super().value(key)

    answers = Spy({"fever": True})
    once, again = all_of(FEVER.present()), all_of(FEVER.present())
    assert compiled(once) is compiled(again)
    assert compiled(any_of(once, not_(FEVER.present())))(answers) is True
    assert compiled(again)(answers) is True
    assert asked == ["fever"]


def test_a_group_stops_once_it_is_settled():
    asked = []

    class Spy(Answers):
        def value(self, key):
            asked.append(key)
            return super().value(key)

    condition = at_least(2, *(any_leg(SWOLLEN.present()), FEVER.present(), RISK_LEFT))
    assert compiled(condition)(Spy({"swollen.left": True, "fever": True})) is True
    assert asked == ["swollen.left", "fever"]


RISK_LEFT = Claim(RISK, Relation.GT, 1, Leg.LEFT)


def test_a_number_is_read_with_its_range():
    assert compiled(RISK_LEFT)(Answers({})) is None
    assert RISK.read(Answers({}), Leg.LEFT) != Reading()


def test_a_condition_about_a_leg_needs_its_leg():
    with pytest.raises(ValueError, match="swollen speaks of a leg"):
        compiled(SWOLLEN.present())


def test_what_is_no_condition_is_refused():
    with pytest.raises(TypeError, match="is not a condition"):
        compiled("fever")  # type: ignore[arg-type]
