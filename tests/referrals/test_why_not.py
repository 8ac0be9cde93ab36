"""Why not: what is named brings the suggestion, and nothing less does."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings

from intake.answers import load_json, read_document
from intake.logic import judge
from intake.readings import Answers
from referrals import why_not as module
from referrals.rules import RULES
from referrals.rules.rule import rule
from referrals.rules.suggestions import SUGGESTIBLES, Urgency
from referrals.why_not import FEW, changed_by, why_not
from tests.cases.table import amputated, answers
from tests.intake.patients import (
    INVENTED_KEYS,
    INVENTED_OPERANDS,
    conditions,
    pairs,
    values_worth_trying,
)

DOCUMENTS = Path(__file__).parent.parent / "cases"
PATIENTS = {
    "nobody": Answers({}),
    **{
        name: read_document(load_json((DOCUMENTS / f"{name}.json").read_text()))
        for name in ("rest_pain_abi_0_42",)
    },
}
made = {name for each in RULES.values() for name in each.suggest}


def is_made(suggestion: str, known: Answers | None) -> bool:
    return known is not None and any(
        judge(each.when, known).value is True
        for each in RULES.values()
        if suggestion in each.suggest
    )


@pytest.mark.parametrize("known", PATIENTS.values(), ids=PATIENTS)
def test_what_is_named_brings_the_suggestion_and_no_part_of_it_does(known):
    unanswered = []
    for suggestion in sorted(made):
        ways = why_not(suggestion, known)
        if not ways:
            if not is_made(suggestion, known):
                unanswered.append(suggestion)
            continue
        for way in ways:
            assert is_made(suggestion, changed_by(known, way.changes)), way
            # Of many, leaving out one is enough: what is learned never overturns a verdict.
            sizes = range(len(way.changes)) if len(way.changes) <= FEW else [len(way.changes) - 1]
            for size in sizes:
                for part in combinations(way.changes, size):
                    assert not is_made(suggestion, changed_by(known, part)), (way, part)
    assert not unanswered


def test_everything_in_the_book_can_be_asked_for():
    assert made == set(SUGGESTIBLES)


def test_a_suggestion_that_is_made_needs_nothing():
    assert why_not("acute_limb_ischaemia", answers({"saddle_sensory_change": True}))
    assert why_not("cauda_equina", answers({"saddle_sensory_change": True})) == ()


@pytest.mark.parametrize(
    ("suggestion", "row", "words"),
    [
        # A missing finding, named with its leg.
        ("bleeding_varices", {}, "Left leg: Bleeding from a varicose vein"),
        # What is recorded already counts.
        (
            "giant_cell_arteritis",
            {"age_years": 70},
            "Symptoms of giant cell arteritis",
        ),
        # The threshold itself.
        ("echocardiogram", {}, "NT-proBNP: 400 ng/L"),
    ],
)
def test_the_answer_is_in_words(suggestion, row, words):
    assert why_not(suggestion, answers(row))[0].words == words


def test_a_recorded_finding_that_would_have_to_be_otherwise_is_marked():
    (way, *_) = why_not("echocardiogram", answers({"lab_nt_probnp": 120}))
    assert way.replaces == {"lab_nt_probnp"}


def test_a_leg_that_is_not_there_is_not_asked_about():
    (way, *_) = why_not("bleeding_varices", answers(amputated("left")))
    assert [key for key, _ in way.changes] == ["varicose_bleeding.right"]
    assert why_not("bleeding_varices", answers(amputated("left", "right"))) == ()


# --- The smallest -------------------------------------------------------------------------------


@settings(max_examples=60)
@given(conditions(INVENTED_OPERANDS), pairs(INVENTED_KEYS, INVENTED_KEYS))
def test_nothing_smaller_would_do(condition, pair):
    """Against all single changes and all pairs of changes of invented findings."""
    known, _ = pair
    maker = rule("T01", "abi", urgency=Urgency.ROUTINE, when=condition, why="", source=())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "KEYS", INVENTED_KEYS)
        patch.setattr(module, "_DETAILS", module.details_in(INVENTED_KEYS))
        ways = why_not("abi", known, [maker])
        if judge(condition, known).value is True:
            assert ways == ()
            return
        single = [
            (key, value)
            for key, (finding, leg) in INVENTED_KEYS.items()
            if leg not in known.absent_legs
            for value in values_worth_trying(finding)
        ]
        for size in (1, 2):
            for changes in combinations(single, size):
                changed = changed_by(known, changes)
                if changed is not None and judge(condition, changed).value is True:
                    assert ways, (changes, dict(known))
                    assert len(ways[0].changes) <= size, (changes, ways[0].changes)
                    return
