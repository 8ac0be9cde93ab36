"""The linter on what cases show: which are missing, and which parts none of them tests."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from intake.findings.encounter import age_years
from intake.logic import (
    all_of,
    any_leg,
    any_of,
    named,
    other_leg,
)
from referrals.lint.cases import Coverage, RuleCase, cases
from referrals.lint.fault import Book
from referrals.rules.rule import Raise, Rule
from referrals.rules.suggestions import Urgency
from tests.cases.table import Row, answers
from tests.referrals.planted import (
    ADULT,
    CANCER,
    FEVER,
    PAD,
    SD,
    SWOLLEN,
    a_book,
    a_rule,
    rules,
    told,
)


@dataclass(frozen=True)
class Written:
    """Cases as rows, by rule; those of a raise by rule and urgency."""

    rules: dict[str, list[tuple[Row, bool | None]]]
    raises: dict[tuple[str, Urgency], list[tuple[Row, bool | None]]] = field(default_factory=dict)

    def names(self) -> Collection[str]:
        return tuple(self.rules)

    def of_rule(self, rule: Rule) -> Iterable[RuleCase]:
        return self._read(self.rules.get(rule.id, ()))

    def of_raise(self, rule: Rule, to: Urgency) -> Iterable[RuleCase]:
        return self._read(self.raises.get((rule.id, to), ()))

    def _read(self, rows: Iterable[tuple[Row, bool | None]]) -> Iterable[RuleCase]:
        return [RuleCase(str(row), answers(row), verdict) for row, verdict in rows]


def untested(book: Book, **rest: Any) -> list[str]:
    written = Written(**rest)
    return told(cases(Coverage(book, written), written))


BOTH = a_book(a_rule(when=all_of(PAD, FEVER)))
WHOLE: list[tuple[Row, bool | None]] = [
    ({"known_pad": True, "fever_or_rigors": True}, True),
    ({"known_pad": True, "fever_or_rigors": False}, False),
    ({"known_pad": False, "fever_or_rigors": True}, False),
    ({"known_pad": True}, None),
]


def test_cases_that_show_every_part_both_ways_leave_nothing_to_say():
    assert untested(BOTH, rules={"T01": WHOLE}) == []


@pytest.mark.parametrize(("verdict", "words"), [(True, "is true"), (False, "is false")])
def test_a_verdict_without_a_case_is_found(verdict, words):
    rows = [row for row in WHOLE if row[1] is not verdict]
    assert untested(BOTH, rules={"T01": rows})[0] == (
        f"T01: No case in which it {words}. Add a row of it to the table of its area in "
        "tests/cases/. (E302)"
    )


def test_a_rule_of_which_no_case_leaves_it_open_is_found():
    assert untested(BOTH, rules={"T01": WHOLE[:3]}) == [
        "T01: No case in which it cannot be told. Add a row of it to the table of its area in "
        "tests/cases/. (E302)"
    ]


def test_a_rule_that_is_never_false_needs_no_such_case():
    always = a_book(a_rule(never_false="for everybody", when=any_of(ADULT, age_years < 18)))
    rows: list[tuple[Row, bool | None]] = [
        ({"age_years": 20}, True),
        ({"age_years": 17}, True),
        ({}, None),
    ]
    assert untested(always, rules={"T01": rows}) == []


def test_cases_of_no_rule_are_found():
    assert untested(BOTH, rules={"T01": WHOLE, "T02": []}) == [
        "T02: There are cases of it, but no such rule. Take its rows out of tests/cases/, or correct "
        "the id. (E301)"
    ]


def test_a_part_that_never_decides_is_found_with_a_row_to_add():
    assert untested(BOTH, rules={"T01": [*WHOLE[:2], WHOLE[3]]}) == [
        "T01: No case in which “known_pad” is false and that decides. Add a row of T01, such as "
        '{"known_pad": False, "fever_or_rigors": True}. (E304)'
    ]


def test_a_part_that_is_hidden_by_another_is_not_tested():
    either = a_book(a_rule(when=any_of(PAD, FEVER)))
    rows: list[tuple[Row, bool | None]] = [
        ({"known_pad": True, "fever_or_rigors": True}, True),
        ({"known_pad": True, "fever_or_rigors": False}, True),
        ({"known_pad": False, "fever_or_rigors": False}, False),
        ({"known_pad": False}, None),
    ]
    assert untested(either, rules={"T01": rows}) == [
        "T01: No case in which “fever_or_rigors” is true and that decides. Add a row of T01, such as "
        '{"fever_or_rigors": True, "known_pad": False}. (E304)'
    ]


def test_the_inside_of_a_named_condition_is_tested_once_anywhere():
    risk = named("risk", all_of(PAD, FEVER))
    book = rules(T01=any_of(risk, CANCER), T02=risk)
    rows: list[tuple[Row, bool | None]] = [
        ({"known_pad": True, "fever_or_rigors": True, "active_cancer": False}, True),
        ({"known_pad": False, "fever_or_rigors": False, "active_cancer": False}, False),
        ({"known_pad": False, "fever_or_rigors": False, "active_cancer": True}, True),
        ({"known_pad": True}, None),
    ]
    assert untested(book, rules={"T01": rows, "T02": WHOLE}) == []
    assert untested(book, rules={"T01": rows, "T02": WHOLE[1:]})[0].startswith("T02: No case")
    assert untested(rules(T01=any_of(risk, CANCER)), rules={"T01": rows}) == [
        "risk: No case in which “known_pad” is false and that decides. Add a row of T01, such as "
        '{"known_pad": False, "active_cancer": False, "fever_or_rigors": True}. (E304)',
        "risk: No case in which “fever_or_rigors” is false and that decides. Add a row of T01, such "
        'as {"fever_or_rigors": False, "active_cancer": False, "known_pad": True}. (E304)',
    ]


def test_one_leg_is_enough_and_both_together_count_where_they_must_be_alike():
    def rows(*given: tuple[Row, bool | None]) -> list[tuple[Row, bool | None]]:
        return [
            ({f"oedema_extent.{leg}": value for leg, value in row.items()}, verdict)
            for row, verdict in given
        ]

    none, knee = "none", "below_knee"
    alike = rules(T01=any_leg(all_of(SWOLLEN, other_leg(SWOLLEN))))
    shown = rows(
        ({"left": knee, "right": knee}, True),
        ({"left": knee, "right": none}, False),
        ({"left": knee}, None),
    )
    assert untested(alike, rules={"T01": shown}) == []
    one = rules(T01=any_leg(SWOLLEN))
    assert untested(one, rules={"T01": [*rows(({"left": none, "right": none}, False)), *shown[1:]]})


def test_a_raise_without_its_case_and_its_untested_part_are_found():
    book = a_book(a_rule(when=PAD, raised=(Raise(SD, all_of(FEVER, CANCER)),)))
    rows: list[tuple[Row, bool | None]] = [
        ({"known_pad": True}, True),
        ({"known_pad": False}, False),
        ({}, None),
    ]
    assert untested(book, rules={"T01": rows}) == [
        "T01: No case in which its urgency rises to same_day. Add a row to RAISES of its area in "
        "tests/cases/. (E303)"
    ]
    raises: list[tuple[Row, bool | None]] = [
        ({"fever_or_rigors": True, "active_cancer": True}, True),
        ({"fever_or_rigors": True, "active_cancer": False}, False),
    ]
    assert untested(book, rules={"T01": rows}, raises={("T01", SD): raises}) == [
        "T01, the raise to same_day: No case in which “fever_or_rigors” is false and that decides. "
        'Add a row of T01, such as {"fever_or_rigors": False, "active_cancer": True}. (E304)'
    ]
