"""The tables of tests/cases, row by row, against the rules."""

import pytest

from tests.cases import CASES, RAISES
from tests.cases.table import check, check_raise, entry
from tests.cases.venous import ONE_POINT


@pytest.mark.parametrize(
    ("rule_id", "row"),
    [
        pytest.param(rule, row, id=f"{rule} {row.title}")
        for rule, rows in CASES.items()
        for row in rows
    ],
)
def test_each_clause_fires_and_needs_all_that_it_names(rule_id, row):
    check(rule_id, row)


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row.rule} {' '.join(row.needs)}") for row in RAISES]
)
def test_the_urgency_rises_only_on_what_is_known(row):
    check_raise(row)


def test_the_scan_says_d_dimer_first_only_where_wells_is_settled_and_low():
    note = "D-dimer first"
    assert note in entry(ONE_POINT, "venous_duplex").because
    unsettled = {**ONE_POINT, "previous_dvt": "unknown", "active_cancer": True}
    assert note not in entry(unsettled, "venous_duplex").because
    assert note not in entry({**ONE_POINT, "pregnancy_status": "pregnant"}, "venous_duplex").because
