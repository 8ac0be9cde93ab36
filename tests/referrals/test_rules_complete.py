"""The tables of cases against the rule base: no rule, clause or raise goes without its case."""

import re
from collections.abc import Iterator

import pytest

from intake.logic import Claim, Condition, Group, Not, Verdict, judge, leg_exists
from referrals.rules import RULES, meaning_of
from referrals.rules.rule import Rule
from tests.referrals import (
    test_rules_arterial,
    test_rules_medicines,
    test_rules_nerve,
    test_rules_red_flags,
    test_rules_restless,
    test_rules_venous,
)
from tests.referrals.rule_cases import Case, Fires, Rises, Table, answers, spelled_out

MODULES = (
    test_rules_red_flags,
    test_rules_arterial,
    test_rules_venous,
    test_rules_nerve,
    test_rules_restless,
    test_rules_medicines,
)
TABLES: list[Table] = [
    test_rules_red_flags.LIMB,
    test_rules_red_flags.NERVE_AND_SPINE,
    test_rules_red_flags.INFECTION,
    test_rules_arterial.CASES,
    test_rules_venous.CASES,
    test_rules_nerve.TESTS,
    test_rules_nerve.REFERRALS,
    test_rules_restless.CASES,
    test_rules_medicines.CASES,
]
RAISES: list[Rises] = [
    *test_rules_red_flags.RAISES,
    *test_rules_arterial.RAISES,
    *test_rules_nerve.RAISES,
    *test_rules_restless.RAISES,
]
ROWS = {rule_id: rows for table in TABLES for rule_id, rows in table.items()}
every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def cases_of(rule: Rule) -> Iterator[Case]:
    for row in ROWS.get(rule.id, ()):
        yield from spelled_out(rule, row)


@every_rule
def test_a_rule_has_a_case_that_fires_one_that_does_not_and_one_that_cannot_tell(rule):
    lacking = {True, False, None} - {case.verdict for case in cases_of(rule)}
    assert not lacking, f"add rows for {rule.id} in tests/referrals/test_rules_*.py: no {lacking}"


def test_no_table_names_a_rule_that_is_gone_or_twice():
    assert ROWS.keys() <= RULES.keys()
    assert len(ROWS) == sum(len(table) for table in TABLES)


@every_rule
def test_every_raise_has_its_case(rule):
    raised = {str(each.to) for each in rule.raised}
    assert raised == {row.to for row in RAISES if row.rule == rule.id}


# --- Clauses ------------------------------------------------------------------------------------
#
# A clause is a claim, or a condition with a name, where it stands: in a rule or in a named
# condition. Each must be what makes a rule fire in some row.


def clauses(condition: Condition, where: str, whole: bool = True) -> Iterator[tuple[str, str]]:
    """(where it stands, what it says) for every claim and every named condition within."""
    match condition:
        case Claim(operand):
            if operand is not leg_exists:
                yield where, of_any_leg(meaning_of(condition))
        case Not(part):
            yield from clauses(part, where)
        case Group(parts=parts, name=name):
            if name:
                yield where, name
            for part in parts:
                yield from clauses(part, name or where)


def settled(verdict: Verdict, where: str) -> Iterator[tuple[str, str]]:
    """The same for the parts of a verdict that settle it."""
    match verdict.condition:
        case Claim(operand):
            if operand is not leg_exists:
                yield where, of_any_leg(meaning_of(verdict.condition))
        case Group(name=name) if name:
            yield where, name
            where = name
    for part in verdict.parts:
        yield from settled(part, where)


def of_any_leg(meaning: str) -> str:
    return re.sub(r"\.(left|right|this|other)\b", "", meaning)


def settled_by_the_rows() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for rule_id, rows in ROWS.items():
        for row in rows:
            if isinstance(row, Fires):
                for case in spelled_out(RULES[rule_id], row):
                    if case.verdict is True:
                        found |= set(
                            settled(judge(RULES[rule_id].when, answers(case.row)), rule_id)
                        )
    return found


def test_every_clause_makes_a_rule_fire_in_some_row():
    written = {clause for rule in RULES.values() for clause in clauses(rule.when, rule.id)}
    untried = sorted(written - settled_by_the_rows())
    assert not untried, "no row in which these count:\n" + "\n".join(map(str, untried))
