"""A quantity beside an index that is worked out from it: what one of them is limits the other.

The questions of whole rules are held against every completion in tests/referrals/test_questions.py.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import product

from intake.compiled import compiled
from intake.completions import needed
from intake.findings.pressures import toe_sbp
from intake.findings.systemic import cold_foot_symptom, fever_or_rigors
from intake.logic import Condition, all_of, any_of, at_least, bind, judge, not_
from intake.readings import Answers, Leg, Value
from intake.scores.pressures import tbi

TOE = "toe_sbp.left"
COLD = "cold_foot_symptom.left"
FEVER = "fever_or_rigors"
ARMS = ("brachial_right_sbp", "brachial_left_sbp")
HIGHEST_ARM = 150  # mmHg; a toe at its 0.70 is the highest at which something changes
TOES = range(107)


def asked(condition: Condition, leg: Leg = Leg.LEFT, **known: Value) -> set[str]:
    answers = Answers(known)
    return set(needed(judge(bind(condition, leg), answers), answers))


# --- What a severe toe pressure says of the index -----------------------------------------------

severe_and_low_or_fever = all_of(toe_sbp < 30, any_of(tbi <= 0.70, fever_or_rigors.present()))


def test_nobody_is_asked_what_matters_only_beside_an_index_that_cannot_be() -> None:
    """29 mmHg over an arm of 42 is 0.69: wherever the toe is below 30 the index is low."""
    assert asked(severe_and_low_or_fever, brachial_right_sbp=42) == {TOE}


def test_it_is_asked_where_the_index_can_just_be() -> None:
    """29 mmHg over an arm of 41 is 0.71."""
    assert asked(severe_and_low_or_fever, brachial_right_sbp=41) == {TOE, FEVER}


def test_it_is_asked_while_no_arm_is_known() -> None:
    assert asked(severe_and_low_or_fever) == {TOE, FEVER, *ARMS}


def test_one_toe_says_nothing_of_the_other() -> None:
    condition = all_of(
        bind(toe_sbp < 30, Leg.LEFT),
        any_of(bind(tbi <= 0.70, Leg.RIGHT), fever_or_rigors.present()),
    )
    assert asked(condition, brachial_right_sbp=130) == {TOE, "toe_sbp.right", FEVER}


# --- Any condition, held against every toe pressure ---------------------------------------------


def some_conditions(count: int) -> Iterator[tuple[Condition, int]]:
    """Conditions on toe, index and two presences, each with an arm pressure."""
    chance = random.Random(7)  # noqa: S311 (the same at every run)
    about_toe = [toe_sbp < bound for bound in (20, 30, 40, 60)]
    about_index = [tbi <= bound for bound in (0.25, 0.40, 0.55, 0.70)]
    others = [fever_or_rigors.present(), cold_foot_symptom.present()]

    def drawn(parts: Sequence[Condition]) -> Condition:
        part = chance.choice(parts)
        return part if chance.random() < 0.5 else not_(part)

    def group(*parts: Condition) -> Condition:
        return at_least(chance.randint(1, len(parts)), *parts)

    for _ in range(count):
        inner = [
            group(drawn(about_toe), drawn(about_index), drawn(others)),
            group(drawn(about_index), drawn(others)),
            group(drawn(about_toe), drawn(others)),
        ]
        yield bind(group(*inner), Leg.LEFT), chance.randint(30, HIGHEST_ARM)


def deciding(condition: Condition, arm: int) -> set[str]:
    """The answers that make a difference, found by trying every pressure of the toe."""
    holds = compiled(condition)
    outcome = {
        way: holds(Answers({ARMS[0]: arm, **dict(zip((TOE, FEVER, COLD), way, strict=True))}))
        for way in product(TOES, (False, True), (False, True))
    }
    other = {
        TOE: lambda toe, fever, cold: (0, fever, cold),
        FEVER: lambda toe, fever, cold: (toe, not fever, cold),
        COLD: lambda toe, fever, cold: (toe, fever, not cold),
    }
    return {
        key
        for key, changed in other.items()
        if any(outcome[way] is not outcome[changed(*way)] for way in outcome)
    }


def test_exactly_what_some_toe_pressure_makes_matter_is_asked() -> None:
    tried = spared = 0
    for condition, arm in some_conditions(60):
        expected = deciding(condition, arm)
        known = Answers({ARMS[0]: arm})
        verdict = judge(condition, known)
        if verdict.value is None and expected:
            assert set(needed(verdict, known)) == expected, (condition, arm)
            tried += 1
            spared += not expected >= {FEVER, COLD}
    assert tried > 20
    assert spared > 5
