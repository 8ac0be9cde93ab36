"""Limits of drugs and imaging that belong to the person."""

from tests.referrals.rule_cases import Fires, Table, check, each, rows_of

CASES: Table = {
    "G19": (Fires("pregnancy", {"pregnancy_status": each("pregnant", "postpartum_6w")}),),
}


@rows_of(CASES)
def test_each_clause_fires_and_needs_all_that_it_names(rule_id, row):
    check(rule_id, row)
