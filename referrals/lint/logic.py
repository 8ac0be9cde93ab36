"""Faults of what conditions can come to: each is reported where no patient shows the contrary.

A rule that nobody can have, or that nobody can be rid of; a part that never decides anything; a
rule that adds nothing to another or always contradicts one; a verdict that stays open although
every answer would give the same. What the cases already show is not searched again. Where the
search gives up before it is sure, the fault is a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from intake.logic import (
    Claim,
    Condition,
    Group,
    Not,
    all_of,
    at_least,
    holds,
    judge,
    leg_exists,
    not_,
)
from intake.readings import Leg, Reading, key_of
from referrals.lint.fault import THE_CONDITION, Book, Fault
from referrals.lint.parts import Part, Place, parts_of
from referrals.lint.search import Tried, find
from referrals.lint.tableau import Variable
from referrals.lint.values import readings
from referrals.rules.rule import Rule

Shown = Collection[tuple[Place, bool]]


def logic(book: Book, shown: Shown = (), tried: Tried | None = None) -> Iterator[Fault]:
    """Every fault that a search can find. `shown`: the parts that cases show to decide."""
    yield from book.except_what_is_meant("2", _all(book, shown, tried or {}))


def _all(book: Book, shown: Shown, tried: Tried) -> Iterator[Fault]:
    named: dict[str, Group] = {}
    never_false = {rule.id for rule in book.rules if rule.never_false}
    for where, what, condition in book.conditions():
        if where in never_false and what == THE_CONDITION:
            yield from _never_false(where, condition, tried)
            continue
        yield from _can_be_both(where, what, condition, tried)
        yield from _parts_matter(where, what, condition, shown, tried)
        yield from _closed(where, what, condition, tried)
        for group in _named(condition):
            named.setdefault(group.name, group)
    for name, group in named.items():
        yield from _parts_matter(name, _NAMED, group, shown, tried)
    yield from _subsumed(book, tried)
    yield from _warned_against(book, tried)
    yield from _always_waiting(book, tried)


def _named(condition: Condition) -> Iterator[Group]:
    """Named conditions within, those about a leg as they are for the left."""
    match condition:
        case Not(part):
            yield from _named(part)
        case Group(parts=parts, legs=legs, name=name):
            if name:
                yield condition
            for part in parts[:1] if legs else parts:
                yield from _named(part)


def _verdict(
    number: str, where: str, text: str, hint: str, condition: Condition, tried: Tried
) -> Iterator[Fault]:
    """The fault, unless somebody is found for whom the condition is true."""
    found = find(condition, tried)
    if found.none and find(condition, tried, follow=False).answers is not None:
        return  # it is no fault to name what a detail is a detail of
    if found.answers is None:
        unsure = "" if found.none else " Nobody was found within the bound of the search."
        yield Fault(f"{'E' if found.none else 'W'}{number}", where, text + unsure, hint)


def _can_be_both(where: str, what: str, condition: Condition, tried: Tried) -> Iterator[Fault]:
    yield from _verdict(
        "201",
        where,
        f"{_capital(what)} can never be true.",
        "Look for parts that exclude each other.",
        condition,
        tried,
    )
    yield from _verdict(
        "202",
        where,
        f"{_capital(what)} can never be false.",
        "Look for alternatives that leave nobody out.",
        not_(condition),
        tried,
    )


def _never_false(where: str, condition: Condition, tried: Tried) -> Iterator[Fault]:
    if find(not_(condition), tried).answers is not None:
        yield Fault(
            "E203",
            where,
            "It says in never_false why it can never be ruled out, but it can.",
            "Take never_false out.",
        )


def _parts_matter(
    where: str, what: str, condition: Condition, shown: Shown, tried: Tried
) -> Iterator[Fault]:
    place = where if what in _PLAIN else f"{where}, {what}"
    idle: list[Part] = []
    for part in parts_of(condition, place):
        if any(_within(part.place, outer.place) for outer in idle):
            continue
        for value, hint in (
            (True, "Leave it out: where it is true, the verdict is the same without it."),
            (False, "Leave it out: where it is false, the verdict is the same as if it were true."),
        ):
            if (part.place, value) in shown:
                continue
            faults = list(
                _verdict(
                    "204",
                    where,
                    f"In {what} “{part.words}” makes no difference.",
                    hint,
                    part.decisive(value),
                    tried,
                )
            )
            if faults:
                idle.append(part)
                yield from faults
                break


_NAMED: Final = "the named condition"
_PLAIN: Final = (THE_CONDITION, _NAMED)


def _within(inner: Place, outer: Place) -> bool:
    return inner.where == outer.where and inner.way[: len(outer.way)] == outer.way


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


# --- One rule and another -------------------------------------------------------------------------


def _subsumed(book: Book, tried: Tried) -> Iterator[Fault]:
    for rule in book.rules:
        soonest = min(each.rank for each in (rule.urgency, *(r.to for r in rule.raised)))
        for other in book.rules:
            if (
                other is not rule
                and set(rule.suggest) <= set(other.suggest)
                and other.urgency.rank <= soonest
                and set(other.deferred_by) <= set(rule.deferred_by)
                and set(rule.about) <= set(other.about)
                and not rule.notes
                and rule.repeats <= other.repeats
            ):
                yield from _verdict(
                    "205",
                    rule.id,
                    f"Whenever it is true, {other.id} is true and suggests as much, as urgently.",
                    f"Take it out, or say what it adds to {other.id}.",
                    all_of(rule.when, not_(other.when)),
                    tried,
                )


def _warned_against(book: Book, tried: Tried) -> Iterator[Fault]:
    for caution in book.rules:
        warnings = [
            book.suggestibles[name] for name in caution.suggest if name in book.suggestibles
        ]
        if all(each.answered_by for each in warnings):
            continue  # it lapses once it is answered
        for rule in book.rules:
            for name in caution.about:
                if name in rule.suggest and caution is not rule:
                    yield from _verdict(
                        "206",
                        rule.id,
                        f"Whenever it suggests {name}, {caution.id} warns against it.",
                        f"Narrow one of the two, or take {name} out of `about` of {caution.id}.",
                        all_of(rule.when, not_(caution.when)),
                        tried,
                    )


def _always_waiting(book: Book, tried: Tried) -> Iterator[Fault]:
    bringing: dict[str, list[Rule]] = {}
    for rule in book.rules:
        for name in rule.suggest:
            bringing.setdefault(name, []).append(rule)
    for rule in book.rules:
        for flag in rule.deferred_by:
            for other in bringing.get(flag, ()):
                yield from _verdict(
                    "207",
                    rule.id,
                    f"Whenever it is true, {other.id} makes it wait for {flag}.",
                    f"Take {flag} out of deferred_by, or narrow one of the two.",
                    all_of(rule.when, not_(other.when)),
                    tried,
                )


# --- A verdict that stays open although every answer agrees ---------------------------------------


def _closed(where: str, what: str, condition: Condition, tried: Tried) -> Iterator[Fault]:
    """One thing that is asked for in one part and denied in another, where both lead to the same.

    With the thing not known, each part on it is open, and so is the verdict. It is looked for thing
    by thing: with every value of it the condition holds, and with all parts on it failing it does
    not. Or the other way round.
    """
    about: dict[Variable, dict[tuple[Claim, bool], None]] = {}
    for claim, wanted in _literals(condition):
        about.setdefault((claim.operand, claim.leg), {})[claim, wanted] = None
    for (operand, leg), literals in about.items():
        if len(literals) < 2 or leg is Leg.RIGHT or operand is leg_exists:  # noqa: PLR2004 (a pair)
            continue
        cells = [cell for cell in readings(operand, (c for c, _ in literals)) if cell.applies]
        for value in (True, False):
            if any(all(holds(c, cell) is not (w is value) for c, w in literals) for cell in cells):
                continue  # some value makes them all fail (or hold) at once, as not knowing may
            goals = [_with(condition, operand, leg, cell, known=value) for cell in cells] + [
                _with(condition, operand, leg, None, known=value)
            ]
            *agreeing, open_end = goals
            goal = _all_true(
                [*agreeing, _negated(open_end)] if value else [*map(_negated, agreeing), open_end]
            )
            if goal is False:
                continue
            found = None if goal is True else find(goal, tried)
            answers = None if found is None else found.answers
            # Who has a detail of it is not somebody of whom it is not known.
            if found is None or (
                answers is not None
                and key_of(operand.id, leg) not in answers
                and judge(condition, answers).value is None
            ):
                yield Fault(
                    "W208",
                    where,
                    f"{_capital(what)} can stay open while {operand.id} is not known, although it "
                    f"is {str(value).lower()} with every value.",
                    "Do not ask for it in one part and deny it in another: leave the redundant "
                    "part out.",
                )
                break


def _literals(condition: Condition, wanted: bool = True) -> Iterator[tuple[Claim, bool]]:
    match condition:
        case Claim():
            yield condition, wanted
        case Not(part):
            yield from _literals(part, not wanted)
        case Group(parts=parts):
            for part in parts:
                yield from _literals(part, wanted)


_Reduced = Condition | bool


def _with(
    condition: Condition, operand: object, leg: Leg | None, cell: Reading | None, known: bool
) -> _Reduced:
    """The condition with one thing known to be `cell`; with None each part on it is against `known`."""

    def reduce(node: Condition, wanted: bool) -> _Reduced:
        match node:
            case Claim() if node.operand is operand and node.leg is leg:
                return bool(holds(node, cell)) if cell is not None else known is not wanted
            case Not(part):
                return _negated(reduce(part, not wanted))
            case Group(least, parts):
                inner = [reduce(part, wanted) for part in parts]
                left = [part for part in inner if not isinstance(part, bool)]
                least -= sum(part is True for part in inner)
                if least <= 0:
                    return True
                return at_least(least, *left) if least <= len(left) else False
        return node

    return reduce(condition, True)


def _negated(part: _Reduced) -> _Reduced:
    return not part if isinstance(part, bool) else not_(part)


def _all_true(parts: list[_Reduced]) -> _Reduced:
    if any(part is False for part in parts):
        return False
    left = [part for part in parts if not isinstance(part, bool)]
    return all_of(*left) if left else True
