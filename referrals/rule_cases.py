"""The clinical cases in tests/cases, for whoever reads the rules: the linter and the rule book.

They are loaded by name, because the tests need not be there where Soleus is installed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from referrals.lint.cases import RuleCase
from referrals.rules.rule import Rule
from referrals.rules.suggestions import Urgency


@dataclass(frozen=True)
class TableCases:
    """The rows of the tables, and the patients that each row stands for."""

    tables: ModuleType
    language: ModuleType

    def names(self) -> Collection[str]:
        return {*self.tables.CASES, *(row.rule for row in self.tables.RAISES)}

    def rows(self, rule: Rule) -> tuple[Any, ...]:
        """The rows of a rule as they are written."""
        return self.tables.CASES.get(rule.id, ())

    def of_rule(self, rule: Rule) -> Iterator[RuleCase]:
        for row in self.rows(rule):
            yield from self._read(self.language.spelled_out(rule, row))

    def of_raise(self, rule: Rule, to: Urgency) -> Iterator[RuleCase]:
        for row in self.tables.RAISES:
            if row.rule == rule.id and row.to == to:
                yield from self._read(self.language.spelled_out_raise(row))

    def _read(self, cases: Iterable[Any]) -> Iterator[RuleCase]:
        for case in cases:
            yield RuleCase(case.title, self.language.answers(case.row), case.verdict)


@cache
def load_cases() -> TableCases | None:
    """The tables of tests/cases; None where the tests are not installed."""
    try:
        tables, language = import_module("tests.cases"), import_module("tests.cases.table")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "tests":
            raise
        return None
    return TableCases(tables, language)
