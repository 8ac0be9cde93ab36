"""Faults of the cases: a rule, a raise or a part that nobody has written a patient for.

A part is tested by two cases, one in which it is true and decides, one in which it is false and
decides (masking MC/DC). A named condition is a part of every rule that uses it; its inside is
tested once, wherever that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from intake.findings import KEYS
from intake.logic import Condition
from intake.readings import Answers, Value
from referrals.lint.fault import Book, Fault
from referrals.lint.parts import Part, Place, deciding, parts_of
from referrals.lint.search import find
from referrals.rules.rule import Raise, Rule
from referrals.rules.suggestions import Urgency


@dataclass(frozen=True)
class RuleCase:
    """A patient and what the condition comes to."""

    title: str
    answers: Answers
    verdict: bool | None


class RuleCases(Protocol):
    """Where cases come from: made one by one, because often a few are enough."""

    def names(self) -> Collection[str]:
        """The rules that have cases."""

    def of_rule(self, rule: Rule) -> Iterable[RuleCase]: ...

    def of_raise(self, rule: Rule, to: Urgency) -> Iterable[RuleCase]: ...


class Coverage:
    """What the cases of a rule book show: which verdicts occur, and which parts decide."""

    def __init__(self, book: Book, cases: RuleCases) -> None:
        self.book = book
        self.shown: set[tuple[Place, bool]] = set()
        self.verdicts: dict[str, set[bool | None]] = {}
        self.tried: dict[str, Counter[Value]] = {}
        for rule in book.rules:
            place, verdicts = rule.id, self.verdicts.setdefault(rule.id, set())
            self._look_at(rule.when, place, cases.of_rule(rule), verdicts)
            for each in rule.raised:
                place = place_of(rule, each)
                verdicts = self.verdicts.setdefault(place, set())
                self._look_at(each.when, place, cases.of_raise(rule, each.to), verdicts)

    def _look_at(
        self,
        condition: Condition,
        where: str,
        cases: Iterable[RuleCase],
        verdicts: set[bool | None],
    ) -> None:
        wanted: dict[str, set[tuple[Place, bool]]] = {}
        for part in parts_of(condition, where, into_named=True):
            lacking = {(part.place, value) for value in (True, False)} - self.shown
            wanted.setdefault(part.place.where, set()).update(lacking)
        for case in cases:
            done = {name for name, lacking in wanted.items() if not lacking}
            if len(done) == len(wanted) and len(verdicts) == len(_VERDICTS):
                break
            verdicts.add(case.verdict)
            for place, value in deciding(condition, where, case.answers, done):
                self.shown.add((place, value))
                wanted[place.where].discard((place, value))
            for key in case.answers:
                recorded = case.answers.value(key)
                if recorded is not None:
                    self.tried.setdefault(KEYS[key][0].id, Counter())[recorded] += 1


_VERDICTS: Final = {True: "is true", False: "is false", None: "cannot be told"}


def place_of(rule: Rule, each: Raise) -> str:
    return f"{rule.id}, the raise to {each.to}"


def cases(coverage: Coverage, cases: RuleCases) -> Iterator[Fault]:
    """Every case that is missing, with the answers of one that would do."""
    yield from coverage.book.except_what_is_meant("3", _all(coverage, cases))


def _all(coverage: Coverage, cases: RuleCases) -> Iterator[Fault]:
    book, seen = coverage.book, set[Place]()
    known = {rule.id for rule in book.rules}
    for name in cases.names():
        if name not in known:
            yield Fault(
                "E301",
                name,
                "There are cases of it, but no such rule.",
                "Take its rows out of tests/cases/, or correct the id.",
            )
    for rule in book.rules:
        for verdict, words in _VERDICTS.items():
            if verdict is False and rule.never_false:
                continue
            if verdict not in coverage.verdicts[rule.id]:
                yield Fault(
                    "E302",
                    rule.id,
                    f"No case in which it {words}.",
                    "Add a row of it to the table of its area in tests/cases/.",
                )
        for each in rule.raised:
            if True not in coverage.verdicts[place_of(rule, each)]:
                yield Fault(
                    "E303",
                    rule.id,
                    f"No case in which its urgency rises to {each.to}.",
                    "Add a row to RAISES of its area in tests/cases/.",
                )
        conditions = [(rule.id, rule.when)]
        conditions += [(place_of(rule, each), each.when) for each in rule.raised]
        for where, condition in conditions:
            if coverage.verdicts[where]:
                for part in parts_of(condition, where, into_named=True):
                    if part.place not in seen:
                        seen.add(part.place)
                        yield from _untested(part, rule, coverage)


def _untested(part: Part, rule: Rule, coverage: Coverage) -> Iterator[Fault]:
    for value in (True, False):
        if not value and rule.never_false and part.place.where == rule.id:
            continue
        if (part.place, value) not in coverage.shown:
            found = find(part.decisive(value), coverage.tried)
            if found.none:
                continue  # nobody can be such a case: `logic` says whether that is a fault
            decides = "is true and that decides" if value else "is false and that decides"
            yield Fault(
                "E304",
                part.place.where,
                f"No case in which “{part.words}” {decides}.",
                _row_to_add(rule.id, found.answers),
            )


def _row_to_add(rule: str, answers: Answers | None) -> str:
    if answers is None:
        return f"Add a row of {rule} in which nothing else decides."
    row = ", ".join(f'"{key}": {_shown(answers.value(key))}' for key in answers)
    return f"Add a row of {rule}, such as {{{row}}}."


def _shown(value: Value | None) -> str:
    match value:
        case bool():
            return str(value)
        case str():
            return f'"{value}"'
        case frozenset():
            return str(sorted(value))
    return str(value)
