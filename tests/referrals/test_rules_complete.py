"""The rule base and its tables of cases have no fault that the linter knows.

The same as `python manage.py check --tag rules`: as it is written, in what its conditions can come
to, and in what the cases show. tests/referrals/test_lint.py has an example of each fault.
"""

from django.core.checks import CheckMessage

from referrals.checks import rules_are_well_formed, rules_hold_up, this_book
from referrals.rule_cases import load_cases
from tests.cases import CASES, RAISES


def told(messages: list[CheckMessage]) -> str:
    return "\n".join(map(str, messages))


def test_the_rules_are_well_formed():
    assert not (faults := rules_are_well_formed()), told(faults)


def test_every_part_of_every_rule_matters_and_cases_show_it():
    assert not (faults := rules_hold_up()), told(faults)


def test_no_table_raises_an_urgency_that_its_rule_does_not():
    declared = {(rule.id, str(each.to)) for rule in this_book().rules for each in rule.raised}
    assert {(row.rule, row.to) for row in RAISES} <= declared


def test_the_tables_are_found():
    found = load_cases()
    assert found is not None
    assert set(found.names()) >= CASES.keys()
