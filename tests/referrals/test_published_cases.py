"""The published cases: no emergency missed, nothing wrong suggested, nearly all that is needed."""

import pytest

from tests.referrals.published_cases import Tally, cases, table, tallies

# Where the rules and a case's reader disagree, on purpose: docs/decisions.md says why.
DISAGREEMENTS = {"RLS-07: ferritin_iron", "RLS-07: none, not ['routine']"}


@pytest.fixture(scope="module")
def tally() -> dict[str, Tally]:
    return tallies(cases())


def test_the_table_tells_expected_and_found_by_kind(tally):
    """Printed at the end of every run by tests/conftest.py."""
    lines = table(tally).splitlines()
    assert lines[0].split() == ["kind", "expected", "found", "share"]
    assert [line.split()[-3:] for line in lines if line.startswith("red flags")] == [
        [str(tally["red flags"].expected), str(tally["red flags"].met), "100.0%"]
    ]
    assert sum(each.expected for each in tally.values()) > 200


def test_every_emergency_is_caught(tally):
    assert tally["emergencies caught"].missed == []
    assert tally["red flags"].missed == []


def test_nothing_is_suggested_that_would_be_wrong(tally):
    assert tally["nothing wrong"].missed == []


@pytest.mark.parametrize("kind", ["tests", "referrals", "cautions", "urgency", "causes"])
def test_what_is_needed_is_suggested(tally, kind):
    assert tally[kind].share >= 0.95
    assert set(tally[kind].missed) <= DISAGREEMENTS
