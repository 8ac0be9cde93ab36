"""Theorems of the rule language, over made-up conditions, real scores and made-up patients.

Nothing known decides nothing. Learning more never overturns a verdict. The reasons given are enough
to repeat it. What is missing is named exactly while it cannot be told.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from intake import scores
from intake.findings import FINDINGS, KEYS
from intake.logic import (
    Condition,
    all_of,
    any_of,
    at_least,
    basis_of,
    judge,
    missing,
    not_,
)
from intake.readings import Answers, Leg
from intake.reads import keys_read
from intake.scores import SCORES
from intake.scores.score import Score
from tests.intake.patients import (
    INVENTED_KEYS,
    INVENTED_OPERANDS,
    YES_OR_NO,
    Operands,
    bounds_of,
    closed,
    conditions,
    in_words,
    pairs,
)

MODULES = [
    import_module(f"{scores.__name__}.{each.name}") for each in iter_modules(scores.__path__)
]

# Every condition that has a name of its own in the modules of scores, closed over the legs.
NAMED: dict[str, Condition] = {
    name: closed(value)
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Condition) and name != "scale2"
}
# Bands of compression are the one exception, on purpose (`clinical.md`, C38): once an ABI is known,
# what is not recorded counts as not met, so a band can still become more careful. See
# `test_scores_circulation.py` for what does hold of it.
# `on_scale2` is no verdict either: it says how the saturation was read, with which it is learned.
PROVISIONAL = {"compression_safety", "on_scale2"}
ALL_SCORES: dict[str, Score] = {
    score.id: score
    for module in MODULES
    for score in vars(module).values()
    if isinstance(score, Score) and score.id not in PROVISIONAL
} | {id_: score for id_, score in SCORES.items() if id_ not in PROVISIONAL}
REAL_OPERANDS = Operands((*FINDINGS.values(), *ALL_SCORES.values()))

# Shares of the examples that the profile asks for (100; HYPOTHESIS_PROFILE=thorough asks for more).
MANY, SOME, FEW = (
    settings(
        max_examples=max(1, int(settings().max_examples * share)),
        deadline=None,
        report_multiple_bugs=False,
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    )
    for share in (3, 0.25, 0.2)
)

invented_conditions = conditions(INVENTED_OPERANDS)
real_conditions = conditions(REAL_OPERANDS)


def fail_message(condition: Condition, less: Answers, more: Answers) -> str:
    return (
        f"less: {dict(less)}\nmore: {dict(more)}\nwithout: {sorted(less.absent_legs)}\n"
        f"{in_words(condition)}"
    )


def theorems_hold(condition: Condition, less: Answers, more: Answers) -> None:
    """For one condition and two states of one patient, less and more known."""
    shown = fail_message(condition, less, more)
    before, after = judge(condition, less), judge(condition, more)
    if before.value is not None:
        assert after.value is before.value, f"overturned by learning more\n{shown}"
    for verdict, answers in ((before, less), (after, more)):
        if verdict.value is None:
            # What would be compared with a leg that is gone can never be asked.
            assert missing(verdict) or answers.absent_legs, f"asks for nothing\n{shown}"
            continue
        assert missing(verdict) == (), f"settled, and asks for more\n{shown}"
        alone = answers.only(basis_of(verdict))
        assert judge(condition, alone).value is verdict.value, (
            f"the reasons {sorted(basis_of(verdict))} are not enough\n{shown}"
        )


def nothing_is_decided_by_nothing(condition: Condition) -> None:
    verdict = judge(condition, Answers({}))
    assert verdict.value is None
    assert missing(verdict)
    assert basis_of(verdict) == frozenset()


# --- Invented findings: small, so that every corner is met ---------------------------------------


@given(invented_conditions)
def test_nothing_known_decides_nothing(condition):
    nothing_is_decided_by_nothing(condition)


@MANY
@given(invented_conditions, pairs(INVENTED_KEYS, INVENTED_KEYS))
def test_the_theorems_hold_for_invented_findings(condition, pair):
    theorems_hold(condition, *pair)


@given(invented_conditions, invented_conditions, pairs(INVENTED_KEYS, INVENTED_KEYS))
def test_de_morgan(one, other, pair):
    for answers in pair:
        assert (
            judge(not_(all_of(one, other)), answers).value
            is judge(any_of(not_(one), not_(other)), answers).value
        )
        assert (
            judge(not_(any_of(one, other)), answers).value
            is judge(all_of(not_(one), not_(other)), answers).value
        )


@given(
    st.lists(invented_conditions, min_size=1, max_size=4).flatmap(
        lambda parts: st.tuples(st.just(parts), st.integers(1, len(parts)))
    ),
    pairs(INVENTED_KEYS, INVENTED_KEYS),
)
def test_at_least_n_is_not_more_than_the_rest_failing(counted, pair):
    """At least n of k hold exactly when not at least k - n + 1 of them fail."""
    parts, least = counted
    opposite = not_(at_least(len(parts) - least + 1, *map(not_, parts)))
    for answers in pair:
        assert judge(at_least(least, *parts), answers).value is judge(opposite, answers).value


# --- The real catalogue and the real scores ------------------------------------------------------


@given(real_conditions)
def test_nothing_known_decides_nothing_about_real_findings(condition):
    nothing_is_decided_by_nothing(condition)


@given(st.data())
def test_the_theorems_hold_for_real_findings_and_scores(data):
    condition = data.draw(real_conditions)
    theorems_hold(condition, *data.draw(pairs(keys_read(condition))))


# --- Every condition that rules call by name -----------------------------------------------------


def test_the_named_conditions_are_found():
    assert {"ali_suspected", "dvt_considered", "ces_suspected"} <= set(NAMED)
    assert len(NAMED) > 50


@pytest.mark.parametrize("name", NAMED)
def test_nothing_known_decides_no_named_condition(name):
    nothing_is_decided_by_nothing(NAMED[name])
    assert set(keys_read(NAMED[name])) <= set(KEYS)


@pytest.mark.parametrize("name", NAMED)
def test_the_theorems_hold_for_named_conditions(name):
    condition = NAMED[name]

    @FEW
    @given(pairs(keys_read(condition)))
    def check(pair):
        theorems_hold(condition, *pair)

    check()


# --- Every claim on every score ------------------------------------------------------------------


@pytest.mark.parametrize("score", ALL_SCORES.values(), ids=ALL_SCORES)
def test_nothing_known_settles_no_score(score):
    reading = score.read(Answers({}), Leg.LEFT if score.per_leg else None)
    assert (reading.value, reading.basis) == (None, frozenset())
    assert reading.applies
    assert reading.wanted


@pytest.mark.parametrize("score", ALL_SCORES.values(), ids=ALL_SCORES)
def test_the_theorems_hold_for_claims_on_scores(score):
    """Every class of a score, and thresholds all over the range of a number."""
    if score.options:
        about = [closed(score.is_(option)) for option in score.options]
    elif score.id in YES_OR_NO:
        about = [closed(score.present())]
    else:
        about = [
            closed(claim) for bound in bounds_of(score) for claim in (score < bound, score > bound)
        ]

    @SOME
    @given(pairs(keys_read(about[0])))
    def check(pair):
        for condition in about:
            theorems_hold(condition, *pair)

    check()
