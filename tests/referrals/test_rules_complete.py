"""The tables of cases against the rule base: no rule, clause or raise goes without its case."""

import re
from collections.abc import Iterator

import pytest

from intake.logic import Claim, Condition, Group, Not, Verdict, judge, leg_exists
from referrals.rules import RULES, meaning_of
from referrals.rules.rule import Rule
from tests.cases import CASES, RAISES
from tests.cases.table import Case, Fires, answers, spelled_out

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def cases_of(rule: Rule) -> Iterator[Case]:
    for row in CASES.get(rule.id, ()):
        yield from spelled_out(rule, row)


@every_rule
def test_a_rule_has_a_case_that_fires_one_that_does_not_and_one_that_cannot_tell(rule):
    lacking = {True, False, None} - {case.verdict for case in cases_of(rule)}
    assert not lacking, f"add rows for {rule.id} in tests/cases/: no {lacking}"


def test_no_table_names_a_rule_that_is_gone():
    assert CASES.keys() <= RULES.keys()


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
    for rule_id, rows in CASES.items():
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
