"""What counts as handled differently, and which rules answer for it."""

from pathlib import Path

import pytest

from intake.answers import load_json, read_document
from referrals.assess import assess
from referrals.differences import (
    ANSWERED,
    WAITS,
    Change,
    Difference,
    Standing,
    differences,
    standings_in,
    standings_now,
)
from referrals.rules.suggestions import Urgency

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.json"))
E, D, U, R, N = Urgency


def stands(urgency: Urgency, *rules: str, note: str = "") -> Standing:
    return Standing(urgency, rules, note)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            {},
            {"abi": stands(U, "T01", "T02")},
            [Difference("abi", Change.GAINED, None, U, ("T01", "T02"))],
            id="gained, by every rule that now makes it",
        ),
        pytest.param(
            {"abi": stands(U, "T01", note=ANSWERED)},
            {},
            [Difference("abi", Change.LOST, U, None, ("T01",), ANSWERED)],
            id="lost, though it was answered",
        ),
        pytest.param(
            {"abi": stands(R, "T01")},
            {"abi": stands(D, "T02", note=WAITS)},
            [Difference("abi", Change.RAISED, R, D, ("T02",), WAITS)],
            id="raised, by the new rules",
        ),
        pytest.param(
            {"abi": stands(E, "T01")},
            {"abi": stands(N, "T02")},
            [Difference("abi", Change.LOWERED, E, N, ("T01",))],
            id="lowered, by the old rules",
        ),
        pytest.param(
            {"abi": stands(R, "T01")},
            {"abi": stands(R, "T02", note=ANSWERED)},
            [],
            id="the same at the same urgency by another rule, now answered",
        ),
        pytest.param({}, {}, [], id="nothing"),
        pytest.param(
            {"abi": stands(R, "T01"), "sepsis": stands(E, "E08")},
            {"fbc": stands(R, "T09"), "sepsis": stands(E, "E08")},
            [
                Difference("abi", Change.LOST, R, None, ("T01",)),
                Difference("fbc", Change.GAINED, None, R, ("T09",)),
            ],
            id="several at once",
        ),
    ],
)
def test_a_difference_is_a_suggestion_gained_lost_raised_or_lowered(old, new, found):
    assert list(differences(old, new)) == found


@pytest.mark.parametrize(
    ("before", "after", "soonest"), [(E, None, E), (None, U, U), (R, D, D), (D, R, D)]
)
def test_the_more_urgent_of_before_and_after_counts(before, after, soonest):
    assert Difference("abi", Change.RAISED, before, after, ()).soonest == soonest


def test_what_could_not_be_compared_comes_first():
    assert Difference("", Change.NOT_COMPARED, None, None, ()).soonest == E


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_stored_result_and_the_rules_that_made_it_do_not_differ(case):
    answers = read_document(load_json(case.read_text()))
    stored, now = standings_in(assess(answers).document()), standings_now(answers)
    assert stored == now
    assert list(differences(stored, now)) == []
